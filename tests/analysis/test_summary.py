from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf, nan

import handmade
import numpy as np

from sim.analysis.examples import examples
from sim.analysis.plain import plain
from sim.analysis.statistics import summarise
from sim.bargaining.outcomes import Outcomes
from sim.scenario.schema import Scenario


def test_outcome_shares_sum_to_one_and_leave_out_what_cannot_happen() -> None:
    scenario = handmade.scenario()
    ended = handmade.codes("settlement", "no_agreement")
    found = summarise(scenario, handmade.outcomes(scenario, 2, outcome=ended, terms=[[0, 0], [-1, -1]]))
    assert {name: share.share for name, share in found.outcomes.items()} == {
        "no_agreement": 0.5,
        "settlement": 0.5,
    }
    assert "ceasefire_holding" in summarise(*_with_truce()).outcomes


def _with_truce() -> tuple[Scenario, Outcomes]:
    scenario = handmade.with_truce()
    return scenario, handmade.outcomes(scenario, 2)


def test_few_cases_are_said_to_be_few() -> None:
    cautions = " ".join(summarise(*_with_truce()).cautions)
    assert "Only 2 replications" in cautions
    assert "No settlement" in cautions
    assert "No full ceasefire" in cautions


def test_enough_cases_need_no_warning() -> None:
    scenario = handmade.scenario()
    settled = np.full(1000, handmade.codes("settlement")[0])
    outcomes = handmade.outcomes(scenario, 1000, outcome=settled, terms=np.zeros((1000, 2)))
    assert summarise(scenario, outcomes).cautions == ()


def test_a_summary_is_plain_json_without_nan() -> None:
    written = json.dumps(plain(summarise(*_with_truce())), allow_nan=False)
    assert list(json.loads(written))[:3] == ["scenario", "runs", "horizon_days"]


def test_the_same_study_gives_the_same_bytes() -> None:
    one, other = (json.dumps(plain(summarise(*_with_truce()))) for _ in range(2))
    assert one == other


def test_the_last_bits_of_a_number_do_not_show() -> None:
    @dataclass(frozen=True)
    class Noun:
        numbers: tuple[float, ...]

    assert plain(Noun((0.1 + 0.2, nan, inf, -0.0))) == {"numbers": [0.3, None, None, 0.0]}
    assert str(plain(-0.0)) == "0.0"


def test_one_ordinary_replication_stands_for_each_outcome() -> None:
    scenario = handmade.scenario()
    outcomes = handmade.outcomes(
        scenario,
        6,
        outcome=handmade.codes(*["settlement"] * 5, "no_agreement"),
        settlement_day=[90.0, 10.0, 50.0, 20.0, 80.0, np.nan],
    )
    assert examples(outcomes) == (2, 5)
    assert examples(outcomes, at_most=1) == (2,)
