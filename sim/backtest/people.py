"""CaSiNo: how do two people share out food, water and firewood, each wanting one thing most? The very division.

Read and played as in `validate`; here each half is foretold by what was fitted on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from pathlib import Path
from typing import TypeAlias

import numpy as np

from sim.analysis.steady import log
from sim.backtest import scoring
from sim.backtest.guessing import KEEN, NASH, PRECISE, QUESTION, SET, aspiring, keenest, played
from sim.backtest.mixed import placebos
from sim.backtest.records import few
from sim.backtest.score import Findings, Fitted, Score, Span
from sim.backtest.scoring import ClusterDraws
from sim.bargaining.outcomes import Floats
from sim.scenario.people import ASPIRATION, PEOPLE, PRECISION
from sim.validation import casino
from sim.validation.casino import Fit, Guess
from sim.validation.deals import FILE, MOST, ROUNDS, SPLITS, WALK_AWAY, Deal, Wants, chances, deals

RUNS = 4_000  # as in `validate`
ALIKE, EXACT = "all divisions alike", "as shipped: exact parties"
SHIPPED = "as shipped: precision people"
BOTH_SHIPPED = "as shipped: precision people, aspiration people"
SEEN = (SHIPPED, BOTH_SHIPPED)
OURS = (EXACT, PRECISE, KEEN, *SEEN)
MADE = (
    f"both weigh three things by their points, out of {MOST}; no deal is worth {WALK_AWAY} of them; "
    f"{ROUNDS} rounds of one day; as it comes: aspiration 0.95, concession linear, reciprocity 0.2; "
    f"{RUNS:,} replications of each of six ways to want three things; people, where that is said, are drawn: precision "
    f"{PRECISION.low:g} to {PRECISION.high:g}, aspiration {ASPIRATION.low:g} to {ASPIRATION.high:g}"
)
NOTE = "the base rate is a guess that knows nothing; a division that never came counts as half a replication"
Halves: TypeAlias = tuple[list[Deal], list[Deal]]
__all__ = ["FILE", "SET", "people"]


def people(file: Path, seed: int, runs: int = RUNS) -> Findings:
    """Deals of even dialogues and of odd ones, each half by the fit on the other."""
    found = deals(file.parent)
    halves = [one for one in found if one.dialogue % 2 == 0], [one for one in found if one.dialogue % 2 == 1]
    for half in halves:
        few(file, (str(one.dialogue) for one in half))
    exactly: Guess = partial(played, runs=runs, seed=seed)
    precise = [casino.fit(exactly, half) for half in halves]
    nash = [casino.fit(casino.softmax, half) for half in halves]
    keen = [keenest(half, runs, seed) for half in halves]
    lost = {
        ALIKE: log(np.full(len(found), float(SPLITS))),
        EXACT: crossed(halves, [exactly, exactly], [inf, inf]),
        SHIPPED: shipped(halves, None, runs, seed),
        BOTH_SHIPPED: shipped(halves, PEOPLE, runs, seed),
        PRECISE: crossed(halves, [exactly, exactly], [fit.best for fit in precise]),
        KEEN: crossed(halves, [aspiring(a, runs, seed) for a, *_ in keen], [p for _, p, _ in keen]),
        NASH: crossed(halves, [casino.softmax, casino.softmax], [fit.best for fit in nash]),
    }
    even, odd, whole = map(as_span, (*precise, casino.fit(exactly, found)))
    fits = Fitted(SET, "precision", "deals", even, odd, whole, PRECISION.mode)
    even, odd, whole = (span for *_, span in (*keen, keenest(found, runs, seed)))
    aspired = Fitted(
        SET, "aspiration", "deals, with precision, of a few pairs", even, odd, whole, ASPIRATION.mode
    )
    mixed = tuple(placebos(halves, runs, seed))
    return Findings(tuple(scores(lost, seed)), placebos=mixed, fitted=(fits, aspired))


def shipped(halves: Halves, aspiration: str | None, runs: int, seed: int) -> Floats:
    """[deal] losses of a scenario in which both are said to be people."""
    return crossed(halves, [partial(_people, aspiration, runs, seed)] * 2, [inf, inf])


def _people(aspiration: str | None, runs: int, seed: int, wants: Wants, _: float) -> Floats:
    return chances(wants, PEOPLE, runs, seed, aspiration)


def crossed(halves: Halves, guess: Sequence[Guess], at: Sequence[float]) -> Floats:
    """[deal] losses, each half by what was fitted on the other; the even half first."""
    even, odd = halves
    return np.concatenate(
        [casino.scores(guess[1], at[1], even), casino.scores(guess[0], at[0], odd)], dtype=np.float64
    )


def as_span(fit: Fit) -> Span:
    """The same in the words of this package."""
    return Span(fit.best, fit.low, fit.high)


def scores(lost: dict[str, Floats], seed: int) -> Iterator[Score]:
    """Beside a guess that knows nothing. Each dialogue stands for itself: who took part twice is not told."""
    of = len(lost[ALIKE])
    drawn = scoring.luck(seed, np.arange(of))
    for by, each in lost.items():
        yield line(by, each, lost[ALIKE], drawn)


def line(by: str, lost: Floats, usual: Floats, drawn: ClusterDraws) -> Score:
    """One guess."""
    base, mean = by == ALIKE, scoring.mean(lost, drawn)
    less = Span() if base else scoring.mean(np.asarray(lost - usual), drawn)
    return Score(
        SET, QUESTION, by,
        of=len(lost), clusters=drawn.clusters, kind="log", loss=mean, less=less, log=mean,
        enough=float("nan") if base else scoring.enough(less, len(lost)),
        verdict="base" if base else less.word, ours=by in OURS, seen=by in SEEN,
        note=NOTE if base else "",
    )  # fmt: skip
