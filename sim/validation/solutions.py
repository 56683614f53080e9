"""What two should agree on: Nash, Kalai & Smorodinsky, Brams & Togman."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

import numpy as np

from sim.analysis.intervals import share_of
from sim.bargaining.outcomes import Floats
from sim.validation.bench import Bench, alike, exact, farthest, in_words, near, pairs, same
from sim.validation.check import Check

# Nash (1950): what a thing is worth to Bill and to Jack; the first five are Bill's.
BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
# Brams & Togman (1996): points of Israel and Egypt. Sinai, the first, can be shared.
POINTS = ((35, 55), (10, 5), (20, 10), (10, 5), (5, 20), (20, 5))
# S and T of Kalai & Smorodinsky (1975), and one more on which the greatest product, equal shares and the greatest sum
# differ. By name: what B gets along the frontier, B by equal clocks, A and B by the greatest product.
SETS = {
    "S": ("{0: 1, 0.75: 0.75, 1: 0}", 0.75, "0.75 and 0.75"),
    "T": ("{0: 1, 1: 0.7}", 1 / 1.3, "1 and 0.7"),
    "U": ("{0: 1, 0.2: 0.9, 1: 0}", 9 / 17, "0.5 and 0.5625"),
}


def swaps() -> Iterator[tuple[int, int]]:
    """What Bill and Jack gain by each of the 512 swaps."""
    worth = [(-b, j) for b, j in BILLS.values()] + [(b, -j) for b, j in JACKS.values()]
    for moved in product((0, 1), repeat=len(worth)):
        bill, jack = np.array(moved) @ np.array(worth)
        yield int(bill), int(jack)


def nash(bench: Bench) -> Iterator[Check]:
    """Nash (1950): the swap with the greatest product of gains, and how often secret minima let it pass."""
    best = max((swap for swap in swaps() if min(swap) >= 0), key=prod)
    of_bill, of_jack = np.array([*BILLS.values()]), np.array([*JACKS.values()])
    everything = of_bill.sum(axis=0) + of_jack.sum(axis=0)
    at_first = np.array([of_bill[:, 0].sum(), of_jack[:, 1].sum()])
    outcomes = bench.played("nash_1950")
    gains = {in_words(pair) for pair in pairs(outcomes) * everything - at_first}
    expected, computed = f"{best[0]} and {best[1]}", " or ".join(sorted(gains)) or "no deal"
    yield same("gains of Bill and Jack", "Nash 1950", expected, computed)
    chance = prod(best) / float(np.prod(everything - at_first))
    yield near("share of barters that are signed", "Nash 1950", chance, share_of(outcomes.settled))
    minima = zip(("bill", "jack"), at_first / everything, strict=True)
    known = bench.picked("nash", "nash_1950", *[f"actors.{boy}.outside_value={v}" for boy, v in minima])
    yield same("gains of Bill and Jack, Nash's concept", "Nash 1950", expected, in_words(known * everything))


def nash_mediator(*parties: str) -> list[str]:
    """A mediator who knows nothing of minima between 0 and 1, and tables one text at the end."""
    minima = [f"actors.{party}.outside_value={{uniform: [0, 1]}}" for party in parties]
    return ["round_days=100", "actors.mediator={role: mediator, insight: 0}", *minima]


def kalai_smorodinsky(bench: Bench) -> Iterator[Check]:
    """Kalai & Smorodinsky (1975): of two bargaining sets the larger one is better for B; by Nash it is worse."""
    source, file = "Kalai & Smorodinsky 1975", "kalai_smorodinsky_1975"
    for name, (frontier, solution, of_product) in SETS.items():
        to_b = f"issues.point.value.b={frontier}"
        by_clock = pairs(bench.settled(file, to_b))[:, 1]
        by_product = alike(bench.played(file, to_b, *nash_mediator("a", "b")))
        yield exact(f"B in set {name}, equal clocks", source, solution, farthest(by_clock, solution), 0.0025)
        yield same(f"A and B in set {name}, Nash's product", source, of_product, by_product)
        equal_shares = float(bench.picked("kalai_smorodinsky", file, to_b)[1])
        yield exact(f"B in set {name}, Kalai & Smorodinsky's concept", source, solution, equal_shares, 0.0025)
        greatest = in_words(bench.picked("nash", file, to_b))
        yield same(f"A and B in set {name}, Nash's concept", source, of_product, greatest)


def adjusted_winner() -> tuple[float, float]:
    """Points of each side, and the share of Sinai that Egypt keeps. Brams & Taylor (1996)."""
    israel = sum(a for a, b in POINTS if a > b)
    egypt = sum(b for a, b in POINTS if b > a)
    handed_back = (egypt - israel) / sum(POINTS[0])  # of what Egypt won it is dear to both
    return israel + handed_back * POINTS[0][0], 1 - handed_back


def packages() -> Iterator[Floats]:
    """Points of Israel and Egypt for each package, with Sinai in twelfths."""
    for twelfths, *won in product(range(13), *[(0, 1)] * 5):
        to_israel = np.array([1 - twelfths / 12, *won])
        yield np.array([to_israel, 1 - to_israel] * np.array(POINTS, float).T).sum(axis=1)


def brams_togman(bench: Bench) -> Iterator[Check]:
    """Camp David by Adjusted Winner, which is Kalai & Smorodinsky's solution there; and by Nash's product."""
    source, file = "Brams & Togman 1996", "brams_togman_1996"
    points, sinai = adjusted_winner()
    outcomes = bench.settled(file)
    for party, got in zip(("Israel", "Egypt"), pairs(outcomes).T * 100, strict=True):
        yield exact(f"points of {party}, equal clocks", source, points, farthest(got, points), 0.001)
    returned = outcomes.terms[:, 0] / 12
    yield exact("share of Sinai that returns, equal clocks", source, sinai, farthest(returned, sinai), 1e-9)
    best = max(packages(), key=np.prod)
    by_product = alike(bench.played(file, *nash_mediator("israel", "egypt")), (100.0, 100.0))
    told = "points of Israel and Egypt, Nash's product"
    yield same(told, source, in_words(best), by_product)
    greatest = in_words(bench.picked("nash", file) * 100)
    yield same("points of Israel and Egypt, Nash's concept", source, in_words(best), greatest)
    equal_shares = in_words(bench.picked("kalai_smorodinsky", file) * 100)
    told = "points of Israel and Egypt, Kalai & Smorodinsky's concept"
    yield same(told, source, f"{points:.4g} and {points:.4g}", equal_shares)
