"""Where actors stand on one issue, how they vote, and who would prevail over whom.

Bueno de Mesquita's expected utility model as reconstructed by Scholz, Calbert & Smith (2011), Journal of Theoretical
Politics 23(4), 510-531. Symbols in docstrings are theirs: x position, c capability, s salience, r risk exponent.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled
from sim.bargaining.rules.rules import GRID, on_grid
from sim.bargaining.types import Array

TOUCHING = 1.0 / GRID  # shares of the range below this are no distance


class Desk(NamedTuple):
    """Room for one round, so that a round allocates nothing. Afterwards it says what happened."""

    votes: Array  # [actor] its share of all votes
    gap: Array  # [actor, actor] distance between two positions, as a share of the range
    off: Array  # [actor] distance from the median, as a share of the range
    order: Array  # [place] actors from one end of the scale to the other
    heap: Array  # [place, actor] what this actor's position costs the voters before that place, times their votes
    chance: Array  # [challenger, challenged] probability of prevailing
    danger: Array  # [actor] what all others together expect from challenging it
    risk: Array  # [actor] exponent: below 1 bold, above 1 cautious
    target: Array  # [actor] where it goes
    how: Array  # [actor] why it goes there: NONE, CONFRONTATION, COMPROMISE, CAPITULATION
    yields_to: Array  # [actor] to whom; -1 for nobody


def desk_for(actors: int) -> Desk:
    """An empty desk for so many actors."""
    alone, pair = np.zeros(actors), np.zeros((actors, actors))
    which = np.full(actors, -1)
    return Desk(
        votes=alone.copy(),
        gap=pair.copy(),
        off=alone.copy(),
        order=np.zeros_like(which),
        heap=np.zeros((actors + 1, actors)),
        chance=pair.copy(),
        danger=alone.copy(),
        risk=np.ones(actors),
        target=alone.copy(),
        how=np.zeros_like(which),
        yields_to=which,
    )


@compiled
def share_votes(capability: Array, salience: Array, votes: Array) -> None:
    """Shares of c s. If nobody has any, all count alike."""
    total = 0.0
    for k in range(len(votes)):
        total += capability[k] * salience[k]
    for k in range(len(votes)):
        votes[k] = capability[k] * salience[k] / total if total > 0.0 else 1.0 / len(votes)


@compiled
def measured(distance: float, span: float) -> float:
    """A distance as a share of the range R of positions at the start; nobody is apart if that is 0.

    What is too little to matter is nothing: who has arrived has arrived. No other distance is rounded, because
    half of a number on the grid lies between two others and would be rounded by chance.
    """
    if span <= 0.0 or distance < TOUCHING * span:
        return 0.0
    return min(1.0, distance / span)


@compiled
def measure(position: Array, span: float, gap: Array) -> None:
    """|x_i - x_j| / R for all pairs."""
    for i in range(len(position)):
        for j in range(i):
            gap[i, j] = gap[j, i] = measured(abs(position[i] - position[j]), span)
        gap[i, i] = 0.0


@compiled
def opposition(a: int, votes: Array, gap: Array) -> float:
    """Distance of everybody's votes from a's position: a beats b if this is smaller for a, as sum_k v_k^ab > 0."""
    total = 0.0
    for k in range(len(votes)):
        total += votes[k] * gap[k, a]
    return on_grid(total)


@compiled
def median(position: Array, votes: Array, gap: Array) -> float:
    """The Condorcet winner of weighted votes, mu; half-way between the outermost if several are unbeaten.

    Votes count by how much closer one position is than the other, so that the winner is the weighted median.
    """
    least, low, high = math.inf, 0.0, 0.0
    for a in range(len(position)):
        against = opposition(a, votes, gap)
        if against < least:
            least, low, high = against, position[a], position[a]
        elif against == least:
            low, high = min(low, position[a]), max(high, position[a])
    return low if low == high else low + 0.5 * (high - low)


@compiled
def power(base: float, exponent: float) -> float:
    """In the first pass nobody has taken a risk yet: half of all powers are free."""
    return base if exponent == 1.0 else math.pow(base, exponent)


@compiled
def line_up(position: Array, order: Array) -> None:
    """Actors from one end of the scale to the other; of equals the first in order stands first."""
    for k in range(len(order)):
        place = k
        while place > 0 and position[order[place - 1]] > position[k]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = k


@compiled
def heap_losses(votes: Array, desk: Desk) -> None:
    """What each position costs the first voters in line together, each c_k s_k (|x_k - x_a| / R)^r_k."""
    for a in range(len(votes)):
        desk.heap[0, a] = 0.0
    for place in range(len(votes)):
        k = desk.order[place]
        for a in range(len(votes)):
            desk.heap[place + 1, a] = desk.heap[place, a] + votes[k] * power(desk.gap[k, a], desk.risk[k])


@compiled
def nearer(i: int, j: int, gap: Array, order: Array) -> int:
    """How many stand nearer to i than to j, who stands further along the line: the first ones in it."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        k = order[middle]
        if gap[k, j] > gap[k, i]:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def count_votes(desk: Desk) -> float:
    """Votes for i against j: of those who would lose more by j, as much as they would. Returns all votes together."""
    heap, chance, size, total = desk.heap, desk.chance, len(desk.order), 0.0
    for to in range(size):
        j = desk.order[to]
        chance[j, j] = 0.0
        for place in range(to):
            i = desk.order[place]
            m = nearer(i, j, desk.gap, desk.order)
            before = heap[m, j] - heap[m, i]
            chance[i, j] = max(0.0, before)
            chance[j, i] = max(0.0, before - (heap[size, j] - heap[size, i]))
            total += chance[i, j] + chance[j, i]
    return total


@compiled
def weigh_chances(votes: Array, desk: Desk) -> None:
    """P_ij that i prevails over j: votes for i, as a share of the votes in contests of *all* actors with all.

    Printed is the share of the votes in this contest. What is here yields the published table; the
    probabilities of all contests then sum to one half, so that each is small.
    """
    heap_losses(votes, desk)
    contests = 2.0 * count_votes(desk)
    for i in range(len(votes)):
        for j in range(len(votes)):
            desk.chance[i, j] = desk.chance[i, j] / contests if contests > 0.0 else 0.0
