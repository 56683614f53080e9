"""Inputs are called what they are, whatever a scenario has."""

from __future__ import annotations

import re

import pytest
import synthetic

from sim.analysis.sensitivity.answer import LUCK
from sim.report.naming import named
from sim.scenario.reading import numbers, read

PATH = re.compile(r"\w[._]\w*[a-z]")  # an underscore, or a dot between words
SHIPPED = sorted(
    file
    for file in synthetic.SCENARIOS.glob("**/*.yaml")
    if file.parent.name not in ("targets", "behaviours")
)
FOUNDING = synthetic.ceasefire30()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("actors.russia.pause_worth", "Russia: what a pause is worth"),
        ("actors.russia.deadline_days", "Russia: deadline, in days"),
        ("actors.us.leverage.russia.probability", "The United States: chance that it carries out its threat to Russia"),
        ("actors.us.leverage.russia.meant", "The United States: whether it means its threat to Russia"),
        ("actors.russia.red_lines.nato.genuine", "Russia: whether its red line on “NATO” is genuine"),
        ("issues.land.weight.us", "The United States: weight of “Land”"),
        ("issues.land.value.russia.frozen_line", "Russia: worth of “Land: frozen line”"),
        ("war.drift", "The war: drift"),
        (
            "ceasefire.issues.relief.worth.europe.bank_and_shipping",
            "Europe: worth of “Relief from sanctions: bank and shipping”, while a ceasefire lasts",
        ),
        ('actors."St. Gallen".outside_value', "St. Gallen: worth of no deal"),
        (LUCK, LUCK),
    ],
)  # fmt: skip
def test_whose_it_is_and_what(path: str, said: str) -> None:
    assert named(FOUNDING, path) == said


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_no_uncertain_number_of_any_scenario_is_told_by_its_path(file: object) -> None:
    scenario = read(file)  # type: ignore[arg-type]
    uncertain = [number.path for number in numbers(scenario) if not number.quantity.fixed]
    told = {path: named(scenario, path) for path in uncertain}
    assert [said for path, said in told.items() if path in said or PATH.search(said)] == []
    assert len(set(told.values())) == len(told)


def test_a_name_cannot_steer_a_terminal() -> None:
    scenario = synthetic.renamed(FOUNDING, "russia", "R\x1b[31m")
    assert "\x1b" not in named(scenario, "actors.russia.optimism")
    assert "\x1b" not in named(scenario, "x\x1b[31m")
