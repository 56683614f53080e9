"""What each concept of bargaining theory measures a package by, and which package of a frontier it picks.

Parties that cannot gain are left out. What differs by less than a hair is equal.
"""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.records import Records, Stake
from sim.bargaining.rules.rules import TIE
from sim.bargaining.types import Array

# The order is part of every stored result: append, never reorder.
CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "rubinstein", "weighted_mean")
NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN, RUBINSTEIN, WEIGHTED_MEAN = range(6)
SUM, LEAST, PRODUCT = range(3)  # of gains, each times its weight; a product is a mean of powers


@inner
def weigh(stake: Records[Stake], concept: int) -> int:
    """Set out the yardstick of a concept: its kind. Where nobody can gain all packages measure the same.

    nash: the product of gains, Nash (1950). kalai_smorodinsky: the least gain as a share of the most that the party
    could gain, Kalai & Smorodinsky (1975). egalitarian: the least gain, Kalai (1977). rubinstein: the product of
    gains to the power of each party's share, Binmore, Rubinstein & Wolinsky (1986). utilitarian: the sum.
    """
    counted = 0.0
    for i in range(stake.shape[0]):
        me = stake[i]
        me.weight = 1.0 if me.ideal > 0.0 or concept == UTILITARIAN else 0.0
        if concept == KALAI_SMORODINSKY and me.ideal > 0.0:
            me.weight = 1.0 / me.ideal
        elif concept == RUBINSTEIN and me.ideal > 0.0:
            me.weight = me.power
        counted += me.weight
    if concept == UTILITARIAN or counted == 0.0:
        return SUM
    return PRODUCT if concept in (NASH, RUBINSTEIN) else LEAST


@inner
def measured(stake: Records[Stake], kind: int) -> float:
    """What the gains come to: their sum, the least of them, or the mean of their product, each as it is weighed."""
    total, smallest, product, powers = 0.0, math.inf, 1.0, 0.0
    for i in range(stake.shape[0]):
        weight, gain = stake[i].weight, stake[i].gain if stake[i].gain > TIE else 0.0
        if weight > 0.0:
            total += weight * gain
            smallest = min(smallest, weight * gain)
            product *= gain if weight == 1.0 else math.pow(gain, weight)
            powers += weight
    if kind == SUM:
        return total
    if kind == LEAST:
        return smallest
    return root(product, powers)


@inner
def root(product: float, powers: float) -> float:
    """The mean of a product of so many powers; two parties' without a logarithm."""
    if powers == 2.0:
        return math.sqrt(product)
    return product if abs(powers - 1.0) < TIE else math.pow(product, 1.0 / powers)


@inner
def choose(worth: Array, number: Array, found: int, rows: int, concept: int, stake: Records[Stake]) -> int:
    """The number of the package that measures most; of equals the greatest sum, then the lowest number.

    worth[found, row, party] and number[found, row] are the frontier, stake[party] Stake.
    """
    kind, best, best_score, best_sum = weigh(stake, concept), 0, -math.inf, -math.inf
    for row in range(rows):
        total = 0.0
        for i in range(stake.shape[0]):
            total += worth[found, row, i]
            stake[i].gain = worth[found, row, i] - stake[i].least
        reached = measured(stake, kind)
        if betters(reached, total, number[found, row], best_score, best_sum, number[found, best]):
            best, best_score, best_sum = row, reached, total
    return number[found, best]


@inner
def betters(
    score: float, total: float, number: int, best_score: float, best_total: float, best_number: int
) -> bool:
    """Does a package measure more, or the same with a greater sum, or come earlier with the same?"""
    if abs(score - best_score) > TIE:
        return score > best_score
    if abs(total - best_total) > TIE:
        return total > best_total
    return number < best_number


@inner
def find_ideal(worth: Array, found: int, rows: int, stake: Records[Stake]) -> None:
    """The most that each party could gain."""
    for i in range(stake.shape[0]):
        stake[i].ideal = 0.0
        for row in range(rows):
            gain = worth[found, row, i] - stake[i].least
            stake[i].ideal = max(stake[i].ideal, gain if gain > TIE else 0.0)


@inner
def share_power(stake: Records[Stake], war: bool) -> None:
    """What two impatient parties get of the pie in Rubinstein's limit; nothing is said of others.

    With discount rates r1 and r2 and ever shorter rounds the first gets r2 / (r1 + r2): Rubinstein (1982), Binmore,
    Rubinstein & Wolinsky (1986). A party's rate is the share of the most that it could gain which a day of war costs
    it; without a war, one over the days after which it asks for no more than its reservation value.
    """
    if stake.shape[0] == 2 and stake[0].ideal > 0.0 and stake[1].ideal > 0.0:
        one = stake[0].haste / (stake[0].ideal if war else 1.0)
        other = stake[1].haste / (stake[1].ideal if war else 1.0)
        if one + other > 0.0:
            stake[0].power, stake[1].power = other / (one + other), one / (one + other)
