"""Room for the positions on every issue, and who stands on which."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.protocols.challenge.positions import Desk, desk_for
from sim.bargaining.records import Actor, Records
from sim.bargaining.types import Array, Frame


class Arena(NamedTuple):
    """Actors that have values on an issue stand on it, in the order of `who`."""

    size: Array  # [issue] how many
    who: Array  # [issue, place] actor; -1 beyond size
    position: Array  # [issue, place] on the scale
    power: Array  # [issue, place] capability
    care: Array  # [issue, place] salience
    span: Array  # [issue] range of the positions at the start
    middle: Array  # [issue] median position
    moves: Array  # [issue] how many moved in the last round
    how: Array  # [issue, place] why: NONE, CONFRONTATION, COMPROMISE, CAPITULATION
    yields_to: Array  # [issue, place] the place to which it moved
    desk: Desk  # of the issue with most actors


def empty_arena(frame: Frame) -> Arena:
    """An arena for all issues."""
    size = frame.joins.sum(axis=1)
    who = np.full((len(size), size.max()), -1)
    for k, joins in enumerate(frame.joins):
        who[k, : size[k]] = np.flatnonzero(joins)
    places = np.zeros(who.shape)
    each = np.zeros(len(size))
    return Arena(
        size=size,
        who=who,
        position=places.copy(),
        power=places.copy(),
        care=places.copy(),
        span=each.copy(),
        middle=each.copy(),
        moves=np.zeros(len(size), np.int64),
        how=np.zeros(who.shape, np.int64),
        yields_to=np.zeros(who.shape, np.int64),
        desk=desk_for(int(size.max())),
    )


@inner
def desk_of(desk: Desk, actors: int) -> Desk:
    """The part of a desk that so many actors need."""
    return Desk(
        votes=desk.votes[:actors],
        gap=desk.gap[:actors, :actors],
        off=desk.off[:actors],
        order=desk.order[:actors],
        heap=desk.heap[: actors + 1, :actors],
        chance=desk.chance[:actors, :actors],
        danger=desk.danger[:actors],
        risk=desk.risk[:actors],
        target=desk.target[:actors],
        how=desk.how[:actors],
        yields_to=desk.yields_to[:actors],
    )


@compiled
def take_positions(
    arena: Arena, options: Array, scale: Array, gain: Array, salience: Array, actor: Records[Actor]
) -> None:
    """Everybody stands at its best option; who does not care there is heard by nobody.

    gain [actor, issue, option], salience [actor, issue].
    """
    for k in range(options.shape[0]):
        low, high = math.inf, -math.inf
        for m in range(arena.size[k]):
            a = arena.who[k, m]
            arena.position[k, m] = scale[k, best_of(gain[a, k], options[k])]
            arena.power[k, m], arena.care[k, m] = actor[a].capability, salience[a, k]
            low, high = min(low, arena.position[k, m]), max(high, arena.position[k, m])
        arena.span[k], arena.moves[k] = high - low, 1


@compiled
def best_of(gain: Array, options: int) -> int:
    """The option worth most; the first of equals."""
    best = 0
    for o in range(options):
        if gain[o] > gain[best]:
            best = o
    return best


@compiled
def nearest(scale: Array, options: int, position: float) -> int:
    """The option nearest to a position; the first of equals."""
    best = 0
    for o in range(options):
        if abs(scale[o] - position) < abs(scale[best] - position):
            best = o
    return best
