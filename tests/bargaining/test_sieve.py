"""Packages are passed over only by bounds that hold: on a product, on a chance to the power of a weight."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import SHIPPED

from sim.bargaining.compiled import compiled
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.rules.rules import HOPELESS, TIE
from sim.bargaining.search.sieve import bend, bound_products
from sim.bargaining.setup.streams import Streams
from sim.bargaining.types import Array, Table
from sim.scenario.reading import read


@compiled
def bent(chance: Array, weight: float, limit: Array) -> None:
    bend(chance, weight, limit, len(chance))


@compiled
def bounded(table: Table) -> bool:
    return bound_products(table)


@pytest.mark.parametrize("weight", [0.0, 0.1, 0.7, 0.95, 1.0, 1.05, 1.4, 2.0])
def test_lines_stand_above_powers_and_near_them(weight: float) -> None:
    chance = np.geomspace(HOPELESS**2, 1.0, 2_000)
    limit = np.full(len(chance), np.nan)
    bent(chance, weight, limit)
    assert (limit * (1 + 1e-12) >= chance**weight).all()
    assert (limit <= (1 + 2.2 * abs(weight - 1)) * (1 + 1e-12) * chance**weight).all()


@pytest.mark.parametrize(
    "case", ["ceasefire30", "dayton_1995", "camp_david_1978", "strike_vote", "theory/slantchev_2003"]
)
def test_no_product_is_above_its_bound(case: str) -> None:
    """Of anybody who tables, in any round: what is passed over is no better than what is found."""
    session, texts = Session(read(SHIPPED / f"{case}.yaml"), Streams(1, 3, 1)), 0
    while session.running:
        session.step()
        for seat in range(int(session.talks["parties"] + session.talks["mediators"])):
            mediates = seat >= session.talks["parties"]
            if mediates and seat != session.talks["mediator_seat"]:
                continue
            session.talks["proposer"] = seat
            found, rows = session.choose_package(), slice(*session.talks[["named", "listed"]])
            some, bound = bounded(session.table), session.menu.bound[rows]
            weighed, _ = session.weighed(session.table.actor, False)
            score, gain = weighed[rows]["score"], weighed[rows]["gain"]
            assert some or (gain <= TIE).all()
            assert not some or (bound >= score).all()
            assert score.max(initial=0.0) <= (weighed[found]["score"] * (1 + TIE) if found >= 0 else TIE)
            texts += found >= 0
    assert texts
