"""How exact are people? Precision fitted on every other human deal and scored on the rest, beside simpler guesses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import inf, log, sqrt
from pathlib import Path

import numpy as np

from sim.analysis.calibration.squares import eliminated
from sim.analysis.intervals import Z95
from sim.analysis.steady import exp, product
from sim.analysis.steady import log as logs
from sim.bargaining.outcomes import Flags, Floats
from sim.validation import check
from sim.validation.check import Check, Verdict
from sim.validation.deals import FILE, MOST, SPLITS, Deal, Wants, both, chances, deals

GROUP, SOURCE = "casino", "CaSiNo (Chawla et al. 2021)"
WHERE = (
    f"pass --data DIR with {FILE}: preferences and splits of the dialogues in github.com/kushalchawla/CaSiNo"
)
NAMES = ("fitted precision", "log score on deals that were not fitted")
GOAL = 3.2  # nats; set before it was tried
RUNS = 4_000  # replications of each of the six ways in which two can want three things
COARSE, FINE = 2.0**0.5, 2.0**0.125  # factors between precisions that are tried
NEAR = 3  # steps to either side of the best
FROM, TO = 4.0, 64.0

measured = partial(check.measured, group=GROUP)
Guess = Callable[[Wants, float], Floats]  # of what the second wants and one number: [split] chances


@dataclass(frozen=True)
class Fit:
    """The number under which deals are likeliest, with its 95 % interval."""

    best: float
    low: float
    high: float


def casino(folder: Path | None, seed: int, runs: int = RUNS) -> Iterator[Check]:
    """Deals of even dialogues are fitted, those of odd ones are foretold; then the other way round."""
    if folder is None or not (folder / FILE).is_file():
        yield from (check.skipped(name, SOURCE, WHERE, group=GROUP) for name in NAMES)
        return
    found = deals(folder)
    fitted, rest = ([one for one in found if one.dialogue % 2 == odd] for odd in (0, 1))
    played = partial(_played, runs=runs, seed=seed)
    precision = fit(played, fitted)
    yield from told(played, precision, fitted, rest)
    yield from beside(played, fitted, rest)
    people = np.mean([unbettered(one.wants)[one.split] for one in rest])
    said = f"{efficient(played, precision.best, rest):.2f}, and {people:.2f} of people"
    yield measured("share of deals that no other split betters", SOURCE, said)


def told(played: Guess, precision: Fit, fitted: Sequence[Deal], rest: Sequence[Deal]) -> Iterator[Check]:
    """What was fitted, on which deals, and how well it foretells the others."""
    interval = f"{precision.best:.3g} ({precision.low:.3g} to {precision.high:.3g})"
    note = f"likeliest for {len(fitted)} deals, per utility, the same for both, with its 95 % interval"
    yield check.measured(NAMES[0], SOURCE, interval, group=GROUP, note=note)
    mean, error = score(played, precision.best, rest)
    verdict: Verdict = "agrees" if mean <= GOAL else "differs"
    about = f"{len(rest)} deals; nats, fewer are better; the goal was set before it was tried"
    yield Check(GROUP, NAMES[1], SOURCE, f"at most {GOAL:g}", mean, verdict, error=error, note=about)


def beside(played: Guess, fitted: Sequence[Deal], rest: Sequence[Deal]) -> Iterator[Check]:
    """The same score of simpler guesses, and of the halves in each other's place."""
    what, never = "log score on the same deals", "a split that never came counts as half a replication"
    nash, back = fit(softmax, fitted), fit(played, rest)
    yield measured(f"{what}: all splits alike", SOURCE, log(SPLITS))
    yield measured(f"{what}: exact parties", SOURCE, *score(played, inf, rest), note=never)
    yield measured(f"{what}: logit of the product of both gains", SOURCE, *score(softmax, nash.best, rest))
    yield measured(f"halves exchanged: {NAMES[0]}", SOURCE, interval(back))
    yield measured(f"halves exchanged: {NAMES[1]}", SOURCE, *score(played, back.best, fitted))


