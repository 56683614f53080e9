"""An empty table, and one replication out of a batch."""

from __future__ import annotations

import math
from typing import Any, TypeVar

import numpy as np

from sim.bargaining.aspects import MOST_ROWS, empty_shortlist
from sim.bargaining.compiled import inner
from sim.bargaining.nouns import (
    CLAUSES,
    JUDGED,
    OFFER,
    PAUSE,
    Array,
    Draw,
    Finals,
    Frame,
    Menu,
    Table,
    Truces,
)

KEPT = 2  # rows for what is in force and what is to be reported, while the rest is composed anew

Kind = TypeVar("Kind", Finals, Truces, Table)


def empty_menu(frame: Frame, spare: int = 1) -> Menu:
    """Room for the longest menu that this frame can yield, and for `spare` more packages of either kind."""
    actors, most = frame.needs.shape[2], [rows_within(frame.options), rows_within(frame.truce_options)]
    packages, truces = (
        2 * len(named) + rows + spare + KEPT
        for named, rows in zip((frame.proposals, frame.truce_proposals), most, strict=True)
    )
    issues = max(len(frame.options), len(frame.truce_options))
    return Menu(
        short=empty_shortlist(
            actors + frame.ratifiers, issues, max(frame.needs.shape[1], frame.truce_needs.shape[1]), max(most)
        ),
        terms=np.zeros((packages, len(frame.options)), np.int64),
        truce_terms=np.zeros((truces, len(frame.truce_options)), np.int64),
        utility=np.zeros((actors, packages)),
        unguarded=np.zeros((frame.party_count, packages)),
        bound=np.zeros(packages),
        chance=np.zeros(packages),
        limit=np.zeros((frame.party_count if len(frame.nodes) else 1, packages)),
        signs=np.zeros(frame.party_count),
        odds=np.zeros(len(frame.nodes)),
        offer=np.zeros(packages, OFFER).view(np.recarray),
        judged=np.zeros((packages, actors), JUDGED).view(np.recarray),
        pause=np.zeros(truces, PAUSE).view(np.recarray),
        clauses=np.zeros((truces, actors), CLAUSES).view(np.recarray),
    )


def rows_within(options: Array) -> int:
    """How many packages a shortlist can hold at most."""
    return min(math.prod(options.tolist()), MOST_ROWS)


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


@inner
def finals_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> Finals:
    """The final packages of replication r."""
    return Finals(
        frame.options,
        frame.order,
        frame.proposals,
        frame.needs,
        frame.guarantor,
        frame.protects,
        frame.lines,
        drawn.gain[r],
        drawn.guards[r],
        drawn.genuine[r],
        frame.nodes,
        drawn.ratifier[r],
        drawn.ratifier_gain[r],
        menu.short,
        menu.terms,
        menu.utility,
        menu.unguarded,
        menu.offer,
        menu.judged,
    )


@inner
def truces_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> Truces:
    """The ceasefires of replication r."""
    return Truces(
        frame.truce_options,
        frame.truce_order,
        frame.truce_proposals,
        frame.truce_needs,
        drawn.halts[r],
        drawn.worth[r],
        drawn.hazard[r],
        menu.short,
        menu.truce_terms,
        menu.pause,
        menu.clauses,
    )
