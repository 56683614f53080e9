"""The talks with every number at its median: a picture of the bargaining space, not a replication."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from sim.bargaining.protocols.mediated.round import take_stock
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.setup.streams import Middling
from sim.bargaining.setup.structure import order
from sim.bargaining.solutions.in_blocks import excluded
from sim.bargaining.types import Array
from sim.scenario.schema import Scenario

MOST_DRAWN = 512  # packages in the picture; of more only those that matter


@dataclass(frozen=True)
class Typical:
    """Packages in the first round; axes in the order of the scenario file."""

    terms: Array  # [package, issue] option
    utility: Array  # [package, actor]
    value: (
        Array  # [package, party] what counts under the protocol: after distrust and audience cost if mediated
    )
    reservation: Array  # [party]
    named: tuple[str | None, ...]  # [package] the proposal of that name


def typical(scenario: Scenario) -> Typical:
    """The named packages of the middling replication, and after them all others or those that matter."""
    session = Session(scenario, Middling())
    table, seats = session.table, session.seats
    take_stock(table, session.draw.luck, 0)
    terms = drawn(session)
    judged = np.stack([seen(session, package) for package in terms])
    actor, party = order(tuple(scenario.actors), seats.actors), order(tuple(scenario.parties), seats.actors)
    seated, plainly = table.actor[party], scenario.protocol != "mediated"
    # Where it is not mediated utility alone counts, and the war only as it is at the start.
    return Typical(
        terms=terms[:, order(tuple(scenario.issues), seats.issues)],
        utility=judged["utility"][:, actor],
        value=judged["utility" if plainly else "value"][:, party],
        reservation=seated["war_value" if plainly else "reservation"].copy(),
        named=seats.proposals + (None,) * (len(terms) - len(seats.proposals)),
    )


def drawn(session: Session) -> Array:
    """[package, issue] the named ones, and none of the others twice."""
    options, talks, menu = session.frame.options.tolist(), session.talks, session.menu
    matter = map(tuple, menu.terms[talks["named"] : talks["listed"]].tolist())
    every = product(*map(range, options)) if math.prod(options) <= MOST_DRAWN else matter
    proposals = session.frame.proposals.tolist()
    others = dict.fromkeys(package for package in every if list(package) not in proposals)
    terms = np.array([*proposals, *others], np.int64).reshape(-1, len(options))
    return terms[~excluded(session.frame.links, terms)]


def seen(session: Session, package: Array) -> Any:
    """[actor] Judged: a package in everybody's eyes."""
    row = int(session.talks["packages"])
    session.menu.terms[row] = package
    session.appraise(row, ceasefire=False)
    return session.menu.judged[row].copy()
