"""csis_2025.yaml is the published table, turned into issues by its rule, and nothing else."""

from __future__ import annotations

from pathlib import Path

import csis
import pytest

from sim.scenario.actors import Backer, Mediator, Party
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

FOLDER = Path(__file__).parents[2] / "scenarios"
SCENARIO = read(FOLDER / "csis_2025.yaml")
FOUNDING = read(FOLDER / "ceasefire30.yaml")


def known(numbers: object) -> list[float]:
    """Numbers of a list, all of them known."""
    return [number.value for number in numbers]  # type: ignore[attr-defined]


def test_each_item_of_the_table_is_in_one_issue() -> None:
    numbers = [item.number for _, items in csis.ISSUES.values() for item in items]
    assert sorted(numbers) == list(range(1, 21))
    assert [*SCENARIO.issues] == [*csis.ISSUES]


@pytest.mark.parametrize("name", csis.ISSUES)
def test_an_issue_is_made_by_the_rule(name: str) -> None:
    issue = SCENARIO.issues[name]
    assert [*issue.options] == csis.options(name)
    for actor in csis.ACTORS:
        assert issue.weight[actor].value == csis.weight(name, actor)
        assert known(issue.value[actor]) == csis.values(name, actor)


@pytest.mark.parametrize("name", ["russia", "ukraine"])
def test_red_lines_are_what_a_party_opposes(name: str) -> None:
    party = SCENARIO.actors[name]
    assert isinstance(party, Party)
    found = {issue: (*line.options, line.probability.value) for issue, line in party.red_lines.items()}
    assert found == csis.red_lines(name)


@pytest.mark.parametrize("name", ["us", "europe"])
def test_floors_are_the_published_thresholds(name: str) -> None:
    actor = SCENARIO.actors[name]
    assert isinstance(actor, Mediator | Backer)
    assert actor.floor.value == csis.floor(name)


def test_named_texts_are_the_published_examples_and_the_best_of_each() -> None:
    assert {name: dict(text.terms) for name, text in SCENARIO.proposals.items()} == {
        "best_for_russia": csis.best("russia"),
        "best_for_ukraine": csis.best("ukraine"),
        "csis_balanced": csis.text((1, 2, 5, 7, 11, 12, 15, 17, 19)),
        "csis_for_russia": csis.text((1, 2, 5, 8, 14, 16, 17, 19, 20)),
        "csis_for_ukraine": csis.text((3, 5, 7, 9, 10, 11, 12, 15, 16, 20)),
    }


def apart_from_wants(scenario: Scenario) -> list[object]:
    """All that is not about who wants what: of the war without its terms, of parties without red lines."""
    war = scenario.war
    assert war is not None
    ends = {"if_attacker_wins", "if_defender_wins"}
    wants = {"red_lines", "floor"}
    actors = [actor.model_dump(exclude=wants) for actor in scenario.actors.values()]
    return [war.model_dump(exclude=ends), *actors, scenario.ceasefire, scenario.horizon_days]


def test_all_else_is_as_in_the_founding_scenario() -> None:
    assert apart_from_wants(SCENARIO) == apart_from_wants(FOUNDING)