def interval(found: Fit) -> str:
    """With its 95 % interval."""
    return f"{found.best:.3g} ({found.low:.3g} to {found.high:.3g})"


def _played(wants: Wants, precision: float, runs: int, seed: int) -> Floats:
    return chances(wants, precision, runs, seed)


def softmax(wants: Wants, weight: float) -> Floats:
    """[split] a logit choice by what is good for both: no bargaining at all."""
    mine, yours = (points / MOST for points in both(wants))
    weighed = exp(weight * (mine * yours - (mine * yours).max()))
    return np.asarray(weighed / weighed.sum())


def scores(guess: Guess, at: float, about: Sequence[Deal]) -> Floats:
    """[deal] minus the logarithm of its chance."""
    kinds = sorted({one.wants for one in about})
    known = dict(zip(kinds, (-logs(guess(wants, at)) for wants in kinds), strict=True))
    return np.array([known[one.wants][one.split] for one in about])


def score(guess: Guess, at: float, about: Sequence[Deal]) -> tuple[float, float]:
    """The mean, and its standard error."""
    found = scores(guess, at, about)
    return float(found.mean()), float(found.std(ddof=1)) / sqrt(len(found))


def fit(guess: Guess, about: Sequence[Deal]) -> Fit:
    """Around the best of a coarse grid a parabola through the likelihoods of a fine one, along the logarithm."""
    middle, fine, lost = grid(guess, about)
    return parabola(logs(fine / middle), lost, middle)


def nearest(guess: Guess, about: Sequence[Deal]) -> float:
    """The best of the same grids: what is played for them once serves any deals."""
    _, fine, lost = grid(guess, about)
    return float(fine[lost.argmin()])


def grid(guess: Guess, about: Sequence[Deal]) -> tuple[float, Floats, Floats]:
    """The best of a coarse grid, a fine one around it, and minus the logarithms of likelihoods there."""
    steps = np.arange(round(log(TO / FROM, COARSE)) + 1)
    middle = lowest((FROM * COARSE**steps).tolist(), lambda at: float(scores(guess, at, about).sum()))
    fine = middle * FINE ** np.arange(-NEAR, NEAR + 1)
    return middle, fine, np.array([scores(guess, at, about).sum() for at in fine.tolist()])


def lowest(grid: Sequence[float], height: Callable[[float], float]) -> float:
    """Downhill from the middle, with no look at what lies behind a rise: along one number there is one valley."""
    seen = cache(height)
    k = len(grid) // 2
    while True:
        near = range(max(0, k - 1), min(len(grid), k + 2))
        best = min(near, key=lambda one: seen(grid[one]))
        if best == k:
            return grid[k]
        k = best


def parabola(at: Floats, lost: Floats, middle: float) -> Fit:
    """Where it is lowest, and where it is higher by what a 95 % interval of a likelihood allows (Wilks 1938)."""
    powers = np.stack([at**2, at, np.ones_like(at)], axis=1)
    bend, slope, _ = eliminated(product(powers.T, powers), product(powers.T, lost))
    best, half = -slope / (2.0 * bend), Z95 / sqrt(2.0 * bend) if bend > 0.0 else inf
    ends = (best, best - half, best + half)
    return Fit(*(float(middle * exp(np.array([end]))[0]) if end < inf else inf for end in ends))


def efficient(guess: Guess, at: float, about: Sequence[Deal]) -> float:
    """The chance of a split that no other one betters, on average over these deals."""
    return float(np.mean([guess(one.wants, at)[unbettered(one.wants)].sum() for one in about]))


def unbettered(wants: Wants) -> Flags:
    """[split] is there no other that is as good for both and better for one?"""
    mine, yours = (points[:, None] - points for points in both(wants))
    return np.asarray(~((mine <= 0) & (yours <= 0) & ((mine < 0) | (yours < 0))).any(axis=1))
