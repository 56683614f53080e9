"""CaSiNo: how do two people share out food, water and firewood, each wanting one thing most? The very division.

Read and played as in `validate`; here each half is foretold by what was fitted on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from pathlib import Path

import numpy as np

from sim.analysis.steady import log, product
from sim.backtest import scoring
from sim.backtest.records import few
from sim.backtest.score import Findings, Fitted, Placebo, Score, Span
from sim.backtest.scoring import Luck
from sim.bargaining.outcomes import Floats
from sim.validation import casino
from sim.validation.casino import Fit, Guess
from sim.validation.deals import FILE, MOST, ROUNDS, SPLITS, WALK_AWAY, Deal, Wants, chances, deals

SET = "people"
RUNS = 4_000  # as in `validate`
QUESTION = "which of 64 divisions"
ALIKE, EXACT = "all divisions alike", "as shipped: exact parties"
PRECISE, KEEN = "precision fitted on the other half", "precision and aspiration fitted on the other half"
NASH = "logit of Nash's product, fitted on the other half"
ASPIRATIONS = (0.6, 0.7, 0.8, 0.9, 0.95, 1.0)  # 0.95 is shipped
PRECISIONS = (12.0, 14.5, 17.5)
TRIED = 2_000  # replications of each pair
RESAMPLES = 400
DEALT = 20
MADE = (
    f"both weigh three things by their points, out of {MOST}; no deal is worth {WALK_AWAY} of them; "
    f"{ROUNDS} rounds of one day; as it comes: aspiration 0.95, concession linear, reciprocity 0.2; "
    f"{RUNS:,} replications of each of six ways to want three things"
)
NOTE = "the base rate is a guess that knows nothing; a division that never came counts as half a replication"
__all__ = ["FILE", "SET", "people"]


def people(file: Path, seed: int, runs: int = RUNS) -> Findings:
    """Deals of even dialogues and of odd ones, each half by the fit on the other."""
    found = deals(file.parent)
    halves = [one for one in found if one.dialogue % 2 == 0], [one for one in found if one.dialogue % 2 == 1]
    for half in halves:
        few(file, (str(one.dialogue) for one in half))
    played: Guess = partial(_played, runs=runs, seed=seed)
    precise = [casino.fit(played, half) for half in halves]
    nash = [casino.fit(casino.softmax, half) for half in halves]
    keen = [keenest(half, runs, seed) for half in halves]
    lost = {
        ALIKE: log(np.full(len(found), float(SPLITS))),
        EXACT: crossed(halves, [played, played], [inf, inf]),
        PRECISE: crossed(halves, [played, played], [fit.best for fit in precise]),
        KEEN: crossed(halves, [_aspiring(a, runs, seed) for a, *_ in keen], [p for _, p, _ in keen]),
        NASH: crossed(halves, [casino.softmax, casino.softmax], [fit.best for fit in nash]),
    }
    even, odd, whole = map(as_span, (*precise, casino.fit(played, found)))
    fits = Fitted(SET, "precision", "deals", even, odd, whole, inf)
    even, odd, whole = (span for *_, span in (*keen, keenest(found, runs, seed)))
    aspired = Fitted(SET, "aspiration", "deals, with precision, of a few pairs", even, odd, whole, 0.95)
    placebo = dealt(halves, played, [fit.best for fit in precise], seed)
    return Findings(tuple(scores(lost, seed)), placebos=(placebo,), fitted=(fits, aspired))


def _played(wants: Wants, precision: float, runs: int, seed: int) -> Floats:
    return chances(wants, precision, runs, seed)


def _aspiring(aspiration: float, runs: int, seed: int) -> Guess:
    return lambda wants, precision: chances(wants, precision, runs, seed, aspiration)


def crossed(halves: tuple[list[Deal], list[Deal]], guess: Sequence[Guess], at: Sequence[float]) -> Floats:
    """[deal] losses, each half by what was fitted on the other; the even half first."""
    even, odd = halves
    return np.concatenate(
        [casino.scores(guess[1], at[1], even), casino.scores(guess[0], at[0], odd)], dtype=np.float64
    )


def keenest(about: Sequence[Deal], runs: int, seed: int) -> tuple[float, float, Span]:
    """Aspiration and precision under which deals are likeliest, of a few: the likelihood has more than one top.

    The interval is that of the best aspiration when deals are drawn anew.
    """
    pairs = [(a, p) for a in ASPIRATIONS for p in PRECISIONS]
    lost = np.stack([casino.scores(_aspiring(a, min(runs, TRIED), seed), p, about) for a, p in pairs])
    drawn = np.random.default_rng(seed).multinomial(
        len(about), np.full(len(about), 1.0 / len(about)), RESAMPLES
    )
    tops = np.array([a for a, _ in pairs])[product(lost, drawn.T.astype(np.float64)).argmin(axis=0)]
    best = pairs[int(lost.sum(axis=1).argmin())]
    return *best, Span(best[0], float(np.quantile(tops, 0.025)), float(np.quantile(tops, 0.975)))


def as_span(fit: Fit) -> Span:
    """The same in the words of this package."""
    return Span(fit.best, fit.low, fit.high)


def scores(lost: dict[str, Floats], seed: int) -> Iterator[Score]:
    """Beside a guess that knows nothing. Each dialogue stands for itself: who took part twice is not told."""
    of = len(lost[ALIKE])
    drawn = scoring.luck(np.arange(of), seed)
    for by, each in lost.items():
        yield line(by, each, lost[ALIKE], drawn)


def line(by: str, lost: Floats, usual: Floats, drawn: Luck) -> Score:
    """One guess."""
    base, mean = by == ALIKE, scoring.mean(lost, drawn)
    less = Span() if base else scoring.mean(np.asarray(lost - usual), drawn)
    return Score(
        SET, QUESTION, by,
        of=len(lost), clusters=drawn.clusters, kind="log", loss=mean, less=less, log=mean,
        enough=float("nan") if base else scoring.enough(less, len(lost)),
        verdict="base" if base else less.word, ours=by in (EXACT, PRECISE, KEEN), note=NOTE if base else "",
    )  # fmt: skip


def dealt(halves: tuple[list[Deal], list[Deal]], guess: Guess, at: Sequence[float], seed: int) -> Placebo:
    """Divisions of one pair given to another: who wants what says nothing of them any more."""
    rng, better = np.random.default_rng((seed, 1)), 0
    count = sum(map(len, halves))
    drawn = scoring.luck(np.arange(count), seed)
    for _ in range(DEALT):
        mixed = _mixed(halves[0], rng), _mixed(halves[1], rng)
        told = np.concatenate([casino.scores(guess, at[1 - k], half) for k, half in enumerate(mixed)])
        without = np.concatenate([_common(halves[1 - k], half) for k, half in enumerate(mixed)])
        better += scoring.mean(np.asarray(told - without), drawn).word == "better"
    return Placebo(SET, QUESTION, PRECISE, better, DEALT, float("nan"))


def _mixed(half: Sequence[Deal], rng: np.random.Generator) -> list[Deal]:
    splits = rng.permutation([one.split for one in half])
    return [Deal(one.dialogue, one.wants, int(split)) for one, split in zip(half, splits, strict=True)]


def _common(half: Sequence[Deal], about: Sequence[Deal]) -> Floats:
    """[deal] by how often each division came in the other half, whoever wanted what."""
    counts = np.bincount([one.split for one in half], minlength=SPLITS) + 0.5
    return -log(counts / counts.sum())[[one.split for one in about]]
