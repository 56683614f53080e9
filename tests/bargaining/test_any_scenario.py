"""Whatever the scenario: it plays, nobody signs what he must not, and what is written down hangs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from oracle import enough
from strategies import scenarios

from sim.bargaining.inspect.rounds import Tabled, Trace
from sim.bargaining.inspect.trace import trace
from sim.bargaining.inspect.typical import typical
from sim.bargaining.outcomes import OUTCOMES, Flags, Floats, Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.actors import Backer
from sim.scenario.issues import CeasefireIssue, Issue, Topic
from sim.scenario.paths import dotted
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.ratifying import Opinion
from sim.scenario.schema import Scenario
from sim.scenario.signatures import Signatures

ROUNDING = 2.0**-36  # of shares that sum to 1
GATE = "gatekeeper"
BARRED = ("red_line", "faction")

any_scenario = settings(
    max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
seeds = st.integers(0, 2**64 - 1)


def drawn(outcomes: Outcomes, path: str, quantity: Quantity) -> Floats:
    """[replication] a number as it was drawn: kept if it is uncertain."""
    names = outcomes.names.inputs
    if path in names:
        return outcomes.inputs[:, names.index(path)].astype(np.float64)
    return np.full(len(outcomes), quantity.typical)


def weights(
    scenario: Scenario, outcomes: Outcomes, actor: str, at: tuple[str, ...], opinion: Opinion
) -> dict[str, Floats]:
    """By issue: [replication] an actor's share of weight, or that of somebody inside it."""
    given = {}
    for name, issue in scenario.issues.items():
        path, usual = dotted(*at, "weight", name), dotted("issues", name, "weight", actor)
        own = name in opinion.weight or path in outcomes.names.inputs  # a Dirichlet spreads all of them
        stated = opinion.weight.get(name, issue.weight[actor])
        given[name] = drawn(outcomes, path if own else usual, stated)
    total = np.sum(list(given.values()), axis=0)
    return {name: weight / np.where(total > 0, total, 1) for name, weight in given.items()}


def utility(scenario: Scenario, outcomes: Outcomes, actor: str) -> Floats:
    """[replication] what the terms of the settlement are worth to an actor, by the file."""
    party = scenario.parties.get(actor)
    if party is None or not party.factions or party.decision != "weighted":
        return by_opinion(scenario, outcomes, actor, (), Opinion()) + together(scenario, outcomes, actor)
    camps = {("actors", actor, "factions", name): camp for name, camp in party.factions.items()}
    says = [drawn(outcomes, dotted(*path, "say"), camp.say) for path, camp in camps.items()]
    worth = [by_opinion(scenario, outcomes, actor, path, camp) for path, camp in camps.items()]
    mean = np.sum([say * part for say, part in zip(says, worth, strict=True)], axis=0) / np.sum(says, axis=0)
    return np.asarray(mean + together(scenario, outcomes, actor))


def by_opinion(
    scenario: Scenario, outcomes: Outcomes, actor: str, at: tuple[str, ...], opinion: Opinion
) -> Floats:
    """[replication] what the terms of the settlement are worth to an actor, or to somebody inside it."""
    total = np.zeros(len(outcomes))
    for k, (name, weight) in enumerate(weights(scenario, outcomes, actor, at, opinion).items()):
        issue, terms, own = scenario.issues[name], outcomes.terms[:, k], opinion.value.get(name)
        where = ("issues", name, "value", actor) if own is None else (*at, "value", name)
        for o, value in enumerate(issue.value.get(actor, ()) if own is None else own.values()):
            path = dotted(*where, issue.options[o])
            total += np.where(terms == o, weight * drawn(outcomes, path, value), 0.0)
    return total


def together(scenario: Scenario, outcomes: Outcomes, actor: str) -> Floats:
    """[replication] what links add to that."""
    total = np.zeros(len(outcomes))
    for n, link in enumerate(scenario.links):
        if actor in link.adds:
            added = drawn(outcomes, dotted("links", str(n), "value", actor), link.adds[actor])
            total += np.where(holds(scenario, outcomes, link.when), added, 0.0)
    return total


