"""Spoilers: how much sooner ceasefires break while one attacks, whose doing that is, and what it leaves behind."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import yaml
from bytewise import differing
from worlds import TRUCE, full, life, standard_errors

from sim.analysis.statistics import summarise
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.rounds import Round, Trace
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.run.batch import play
from sim.bargaining.setup.streams import Streams
from sim.report.explain import tell
from sim.report.terminal import plain
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

Data = dict[str, Any]
HAZARD, DAYS = 0.01, 90
# What has a place for every actor.
ABOUT = {"names", "collapses", "utility", "would_sign", "would_sign_ceasefire", "reason", "ceasefire_reason"}


def truce(spoilers: Data, **changed: Any) -> Scenario:
    """A pause that nobody in it wants to end, and a text on the table that is worth nothing to a third."""
    talks: Data = yaml.safe_load(TRUCE)
    worth = {name: [0, 0] for name in spoilers}
    pie = talks["issues"]["pie"]
    pie |= {"value": pie["value"] | worth, "weight": dict.fromkeys([*pie["value"], *worth], 1)}
    talks["actors"] |= {
        name: {"role": "spoiler", "floor": 0.5} | spoiler for name, spoiler in spoilers.items()
    }
    talks["ceasefire"] |= {"hazard_per_day": HAZARD, "days": 30, "cooldown_days": 0}
    return scenario_of(talks | {"horizon_days": DAYS, "round_days": 5} | changed)


def survive(factor: float, days: float) -> float:
    """What a constant hazard leaves. Whole days count."""
    return math.exp(factor * days * math.log(1 - HAZARD))


def alive_after(found: Outcomes, days: float) -> Any:
    """[replication] of those with a full ceasefire; `horizon_days` is longer than that."""
    return life(found)[full(found)] > days


# --- The closed form


@pytest.mark.parametrize("factor", [1, 2, 3.5])
def test_while_it_attacks_the_hazard_is_so_many_times_greater(factor: float) -> None:
    found = play(truce({"mob": {"hazard": factor}}), 3000, 1)
    assert full(found).all()
    for days in (10, 40, 70):
        assert standard_errors(alive_after(found, days), survive(factor, days)) < 4


def test_two_add_their_attacks_up_and_each_has_its_share_of_collapses() -> None:
    found = play(truce({"mob": {"hazard": 3}, "clan": {"hazard": 2}}), 3000, 1)
    assert found.names.spoilers == ("mob", "clan")
    assert standard_errors(alive_after(found, 20), survive(4, 20)) < 4
    first = found.collapses[~np.isnan(found.full_ceasefire_end)]
    causes = first.sum(axis=0) / first.sum()
    assert causes == pytest.approx([1 / 4, 2 / 4, 1 / 4], abs=0.02)


def test_with_an_uncertain_factor_the_share_follows_it() -> None:
    found = play(truce({"mob": {"hazard": {"choice": {1: 0.5, 5: 0.5}}}}), 2000, 1)
    factor = found.inputs[:, found.names.inputs.index("actors.mob.hazard")]
    assert not found.collapses[factor == 1, 1].any()
    fierce = found.collapses[factor == 5]
    assert fierce[:, 1].sum() / fierce.sum() == pytest.approx(0.8, abs=0.02)


# --- When it attacks


def bare(scenario: Scenario) -> Outcomes:
    return play(scenario, 60, 1)


def plainly(spoiler: Data, **changed: Any) -> list[str]:
    """What differs from the same talks with a spoiler that does nothing."""
    one, two = truce({"mob": spoiler}, **changed), truce({"mob": spoiler | {"hazard": 1}}, **changed)
    return differing(bare(one), bare(two))


def test_a_factor_of_one_changes_no_byte() -> None:
    calm = bare(truce({"mob": {"hazard": 1, "distrust": 1}}))
    alone = bare(truce({}))
    assert set(differing(calm, alone)) == ABOUT
    seats = [calm.names.actors.index(party) for party in calm.names.parties]
    for name in ("utility", "reason", "ceasefire_reason"):
        assert getattr(calm, name)[:, seats].tobytes() == getattr(alone, name).tobytes()
    assert not calm.collapses[:, 1].any()


def test_it_attacks_no_sooner_than_the_text_is_there() -> None:
    """A ceasefire on day 5, a text on day 10: what happens between them is not of the text's doing."""
    found = play(truce({"mob": {"hazard": 1e6}}, sequence="ceasefire_first"), 2000, 1)
    assert standard_errors(alive_after(found, 5), survive(1, 5)) < 4
    assert not alive_after(found, 6).any()


