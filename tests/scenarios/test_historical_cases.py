"""The historical scenarios can fail, and the mechanisms that they are there for carry what they show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import read

FOLDER = Path(__file__).parents[2] / "scenarios"
RUNS = 1000  # standard errors of shares are at most 0.016

OFF = {
    "the announced end": (
        "camp_david_1978",
        ("actors.israel.deadline_days=290", "actors.egypt.deadline_days=290"),
    ),
    "an outside value below the status quo": ("camp_david_1978", ("actors.israel.outside_value=0.9",)),
    "the death of Stalin": ("korea_1951", ("events=[]",)),
    "American leverage": (
        "dayton_1995",
        ("actors.us.leverage.serbs.probability=0", "actors.us.leverage.bosniaks.probability=0"),
    ),
    "the American guarantee": ("dayton_1995", ("actors.us.credibility=0",)),
}


@cache
def played(name: str, overrides: tuple[str, ...] = ()) -> Outcomes:
    return play(read(FOLDER / f"{name}.yaml", overrides), runs=RUNS, seed=7)


def least_fall(before: Sequence[bool], after: Sequence[bool]) -> float:
    """By how much a share falls, replication by replication: the lower end of a 95 % interval."""
    falls = np.asarray(before, dtype=float) - np.asarray(after, dtype=float)
    return float(falls.mean() - 1.96 * falls.std(ddof=1) / np.sqrt(len(falls)))


@pytest.mark.parametrize("mechanism", OFF)
def test_without_its_mechanism_far_fewer_settle(mechanism: str) -> None:
    name, overrides = OFF[mechanism]
    assert least_fall(played(name).settled, played(name, overrides).settled) > 0.05


@pytest.mark.parametrize("name", ["camp_david_1978", "korea_1951", "dayton_1995", "oslo_1995"])
def test_it_can_fail_and_more_often_does_not(name: str) -> None:
    assert 0.5 < played(name).settled.mean() < 0.98


def test_without_bombs_more_settle_in_oslo_and_fewer_truces_break() -> None:
    calm, bound = played("oslo_1995", ("actors.hamas.hazard=1",)), played("oslo_1995")
    assert least_fall(calm.settled, bound.settled) > 0.05
    assert least_fall(bound.collapses.sum(axis=1) > 2, calm.collapses.sum(axis=1) > 2) > 0.1


def test_factions_turn_the_text_of_oslo() -> None:
    """Without those who need them in the room fewer texts stop settlements."""
    alone = ("actors.israel.factions={}", "actors.israel.decision=weighted")
    bound, free = played("oslo_1995"), played("oslo_1995", alone)
    assert (bound.below_floor[bound.settled][:, :3].sum(axis=0) == 0).all()
    share = [(each.terms[each.settled, 2] == 1).mean() for each in (bound, free)]
    assert share[0] > share[1] + 0.1


def test_without_the_soviet_veto_many_more_sign_before_stalin_dies() -> None:
    free, bound = played("korea_1951", ("issues.pows.consent=null",)), played("korea_1951")
    assert least_fall(free.settlement_day < 604, bound.settlement_day < 604) > 0.4


def signed(name: str, proposal: str) -> float:
    """The share of replications in which exactly this was signed."""
    outcomes = played(name)
    terms = read(FOLDER / f"{name}.yaml").proposals[proposal].terms
    names = outcomes.names
    text = [names.options[k].index(terms[issue]) for k, issue in enumerate(names.issues)]
    return float((outcomes.settled & (outcomes.terms == text).all(axis=1)).mean())


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("camp_david_1978", "accords_17_sept_1978"),
        ("korea_1951", "armistice_1953"),
        ("dayton_1995", "dayton_21_nov_1995"),
    ],
)
def test_what_was_signed_then_is_among_what_is_signed_here(name: str, proposal: str) -> None:
    assert signed(name, proposal) > 0


def usual_terms(outcomes: Outcomes) -> dict[str, str]:
    """The option most often signed, by issue."""
    terms = outcomes.terms[outcomes.settled]
    names = outcomes.names
    return {
        issue: names.options[k][int(np.bincount(terms[:, k]).argmax())]
        for k, issue in enumerate(names.issues)
    }


def test_sinai_goes_for_recognition_at_camp_david() -> None:
    outcomes = played("camp_david_1978")
    sinai = outcomes.terms[outcomes.settled, outcomes.names.issues.index("sinai")]
    assert (sinai >= 2).mean() > 0.75  # half of it or more
    assert usual_terms(outcomes)["recognition"] == "full"


def test_of_all_that_came_from_outside_it_was_the_death_that_ended_the_war_in_korea() -> None:
    usual = played("korea_1953").settled.mean()
    without = {
        name: played("korea_1953", (f"events.{name}.chance=0",)).settled.mean()
        for name in ("death_of_stalin", "eisenhower", "rhee_frees_prisoners")
    }
    assert without["death_of_stalin"] < 0.4 * usual
    assert 0.85 * usual < without["eisenhower"] < usual
    assert without["rhee_frees_prisoners"] == pytest.approx(usual, abs=0.02)


def test_korea_is_divided_at_the_line_of_contact_and_prisoners_may_choose() -> None:
    terms = usual_terms(played("korea_1951"))
    assert (terms["line"], terms["pows"]) == ("contact_line", "neutral_commission")
