"""sim/bargaining/README.md describes the code that is there: names, numbers, fields, constants, the example."""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "sim" / "bargaining"
PAGE = ENGINE / "README.md"
README = PAGE.read_text(encoding="utf-8")
SOURCES = {
    str(file.relative_to(ENGINE)).removeprefix("protocols/"): ast.parse(file.read_text(encoding="utf-8"))
    for file in sorted(ENGINE.rglob("*.py"))
}
NAMED = sorted(set(re.findall(r"`([\w/]+\.py):([\w.]+)`", README)))
FORMULAS = {int(n): text for n, text in re.findall(r"^### Formula (\d+): (.*?)(?=^##)", README, re.M | re.S)}
CONSTANTS = re.findall(r"^\| `([\w/]+)\.py:([A-Z_]+)` \| (−?[\d.]+) \|", README, re.MULTILINE)
CITED = re.compile(r"\bformulas? (\d+(?:(?:-| and |, (?:and )?)\d+)*)", re.IGNORECASE)


def definitions(node: ast.Module | ast.ClassDef, inside: str = "") -> Iterator[tuple[str, str]]:
    """Every function, class, method and constant, with its docstring; methods and fields as Class.name."""
    for child in node.body:
        if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
            yield f"{inside}{child.name}", ast.get_docstring(child) or ""
        if isinstance(child, ast.ClassDef):
            yield from definitions(child, f"{inside}{child.name}.")
        elif isinstance(child, (ast.Assign, ast.AnnAssign)):
            targets = child.targets if isinstance(child, ast.Assign) else [child.target]
            names = [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            yield from ((f"{inside}{name}", "") for name in names)


def formulas_in(docstring: str) -> set[int]:
    """The formula numbers that a docstring mentions: `Formula 4`, `Formulas 3-6 and 12`."""
    found: set[int] = set()
    for numbers in CITED.findall(docstring):
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", numbers):
            found |= set(range(int(first), int(last or first) + 1))
    return found


DEFINED = {file: dict(definitions(tree)) for file, tree in SOURCES.items()}
MODULES = [(file, ast.get_docstring(tree) or "") for file, tree in SOURCES.items()]
DOCSTRINGS = MODULES + [
    (f"{file}:{name}", doc) for file, names in DEFINED.items() for name, doc in names.items()
]
RULES = [
    (formula, f"{file}:{name}")
    for file, names in DEFINED.items()
    for name, doc in names.items()
    for formula in sorted(formulas_in(doc))
    if "." not in name
]


def anchors(page: str) -> set[str]:
    """What GitHub calls the headings of a page in links."""
    headings = re.findall(r"^#+ (.*)", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_docstrings_cite_formulas_in_every_spelling_that_is_used() -> None:
    assert formulas_in("Threats. Formulas 3-6 and 12.") == {3, 4, 5, 6, 12}
    assert formulas_in("Sign today. Formula 9.") == {9}
    assert formulas_in("of formulas 7, 9, and 11") == {7, 9, 11}
    assert formulas_in("a formula without a number; 12 days") == set()


def test_the_page_has_the_sixteen_formulas_in_order() -> None:
    assert list(FORMULAS) == list(range(1, 17))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_has_mathematics_and_a_place_in_the_code(formula: int) -> None:
    assert "```math\n" in FORMULAS[formula]
    assert re.search(r"`[\w/]+\.py:\w+`", FORMULAS[formula])


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_what_the_page_names_is_in_the_code(file: str, name: str) -> None:
    assert name in DEFINED.get(file, {}), f"sim/bargaining/README.md: where is `{file}:{name}` now?"


@pytest.mark.parametrize(("where", "docstring"), [pair for pair in DOCSTRINGS if formulas_in(pair[1])])
def test_a_formula_that_a_docstring_cites_is_on_the_page(where: str, docstring: str) -> None:
    assert formulas_in(docstring) <= FORMULAS.keys()


@pytest.mark.parametrize(("formula", "rule"), RULES)
def test_a_rule_that_claims_a_formula_is_named_beside_it(formula: int, rule: str) -> None:
    there = f"`{rule}`" in FORMULAS.get(formula, "")
    assert there, (
        f"sim/bargaining/README.md: name `{rule}` under Formula {formula}, which its docstring cites"
    )


@pytest.mark.parametrize(("module", "name", "value"), CONSTANTS)
def test_a_constant_has_the_value_that_the_page_gives(module: str, name: str, value: str) -> None:
    folder = "sim.bargaining" if (ENGINE / f"{module}.py").exists() else "sim.bargaining.protocols"
    found = getattr(importlib.import_module(f"{folder}.{module.replace('/', '.')}"), name)
    assert found == float(value.replace("−", "-"))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http)([^)]+)\)", README))))
def test_a_link_of_the_page_leads_somewhere(target: str) -> None:
    path, _, anchor = target.partition("#")
    page = (ENGINE / path).resolve() if path else PAGE
    assert page.exists()
    assert not anchor or anchor in anchors(page.read_text(encoding="utf-8"))


def printed(example: str) -> str:
    """What an example of the page says."""
    said = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(said):
        exec(example, {"__name__": "__main__"})
    return said.getvalue()


AGENT, BATCH = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_example_of_an_agent_with_a_mind_of_its_own_plays() -> None:
    day, outcome = printed(AGENT).split()
    assert float(day) > 100
    assert outcome in importlib.import_module("sim.bargaining.outcomes").OUTCOMES


def test_the_example_of_a_batch_of_mesa_plays() -> None:
    ends = ast.literal_eval(printed(BATCH))
    assert ends.keys() == set(itertools.product(["minimal", "late"], range(3)))
    assert {outcome for _, outcome in ends.values()} == {"settlement"}
