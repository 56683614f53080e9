"""Negotiators of NegMAS at our table agree on what they agree on in NegMAS, in the same step."""

from __future__ import annotations

import copy
import pickle
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.bargaining.agents.behaviour import load_agents
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.negmas_seat import NegotiatorSeat, seated_negotiator
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.outcomes import Outcomes, same
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario
from sim.validation.negmas_peer import Agreement, Domain, as_scenario, missing, random_domain, theirs

pytestmark = [pytest.mark.peers, pytest.mark.skipif(bool(missing()), reason=missing())]
KINDS = ("BoulwareTBNegotiator", "LinearTBNegotiator", "ConcederTBNegotiator", "NaiveTitForTatNegotiator")


def kind_of(name: str) -> type[NegotiatorSeat]:
    from negmas import sao

    return seated_negotiator(getattr(sao, name))


def pair(seed: int) -> Domain:
    """Two parties of a random domain, few steps, and each of a kind by lot."""
    domain = random_domain(seed)
    first = {name: getattr(domain, name)[:2] for name in ("values", "weights", "reserved", "kinds")}
    return replace(domain, steps=min(domain.steps, 12), **first)


def at_our_table(domain: Domain, kinds: list[str]) -> Agreement:
    agents = {f"p{i}": kind_of(kind) for i, kind in enumerate(kinds)}
    outcomes = play_mesa(as_scenario(domain), 1, 1, agents=agents)
    if not outcomes.settled[0]:
        return Agreement(None, domain.steps)
    return Agreement(tuple(outcomes.terms[0].tolist()), int(outcomes.settlement_day[0]) - 1)


@pytest.mark.parametrize("seed", range(12))
def test_two_of_them_agree_as_in_negmas(seed: int) -> None:
    domain = pair(seed)
    assert at_our_table(domain, domain.kinds) == theirs(domain)


def test_who_follows_the_other_follows_ours_as_well() -> None:
    found = [
        (at_our_table(domain, [KINDS[3], KINDS[0]]), theirs(replace(domain, kinds=[KINDS[3], KINDS[0]])))
        for domain in map(pair, range(12))
    ]
    assert all(mine == other for mine, other in found)
    assert any(mine.package for mine, _ in found)


PAY = {
    "horizon_days": 40,
    "actors": {"union": {"outside_value": 0.2}, "company": {"outside_value": 0.2}},
    "issues": {
        "raise": {"options": ["0", "4", "8"], "value": {"union": [0, 0.6, 1], "company": [1, 0.6, 0]}},
        "days": {"options": ["0", "2", "5"], "value": {"union": [0, 0.5, 1], "company": [1, 0.8, 0]}},
    },
}


def pay(**more: object) -> Scenario:
    return scenario_of({**PAY, **more})


def played(scenario: Scenario, kind: str, runs: int = 3) -> Outcomes:
    return play_mesa(scenario, runs, 1, agents={"union": kind_of(kind)})


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers"])
def test_it_sits_beside_agents_of_the_rules(protocol: str) -> None:
    outcomes = played(pay(protocol=protocol), "ConcederTBNegotiator")
    assert outcomes.settled.any()
    tough = played(pay(protocol=protocol), "ToughNegotiator")
    union = outcomes.names.actors.index("union")
    assert not tough.settled.any() or tough.utility[tough.settled, union].min() == 1


def test_it_signs_nothing_beyond_its_red_line() -> None:
    actors = {
        **PAY["actors"],
        "union": {"outside_value": 0.2, "red_lines": {"raise": {"options": ["0", "4"]}}},
    }  # type: ignore[dict-item]
    outcomes = played(pay(actors=actors, protocol="alternating_offers"), "ConcederTBNegotiator")
    raises = outcomes.terms[outcomes.settled, outcomes.names.issues.index("raise")]
    assert (raises == 2).all()


def test_its_chance_is_its_own_and_nobody_elses() -> None:
    scenario = pay(protocol="alternating_offers")
    random.seed(4)
    before = random.getstate(), np.random.get_state()[1].tolist()  # type: ignore[index, union-attr]
    one = played(scenario, "RandomNegotiator")
    assert (random.getstate(), np.random.get_state()[1].tolist()) == before  # type: ignore[index, union-attr]
    random.seed(5)
    assert same(one, played(scenario, "RandomNegotiator"))


def test_a_copy_is_refused_and_the_same_talks_begin_anew() -> None:
    """NegMAS's own copies fail only when they are asked something."""
    agents = {"union": kind_of("BoulwareTBNegotiator"), "company": kind_of("LinearTBNegotiator")}
    model = NegotiationModel(pay(protocol="alternating_offers"), agents=agents)
    model.step()
    for copied in (copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match=r"a negotiator of NegMAS, which cannot be copied .* reset\(\)"):
            copied(model)
    model.run_model()
    ended = repr(model)
    model.reset()
    model.run_model()
    assert repr(model) == ended


def test_a_file_can_name_one(tmp_path: Path) -> None:
    file = tmp_path / "minds.py"
    file.write_text(
        "from negmas.sao import BoulwareTBNegotiator\n"
        "from sim.bargaining.agents.negmas_seat import NegotiatorSeat\n"
        "class Union(NegotiatorSeat):\n    negotiator = BoulwareTBNegotiator\n"
    )
    actors = {**PAY["actors"], "union": {"outside_value": 0.2, "behaviour": f"{file}:Union"}}  # type: ignore[dict-item]
    scenario = pay(actors=actors, protocol="alternating_offers")
    named = play_mesa(scenario, 2, 1, agents=load_agents(scenario))
    given = played(pay(protocol="alternating_offers"), "BoulwareTBNegotiator", runs=2)
    assert same(named, given)
