"""A policy of one's own over many lucks: it says what was decided, and in the same luck it does the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from asgi import CEASEFIRE, MINIMAL, Site

import sim
from sim.app.seat.game import Game, Play, replayed
from sim.app.seat.lucks import lucks, row, told
from sim.app.seat.moves import Move
from sim.app.seat.policy import Policy, PolicyAnswer, policy
from sim.bargaining.outcomes import same
from sim.bargaining.run.batch import play
from sim.scenario.schema import Scenario

NOBODY = MappingProxyType({})


@pytest.fixture(scope="module")
def ceasefire() -> Scenario:
    return sim.read(CEASEFIRE)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few lucks at a time."""
    monkeypatch.setattr("sim.app.seat.lucks.CHUNK", 2)


def by_hand(scenario: Scenario, seat: str, replication: int, decisions: int) -> Game:
    """Somebody who refuses every text and tables nothing, so often, and then leaves it to the agent."""
    now = Play(scenario, 1, replication, (seat,), ())
    while (there := replayed(now)).awaited and len(now.moves) < decisions:
        assert there.awaited
        kind = "refuse" if there.awaited.question == "respond" else "nothing"
        now = replace(now, moves=(*now.moves, Move(kind)))
    return replayed(replace(now, moves=(*now.moves, Move("rest")))) if there.awaited else there


def test_what_was_refused_is_refused_before_and_what_was_signed_is_signed_later() -> None:
    no, yes = PolicyAnswer(False, 20.0, 0.3, False), PolicyAnswer(False, 50.0, 0.2, True)
    known = Policy((no, yes), {False: (), True: ()})
    for day, worth, says in [
        (20.0, 0.3, False), (10.0, 0.3, False), (10.0, 0.31, None), (21.0, 0.3, None), (49.0, 0.9, None),
        (50.0, 0.2, True), (90.0, 0.5, True), (50.0, 0.19, None),
    ]:  # fmt: skip
        assert known.signs(False, day, worth) is says, (day, worth)
        assert known.signs(True, day, worth) is None
    grown = Policy((yes, replace(no, day=60.0)), {False: (), True: ()})
    assert grown.signs(False, 55.0, 0.25) is None  # both hold
    assert grown.signs(False, 55.0, 0.35) is True


def test_whoever_decides_nothing_has_the_policy_of_the_agent(ceasefire: Scenario, two: None) -> None:
    done = replayed(Play(ceasefire, 1, 31, ("ukraine",), (Move("agent"), Move("rest"))))
    nothing = policy(done, "ukraine")
    assert nothing.made == 0
    found = lucks(ceasefire, 1, 4, "ukraine", nothing, NOBODY)
    assert same(found, play(ceasefire, 2, 1, first=4))


@pytest.mark.parametrize("seat", ["ukraine", "us"])
def test_on_its_own_luck_a_policy_does_what_was_done(ceasefire: Scenario, two: None, seat: str) -> None:
    done = by_hand(ceasefire, seat, 30, 9)
    assert done.outcomes
    found = policy(done, seat)
    assert found.made == 9
    followed = lucks(ceasefire, 1, 30, seat, found, NOBODY)
    here = {name: getattr(followed, name)[0] for name in ("outcome", "settlement_day", "utility", "zone_day")}
    for name, value in here.items():
        assert np.array_equal(value, getattr(done.outcomes, name)[0], equal_nan=True), name


def test_texts_are_tabled_in_their_order() -> None:
    scenario = sim.read(MINIMAL)
    now = Play(scenario, 1, 3, ("union",), ())
    for moves in range(40):
        there = replayed(replace(now, moves=(Move("agent"),) * moves))
        if there.awaited and there.awaited.question == "propose":
            break
    tabled = (*there.play.moves, Move("table", (9,)), Move("rest"))
    found = policy(replayed(replace(now, moves=tabled)), "union")
    assert found.texts[False] == ({"raise": "4.5"},)


def test_the_same_lucks_are_set_beside_one_another(ceasefire: Scenario) -> None:
    there = play(ceasefire, 24, 1)
    nothing = told(ceasefire, "ukraine", there, there)
    assert (nothing.better, nothing.worse, {r.verdict for r in nothing.rows}) == (0, 0, {"same"})
    assert row("Days", np.arange(40.0) + 3.0, np.arange(40.0), str).verdict == "clear"
    assert row("Days", np.arange(40.0) + np.tile([1.0, -1.0], 20), np.arange(40.0), str).verdict == "chance"


def test_a_stream_tells_of_all_lucks(site: Callable[[], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("LUCKS", 4), ("CHUNK", 2), ("TOLD", (2, 4))):
        monkeypatch.setattr(f"sim.app.seat.lucks.{name}", value)
    asked = [("_in", "minimal"), ("_as", "union"), ("_luck", "3"), ("_moves", "n-z")]
    over = site().get("/seat", *asked).text
    assert 'data-play="lucks?' in over
    parts = site().get("/lucks", *asked).lines
    assert [part["runs"] for part in parts] == [2, 4]
    assert "with your policy" in parts[-1]["html"]
    assert "1 decision of yours" in parts[-1]["html"]
    assert site().get("/lucks", ("_in", "minimal"), ("_as", "nobody")).lines[-1]["error"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Site]:
    return lambda: Site([MINIMAL, CEASEFIRE], tmp_path_factory.mktemp("results"))
