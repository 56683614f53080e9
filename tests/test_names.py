"""One meaning for each name, one name for each role."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import sim

PACKAGE = Path(sim.__file__).parent
# The actors of a file, and those who sit in for them; what one replication needs, protocol by protocol.
ALIKE = {"Backer", "Consenter", "Mediator", "Party", "Spoiler", "Session"}
# What a file says of somebody or something, and the record of numbers that is played of it.
ALIKE |= {"Actor", "Event", "Faction", "Lever", "Ratifier"}
FEW = 4  # names of a tuple that can be told apart by their places
# Files of scenarios are read, and so are the moves of a seat.
TOLD_APART = {"read"}
# What tells the answer of a question, and where: `headline` of a study and of a replication have no such folder.
ROLES = {
    "page": {"page", "pages", "explanation"},
    "show": {"screen", "terminal"},
    "headline": {"sentences", "headline", "explanation"},
}


@cache
def parsed(file: Path) -> ast.Module:
    """Once for all tests."""
    return ast.parse(file.read_text("utf-8"))


def defined(*kinds: type[ast.stmt]) -> Iterator[tuple[str, Path]]:
    """The name and the file of everything of these kinds that a module says."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for each in parsed(file).body:
            if isinstance(each, kinds):
                yield each.name, file  # type: ignore[attr-defined]


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(set)
    for name, file in defined(ast.ClassDef):
        places[name].add(file)
    assert {name for name, files in places.items() if len(files) > 1} == ALIKE


def test_what_is_taken_from_another_package_by_its_bare_name_has_one_meaning() -> None:
    """`module.name` says which is meant; `from module import name` leaves the module behind."""
    places = defaultdict(set)
    for name, module in taken_away():
        places[name].add(module)
    assert {name for name, modules in places.items() if len(modules) > 1} == {*TOLD_APART, "headline", "page"}


def taken_away() -> Iterator[tuple[str, str | None]]:
    """Each function that a module takes from another package by its bare name, and where it is from."""
    functions = {(name, dotted(file)) for name, file in defined(ast.FunctionDef)}
    for file in sorted({*PACKAGE.rglob("*.py")} - {PACKAGE / "__init__.py"}):  # which is the door to them all
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ImportFrom) and not dotted(file).startswith(f"{package(node)}."):
                taken = {(each.name, node.module) for each in node.names if each.asname is None}
                yield from taken & functions


def dotted(file: Path) -> str:
    """The module of a file."""
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def package(node: ast.ImportFrom) -> str:
    """In which the module lies that something is taken from."""
    return str(node.module).rpartition(".")[0]


def named_tuples() -> set[str]:
    return {
        each.name
        for file in PACKAGE.rglob("*.py")
        for each in ast.walk(parsed(file))
        if isinstance(each, ast.ClassDef) and any(ast.unparse(base) == "NamedTuple" for base in each.bases)
    }


def test_a_tuple_of_many_names_is_made_by_name() -> None:
    kinds = named_tuples()
    assert {"Finals", "Table"} <= kinds
    by_place = [
        f"{file.name}:{each.lineno}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for each in ast.walk(parsed(file))
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
