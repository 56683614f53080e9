"""What is played beside what happened in comparable cases: the same event, within the same time."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import handmade
import numpy as np
import pytest

from sim.analysis.comparable import comparables, sooner
from sim.analysis.intervals import apart, difference, share
from sim.bargaining.setup.unheeded import unheeded
from sim.report.comparable import sentences
from sim.scenario.base_rates import CLASSES, EVENTS
from sim.scenario.reading import read, resolved
from sim.scenario.reference import Class, Event, Reference
from sim.scenario.schema import Scenario

OWN = {"cases": 12, "of": 45, "within_days": 50, "source": "Somebody 2020"}


def compared(reference: dict[str, object], scenario: Scenario | None = None) -> Scenario:
    return (scenario or handmade.scenario()).replaced(reference=Reference.model_validate(reference))


def test_the_same_event_is_counted_within_the_same_time() -> None:
    """The talks go on to day 100; the count ends on day 50."""
    scenario = compared(OWN)
    (found,) = comparables(
        scenario, handmade.outcomes(scenario, 4, settlement_day=[30.0, 50.0, 51.0, np.nan])
    )
    assert (found.by_day, found.here, found.there) == (50.0, share(2, 4), share(12, 45))
    assert found.apart == difference(share(2, 4), share(12, 45))


def test_a_count_that_ends_later_than_the_talks_is_brought_to_their_end_at_the_same_rate() -> None:
    scenario = compared({**OWN, "within_days": 300})
    (found,) = comparables(
        scenario, handmade.outcomes(scenario, 4, settlement_day=[30.0, 100.0, 51.0, np.nan])
    )
    assert (found.by_day, found.here) == (100.0, share(3, 4))
    assert 1.0 - (1.0 - found.there.share) ** 3 == pytest.approx(12 / 45)
    assert 1.0 - (1.0 - found.there.high) ** 3 == pytest.approx(share(12, 45).high)
    assert ", at the same rate " in sentences(scenario, (found,))


def test_of_a_class_the_longest_time_is_taken_that_fits() -> None:
    rate = CLASSES["long_war"][0]
    assert rate.window(290.0) == (270.0, 8, 26)
    assert rate.window(20.0) == (90.0, 3, 26)
    assert rate.window(1e6) == (1095.0, 10, 26)


def test_a_rate_of_none_stays_none_and_one_of_all_stays_all() -> None:
    assert sooner(share(0, 9), 0.5).share == 0.0
    assert sooner(share(9, 9), 0.5).share == 1.0


def test_a_gap_is_as_sure_as_both_of_its_ends() -> None:
    few, many = share(5, 10), share(500, 1000)
    assert apart(many, many).high < apart(few, many).high < apart(few, few).high
    assert apart(few, many).low == -apart(many, few).high


def test_of_a_ceasefire_nothing_is_said_where_there_is_none() -> None:
    without, with_one = (
        compared({"class": "civil_war"}, s) for s in (handmade.scenario(), handmade.with_truce())
    )
    assert [each.outcome for each in comparables(without, handmade.outcomes(without, 2))] == ["settlement"]
    assert [each.outcome for each in comparables(with_one, handmade.outcomes(with_one, 2))] == [
        "settlement",
        "full_ceasefire",
    ]


def test_where_there_always_is_a_decision_nothing_is_compared_and_check_says_so() -> None:
    scenario = compared(OWN, handmade.scenario(protocol="challenge"))
    assert comparables(scenario, handmade.outcomes(scenario, 2)) == ()
    assert scenario.compared == ()
    assert any(said.startswith("reference:") for said in unheeded(scenario))


def test_both_counts_and_their_distance_are_told() -> None:
    scenario = compared({**OWN, "whose": "strikes in <ports>"})
    found = comparables(scenario, handmade.outcomes(scenario, 4, settlement_day=[30.0, 50.0, 51.0, np.nan]))
    assert sentences(scenario, found) == (
        "12 of 45 strikes in <ports> had a settlement within 50 days: 27% (16–41%). Here it is 50% (15–85%) by "
        "day 50, a difference of +23 (−14 to +60) points."
    )
    (said,) = scenario.compared
    assert said.endswith("had a settlement within 50 days; source: Somebody 2020")


def test_classes_are_counts_that_grow_with_time() -> None:
    assert set(get_args(Class)) == set(CLASSES)
    assert set(get_args(Event)) == set(EVENTS)
    for rate in (rate for rates in CLASSES.values() for rate in rates):
        days, cases, of = (list(column) for column in zip(*rate.windows, strict=True))
        assert rate.outcome in EVENTS
        assert days == sorted(set(days))
        assert cases == sorted(cases)
        assert of == sorted(of, reverse=True)
        assert all(0 <= some <= all_ for some, all_ in zip(cases, of, strict=True))


@pytest.mark.parametrize("reference", [OWN, {"class": "civil_war_talks"}])
def test_what_is_compared_with_is_written_back_the_same(reference: dict[str, object], tmp_path: Path) -> None:
    scenario, file = handmade.scenario(reference=reference), tmp_path / "again.yaml"
    file.write_text(resolved(scenario), encoding="utf-8")
    assert read(file) == scenario
