"""An empty table, and one replication out of a batch."""

from __future__ import annotations

import numpy as np

from sim.bargaining.menu import BALANCING, DIVISIONS
from sim.bargaining.nouns import CLAUSES, JUDGED, OFFER, PAUSE, Draw, Finals, Frame, Menu, Table, Truces


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
    return Draw(*(array.view(np.recarray)[0] if array.dtype.names else array[0] for array in drawn))


def finals_of(frame: Frame, draw: Draw, menu: Menu) -> Finals:
    """The final packages of one replication."""
    fixed = (
        frame.options,
        frame.fine,
        frame.proposals,
        frame.packages,
        frame.needs,
        frame.guarantor,
        frame.protects,
    )
    drawn = (draw.gain, draw.guards, draw.genuine)
    room = (menu.appeal, menu.weighting, menu.terms, menu.offer, menu.judged)
    return Finals(*fixed, frame.lines, frame.weightings, frame.balanced, *drawn, *room)


def truces_of(frame: Frame, draw: Draw, menu: Menu) -> Truces:
    """The ceasefires of one replication."""
    fixed = (frame.truce_options, frame.truce_proposals, frame.truce_packages, frame.truce_scopes)
    drawn = (draw.halts, draw.worth, draw.hazard)
    room = (menu.pointless, menu.truce_terms, menu.pause, menu.clauses)
    return Truces(*fixed, frame.truce_needs, frame.weightings, *drawn, *room)


def table_of(draw: Draw, menu: Menu) -> Table:
    """What the rounds of one replication read and write."""
    return Table(draw.talks, draw.actor, menu.offer, menu.judged, menu.pause, menu.clauses)
