"""A model that is copied or pickled goes on as the original would, and shares nothing with it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from bytewise import SEED
from worlds import SHIPPED, world

from sim.bargaining.agents.agents import Package, Party
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.types import Menu
from sim.scenario.reading import read

COPIES: list[Callable[[NegotiationModel], NegotiationModel]] = [
    copy.copy,
    copy.deepcopy,
    lambda model: pickle.loads(pickle.dumps(model)),
]


class Counting(Party):
    """Remembers how often it was asked."""

    asked = 0

    def respond(self, package: Package) -> bool:
        self.asked += 1
        return super().respond(package)


def stepped(protocol: str, rounds: int) -> NegotiationModel:
    """The founding scenario after some rounds."""
    scenario = read(
        SHIPPED / "ceasefire30.yaml", [f"protocol={protocol}", "alternating_offers={packages: menu}"]
    )
    agents = {} if protocol == "challenge" else {"ukraine": Counting}
    model = NegotiationModel(scenario, rng=SEED, replication=3, agents=agents)
    for _ in range(rounds):
        model.step()
    return model


def state(model: NegotiationModel) -> tuple[object, ...]:
    """Everything that moves."""
    table = model.table
    menu = model.session.menu
    arrays = [getattr(menu, name) for name in Menu._fields if name != "short"]
    moving = (model.talks, table.actor, table.judged, table.clauses, *arrays, *menu.short)
    return model.day, model.outcome, model.steps, model.rng.random(), *(array.tobytes() for array in moving)


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers", "challenge"])
@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_goes_on_as_the_original(
    copied: Callable[[NegotiationModel], NegotiationModel], protocol: str
) -> None:
    original = stepped(protocol, 4)
    before = original.talks.tobytes()
    other = copied(original)
    other.run_model()
    assert original.talks.tobytes() == before
    assert original.day == 28 or protocol == "alternating_offers"
    original.run_model()
    assert state(other) == state(original)
    assert other.actor("ukraine").numbers is not original.actor("ukraine").numbers


@pytest.mark.parametrize("copied", COPIES)
def test_what_an_agent_sees_is_what_the_rules_write(
    copied: Callable[[NegotiationModel], NegotiationModel],
) -> None:
    """Once the records came back as memory of their own, and the day stood still."""
    session = copied(stepped("mediated", 2)).session
    for name in Menu._fields:
        for gathered in (session.finals, session.truces, session.table):
            there = getattr(gathered, name, None)
            pairs = [(there, getattr(session.menu, name))]
            if name == "short" and there is not None:
                pairs = list(zip(there, session.menu.short, strict=True))
            for one, other in pairs:
                if one is not None and one.size and name != "terms":
                    assert np.shares_memory(one, other), name
    assert np.shares_memory(session.finals.terms, session.menu.terms)
    assert np.shares_memory(session.truces.terms, session.menu.truce_terms)
    assert np.shares_memory(session.table.actor, session.drawn.actor)
    session.talks["day"] = 99.0
    assert session.drawn.talks["day"] == [99.0]


# --- After the end

STORMS = """
horizon_days: 20
round_days: 3
war: {win_probability: 0.5, if_attacker_wins: all_a, if_defender_wins: all_b}
actors: {a: {side: attacker}, b: {side: defender}}
issues: {x: {range: {from: 0, to: 10, step: 1}, value: {a: {0: 0, 10: 1}, b: {0: 1, 10: 0}}}}
proposals: {all_a: {x: 10}, all_b: {x: 0}}
events: [{name: storm, rate: 1000, balance: 0.001}, {name: half day, day: 2.5, balance: 0.5}]
"""


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers", "challenge"])
def test_after_the_end_a_step_is_none(protocol: str, tmp_path: Path) -> None:
    talks = NegotiationModel(world(tmp_path, STORMS, f"protocol={protocol}"), rng=SEED)
    talks.run_model()
    ended = state(talks)
    for _ in range(3):
        talks.step()
    assert not talks.running
    assert state(talks)[:3] == ended[:3]
    assert state(talks)[4:] == ended[4:]
