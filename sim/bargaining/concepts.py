"""Which package of a frontier each concept of bargaining theory picks. Parties that cannot gain are left out."""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Array, record
from sim.bargaining.rules import rounded

# The order is part of every stored result: append, never reorder.
CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "rubinstein", "weighted_mean")
NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN, RUBINSTEIN, WEIGHTED_MEAN = range(6)
# A party: what no deal is worth; what a day of war costs it, or its haste without one; the most that it could gain;
# its share of the pie in Rubinstein's limit.
STAKE = record("least haste ideal power")


@inner
def choose(worth: Array, number: Array, found: int, rows: int, concept: int, stake: Array) -> int:
    """The number of the package with the greatest score; of equals the greatest sum, then the lowest number.

    worth[found, row, party] and number[found, row] are the frontier, stake[party] STAKE.
    """
    best, best_score, best_sum = 0, -math.inf, -math.inf
    for row in range(rows):
        total = 0.0
        for i in range(stake.shape[0]):
            total += worth[found, row, i]
        reached = total if concept == UTILITARIAN else score(worth, found, row, concept, stake)
        if reached > best_score or (
            reached == best_score
            and (total > best_sum or (total == best_sum and number[found, row] < number[found, best]))
        ):
            best, best_score, best_sum = row, reached, total
    return number[found, best]


@inner
def score(worth: Array, found: int, row: int, concept: int, stake: Array) -> float:
    """How well a package does by a concept other than the sum.

    nash: the product of gains, Nash (1950). kalai_smorodinsky: the least gain as a share of the most that the party
    could gain, Kalai & Smorodinsky (1975). egalitarian: the least gain, Kalai (1977). rubinstein: the product of
    gains to the power of each party's share, Binmore, Rubinstein & Wolinsky (1986).
    """
    product, smallest = 1.0, math.inf
    for i in range(stake.shape[0]):
        if stake[i].ideal > 0.0:
            gain = worth[found, row, i] - stake[i].least
            if concept == NASH:
                product *= gain
            elif concept == RUBINSTEIN:
                product *= math.pow(gain / stake[i].ideal, stake[i].power)
            elif concept == KALAI_SMORODINSKY:
                smallest = min(smallest, rounded(gain / stake[i].ideal))
            else:
                smallest = min(smallest, gain)
    return rounded(product) if concept in (NASH, RUBINSTEIN) else smallest


@inner
def find_ideal(worth: Array, found: int, rows: int, stake: Array) -> None:
    """The most that each party could gain."""
    for i in range(stake.shape[0]):
        stake[i].ideal = 0.0
        for row in range(rows):
            stake[i].ideal = max(stake[i].ideal, worth[found, row, i] - stake[i].least)


@inner
def share_power(stake: Array, war: bool) -> None:
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