def holds(scenario: Scenario, outcomes: Outcomes, picks: Mapping[str, Sequence[str]]) -> Flags:
    """[replication] does what was signed have one of these options on each of these issues?"""
    held = np.ones(len(outcomes), np.bool_)
    for issue, options in picks.items():
        places = [scenario.issues[issue].options.index(option) for option in options]
        held &= np.isin(outcomes.terms[:, list(scenario.issues).index(issue)], places)
    return held


def assert_links_are_heeded(scenario: Scenario, outcomes: Outcomes) -> None:
    for link in scenario.links:
        assert not (link.never and holds(scenario, outcomes, link.never).any())
        assert not (
            link.needs
            and (holds(scenario, outcomes, link.when) & ~holds(scenario, outcomes, link.needs)).any()
        )


def most_added(scenario: Scenario) -> float:
    """By how much utilities may leave 0..1."""
    return sum(max(map(abs, n.support)) for link in scenario.links for n in link.adds.values())


def is_genuine(outcomes: Outcomes, party: str, issue: str, probability: Quantity) -> Floats:
    """[replication] was this red line more than posture?"""
    path = dotted("actors", party, "red_lines", issue)
    doubtful = f"{path}.genuine" in outcomes.names.inputs
    return drawn(outcomes, f"{path}.{'genuine' if doubtful else 'probability'}", probability)


def crossed(scenario: Scenario, outcomes: Outcomes) -> Iterator[tuple[str, str]]:
    """Who signed away which genuine red line."""
    for party, about in scenario.parties.items():
        for issue, line in about.red_lines.items():
            terms = outcomes.terms[:, list(scenario.issues).index(issue)]
            forbidden = [scenario.issues[issue].options.index(option) for option in line.options]
            genuine = is_genuine(outcomes, party, issue, line.probability) > 0
            bound = outcomes.signed[:, list(scenario.parties).index(party)]
            if (bound & genuine & np.isin(terms, forbidden)).any():
                yield party, issue


def assert_days_in_order(scenario: Scenario, outcomes: Outcomes) -> None:
    last, full_day, end = outcomes.last_day, outcomes.full_ceasefire_day, outcomes.full_ceasefire_end
    assert (last <= max(scenario.horizon_days, scenario.step_days) + 1e-9).all()
    for day in (outcomes.ceasefire_day, full_day, end, outcomes.zone_day, outcomes.mediator_left_day):
        assert (np.isnan(day) | ((day > 0) & (day <= last))).all()
    assert ((outcomes.fighting_days >= 0) & (outcomes.fighting_days <= last + 1e-9)).all()
    full, ended = ~np.isnan(full_day), ~np.isnan(end)
    assert (outcomes.ceasefire_day[full] <= full_day[full]).all()
    assert (end[ended] > full_day[ended]).all()


def assert_terms_of_what_was_signed(outcomes: Outcomes) -> None:
    settled, truce = outcomes.settled, ~np.isnan(outcomes.ceasefire_day)
    np.testing.assert_array_equal(outcomes.settlement_day, np.where(settled, outcomes.last_day, np.nan))
    signed = settled | (outcomes.outcome == OUTCOMES.index("not_ratified"))
    assert ((outcomes.terms >= 0) == signed[:, None]).all()
    assert ((outcomes.ceasefire_terms >= 0) == truce[:, None]).all()
    assert (outcomes.zone | ~settled).all()


def assert_utilities_by_the_file(scenario: Scenario, outcomes: Outcomes) -> None:
    settled = outcomes.settled | (outcomes.outcome == OUTCOMES.index("not_ratified"))
    assert np.isnan(outcomes.utility[~settled]).all()
    for a, actor in enumerate(scenario.actors):
        bound = settled & ~stays_out(scenario, outcomes, actor)
        worth = outcomes.utility[bound, a]
        spare = most_added(scenario) + ROUNDING
        assert ((worth >= -spare) & (worth <= 1 + spare)).all()
        np.testing.assert_allclose(worth, utility(scenario, outcomes, actor)[bound], atol=1e-6)


