"""Which packages are worth a closer look: bounds on the proposer's product, for many packages at once.

They are the formulas without the rounding and the powers that take time, over numbers that lie side by side in memory,
where processors are fast. Few packages are left to be judged in full.
"""

import math

from sim.bargaining.compiled import inlined, inner
from sim.bargaining.records import Actor, Talks
from sim.bargaining.rules.enough import all_must_sign, chance_of_enough
from sim.bargaining.rules.rules import HOPELESS, TIE, likely
from sim.bargaining.rules.tabling import is_imprecise, leaning, supposed_reservation
from sim.bargaining.rules.views import audience
from sim.bargaining.types import Array, Table

HAIR = 1e-9  # of a bound, so that rounding makes none too low
DECADES = 9  # below 1, in which chances lie
MIDDLE = 0.316  # of a decade


@inner
def bound_products(table: Table) -> bool:
    """[package] no product of formula 10 is greater than this. Is any above 0? If none is, nobody else is asked."""
    talks = table.talks
    me, seat = table.actor[talks.proposer], talks.proposer
    if seat == talks.mediator_seat:
        some = bound_own_gain(talks, me, table.utility[seat], table.bound)
    else:
        some = bound_gain(talks, me, table.utility[seat], table.unguarded[seat], table.bound)
    if some:
        bound_chances(table)
    return some


@inner
def bound_chances(table: Table) -> None:
    """Times the most that the chance of all signatures, or of enough, can be."""
    talks, every = table.talks, all_must_sign(table.nodes)
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
def bound_own_gain(talks: Talks, me: Actor, utility: Array, bound: Array) -> bool:
    """What a mediator gains, which looks at nothing but utility. Does it gain anything by any package?"""
    floor, rows, some = me.floor_now, talks.listed, 0
    if talks.indifferent:
        bound[:rows] = 1.0
        return True
    for m in range(rows):
        bound[m] = utility[m] - floor + HAIR if utility[m] >= floor else 0.0
        some += bound[m] > 0.0
    return some > 0


@inner
def bound_gain(talks: Talks, me: Actor, utility: Array, unguarded: Array, bound: Array) -> bool:
    """What a party gains at most: nothing below its demand. Is any package worth that much to it?"""
    price, safe, distrust, hoped = (
        audience(talks, me),
        me.war_value - me.exposure,
        me.distrust_now,
        me.aspiration,
    )
    least, needed, some = me.reservation - HAIR, me.demand - TIE - HAIR, 0
    for m in range(talks.listed):
        fear = distrust * unguarded[m] * max(0.0, utility[m] - safe)
        value = utility[m] - fear - price * max(0.0, hoped - utility[m])
        bound[m] = value - least if value >= needed else 0.0
        some += bound[m] > 0.0
    return some > 0


@inner
def bound_chance(talks: Talks, other: Actor, utility: Array, unguarded: Array, chance: Array) -> None:
    """The chance that a party signs: never less, and hardly more."""
    low, high = supposed_reservation(talks, other)
    price, safe, distrust, hoped = (
        audience(talks, other),
        other.war_value - other.exposure,
        other.distrust_now,
        other.aspiration,
    )
    slope, start, width = 0.0, 0.0, high - low + HAIR
    if other.conceded > 0.0:
        # The width of the interval is stretched by what counts as a tie, so that no chance becomes too small.
        spare = HAIR + TIE / other.conceded
        slope = 1.0 / (other.conceded * (high - low + spare))
        start = (spare - low) / (high - low + spare)
        start -= slope * (other.aspiration * (1.0 - other.conceded) + other.held)
    for m in range(talks.listed):
        fear = distrust * unguarded[m] * max(0.0, utility[m] - safe)
        value = utility[m] - fear - price * max(0.0, hoped - utility[m])
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

    A power below one lies under its tangents, one above under the chords of its parts, a part for each power of ten. A
    line takes less time, and powers of a tenth are products of the first.
    """
    for m in range(rows):
        limit[m] = chance[m] if weight == 1.0 else (1.0 if weight < 1.0 else 0.0)
    if weight == 1.0:
        return
    high, power, tenth, middle = 1.0, 1.0, math.pow(0.1, weight), math.pow(MIDDLE, weight)
    for _ in range(DECADES // 3):
        slope, start = line(high, power, weight, tenth, middle)
        slope_2, start_2 = line(0.1 * high, tenth * power, weight, tenth, middle)
        slope_3, start_3 = line(0.01 * high, tenth * tenth * power, weight, tenth, middle)
        for m in range(rows):
            first, last = start + slope * chance[m], start_3 + slope_3 * chance[m]
            second = start_2 + slope_2 * chance[m]
            if weight < 1.0:
                limit[m] = min(min(limit[m], first), min(second, last))
            else:
                limit[m] = max(max(limit[m], first), max(second, last))
        high, power = 0.001 * high, tenth * tenth * tenth * power


@inlined
def line(high: float, power: float, weight: float, tenth: float, middle: float) -> tuple[float, float]:
    """The tangent or chord of a part that ends at `high`, with this power: how steep it is, and where it starts.

    tenth, middle: powers of a tenth and of MIDDLE.
    """
    if weight < 1.0:
        slope = weight * power * middle / (MIDDLE * high)
        return slope, power * middle - slope * MIDDLE * high
    slope = (power - power * tenth) / (0.9 * high)
    return slope, power - slope * high
