"""An empty table, and one replication out of a batch."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from sim.bargaining.compiled import inner
from sim.bargaining.menu import BALANCING, DIVISIONS
from sim.bargaining.nouns import (
    CLAUSES,
    JUDGED,
    OFFER,
    PAUSE,
    Draw,
    Finals,
    Frame,
    Menu,
    Table,
    Truces,
)

Kind = TypeVar("Kind", Finals, Truces, Table)


def empty_menu(frame: Frame, spare: int = 1) -> Menu:
    """Room for the longest menu that this frame can yield, and for `spare` more packages of either kind."""
    actors = frame.weightings.shape[1]
    tried = BALANCING + DIVISIONS * int(frame.fine.sum())
    searched = len(frame.weightings) + tried * len(frame.balanced)
    packages = len(frame.proposals) + (len(frame.packages) or searched) + spare
    composed = len(frame.truce_packages) or len(frame.truce_scopes) * len(frame.weightings)
    truces = len(frame.truce_proposals) + composed + spare
    return Menu(
        appeal=np.zeros(frame.lines.shape),
        weighting=np.zeros((1, actors)),
        terms=np.zeros((packages, len(frame.options)), np.int64),
        pointless=np.zeros(frame.truce_needs.shape[:2], np.bool_),
        truce_terms=np.zeros((truces, len(frame.truce_options)), np.int64),
        offer=np.zeros(packages, OFFER).view(np.recarray),
        judged=np.zeros((packages, actors), JUDGED).view(np.recarray),
        pause=np.zeros(truces, PAUSE).view(np.recarray),
        clauses=np.zeros((truces, actors), CLAUSES).view(np.recarray),
    )


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
        frame.fine,
        frame.proposals,
        frame.packages,
        frame.needs,
        frame.guarantor,
        frame.protects,
        frame.lines,
        frame.weightings,
        frame.balanced,
        drawn.gain[r],
        drawn.guards[r],
        drawn.genuine[r],
        menu.appeal,
        menu.weighting,
        menu.terms,
        menu.offer,
        menu.judged,
    )


@inner
def truces_at(frame: Frame, drawn: Draw, menu: Menu, r: int) -> Truces:
    """The ceasefires of replication r."""
    return Truces(
        frame.truce_options,
        frame.truce_proposals,
        frame.truce_packages,
        frame.truce_scopes,
        frame.truce_needs,
        frame.weightings,
        drawn.halts[r],
        drawn.worth[r],
        drawn.hazard[r],
        menu.pointless,
        menu.truce_terms,
        menu.pause,
        menu.clauses,
    )
