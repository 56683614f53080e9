"""Why a mediator as it comes moves blind talks hardly at all, as the page has it: clocks bind, and it has no lever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from sim.backtest.blind import WarFacts, talks
from sim.backtest.lives import read
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import changed

RUNS = 1_000
LEVERS = ((0.5, 2), (0.9, 3))  # how sure the parties are of what, times the cost of fighting


def played(mediated: bool, changes: Mapping[str, Any] | None = None) -> Outcomes:
    """A full-scale war between two who have fought before."""
    scenario = read(talks(WarFacts(mediated, full_scale=True, protracted=True, vital=False)))
    return play(changed(scenario, changes or {}), RUNS, 1)


def lever(sure: float, cost: float) -> dict[str, Any]:
    threat = {"probability": sure, "cost": cost}
    return {"actors.mediator.leverage": {"first": threat, "second": threat}}


@pytest.mark.slow
def test_what_moves_blind_talks_is_a_lever_or_a_clock_and_not_somebody_who_tables() -> None:
    alone, tabled = played(False), played(True)
    assert alone.zone.all()
    assert alone.settled.mean() == pytest.approx(0.18, abs=0.02)
    assert tabled.settled.mean() == pytest.approx(alone.settled.mean(), abs=0.01)
    pressed, hard = (played(True, lever(*each)).settled.mean() for each in LEVERS)
    assert (pressed, hard) == (pytest.approx(0.27, abs=0.02), pytest.approx(0.5, abs=0.03))
    hurried = played(False, {"actors.first.deadline_days": 200, "actors.second.deadline_days": 200})
    assert np.nanmax(hurried.settlement_day) <= 203  # the end of the round in which day 200 lies
    assert hurried.settled.all()
