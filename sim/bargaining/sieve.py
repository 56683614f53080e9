"""Which packages are worth a closer look: bounds on the proposer's product, for many packages at once.

They are the formulas without the rounding and the powers that take time, over numbers that lie side by side in memory,
where processors are fast. Few packages are left to be judged in full.
"""

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Array, Record, Table
from sim.bargaining.rules import HOPELESS, TIE
from sim.bargaining.tabling import leaning, supposed_reservation
from sim.bargaining.views import audience

HAIR = 1e-9  # of a bound, so that rounding makes none too low


@inner
def bound_products(table: Table) -> None:
    """[package] no product of formula 10 is greater than this."""
    talks = table.talks
    bound_gain(talks, table.actor[talks.proposer], table.utility[talks.proposer], table.bound)
    for j in range(talks.parties):
        if j != talks.proposer:
            bound_chance(talks, table.actor[j], table.utility[j], table.unguarded[j], table.bound)


@inner
def bound_gain(talks: Record, me: Record, utility: Array, bound: Array) -> None:
    """What the proposer can gain at most: nothing below its demand."""
    mediates = talks.proposer == talks.mediator_seat
    least = me.floor_now if mediates else me.reservation
    needed = least if mediates else me.demand - TIE
    for m in range(talks.listed):
        bound[m] = utility[m] - least + HAIR if utility[m] >= needed else 0.0
        if mediates and talks.indifferent:
            bound[m] = 1.0


@inner
def bound_chance(talks: Record, other: Record, utility: Array, unguarded: Array, bound: Array) -> None:
    """The chance that a party signs, as it counts, on top of what is there: never less, and hardly more."""
    low, high = supposed_reservation(talks, other)
    price, safe = audience(talks, other), other.war_value - other.exposure
    slope, start, width = 0.0, 0.0, high - low + HAIR
    if other.conceded > 0.0:
        # The width of the interval is stretched by what counts as a tie, so that no chance becomes too small.
        spare = HAIR + TIE / other.conceded
        slope = 1.0 / (other.conceded * (high - low + spare))
        start = (spare - low) / (high - low + spare) - slope * other.aspiration * (1.0 - other.conceded)
    # A power below one lies under its tangent, a power above under the chance itself.
    bend = min(1.0, leaning(talks, other))
    for m in range(talks.listed):
        fear = other.distrust * unguarded[m] * max(0.0, utility[m] - safe)
        value = utility[m] - fear - price * max(0.0, other.aspiration - utility[m])
        chance = slope * value + start
        if chance <= HOPELESS:
            chance = HOPELESS * max(HOPELESS, (value - low + HAIR) / width)
        chance = min(1.0, chance)
        bound[m] *= 1.0 - bend * (1.0 - chance) + HAIR
