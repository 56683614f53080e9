"""One replication out of a batch."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

import numpy as np

from sim.bargaining.compiled import inner
from sim.bargaining.types import Array, Draw, Finals, Frame, Menu, Outside, Table, Truces

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
        talks_numbers=talks.view(np.float64).reshape(*talks.shape, -1),
        actor_numbers=actor.view(np.float64).reshape(*actor.shape, -1),
    )


@inner
def outside_at(frame: Frame, drawn: Draw, numbers: Plain, r: int) -> Outside:
    """What happens from outside in replication r."""
    return Outside(
        event=drawn.event[r],
        shock=drawn.shock[r],
        event_luck=drawn.event_luck[r],
        cells=frame.cells,
        setting=drawn.setting[r],
        talks_numbers=numbers.talks_numbers[r],
        actor_numbers=numbers.actor_numbers[r],
        gain=drawn.gain[r],
        ratifier_gain=drawn.ratifier_gain[r],
        lines=drawn.lines[r],
        genuine=drawn.genuine[r],
    )


@inner
def finals_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> Finals:
    """The final packages of replication r."""
    return Finals(
        options=frame.options,
        order=frame.order,
        proposals=frame.proposals,
        needs=frame.needs,
        links=frame.links,
        blocks=frame.blocks,
        guarantor=frame.guarantor,
        protects=frame.protects,
        lines=drawn.lines[r],
        gain=drawn.gain[r],
        synergy=drawn.synergy[r],
        guards=drawn.guards[r],
        genuine=drawn.genuine[r],
        nodes=frame.nodes,
        ratifier=drawn.ratifier[r],
        ratifier_gain=drawn.ratifier_gain[r],
        faction=drawn.faction[r],
        faction_gain=drawn.faction_gain[r],
        short=menu.short,
        terms=menu.terms,
        utility=menu.utility,
        unguarded=menu.unguarded,
        offer=menu.offer,
        judged=menu.judged,
    )


@inner
def desk_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> Any:
    """What lies on the table of replication r: all of a Table but talks and actors, since no rule can return a record.

    Compiled code hands on a tuple, and no names; a test holds it to the order of a Table.
    """
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
        options=frame.truce_options,
        order=frame.truce_order,
        proposals=frame.truce_proposals,
        needs=frame.truce_needs,
        links=frame.truce_links,
        halts=drawn.halts[r],
        worth=drawn.worth[r],
        synergy=drawn.truce_synergy[r],
        hazard=drawn.hazard[r],
        short=menu.short,
        terms=menu.truce_terms,
        pause=menu.pause,
        clauses=menu.clauses,
    )
