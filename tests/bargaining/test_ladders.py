"""The packages that a party demands and offers, held to the list of all of them."""

from __future__ import annotations

import math

import hypothesis.strategies as st
from hypothesis import HealthCheck, event, given, settings
from turns import (
    Rung,
    Session,
    Terms,
    an_issue,
    barred,
    consented,
    domains,
    offers,
    opened,
    packages,
    rungs,
    utility,
)

from sim.bargaining.protocols.alternating_offers.inverse_utility import HAIR
from sim.bargaining.setup.record import empty_sheet
from sim.bargaining.types import YES
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

some = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
# Just on a rung, a hair beside it, and well beside it.
BESIDE = st.sampled_from([0.0, 4e-7, -4e-7, 2e-6, -2e-6, 0.03, -0.03])


def demanded(ladder: list[Rung], demand: float) -> int:
    """Place of the last rung that is worth a demand; of a nearer one that is a hair too low; -1 for none."""
    place = sum(-rung.loss >= demand for rung in ladder) - 1
    above = -ladder[place].loss - demand if place >= 0 else math.inf
    if place + 1 < len(ladder):
        short = demand + ladder[place + 1].loss
        if short <= HAIR and short < above:
            return place + 1
    return place


def offered(session: Session, i: int, demand: float) -> Terms | None:
    """What party i offers that demands so much."""
    session.talks["proposer"], session.table.actor[i]["demand"] = i, demand
    row = session.choose_package()
    return None if row < 0 else tuple(session.finals.terms[row].tolist())


@some
@given(domains(("polynomial",)), st.lists(st.tuples(st.integers(0, 300), BESIDE), min_size=1, max_size=8))
def test_the_last_rung_worth_a_demand_is_offered_however_demands_fall_and_rise(
    scenario: Scenario, demands: list[tuple[int, float]]
) -> None:
    """Of equals the last one; if somebody would not consent to it, the next one above to which all do."""
    session = opened(scenario)
    for i in range(session.frame.party_count):
        ladder = rungs(session, i)
        for chosen, beside in demands if ladder else ():
            demand = -ladder[chosen % len(ladder)].loss + beside
            place = demanded(ladder, demand)
            above = [rung for rung in ladder[: place + 1] if consented(session, rung.terms)]
            event(f"skipped: {place >= 0 and not consented(session, ladder[place].terms)}")
            found = offered(session, i, demand)
            assert offered(session, i, demand) == found, "asked again"
            if above and demand > -ladder[place].loss:  # a hair too low: any of equals will do
                assert found
                assert utility(session, i, found) >= -ladder[place].loss
            else:
                assert found == (above[-1].terms if above else None)


@st.composite
def flagged(draw: st.DrawFn) -> Scenario:
    """Each would sign under its own flag only, so that nothing is agreed."""
    issues = {f"k{k}": draw(an_issue(["a", "b"], consents=False)) for k in range(draw(st.integers(1, 3)))}
    flag = {"options": ["a", "b"], "value": {"a": [0, 0], "b": [0, 0]}, "weight": {"a": 0, "b": 0}}
    flags = {"a": "b", "b": "a"}
    parties = {
        name: {"strategy": "micro", "red_lines": {"flag": {"options": [other]}}}
        for name, other in flags.items()
    }
    actors = {**parties, "m": {"role": "mediator"}}
    days = {"horizon_days": 70, "round_days": 1, "protocol": "alternating_offers"}
    return scenario_of({**days, "actors": actors, "issues": {**issues, "flag": flag}})


@some
@given(flagged())
def test_micro_goes_down_the_whole_list_and_leaves_nothing_out(scenario: Scenario) -> None:
    session = opened(scenario)
    listed = list(offers(session))
    for i in (0, 1):
        new = list(dict.fromkeys(offer.terms for offer in listed if offer.by == i))
        assert new == [rung.terms for rung in rungs(session, i)]
    assert not session.talks["over"]


@some
@given(domains())
def test_nobody_offers_or_signs_what_crosses_its_own_red_line_or_lacks_a_consent(scenario: Scenario) -> None:
    session = opened(scenario)
    for offer in offers(session):
        if offer.terms is None:
            continue
        assert offer.terms in packages(session)
        assert consented(session, offer.terms)
        signed = [i for i in range(session.frame.party_count) if offer.answers[i] == YES]
        assert offer.by in signed
        assert not any(barred(session, i, offer.terms) for i in signed)


# --- The zone


def zone_at_end(session: Session) -> bool:
    sheet = empty_sheet(session.frame, 1)
    session.note_end(sheet)
    return bool(sheet.ending[0]["zone_at_end"])


@some
@given(domains())
def test_the_zone_is_there_if_some_package_of_all_is_better_than_war_for_everybody(
    scenario: Scenario,
) -> None:
    """Also where only the menu may be offered."""
    session, parties = opened(scenario), range(len(scenario.parties))
    session.frame = session.frame._replace(listed=False)
    there = any(
        consented(session, terms)
        and not any(barred(session, i, terms) for i in parties)
        and all(utility(session, i, terms) >= session.table.actor[i]["war_value"] for i in parties)
        for terms in packages(session)
    )
    event(f"zone: {there}")
    assert zone_at_end(opened(scenario)) == there


def needle(options: int) -> Scenario:
    """One package of all, the last one, has the consent that each needs; the parties would sign any."""
    names = [f"o{o}" for o in range(options)]
    keen = [1.0] * options
    issue = {
        "options": names,
        "value": {"a": keen, "b": keen, "m": [0.0] * (options - 1) + [1.0]},
        "consent": {"m": names},
    }
    return scenario_of(
        {
            "protocol": "alternating_offers",
            "actors": {"a": {}, "b": {}, "m": {"role": "mediator", "floor": 0.99}},
            "issues": {f"k{k}": issue for k in range(6)},
        }
    )


def test_a_needle_in_a_million_packages_is_found() -> None:
    assert zone_at_end(opened(needle(10)))
