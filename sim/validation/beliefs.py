"""Two who disagree about their chances: Slantchev and Filson & Werner, Kydd."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

import numpy as np

from sim.analysis.intervals import mean_of, share_of
from sim.bargaining.outcomes import Floats, Outcomes
from sim.validation.bench import Bench, drawn, exact, farthest, near
from sim.validation.check import Check

COST = 0.1  # what war costs either side
TURN = log(
    (0.5 + 2 * COST) / (0.5 - 2 * COST)
)  # error of one side about even odds that eats up what peace saves
DRAWN = 1e-6  # inputs are kept in single precision


def slantchev(bench: Bench) -> Iterator[Check]:
    """Slantchev (2003), Filson & Werner (2002): fighting wears errors down, and out comes a settlement."""
    source, file, days = "Slantchev 2003; Filson & Werner 2002", "slantchev_2003", 60
    slow = bench.played(file, f"war.learning_days={days}")
    fast = bench.played(file, f"war.learning_days={days / 2}")
    short = bench.played(file, f"war.learning_days={days}", f"horizon_days={days}")
    left = farthest(error_left(short)[~short.settled], 0.5)
    yield exact(f"share of A's error left after {days} days of fighting", source, 0.5, left, DRAWN)
    late = slow.zone_day - days * (drawn(slow) / TURN - 1)
    on_the_day = share_of((late > -0.001) & (late < 1.001))  # they meet once a day
    yield near("deals that are there from the day that theory says", source, 1.0, on_the_day)
    waited = mean_of(slow.settlement_day - slow.zone_day)
    yield near("days from there to a settlement: until it is A's turn", source, 1.0, waited)
    saved, earlier = days / 2 * (1.5 / TURN - 1), mean_of(slow.settlement_day - fast.settlement_day)
    yield near("days sooner if fighting teaches twice as fast", source, saved, earlier, note="run by run")


def error_left(outcomes: Outcomes) -> Floats:
    """[replication] of A's error about its odds at first, in log-odds, by what war is worth to it at the end."""
    odds = outcomes.war_value[:, 0] + COST
    return np.log(odds / (1 - odds)) / drawn(outcomes)


def kydd(bench: Bench) -> Iterator[Check]:
    """Kydd (2003): counsel from somebody who leans, what it does to whom, and what follows for deals."""
    source, file, insight = "Kydd 2003", "kydd_2003", 0.8
    for bias in (0.0, 0.5, -0.5):
        counsel = (f"actors.mediator.insight={insight}", f"actors.mediator.bias={bias}")
        outcomes, kept = bench.played(file, *counsel), 1 - insight * max(0.0, bias)
        yield near(f"bias {bias:g}: deals", source, TURN / (2 * kept), share_of(outcomes.settled))
        both = bench.played(file, *counsel, "actors.b.optimism=1")
        for party, side, error in (("A", 1, drawn(both)), ("B", -1, np.ones(len(both)))):
            heard = 1 - insight * max(0.0, side * bias)
            reservation = both.reservation[:, "AB".index(party)]
            apart = farthest(reservation - (1 / (1 + np.exp(-error * heard)) - COST), 0.0)
            told = f"bias {bias:g}, both too sure: {party}'s reservation value less theory's"
            yield exact(told, source, 0.0, apart, DRAWN)
