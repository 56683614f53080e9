"""Which package of a frontier each concept of bargaining theory picks. Parties that cannot gain are left out."""

import math

from sim.bargaining.compiled import compiled
from sim.bargaining.frontier import SIZE, Rows
from sim.bargaining.nouns import Array, Record
from sim.bargaining.rules import rounded

# The order is part of every stored result: append, never reorder.
CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "rubinstein", "weighted_mean")
NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN, RUBINSTEIN, WEIGHTED_MEAN = range(6)


@compiled
def choose(rows: Rows, concept: int, least: Array, ideal: Array, power: Array) -> int:
    """The row with the greatest score; of equals that with the greatest sum, then that with the lowest number."""
    best, best_score, best_sum = 0, -math.inf, -math.inf
    for row in range(rows.state[SIZE]):
        total = 0.0
        for i in range(ideal.shape[0]):
            total += rows.worth[row, i]
        found = total if concept == UTILITARIAN else score(rows, row, concept, least, ideal, power)
        if found > best_score or (
            found == best_score
            and (total > best_sum or (total == best_sum and rows.number[row] < rows.number[best]))
        ):
            best, best_score, best_sum = row, found, total
    return best


@compiled
def score(rows: Rows, row: int, concept: int, least: Array, ideal: Array, power: Array) -> float:
    """How well a package does by a concept other than the sum.

    nash: the product of gains, Nash (1950). kalai_smorodinsky: the least gain as a share of the most that the party
    could gain, Kalai & Smorodinsky (1975). egalitarian: the least gain, Kalai (1977). rubinstein: the product of
    gains to the power of each party's share, Binmore, Rubinstein & Wolinsky (1986).
    """
    product, smallest = 1.0, math.inf
    for i in range(ideal.shape[0]):
        if ideal[i] > 0.0:
            gain = rows.worth[row, i] - least[i]
            if concept == NASH:
                product *= gain
            elif concept == RUBINSTEIN:
                product *= math.pow(gain / ideal[i], power[i])
            elif concept == KALAI_SMORODINSKY:
                smallest = min(smallest, rounded(gain / ideal[i]))
            else:
                smallest = min(smallest, gain)
    return rounded(product) if concept in (NASH, RUBINSTEIN) else smallest


@compiled
def find_ideal(rows: Rows, least: Array, ideal: Array) -> None:
    """The most that each party could gain."""
    for i in range(ideal.shape[0]):
        ideal[i] = 0.0
        for row in range(rows.state[SIZE]):
            ideal[i] = max(ideal[i], rows.worth[row, i] - least[i])


@compiled
def share_power(talks: Record, actor: Array, ideal: Array, power: Array) -> None:
    """What two impatient parties get of the pie in Rubinstein's limit; nothing is said of others.

    With discount rates r1 and r2 and ever shorter rounds the first gets r2 / (r1 + r2): Rubinstein (1982), Binmore,
    Rubinstein & Wolinsky (1986). A party's rate is the share of the most that it could gain which a day of war costs
    it; without a war, one over the days after which it asks for no more than its reservation value.
    """
    if ideal.shape[0] == 2 and ideal[0] > 0.0 and ideal[1] > 0.0:
        one, other = impatience(talks, actor[0], ideal[0]), impatience(talks, actor[1], ideal[1])
        if one + other > 0.0:
            power[0], power[1] = other / (one + other), one / (one + other)


@compiled
def impatience(talks: Record, me: Record, ideal: float) -> float:
    """A party's discount rate, per day."""
    return me.cost_per_day / ideal if talks.war else 1.0 / me.deadline_days
