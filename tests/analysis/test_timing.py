from __future__ import annotations

import handmade
import numpy as np
import pytest

from sim.analysis import timing


def test_shares_by_day_are_of_all_replications() -> None:
    scenario = handmade.scenario()
    outcomes = handmade.outcomes(scenario, 4, settlement_day=[30.0, 60.0, np.nan, np.nan])
    (settlement,) = timing.timings(scenario, outcomes)
    by_day = dict(zip(settlement.days, (share.share for share in settlement.by_day), strict=True))
    assert (by_day[20.0], by_day[30.0], by_day[60.0], by_day[100.0]) == (0.0, 0.25, 0.5, 0.5)
    assert settlement.ever.of == 4


def test_a_scenario_without_a_ceasefire_tells_of_none() -> None:
    without, with_one = handmade.scenario(), handmade.with_truce()
    assert [t.event for t in timing.timings(without, handmade.outcomes(without, 2))] == ["settlement"]
    assert len(timing.timings(with_one, handmade.outcomes(with_one, 2))) == 4


def test_the_days_of_an_event_are_of_those_in_which_it_happened() -> None:
    scenario = handmade.scenario()
    days = np.append(np.arange(1.0, 50.0), np.full(51, np.nan))
    (settlement,) = timing.timings(scenario, handmade.outcomes(scenario, 100, settlement_day=days))
    assert settlement.quantiles[1].value == 25.0
    assert settlement.ever.share == 0.49


def test_a_long_horizon_is_drawn_with_few_points_and_reaches_its_end() -> None:
    days = timing.curve_days(horizon=2000.0, step=7.0)
    assert len(days) <= timing.MOST_POINTS + 2
    assert days[-1] == 2000.0
    assert days[1] % 7.0 == 0.0


@pytest.mark.parametrize(
    ("start", "end", "last", "expected"),
    [
        (0.0, 29.0, 100.0, "under_30"),
        (0.0, 30.0, 100.0, "days_30_to_90"),
        (0.0, 91.0, 100.0, "over_90"),
        (0.0, np.nan, 100.0, "over_90"),  # still in force, and older than 90 days already
        (50.0, np.nan, 100.0, "still_in_force"),  # its end is not seen
    ],
)
def test_a_ceasefire_counts_by_the_days_that_it_is_known_to_have_lived(
    start: float, end: float, last: float, expected: str
) -> None:
    outcomes = handmade.outcomes(
        handmade.with_truce(), 1, full_ceasefire_day=[start], full_ceasefire_end=[end], last_day=[last]
    )
    assert getattr(timing.life(outcomes), expected).hits == 1


def test_lives_are_shares_of_ceasefires_and_sum_to_one() -> None:
    outcomes = handmade.outcomes(
        handmade.with_truce(),
        5,
        full_ceasefire_day=[0.0, 0.0, 80.0, 5.0, np.nan],
        full_ceasefire_end=[10.0, 50.0, np.nan, np.nan, np.nan],
    )
    life = timing.life(outcomes)
    parts = (life.under_30, life.days_30_to_90, life.over_90, life.still_in_force)
    assert {part.of for part in parts} == {4}
    assert [part.hits for part in parts] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("settled", "full", "some", "expected"),
    [
        (10, 40, 90, "full_ceasefire_or_settlement"),
        (98, 30, 60, "any_ceasefire"),  # nearly always: the least certain says more
        (1, 2, 20, "any_ceasefire"),  # nearly never
        (97, 45, 98, "full_ceasefire"),
    ],
)
def test_inputs_are_judged_by_an_event_that_varies(settled: int, full: int, some: int, expected: str) -> None:
    happens = [np.where(np.arange(100) < count, 5.0, np.nan) for count in (full, some)]
    outcomes = handmade.outcomes(
        handmade.with_truce(),
        100,
        outcome=np.where(np.arange(100) < settled, handmade.codes("settlement")[0], 0),
        full_ceasefire_day=happens[0],
        ceasefire_day=happens[1],
    )
    assert timing.goal(handmade.with_truce(), outcomes)[0] == expected


def test_without_a_ceasefire_inputs_are_judged_by_settlements() -> None:
    assert timing.goal(handmade.scenario(), handmade.outcomes(handmade.scenario(), 3))[0] == "settlement"


def test_days_of_fighting_are_of_all_replications() -> None:
    outcomes = handmade.outcomes(handmade.scenario(), 101, fighting_days=np.arange(101.0))
    assert [quantile.value for quantile in timing.fighting(outcomes)] == [10.0, 50.0, 90.0]