def stays_out(scenario: Scenario, outcomes: Outcomes, actor: str) -> Flags:
    """Of a settlement without it: then it has what no deal is worth to it."""
    if actor not in scenario.parties:
        return np.zeros(len(outcomes), np.bool_)
    seat = list(scenario.parties).index(actor)
    out = outcomes.settled & ~outcomes.signed[:, seat]
    worth = outcomes.utility[out, list(scenario.actors).index(actor)]
    np.testing.assert_array_equal(worth, outcomes.war_value[out, seat])
    return out


def assert_enough_signed(scenario: Scenario, outcomes: Outcomes) -> None:
    names = list(scenario.parties)
    assert (outcomes.signed.any(axis=1) == outcomes.settled).all()
    for bound in outcomes.signed[outcomes.settled]:
        assert enough(scenario.signing, names, [name for name, own in zip(names, bound, strict=True) if own])


def assert_war_no_better_than_winning(scenario: Scenario, outcomes: Outcomes) -> None:
    """Nobody expects more of it than all there is, and a threat makes nothing better."""
    assert np.isfinite(outcomes.balance).all()
    assert np.isfinite(outcomes.war_value).all()
    assert (outcomes.war_value <= 1 + most_added(scenario) + ROUNDING).all()
    assert (outcomes.reservation <= outcomes.war_value).all()


@pytest.mark.slow
@any_scenario
@given(scenarios(), seeds)
def test_it_plays_within_its_bounds_and_what_is_written_down_hangs_together(
    scenario: Scenario, seed: int
) -> None:
    outcomes = play(scenario, 24, seed)
    assert_days_in_order(scenario, outcomes)
    assert_terms_of_what_was_signed(outcomes)
    assert_utilities_by_the_file(scenario, outcomes)
    assert_enough_signed(scenario, outcomes)
    assert_war_no_better_than_winning(scenario, outcomes)
    assert_links_are_heeded(scenario, outcomes)
    assert list(crossed(scenario, outcomes)) == []


# --- Round by round


def asked(scenario: Scenario, tabled: Tabled, topics: Mapping[str, Topic]) -> set[str]:
    """Whose signature a package needs: every party's, and theirs who must supply what it holds."""
    supplied = {
        a for k, o in tabled.terms.items() for a, options in topics[k].consent.items() if o in options
    }
    return set(scenario.parties) | supplied


def assert_fair(scenario: Scenario, tabled: Tabled, topics: Mapping[str, Topic]) -> None:
    """Who had to be asked was asked, and answered for a reason."""
    assert tabled.terms.keys() == topics.keys()
    assert all(option in topics[name].options for name, option in tabled.terms.items())
    assert tabled.by not in scenario.backers
    assert {answer.actor for answer in tabled.answers} == asked(scenario, tabled, topics)
    yes = [answer.actor for answer in tabled.answers if answer.yes]
    signing = scenario.signing if topics is scenario.issues else Signatures()
    carried = enough(signing, list(scenario.parties), [name for name in yes if name in scenario.parties])
    refused = {answer.actor for answer in tabled.answers if not answer.yes}
    assert tabled.signed == (carried and refused <= scenario.parties.keys())
    for answer in tabled.answers:
        again = answer.reason == "ratification" and not answer.yes  # no better than what was voted down
        assert answer.yes == (answer.reason in ("none", "ratification") and not again)
        assert (answer.value is None) == (answer.actor not in scenario.parties)
        if answer.value is not None:
            assert answer.yes == (answer.value >= answer.demand and answer.reason not in BARRED and not again)
        else:
            assert answer.reason in ("none", "consent")
        if answer.reason == "ratification":  # signed, and voted down at home
            ratify = scenario.parties[answer.actor].ratify
            assert ratify
            assert tabled.signed if answer.yes else ratify.on_no == "reopen"


