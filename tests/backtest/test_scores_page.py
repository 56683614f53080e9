"""The page says what is computed today, and the bars that were set before are met."""

from __future__ import annotations

import re
from importlib import import_module
from math import log
from pathlib import Path

import pytest
from scores_page import OPEN, PAGE, block, computed, everything, summary, told

from sim.backtest import ceasefires, people
from sim.backtest.groups import SETS
from sim.backtest.score import BASE, Findings
from sim.backtest.table import TITLES

README = Path(__file__).parents[2] / "README.md"


def words(file: Path) -> str:
    """On one line."""
    return " ".join(file.read_text(encoding="utf-8").split())


def here(name: str) -> Findings:
    """Skipped, and listed as such, for rows that may not be handed on."""
    found = computed(name)
    if found is None:
        pytest.skip(f"{name} needs {SETS[name].file} in the folder that PARLEYSIM_DATA names")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in TITLES if name != "cases"])  # see test_cases_drawn.py
def test_the_page_says_what_is_computed_today(name: str) -> None:
    """Else: python tests/backtest/scores_page.py"""
    assert told(name) == block(here(name), name)


@pytest.mark.slow
def test_the_page_begins_with_what_it_all_comes_to() -> None:
    found = everything()
    if found is None:
        pytest.skip("the summary needs all files in the folder that PARLEYSIM_DATA names")
    assert told("summary") == summary(found)


@pytest.mark.parametrize("name", SETS)
def test_no_set_is_left_out_of_the_page(name: str) -> None:
    lines = told(name).splitlines()
    assert lines[0] == f"### {name}: {TITLES[name]}"
    assert sum(line.startswith("|") for line in lines) > 4
    assert "not here" not in told(name)


def test_four_sets_can_be_scored_from_what_is_here() -> None:
    assert OPEN == ["agreements", "wars", "cases", "people"]


@pytest.mark.slow
def test_divisions_of_people_are_foretold_better_than_the_bar() -> None:
    """At most 3.2 nats on deals that were not fitted, set before it was tried; and better than Nash's product."""
    by = {score.by: score for score in here("people").scores}
    assert by[people.ALIKE].loss.value == pytest.approx(log(64))
    assert by[people.PRECISE].loss.high <= 3.2
    assert by[people.PRECISE].loss.value < by[people.NASH].loss.value
    assert by[people.EXACT].verdict == "worse"


@pytest.mark.slow
def test_ceasefires_are_foretold_better_than_the_bar() -> None:
    """Brier at most .20 at 90 days on cases that were not seen, against .248 of who knows nothing."""
    scores = [score for score in here("ceasefires").scores if score.question == "alive after 90 days"]
    by = {score.by: score for score in scores}
    assert by[ceasefires.FITTED].loss.value <= 0.20 < 0.248 < by[BASE].loss.value
    assert by[ceasefires.FITTED].verdict == "better"
    said = "Brier score of {:.3f}, where who knows only how often it happens has {:.3f}"
    assert said.format(by[ceasefires.FITTED].loss.value, by[BASE].loss.value) in words(README)
    assert by[ceasefires.SHIPPED].seen


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_nothing_is_left_of_skill_when_outcomes_are_dealt_out_anew(name: str) -> None:
    """One in forty by chance."""
    placebos = here(name).placebos
    assert placebos
    assert sum(one.better for one in placebos) <= 0.05 * sum(one.of for one in placebos)
    assert all(abs(one.auc - 0.5) < 0.15 for one in placebos if one.auc == one.auc)


def test_every_link_and_every_function_that_the_page_names_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    named = re.findall(r"`(\w+)\.py:(\w+)`", text)
    assert len(targets) > 0 < len(named)
    assert all((PAGE.parent / target).exists() for target in targets)
    assert all(hasattr(import_module(f"sim.backtest.{module}"), name) for module, name in named)
