"""One meaning for each name, one name for each role."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import sim

PACKAGE = Path(sim.__file__).parent
# The actors of a file, and those who sit in for them; what one replication needs, protocol by protocol.
ALIKE = {"Backer", "Consenter", "Mediator", "Party", "Spoiler", "Session"}
# What a file says of somebody or something, and the record of numbers that is played of it.
ALIKE |= {"Actor", "Event", "Faction", "Lever", "Ratifier"}
# Still with two meanings. Take a name away, never add one.
LEFT = {"Choice", "Room", "Source", "Study", "Table"}
FEW = 4  # names of a tuple that can be told apart by their places
# What tells the answer of a question, and where: `headline` of a study and of a replication have no such folder.
ROLES = {
    "page": {"page", "pages", "explanation"},
    "show": {"screen", "terminal"},
    "headline": {"sentences", "headline", "explanation"},
}


def defined(*kinds: type[ast.stmt]) -> Iterator[tuple[str, Path]]:
    """The name and the file of everything of these kinds that a module says."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for each in ast.parse(file.read_text("utf-8")).body:
            if isinstance(each, kinds):
                yield each.name, file  # type: ignore[attr-defined]


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(set)
    for name, file in defined(ast.ClassDef):
        places[name].add(file)
    assert {name for name, files in places.items() if len(files) > 1} == ALIKE | LEFT


def named_tuples() -> set[str]:
    return {
        each.name
        for file in PACKAGE.rglob("*.py")
        for each in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(each, ast.ClassDef) and any(ast.unparse(base) == "NamedTuple" for base in each.bases)
    }


def test_a_tuple_of_many_names_is_made_by_name() -> None:
    kinds = named_tuples()
    assert {"Finals", "Table"} <= kinds
    by_place = [
        f"{file.name}:{each.lineno}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for each in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(each, ast.Call) and ast.unparse(each.func) in kinds and len(each.args) > FEW
    ]
    assert by_place == []


def test_what_has_one_role_has_one_name() -> None:
    places = defaultdict(set)
    for name, file in defined(ast.FunctionDef):
        places[name].add(file.stem)
    assert {role: places[role] for role in ROLES} == ROLES


def test_every_question_is_told_by_the_same_modules() -> None:
    folders = {page.parent for page in (PACKAGE / "report").glob("*/page.py")}
    assert folders
    for folder in folders:
        assert {"screen.py", "sentences.py"} <= {file.name for file in folder.glob("*.py")}, folder.name
