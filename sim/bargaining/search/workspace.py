"""Room for the packages that can be tabled, made once and used for one replication after another."""

from __future__ import annotations

import math

import numpy as np

from sim.bargaining.records import (
    Ahead,
    Aspect,
    Clauses,
    Consenter,
    Consents,
    Judged,
    Pause,
    SearchPlan,
    TiedLink,
    Window,
    Wing,
)
from sim.bargaining.types import Array, Frame, Menu, Shortlist

KEPT = 2  # rows for what is in force and what is to be reported, while the rest is composed anew
TOGETHER = 32  # rows that are compared with another at once
WIDE = 64  # rows of a window
BEATERS = 4  # rows that what a window shows is compared with at once
MOST_ROWS = 2048  # of a shortlist that is exact; a longer one is compared in boxes


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
            actors + frame.ratifiers,
            issues,
            max(frame.needs.shape[1], frame.truce_needs.shape[1]),
            max(most),
            max(len(frame.links.never), len(frame.truce_links.never)),
            frame.factions,
        ),
        terms=np.zeros((packages, len(frame.options)), np.int64),
        truce_terms=np.zeros((truces, len(frame.truce_options)), np.int64),
        utility=np.zeros((actors, packages)),
        unguarded=np.zeros((frame.party_count, packages)),
        bound=np.zeros(max(packages, truces)),
        chance=np.zeros(packages),
        limit=np.zeros((frame.party_count if len(frame.nodes) else 1, packages)),
        signs=np.zeros(frame.party_count),
        odds=np.zeros(len(frame.nodes)),
        offer=Consents.empty(packages),
        judged=Judged.empty(packages, actors),
        pause=Pause.empty(truces),
        clauses=Clauses.empty(truces, actors),
    )


def rows_within(options: Array) -> int:
    """How many packages a shortlist can hold at most."""
    return min(math.prod(options.tolist()), MOST_ROWS)


def empty_shortlist(
    actors: int, issues: int, options: int, most: int = MOST_ROWS, links: int = 0, factions: int = 0
) -> Shortlist:
    """Room for at most so many rows. issues, options, links: the most that there are of either kind of package."""
    aspects = (
        2 + 4 * actors + 2 * links + factions
    )  # everybody's gain, protection, and two of a consent are more than enough
    places, widest = issues + links, max(options, 2)  # a link has two options: to hold or not
    return Shortlist(
        plan=SearchPlan.empty(1),
        aspect=Aspect.empty(aspects),
        step=np.zeros((places, widest, aspects)),
        tied=TiedLink.empty(links),
        consenter=Consenter.empty(actors),
        ahead=Ahead.empty(actors, places + 1),
        wing=Wing.empty(factions),
        wing_ahead=Ahead.empty(factions, places + 1),
        rows=np.zeros(2, np.int64),
        worth=np.zeros((2, aspects, most + 2)),
        terms=np.zeros((2, most + 2, places), np.int16),
        key=np.zeros(TOGETHER + most + 2, np.int64),
        window=Window.empty(widest),
        seen=np.zeros((widest, aspects, WIDE)),
        seen_key=np.zeros((widest, WIDE), np.int64),
        fits=np.zeros(WIDE, np.int64),
        worse=np.zeros(WIDE, np.int64),
        beater=np.zeros(BEATERS, np.int64),
        fit=np.zeros((widest, WIDE + 1), np.int64),
    )
