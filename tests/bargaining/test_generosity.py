"""Offers that weigh others: of the packages that meet a demand, the one worth most to all the others together."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from worlds import SHIPPED, shipped

from sim.bargaining.protocols.alternating_offers.session import Session
from sim.bargaining.setup.streams import Streams
from sim.bargaining.types import Array
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

TURNS = "protocol=alternating_offers"
CLOSE = 2e-6  # a hair, and rounding


def everybody(name: str, *overrides: str) -> Scenario:
    """A scenario of ours in which all parties are generous."""
    file = SHIPPED / f"{name}.yaml"
    parties = read(file).parties
    return read(file, [TURNS, *overrides, *(f"actors.{party}.offers=generous" for party in parties)])


def all_packages(session: Session) -> tuple[Array, Array]:
    """[package, party] utilities, and [package, party] whether it keeps within the party's red lines."""
    frame, drawn = session.frame, session.draw
    choices = np.array(list(product(*(range(size) for size in frame.options))))
    issues = np.arange(choices.shape[1])
    seats = range(frame.party_count)
    worth = np.stack([drawn.gain[i][issues, choices].sum(axis=1) for i in seats], axis=1)
    crossed = [(drawn.genuine[i] & drawn.lines[i][issues, choices]).any(axis=1) for i in seats]
    return worth, ~np.stack(crossed, axis=1)


@pytest.mark.parametrize("name", ["camp_david_1978", "dayton_1995"])
@pytest.mark.parametrize("replication", range(4))
def test_no_package_that_meets_the_demand_is_better_for_the_others(name: str, replication: int) -> None:
    session = Session(everybody(name), Streams(1, replication, 1))
    worth, within = all_packages(session)
    offers = 0
    while session.running:
        session.step()
        talks, seat = session.talks, session.talks["proposer"]
        if talks["package"] < 0:
            continue
        offers += 1
        offer = session.menu.judged["utility"][talks["package"], : worth.shape[1]]
        met = within[:, seat] & (
            worth[:, seat] >= max(session.table.actor[seat]["demand"], offer[seat]) - CLOSE
        )
        others = worth.sum(axis=1) - worth[:, seat]
        assert offer.sum() - offer[seat] == pytest.approx(others[met].max(), abs=1e-9)
        assert offer[seat] >= session.table.actor[seat]["demand"] - CLOSE
    assert offers > 3


def test_generosity_pays_all_sides_where_interests_differ() -> None:
    homes = [f"actors.{party}.outside_value=0.45" for party in ("egypt", "israel")]
    selfish = shipped("camp_david_1978", TURNS, *homes, runs=300)
    parties = ["actors.egypt.offers=generous", "actors.israel.offers=generous"]
    generous = shipped("camp_david_1978", TURNS, *homes, *parties, runs=300)
    assert (generous.utility[:, :2].mean(axis=0) > selfish.utility[:, :2].mean(axis=0)).all()


def test_consents_are_kept_to() -> None:
    scenario = everybody("ceasefire30", "weight_spread=20", "actors.europe.floor=0.5")
    for replication in range(6):
        session = Session(scenario, Streams(2, replication, 1))
        while session.running:
            session.step()
            row = session.talks["package"]
            assert row < 0 or session.menu.offer[row]["consented"]


def test_of_a_menu_only_what_nothing_betters_is_offered() -> None:
    session = Session(everybody("camp_david_1978", "alternating_offers.packages=menu"), Streams(1, 0, 1))
    size = session.talks["packages"]
    worth = session.menu.judged["utility"][:size, :2].copy()
    while session.running:
        session.step()
        row = session.talks["package"]
        if row >= 0:
            better = (worth >= worth[row]).all(axis=1) & (worth > worth[row]).any(axis=1)
            assert not better.any()


def test_who_follows_a_list_of_all_packages_follows_it_generous_or_not(tmp_path: Path) -> None:
    micro = ["actors.egypt.strategy=micro", "actors.israel.strategy=micro"]
    generous = ["actors.egypt.offers=generous"]
    one = shipped("camp_david_1978", TURNS, *micro, runs=50)
    two = shipped("camp_david_1978", TURNS, *micro, *generous, runs=50)
    assert (one.terms == two.terms).all()
