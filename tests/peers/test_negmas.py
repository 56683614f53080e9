"""Alternating offers are those of NegMAS 0.16: the same package, in the same step."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from sim.bargaining.run.batch import play
from sim.validation.negmas_peer import Agreement, Domain, as_scenario, missing, ours, random_domain, theirs

DOMAINS = range(50)

pytestmark = [pytest.mark.peers, pytest.mark.skipif(bool(missing()), reason=missing())]


@cache
def agreed(seed: int) -> Agreement:
    """What their negotiators make of a random domain."""
    return theirs(random_domain(seed))


@pytest.mark.parametrize("seed", DOMAINS)
def test_parties_agree_on_what_negotiators_of_negmas_agree_on_and_when(seed: int) -> None:
    assert ours(random_domain(seed)) == agreed(seed)


def test_the_domains_are_of_every_kind() -> None:
    domains = [random_domain(seed) for seed in DOMAINS]
    assert {len(domain.values) for domain in domains} == {2, 3, 4, 5}
    assert {len(domain.values[0]) for domain in domains} == {1, 2, 3, 4, 5, 6}
    assert 10 < sum(agreed(seed).package is not None for seed in DOMAINS) < 45


def first_of(seed: int, parties: int) -> Domain:
    """The first parties of a random domain. MiCRO counts offers and not days, and so needs more steps."""
    domain = random_domain(seed)
    first = {name: getattr(domain, name)[:parties] for name in ("values", "weights", "reserved", "kinds")}
    return replace(domain, steps=5 * domain.steps, **first)


def our_micros(domain: Domain) -> Agreement:
    scenario = as_scenario(domain)
    micros = {name: actor.replaced(strategy="micro") for name, actor in scenario.actors.items()}
    outcomes = play(scenario.replaced(actors=micros), 1, seed=1, workers=1)
    if not outcomes.settled[0]:
        return Agreement(None, domain.steps)
    return Agreement(tuple(outcomes.terms[0].tolist()), int(outcomes.settlement_day[0]) - 1)


def their_micros(domain: Domain) -> Agreement:
    return theirs(replace(domain, kinds=["MiCRONegotiator"] * len(domain.values)))


@pytest.mark.parametrize("seed", DOMAINS)
def test_two_micros_agree_on_what_theirs_can_agree_on_and_when(seed: int) -> None:
    """Whoever has come to the end of its list repeats an offer by lot, so that they may need more than one game."""
    domain = first_of(seed, parties=2)
    mine = our_micros(domain)
    assert any(mine == their_micros(domain) for _ in range(30))


@pytest.mark.slow
def test_among_three_micros_theirs_give_way_sooner() -> None:
    """Theirs count the different offers of all others together, ours those of whoever made fewest (de Jonge 2022)."""
    domains = [first_of(seed, parties=3) for seed in DOMAINS[::2] if len(random_domain(seed).values) > 2]
    steps = [(our_micros(domain).step, their_micros(domain).step) for domain in domains]
    sooner, later = (sum(sign * (mine - other) > 0 for mine, other in steps) for sign in (1, -1))
    assert sooner > len(steps) / 4
    assert later < sooner / 4


def test_a_party_without_any_package_better_than_none_signs_nothing() -> None:
    """There NegMAS's negotiators sign below their reserved value."""
    scenario = as_scenario(random_domain(0))
    hopeless = scenario.actors["p0"].replaced(outside_value=scenario.actors["p0"].aspiration)
    scenario = scenario.replaced(actors={**scenario.actors, "p0": hopeless})
    assert not play(scenario, 20, seed=1).settled.any()
