"""The least cost within constraints that may be bought off, by sequential quadratic programming.

Each step solves the problem with the cost bent as its slopes say and the constraints straight, what is still lacking of
a constraint being paid for, and not too far from where it stands: Fletcher (1987), Practical Methods of Optimization,
sections 12.4 and 14.4; Levenberg (1944). Libraries have solvers enough, but all of them add up with BLAS, whose last
bits are the processor's, and so would be the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.analysis.calibration.squares import inverted, least_square
from sim.analysis.steady import product

Floats = NDArray[np.float64]
MOST_STEPS = 300
NEAR = 1e-7  # of a cost: a step that promises no more is the last
ENOUGH, GOOD = (
    1e-3,
    0.5,
)  # parts of what a step promises: it must keep one; who keeps the other goes farther next
LEASH, TIGHTER, LOOSER, TIGHTEST = (
    1e-3,
    4.0,
    0.25,
    1e12,
)  # added to what the cost bends by, and how it changes
DAMPED = 0.2  # of the bend that a step had to see: less would turn it over


class Objective(Protocol):
    """What is to be as small as can be, in [n] numbers between -bound and bound."""

    bound: float
    prices: Floats  # [m] of a unit that a constraint lacks

    def cost(self, x: Floats) -> tuple[float, Floats]:
        """With its slope [n]."""
        ...

    def room(self, x: Floats) -> Floats:
        """[m] what should be at least 0."""
        ...

    def room_slope(self, x: Floats) -> Floats:
        """[m, n]"""
        ...


@dataclass(frozen=True)
class Iterate:
    """Where the search stands."""

    x: Floats
    cost: float
    slope: Floats
    room: Floats
    slopes: Floats

    @classmethod
    def at(cls, problem: Objective, x: Floats) -> Iterate:
        """All that is known there."""
        return cls(x, *problem.cost(x), problem.room(x), problem.room_slope(x))

    def lacking(self, prices: Floats) -> float:
        """What is to be paid for constraints."""
        return float(product(np.maximum(-self.room, 0.0), prices))

    def bent(self, multipliers: Floats) -> Floats:
        """[n] the slope of the cost less what the constraints are worth."""
        return np.asarray(self.slope - product(self.slopes.T, multipliers))


def solved(problem: Objective, start: Floats, bend: Floats) -> Floats:
    """Where the cost, with what is lacking at its price, is least. bend: [n, n] of the cost at the start."""
    here, leash, scale = Iterate.at(problem, start), LEASH, np.diag(np.diagonal(bend) + LEASH)
    for _ in range(MOST_STEPS):
        inverse = inverted(bend + leash * scale)
        multipliers, step = _step(problem, here, inverse, here.room)
        promised = _promised(problem, here, step)
        if promised <= NEAR or leash > TIGHTEST:
            break
        x, kept = _best(problem, here, inverse, step)
        if kept < ENOUGH * promised:
            leash *= TIGHTER
            continue
        leash *= LOOSER if kept > GOOD * promised else 1.0
        there = Iterate.at(problem, x)
        bend = _rebent(bend, x - here.x, there.bent(multipliers) - here.bent(multipliers))
        here = there
    return here.x


def _step(problem: Objective, here: Iterate, inverse: Floats, room: Floats) -> tuple[Floats, Floats]:
    """What a unit of each constraint is worth where they are straight, and the way to where that is best."""
    across = product(here.slopes, inverse)
    bends, wanted = product(across, here.slopes.T), product(across, here.slope) - room
    multipliers = least_square(bends, wanted, problem.prices)
    return multipliers, -product(inverse, here.bent(multipliers))


def _best(problem: Objective, here: Iterate, inverse: Floats, step: Floats) -> tuple[Floats, float]:
    """The end of a step, or of one that knows how constraints bend on the way; and what it saves."""
    x = np.clip(here.x + step, -problem.bound, problem.bound)
    beyond = problem.room(x) - product(here.slopes, step)
    _, knowing = _step(problem, here, inverse, beyond)
    other = np.clip(here.x + knowing, -problem.bound, problem.bound)
    first, second = _kept(problem, here, x), _kept(problem, here, other)
    return (x, first) if first >= second else (other, second)


def _promised(problem: Objective, here: Iterate, step: Floats) -> float:
    """What a step would save if nothing were bent."""
    straight = here.room + product(here.slopes, step)
    lacking = float(product(np.maximum(-straight, 0.0), problem.prices))
    return here.lacking(problem.prices) - lacking - float(product(here.slope, step))


def _kept(problem: Objective, here: Iterate, x: Floats) -> float:
    """What it saves."""
    lacking = float(product(np.maximum(-problem.room(x), 0.0), problem.prices))
    return here.cost + here.lacking(problem.prices) - problem.cost(x)[0] - lacking


def _rebent(bend: Floats, way: Floats, turned: Floats) -> Floats:
    """As the slopes at both ends say: Broyden, Fletcher, Goldfarb & Shanno (1970), damped by Powell (1978)."""
    had = product(bend, way)
    curved, seen = float(product(way, had)), float(product(way, turned))
    if curved <= 0.0:
        return bend
    if seen < DAMPED * curved:
        kept = (1.0 - DAMPED) * curved / (curved - seen)
        turned, seen = kept * turned + (1.0 - kept) * had, DAMPED * curved
    return np.asarray(bend - np.multiply.outer(had, had) / curved + np.multiply.outer(turned, turned) / seen)
