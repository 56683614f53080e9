"""One replication out of a batch."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

import numpy as np

from sim.bargaining.compiled import inner
from sim.bargaining.types import (
    Array,
    Draw,
    Finals,
    Frame,
    Menu,
    Outside,
    Table,
    Truces,
)

Kind = TypeVar("Kind", Finals, Truces, Table, Outside)


def only(drawn: Draw) -> Draw:
    """The draw of a batch of one replication."""
    return Draw(*(array[0] for array in by_name(drawn)))


def in_batch(draw: Draw) -> Draw:
    """One replication as a batch of one, on the same memory."""
    return Draw(*(np.asarray(array)[None] for array in draw))


def gathered(kind: type[Kind], *sources: Any, prefix: str = "") -> Kind:
    """The arrays of one replication for which `kind` has a name, with or without this prefix."""
    where: dict[str, Any] = {name: array for source in sources for name, array in source._asdict().items()}
    chosen: dict[str, Any] = {name: where.get(prefix + name, where.get(name)) for name in kind._fields}
    return kind(**chosen)


def by_name(drawn: Draw) -> Draw:
    """The draw with records whose fields rules can name."""
    return Draw(*(array.view(np.recarray) if array.dtype.names else array for array in drawn))


class Plain(NamedTuple):
    """Records as plain numbers, on the same memory: a field is then a place, and events can say which."""

    talks_numbers: Array  # [replication, field]
    actor_numbers: Array  # [replication, actor, field]


def plain_records(drawn: Draw) -> Plain:
    """The records of a batch that events can change."""
    talks, actor = np.asarray(drawn.talks), np.asarray(drawn.actor)
    return Plain(
        talks.view(np.float64).reshape(*talks.shape, -1),
        actor.view(np.float64).reshape(*actor.shape, -1),
    )


@inner
def outside_at(frame: Frame, drawn: Draw, numbers: Plain, r: int) -> Outside:
    """What happens from outside in replication r."""
    return Outside(
        drawn.event[r],
        drawn.shock[r],
        drawn.event_luck[r],
        frame.cells,
        drawn.setting[r],
        numbers.talks_numbers[r],
        numbers.actor_numbers[r],
        drawn.gain[r],
        drawn.ratifier_gain[r],
        drawn.lines[r],
        drawn.genuine[r],
    )


@inner
def finals_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> Finals:
    """The final packages of replication r."""
    return Finals(
        frame.options,
        frame.order,
        frame.proposals,
        frame.needs,
        frame.links,
        frame.blocks,
        frame.guarantor,
        frame.protects,
        drawn.lines[r],
        drawn.gain[r],
        drawn.synergy[r],
        drawn.guards[r],
        drawn.genuine[r],
        frame.nodes,
        drawn.ratifier[r],
        drawn.ratifier_gain[r],
        drawn.faction[r],
        drawn.faction_gain[r],
        menu.short,
        menu.terms,
        menu.utility,
        menu.unguarded,
        menu.offer,
        menu.judged,
    )


@inner
def desk_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> tuple[Array, ...]:
    """What lies on the table of replication r: all of a Table but its records, which no rule can return."""
    return (
        drawn.lever[r],
        menu.terms,
        menu.truce_terms,
        menu.utility,
        menu.unguarded,
        menu.bound,
        menu.chance,
        menu.limit,
        menu.signs,
        menu.odds,
        frame.nodes,
        drawn.ratifier[r],
        drawn.ratifier_gain[r],
        drawn.ratifier_luck[r],
        drawn.faction[r],
        drawn.faction_gain[r],
        menu.offer,
        menu.judged,
        menu.pause,
        menu.clauses,
    )


@inner
def truces_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> Truces:
    """The ceasefires of replication r."""
    return Truces(
        frame.truce_options,
        frame.truce_order,
        frame.truce_proposals,
        frame.truce_needs,
        frame.truce_links,
        drawn.halts[r],
        drawn.worth[r],
        drawn.truce_synergy[r],
        drawn.hazard[r],
        menu.short,
        menu.truce_terms,
        menu.pause,
        menu.clauses,
    )
