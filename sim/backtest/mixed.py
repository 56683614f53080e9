"""CaSiNo: divisions of one pair given to another, one thing taken for another: who wants what says nothing of them.

Everything is fitted to them anew, and held against how often each division came in the other half, whichever thing is
which: more than that cannot be known. By how often it came alone something would be known: what one wants stays first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import permutations
from typing import TypeAlias

import numpy as np

from sim.analysis.steady import log
from sim.backtest import scoring
from sim.backtest.event import DEALT
from sim.backtest.guessing import KEEN, NASH, PAIRS, PRECISE, QUESTION, SET, TRIED, aspiring, of_pairs, played
from sim.backtest.score import Placebo
from sim.bargaining.outcomes import Floats
from sim.validation import casino
from sim.validation.casino import Guess
from sim.validation.deals import SPLITS, THINGS, Deal, number

ORDERS = tuple(permutations(range(len(THINGS))))
# [order, split] the number of the same division of things in another order
RENAMED = np.array(
    [[number(*(n // 4 ** (2 - k) % 4 for k in order)) for n in range(SPLITS)] for order in ORDERS]
)
Half: TypeAlias = Sequence[Deal]
Fit: TypeAlias = Callable[
    [Half, Half], Floats
]  # of what it is fitted to, and what it foretells: [deal] losses


def placebos(halves: tuple[Half, Half], runs: int, seed: int) -> Iterator[Placebo]:
    """How often whoever was fitted on the other half seems to know more than that."""
    rng = np.random.default_rng((seed, 1))
    dealt = [(mixed(halves[0], rng), mixed(halves[1], rng)) for _ in range(DEALT)]
    drawn = scoring.luck(seed, np.arange(sum(map(len, halves))))
    usual = [crossed(common, each) for each in dealt]
    guess: Guess = partial(played, runs=min(runs, TRIED), seed=seed)
    fits: dict[str, Fit] = {
        PRECISE: partial(_by_one, guess),
        KEEN: partial(_by_two, runs=runs, seed=seed),
        NASH: partial(_by_one, casino.softmax),
    }
    for by, fit in fits.items():
        less = [crossed(fit, each) - base for each, base in zip(dealt, usual, strict=True)]
        better = sum(scoring.mean(np.asarray(one), drawn).word == "better" for one in less)
        yield Placebo(SET, QUESTION, by, better, DEALT, float("nan"))


def mixed(half: Half, rng: np.random.Generator) -> list[Deal]:
    """Its divisions dealt out anew, and in each the things."""
    splits = rng.permutation([one.split for one in half])
    things = rng.integers(len(ORDERS), size=len(half))
    dealt = zip(half, RENAMED[things, splits].tolist(), strict=True)
    return [Deal(one.dialogue, one.wants, split) for one, split in dealt]


def crossed(fit: Fit, halves: tuple[Half, Half]) -> Floats:
    """[deal] losses, each half by what was fitted on the other; the even half first."""
    even, odd = halves
    return np.concatenate([fit(odd, even), fit(even, odd)], dtype=np.float64)


def common(of: Half, about: Half) -> Floats:
    """By how often each division came, whichever thing is which."""
    came = RENAMED[:, [one.split for one in of]].ravel()
    counts = np.bincount(came, minlength=SPLITS) / len(ORDERS) + 0.5
    return np.asarray(-log(counts / counts.sum())[[one.split for one in about]])


def _by_one(guess: Guess, of: Half, about: Half) -> Floats:
    return casino.scores(guess, casino.nearest(guess, of), about)


def _by_two(of: Half, about: Half, runs: int, seed: int) -> Floats:
    aspiration, precision = PAIRS[int(of_pairs(of, runs, seed).sum(axis=1).argmin())]
    return casino.scores(aspiring(aspiration, runs, seed), precision, about)
