from __future__ import annotations

from pathlib import Path

import handmade
import pytest

from sim.analysis.changes import Removal, changed, edited, edits, partly, removals, settings, typed
from sim.report.dealbreakers.sentences import label
from sim.scenario.changing import value_at
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.reading import read, resolved
from sim.scenario.schema import Scenario

SHIPPED = Path(__file__).parents[2] / "scenarios"
TAKEN = [
    *(("ceasefire30", change) for change in removals(read(SHIPPED / "ceasefire30.yaml"))),
    *(("korea_1951", change) for change in removals(read(SHIPPED / "korea_1951.yaml"))),
    *(("theory/powell_2006", change) for change in removals(read(SHIPPED / "theory/powell_2006.yaml"))),
]


@pytest.mark.parametrize(("name", "change"), TAKEN, ids=str)
def test_what_is_typed_is_what_was_played(name: str, change: Removal) -> None:
    file = SHIPPED / f"{name}.yaml"
    scenario = read(file)
    assert resolved(read(file, settings(scenario, change))) == resolved(changed(scenario, change))


@pytest.mark.parametrize(("name", "change"), TAKEN, ids=str)
def test_what_was_taken_away_cannot_be_taken_away_again(name: str, change: Removal) -> None:
    if change.kind != "cost":  # which can be doubled again
        assert change not in removals(changed(read(SHIPPED / f"{name}.yaml"), change))


def test_the_order_of_two_changes_does_not_matter() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    one, other = removals(scenario)[0], removals(scenario)[-1]
    assert changed(scenario, one, other) == changed(scenario, other, one)


def heirs(**of_ann: object) -> Scenario:
    actors = handmade.BUILDINGS["actors"]
    return handmade.scenario(actors=actors | {"ann": actors["ann"] | of_ann})


def kinds(scenario: Scenario) -> set[tuple[str, str]]:
    return {(change.kind, change.actor) for change in removals(scenario)}


def test_what_a_scenario_does_not_have_is_not_taken_away() -> None:
    assert kinds(heirs()) == {("red_line", "ann"), ("consent", "notary"), ("floor", "notary")}
    more = heirs(distrust=0.5, audience_cost=0.1, ratify={"slope": 10, "mid": 0.5})
    assert kinds(more) - kinds(heirs()) == {
        (kind, "ann") for kind in ("distrust", "audience_cost", "ratification")
    }


ENDS = "events=[{name: vote, day: 9}, {day: 30, ends_talks: true}, {name: poll, day: 9, chance: 0.5, ends_talks: true}]"


def test_an_event_that_ends_the_talks_can_be_taken_away() -> None:
    """By its name, or by its position; under a protocol that knows no events there is none."""
    file = SHIPPED / "minimal.yaml"
    scenario = read(file, [ENDS])
    found = [change for change in removals(scenario) if change.kind == "event"]
    assert [settings(scenario, change) for change in found] == [
        ("events.1.chance=0",),
        ("events.poll.chance=0",),
    ]
    for change in found:
        without = changed(scenario, change)
        assert resolved(read(file, [ENDS, *settings(scenario, change)])) == resolved(without)
        assert change not in removals(without)
    assert label(scenario, found[1]) == "without “poll”"
    other = read(file, [ENDS, "protocol=alternating_offers"])
    assert "event" not in {change.kind for change in removals(other)}


def test_without_a_war_nothing_about_it_can_change() -> None:
    assert kinds(heirs(optimism=2, cost_per_day=0.01)) == kinds(heirs())


def test_what_a_protocol_does_not_read_is_not_taken_away() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml", ["protocol=alternating_offers"])
    assert {change.kind for change in removals(scenario)} == {
        "red_line",
        "consent",
        "floor",
        "cost",
        "optimism",
    }


def test_a_lifted_red_line_is_never_genuine_and_the_rest_stays() -> None:
    scenario = heirs()
    lifted = changed(scenario, Removal("red_line", "ann", "house"))
    assert lifted.parties["ann"].red_lines["house"].probability == Fixed(0.0)
    assert lifted.parties["bob"] == scenario.parties["bob"]
    assert scenario.parties["ann"].red_lines["house"].probability == Fixed(0.5)


def test_without_its_veto_an_actor_is_not_asked() -> None:
    lifted = changed(heirs(), Removal("consent", "notary"))
    assert not any(any(issue.consent.values()) for issue in lifted.issues.values())


def test_a_faction_that_holds_its_party_back_can_be_made_content() -> None:
    camps = {"young": {"floor": 0.6, "value": {"house": [0, 0, 1]}}, "old": {}}
    scenario = heirs(factions=camps, decision="veto")
    assert kinds(scenario) - kinds(heirs()) == {("faction", "ann")}
    young = Removal("faction", "ann", faction="young")
    assert settings(scenario, young) == ("actors.ann.factions.young.floor=0",)
    assert changed(scenario, young).parties["ann"].factions["young"].floor == Fixed(0.0)
    assert kinds(heirs(factions=camps)) == kinds(heirs())  # who is weighed holds nobody back


@pytest.mark.parametrize(("name", "change"), TAKEN, ids=str)
def test_a_part_of_a_change_lies_on_the_way_to_all_of_it(name: str, change: Removal) -> None:
    """In the mean of every number; what is so or not has no parts."""
    file = SHIPPED / f"{name}.yaml"
    scenario = read(file)
    whole, part = edits(scenario, change), partly(scenario, change, 0.25)
    if change.kind in ("consent", "ratification"):
        assert part is None
        return
    assert part is not None
    for path, value in part.items():
        end = whole[path]
        assert isinstance(value, Quantity)
        assert isinstance(end, Quantity)
        assert value.mean == pytest.approx(0.75 * value_at(scenario, path).mean + 0.25 * end.mean)
    assert resolved(read(file, typed(part))) == resolved(edited(scenario, part))
