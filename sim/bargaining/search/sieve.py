"""Which packages are worth a closer look: bounds on the proposer's product, for many packages at once.

They are the formulas without the rounding and the powers that take time, over numbers that lie side by side in memory,
where processors are fast. Few packages are left to be judged in full.
"""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.records import Actor, Talks
from sim.bargaining.rules.enough import all_must_sign, chance_of_enough
from sim.bargaining.rules.rules import HOPELESS, TIE, likely
from sim.bargaining.rules.tabling import is_imprecise, leaning, supposed_reservation
from sim.bargaining.rules.views import audience
from sim.bargaining.types import Array, Table

HAIR = 1e-9  # of a bound, so that rounding makes none too low


@inner
def bound_products(table: Table) -> None:
    """[package] no product of formula 10 is greater than this."""
    talks = table.talks
    bound_gain(talks, table.actor[talks.proposer], table.utility[talks.proposer], table.bound)
    every = all_must_sign(table.nodes)
    for j in range(talks.parties):
        if j != talks.proposer:
            other, limit = table.actor[j], table.limit[0 if every else j]
            if is_imprecise(other):
                bound_imprecise(talks, other, table.utility[j], table.chance)
            else:
                bound_chance(talks, other, table.utility[j], table.unguarded[j], table.chance)
            bend(table.chance, leaning(talks, other), limit, talks.listed)
            for m in range(talks.listed if every else 0):
                table.bound[m] *= limit[m] * (1.0 + HAIR)
    if not every:
        bound_coalitions(table)


@inner
def bound_coalitions(table: Table) -> None:
    """The same where some parties are enough: the chance of that rises with each party's chance to sign."""
    talks = table.talks
    for m in range(talks.listed):
        for j in range(talks.parties):
            table.signs[j] = 1.0 if j == talks.proposer else min(1.0, table.limit[j, m] * (1.0 + HAIR))
        table.bound[m] *= chance_of_enough(table.nodes, table.signs, table.odds) * (1.0 + HAIR)


@inner
def bound_gain(talks: Talks, me: Actor, utility: Array, bound: Array) -> None:
    """What the proposer can gain at most: nothing below its demand."""
    mediates = talks.proposer == talks.mediator_seat
    least = me.floor_now if mediates else me.reservation
    needed = least if mediates else me.demand - TIE
    for m in range(talks.listed):
        bound[m] = utility[m] - least + HAIR if utility[m] >= needed else 0.0
        if mediates and talks.indifferent:
            bound[m] = 1.0


@inner
def bound_chance(talks: Talks, other: Actor, utility: Array, unguarded: Array, chance: Array) -> None:
    """The chance that a party signs: never less, and hardly more."""
    low, high = supposed_reservation(talks, other)
    price, safe = audience(talks, other), other.war_value - other.exposure
    slope, start, width = 0.0, 0.0, high - low + HAIR
    if other.conceded > 0.0:
        # The width of the interval is stretched by what counts as a tie, so that no chance becomes too small.
        spare = HAIR + TIE / other.conceded
        slope = 1.0 / (other.conceded * (high - low + spare))
        start = (spare - low) / (high - low + spare)
        start -= slope * (other.aspiration * (1.0 - other.conceded) + other.held)
    for m in range(talks.listed):
        fear = other.distrust_now * unguarded[m] * max(0.0, utility[m] - safe)
        value = utility[m] - fear - price * max(0.0, other.aspiration - utility[m])
        today = slope * value + start
        ever = HOPELESS * max(HOPELESS, (value - low + HAIR) / width)
        chance[m] = min(1.0, today if today > HOPELESS else ever)


@inner
def bound_imprecise(talks: Talks, other: Actor, utility: Array, chance: Array) -> None:
    """The same of a party that is not exact: as if it feared nothing, and had the least reservation value."""
    low, _ = supposed_reservation(talks, other)
    asked = other.aspiration * (1.0 - other.conceded) + other.held + other.conceded * low - HAIR
    for m in range(talks.listed):
        chance[m] = max(HOPELESS, likely(other.precision, utility[m] - asked))


@inner
def bend(chance: Array, weight: float, limit: Array, rows: int) -> None:
    """Chances to the power of a weight: never less, and hardly more.

    A power below one lies under its tangents, one above under the chords of its parts. A line takes less time.
    """
    for m in range(rows):
        limit[m] = chance[m] if weight == 1.0 else (1.0 if weight < 1.0 else 0.0)
    high = 1.0 if weight != 1.0 else 0.0
    while high > HOPELESS * HOPELESS * 0.5:
        low, middle = 0.1 * high, 0.316 * high
        slope = (math.pow(high, weight) - math.pow(low, weight)) / (high - low)
        start = math.pow(high, weight) - slope * high
        if weight < 1.0:
            slope = weight * math.pow(middle, weight - 1.0)
            start = math.pow(middle, weight) - slope * middle
        for m in range(rows):
            line = start + slope * chance[m]
            limit[m] = min(limit[m], line) if weight < 1.0 else max(limit[m], line)
        high = low
