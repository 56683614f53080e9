"""How a row becomes a scenario is told with every default, as they are today."""

from __future__ import annotations

import re
from math import inf

from sim.backtest import agreements, blind, ceasefires, lives, people
from sim.scenario.ceasefire import CeasefireLife
from sim.scenario.peace import Peace, PeaceLife
from sim.validation import deals


def told(text: str, name: str) -> float:
    """The number behind a name."""
    return float(re.search(rf"{name} ([\d,]*\.?\d+)", text)[1].replace(",", ""))


def test_lives_are_told_as_they_are_shipped() -> None:
    for text, life in ((ceasefires.MADE, CeasefireLife()), (agreements.MADE, PeaceLife())):
        assert told(text, "shape") == life.shape.typical
        assert told(text, "scale") == life.scale_days.typical
    assert told(agreements.MADE, "times") == Peace().guarded_hazard.typical


def test_of_blind_talks_every_default_is_told_as_it_is() -> None:
    scenario = lives.read(blind.talks(blind.WarFacts(True, False, False, False)))
    party, mediator = scenario.parties["first"], scenario.actors["mediator"]
    for holder, names in (
        (scenario.war, ("noise", "days_left", "learning_days")),
        (party, ("aspiration", "reciprocity")),
        (mediator, ("insight", "proposal_rate")),
    ):
        assert {name: told(blind.MADE, name) for name in names} == {
            name: getattr(holder, name).typical for name in names
        }
    zeros = [getattr(party, name) for name in ("exposure", "audience_cost")]
    zeros += [scenario.war.drift, mediator.bias, mediator.cover]
    assert all(number.fixed and number.typical == 0.0 for number in zeros)
    assert "0 for drift, exposure, audience_cost, bias and cover" in blind.MADE
    assert (party.cost_per_day.typical, party.concession.typical, party.precision.typical) == (
        blind.COST,
        1.0,
        inf,
    )


def test_every_kind_of_war_is_played_by_its_own_numbers() -> None:
    worst = lives.read(blind.talks(blind.WarFacts(False, True, True, True))).parties["first"]
    assert worst.cost_per_day.typical == blind.DEARER
    assert worst.distrust.typical == blind.BROKEN_AFTER_NONE
    assert worst.concession.typical == 0.25


def test_people_bargain_as_is_told() -> None:
    person = deals.scenario((5, 4, 3), 10.0).parties["first"]
    for name in ("aspiration", "reciprocity"):
        assert told(people.MADE, name) == getattr(person, name).typical
    assert person.concession.typical == 1.0
    keen = deals.scenario((5, 4, 3), 10.0, 0.7).parties["second"]
    assert keen.aspiration.typical == 0.7