def assert_packages_fair(scenario: Scenario, told: Trace) -> None:
    clauses = scenario.ceasefire.issues if scenario.ceasefire else {}
    for each in told.rounds:
        if final := each.final:
            assert_fair(scenario, final, scenario.issues)
            assert final.named is None or scenario.proposals[final.named].terms == final.terms
        if each.ceasefire:
            assert_fair(scenario, each.ceasefire, clauses)


def assert_demands_worth_fighting_for(told: Trace) -> None:
    for each in told.rounds:
        assert 0 <= each.halted <= 1
        for party in each.parties.values():
            assert party.demand >= party.reservation
            assert party.believed[0] <= party.believed[1]


def assert_talks_until_signed_or_late(scenario: Scenario, told: Trace) -> None:
    *before, last = told.rounds
    for each in before:
        reopened = any(happening.what == "reopened" for happening in each.happenings)
        assert bool(each.final and each.final.signed) == reopened
    ended = any(happening.what == "ends_talks" for happening in last.happenings)
    late = last.day > scenario.horizon_days - scenario.step_days
    assert (last.final and last.final.signed) or ended or late
    assert np.allclose(np.diff([0, *(each.day for each in told.rounds)]), scenario.step_days)


@pytest.mark.slow
@any_scenario
@given(scenarios(), seeds)
def test_a_package_is_signed_once_all_whom_it_needs_get_what_they_demand(
    scenario: Scenario, seed: int
) -> None:
    for replication in range(3):
        told = trace(scenario, seed, replication)
        assert_packages_fair(scenario, told)
        assert_demands_worth_fighting_for(told)
        assert_talks_until_signed_or_late(scenario, told)


# --- The space of deals


@pytest.mark.slow
@any_scenario
@given(scenarios())
def test_every_deal_that_can_be_struck_is_told_apart(scenario: Scenario) -> None:
    found, named = typical(scenario), len(scenario.proposals)
    assert found.named[:named] == tuple(sorted(scenario.proposals))
    assert (found.terms >= 0).all()
    assert (found.terms < [len(issue.options) for issue in scenario.issues.values()]).all()
    spare = most_added(scenario) + ROUNDING
    assert ((found.utility >= -spare) & (found.utility <= 1 + spare)).all()
    composed = found.terms[named:].tolist()
    assert len({tuple(terms) for terms in composed}) == len(composed)


# --- Consent


def gated(topic: Issue | CeasefireIssue) -> dict[str, Any]:
    """What changes on an issue if somebody indifferent must consent to all of it."""
    return {"consent": {**topic.consent, GATE: topic.options}}


def with_gate(scenario: Scenario) -> Scenario:
    """The scenario with one more backer, who is asked about everything and content with nothing."""
    gate = Backer(role="backer", floor=Fixed(2.0), ceasefire_floor=Fixed(2.0))
    issues = {
        name: issue.replaced(**gated(issue), weight={**issue.weight, GATE: Fixed(0.0)})
        for name, issue in scenario.issues.items()
    }
    update: dict[str, Any] = {"actors": {**scenario.actors, GATE: gate}, "issues": issues}
    if truce := scenario.ceasefire:
        clauses = {name: issue.replaced(**gated(issue)) for name, issue in truce.issues.items()}
        update["ceasefire"] = truce.replaced(issues=clauses)
    return scenario.replaced(**update)


@pytest.mark.slow
@any_scenario
@given(scenarios(), seeds)
def test_nothing_is_signed_without_a_consent_that_it_needs(scenario: Scenario, seed: int) -> None:
    outcomes = play(with_gate(scenario), 24, seed)
    assert not outcomes.settled.any()
    assert np.isnan(outcomes.ceasefire_day).all()
    assert not outcomes.zone.any()
