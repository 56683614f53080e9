"""Alternating offers are those of NegMAS 0.16: the same package, in the same step."""

from __future__ import annotations

import pytest

from sim.bargaining.batch import play
from sim.validation.negmas_peer import as_scenario, missing, ours, random_domain, theirs

DOMAINS = range(50)

pytestmark = [pytest.mark.peers, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.mark.parametrize("seed", DOMAINS)
def test_parties_agree_on_what_negotiators_of_negmas_agree_on_and_when(seed: int) -> None:
    assert ours(random_domain(seed)) == theirs(random_domain(seed))


def test_the_domains_are_of_every_kind() -> None:
    domains = [random_domain(seed) for seed in DOMAINS]
    assert {len(domain.values) for domain in domains} == {2, 3, 4, 5}
    assert {len(domain.values[0]) for domain in domains} == {1, 2, 3, 4, 5, 6}
    agreed = sum(theirs(domain).package is not None for domain in domains)
    assert 10 < agreed < 45


def test_a_party_without_any_package_better_than_none_signs_nothing() -> None:
    """There NegMAS's negotiators sign below their reserved value."""
    scenario = as_scenario(random_domain(0))
    hopeless = scenario.actors["p0"].model_copy(update={"outside_value": scenario.actors["p0"].aspiration})
    scenario = scenario.model_copy(update={"actors": {**scenario.actors, "p0": hopeless}})
    assert not play(scenario, 20, seed=1).settled.any()
