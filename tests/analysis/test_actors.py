from __future__ import annotations

from dataclasses import replace

import handmade
import numpy as np
import pytest

from sim.analysis import actors, terms
from sim.bargaining.outcomes import REASONS
from sim.scenario.schema import Scenario

SETTLED = handmade.codes("settlement", "settlement", "no_agreement")


def with_caring_notary() -> Scenario:
    """To the notary the house matters."""
    plain = handmade.scenario()
    house = plain.issues["house"]
    weight = {**house.weight, "notary": house.weight["bob"]}
    house = house.replaced(weight=weight)
    return plain.replaced(issues={**plain.issues, "house": house})


def test_who_values_nothing_has_no_utility_to_show() -> None:
    scenario = handmade.scenario()
    outcomes = handmade.outcomes(scenario, 1, outcome=SETTLED[:1], utility=[[0.6, 0.5, 0.0]])
    *_, notary = actors.gains(scenario, outcomes)
    assert (notary.actor, notary.settled.of) == ("notary", 0)


def test_gains_compare_each_settlement_with_the_reservation_value_of_the_same_replication() -> None:
    scenario = with_caring_notary()
    outcomes = handmade.outcomes(
        scenario,
        3,
        outcome=SETTLED,
        utility=[[0.6, 0.5, 0.9], [0.8, 0.5, 0.7], [np.nan] * 3],
        reservation=[[0.5, 0.5], [0.6, 0.3], [0.9, 0.9]],
        war_value=[[0.1, 0.2], [0.1, 0.2], [0.4, 0.2]],
    )
    ann, bob, notary = actors.gains(scenario, outcomes)
    assert ann.surplus is not None
    assert ann.war_value is not None
    assert bob.surplus is not None
    assert (ann.settled.mean, ann.surplus.mean, bob.surplus.mean) == pytest.approx((0.7, 0.15, 0.1))
    assert ann.war_value.mean == pytest.approx(0.2)  # over all replications
    assert notary.settled.mean == pytest.approx(0.8)
    assert notary.reservation is None


def test_failures_split_into_no_zone_and_missed_deal() -> None:
    outcomes = handmade.outcomes(
        handmade.scenario(),
        4,
        outcome=[*SETTLED, 0],
        zone_day=[1.0, 1.0, 5.0, np.nan],
    )
    found = actors.failures(outcomes)
    assert (found.of_all.hits, found.no_zone.hits, found.missed_deal.hits) == (2, 1, 1)
    assert found.no_zone.of == 2


def test_what_was_agreed_and_rejected_at_home_is_neither_missed_nor_without_a_zone() -> None:
    outcomes = handmade.outcomes(
        handmade.scenario(),
        4,
        outcome=handmade.codes("not_ratified", "not_ratified", "no_agreement", "settlement"),
        zone_day=[1.0, np.nan, 5.0, 5.0],
    )
    found = actors.failures(outcomes)
    assert (found.rejected.hits, found.missed_deal.hits, found.no_zone.hits) == (2, 1, 0)


def test_utilities_are_of_settlements_even_where_rejected_texts_have_some() -> None:
    outcomes = handmade.outcomes(
        handmade.scenario(),
        2,
        outcome=handmade.codes("not_ratified", "settlement"),
        terms=[[0, 0], [1, 1]],
        utility=[[0.9, 0.9, 0.9], [0.5, 0.6, 0.7]],
    )
    ann, *_ = actors.gains(handmade.scenario(), outcomes)
    assert (ann.settled.mean, ann.settled.of) == (0.5, 1)
    (house, _) = terms.settlement_terms(handmade.scenario(), outcomes)
    assert [share.hits for share in house.shares] == [0, 1, 0]


def test_blockers_are_counted_among_failures_only() -> None:
    war_pays, red_line = REASONS.index("war_pays"), REASONS.index("red_line")
    outcomes = handmade.outcomes(
        handmade.scenario(),
        4,
        outcome=[*SETTLED, 0],
        reason=[[war_pays, 0, 0], [0, 0, 0], [war_pays, red_line, 0], [0, red_line, 0]],
    )
    found = {(b.actor, b.reason): (b.share.hits, b.share.of) for b in actors.blockers(outcomes)}
    assert found == {("ann", "war_pays"): (1, 2), ("bob", "red_line"): (2, 2)}


def test_factions_are_counted_where_their_party_refused_for_their_sake() -> None:
    faction = REASONS.index("faction")
    plain = handmade.outcomes(
        handmade.scenario(),
        4,
        outcome=[*SETTLED, 0],
        reason=[[faction, 0, 0], [0, 0, 0], [faction, 0, 0], [0, faction, 0]],
    )
    below = np.array([[True, True], [True, True], [True, False], [True, True]])
    names = replace(plain.names, factions=(("ann", "young"), ("bob", "old")))
    found = actors.held_back(replace(plain, names=names, below_floor=below))
    assert [(one.faction, one.share.hits, one.share.of) for one in found] == [("young", 1, 2), ("old", 1, 2)]


def test_ceasefire_blockers_are_counted_where_no_full_ceasefire_came() -> None:
    holding_out = REASONS.index("holding_out")
    outcomes = handmade.outcomes(
        handmade.with_truce(),
        3,
        full_ceasefire_day=[10.0, np.nan, np.nan],
        ceasefire_reason=[[holding_out, 0, 0], [holding_out, 0, 0], [0, 0, 0]],
    )
    (found,) = actors.ceasefire_blockers(outcomes)
    assert (found.actor, found.share.hits, found.share.of) == ("ann", 1, 2)


def test_all_sign_only_what_each_would_sign_in_the_same_replication() -> None:
    would = [[[1, 0, 1], [1, 1, 1]], [[0, 1, 1], [1, 1, 0]]]
    fair, unfair = actors.proposals(
        handmade.scenario(), handmade.outcomes(handmade.scenario(), 2, would_sign=would)
    )
    assert {name: share.share for name, share in fair.by.items()} == {"ann": 0.5, "bob": 0.5, "notary": 1.0}
    assert fair.everyone.hits == 0
    assert unfair.everyone.hits == 1


def test_points_are_few_and_evenly_taken() -> None:
    scenario = handmade.scenario()
    outcomes = handmade.outcomes(
        scenario,
        1000,
        outcome=np.full(1000, handmade.codes("settlement")[0]),
        utility=np.repeat(np.linspace(0, 1, 1000)[:, None], 3, axis=1),
    )
    drawn = actors.points(outcomes).utility["ann"]
    assert len(drawn) == actors.MOST_SETTLEMENTS
    assert (drawn[0], drawn[-1]) == (0.0, 1.0)