def test_who_was_betrayed_knows_it_when_the_next_text_comes() -> None:
    """It tables its own victory until it fears to be cheated of it; the other party saves less, and breaks its word."""
    scenario = truce({}).with_({"actors.a.cost_per_day": 0.002, "actors.a.betrayal": 1, "text_days": 5})
    turns = [each for r in range(20) for each in until_collapse(trace(scenario, 1, r)) if each.turn == "a"]
    broken = [any(h.what == "collapsed" for h in each.happenings) for each in turns]
    assert [each.final is None for each in turns] == broken
    assert 3 < sum(broken) < len(turns)


def until_collapse(told: Trace) -> list[Round]:
    """The rounds up to that in which a ceasefire has broken, with that one."""
    ended = [n for n, each in enumerate(told.rounds) if any(h.what == "collapsed" for h in each.happenings)]
    return list(told.rounds[: ended[0] + 1 if ended else None])


def test_it_leaves_alone_what_it_can_bear() -> None:
    assert plainly({"floor": 0, "hazard": 9}) == []
    assert set(plainly({"floor": 0.1, "hazard": 9})) >= {"collapses", "full_ceasefire_end"}


def test_it_attacks_no_ceasefire_while_there_is_no_text() -> None:
    """Nothing can be tabled that a party of the two would table."""
    lines = {"a": {"pie": {"options": ["b", "a"]}}, "b": {"pie": {"options": ["b", "a"]}}}
    scenario = truce({"mob": {"hazard": 9}})
    silent = {
        name: {"side": party.side, "optimism": 3, "cost_per_day": 0.001, "hope": 0, "red_lines": lines[name]}
        for name, party in scenario.parties.items()
    }
    actors = silent | {"mob": {"role": "spoiler", "floor": 0.5, "hazard": 9}}
    found = bare(truce({"mob": {}}, actors=actors))
    assert full(found).all()
    assert not found.collapses[:, 1].any()
    assert found.collapses[:, 0].any()


def test_it_minds_what_stands_in_the_ceasefire_too() -> None:
    talks: Data = yaml.safe_load(TRUCE)["ceasefire"] | {
        "hazard_per_day": HAZARD,
        "days": 30,
        "cooldown_days": 0,
    }
    worth = talks | {"issues": {"scope": {"options": ["full"], "halts": [1], "worth": {"mob": [-0.1]}}}}
    mob = {"floor": 0, "hazard": 9}
    assert bare(truce({"mob": mob}, ceasefire=worth)).collapses[:, 1].any()
    assert not bare(truce({"mob": mob | {"ceasefire_floor": -0.2}}, ceasefire=worth)).collapses.any(axis=0)[1]


# --- What it leaves behind


def test_who_could_not_stop_it_is_trusted_less_and_no_side_is_blamed() -> None:
    """The sides lose trust when one of them breaks it, and here only if the spoiler does."""
    scenario = truce({"mob": {"hazard": 1e6, "distrust": 0.25}})
    told = trace(scenario, 1, 0)
    fallen = [each for round_ in told.rounds for each in round_.happenings if each.what == "collapsed"]
    assert {each.who for each in fallen} == {"mob"}
    session = Session(scenario, Streams(1, 0, 1))
    while session.running:
        session.step()
    expected = 1 - 0.75 ** len(fallen)
    assert session.table.actor["distrust_now"][:2] == pytest.approx([expected, expected])
    assert session.table.actor["suspicion"][:2] == pytest.approx([expected, expected])


def test_agents_that_decide_by_the_rules_play_the_same_negotiation() -> None:
    scenario = truce({"mob": {"hazard": 4, "distrust": 0.2}, "clan": {"hazard": 2}})
    assert differing(play_mesa(scenario, 6, 1), play(scenario, 6, 1)) == []


def test_its_share_of_collapses_is_told_and_its_name_in_the_story() -> None:
    scenario = truce({"mob": {"hazard": 1e6}})
    summary = summarise(scenario, bare(scenario))
    assert summary.spoiled[0].share.share == 1
    assert "Broken by spoilers  mob 100%" in plain(scenario, summary, full=True)
    text = " ".join(passage.text for passage in tell(scenario, trace(scenario, 1, 0)).passages)
    assert "The ceasefire collapses: the doing of mob." in text


def test_nobody_asks_it_to_sign() -> None:
    scenario = truce({"mob": {}})
    (first, *_) = summarise(scenario, bare(scenario)).proposals
    assert list(first.by) == ["a", "b"]
