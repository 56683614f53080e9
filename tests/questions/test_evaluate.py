"""`sim.evaluate`: a row is what the scenario would be with those numbers in it, whatever the other rows say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.events import UnknownName
from sim.bargaining.run.batch import play
from sim.questions.asking import Unanswerable
from sim.questions.evaluating.table import BadTable
from sim.scenario.ceasefire import Ceasefire
from sim.scenario.numbers import Number, numbers
from sim.scenario.problems import ScenarioError
from sim.scenario.quantities import Choice
from sim.scenario.reading import changed
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MINIMAL = SCENARIOS / "minimal.yaml"
UNSURE = {
    "actors.union.outside_value": "{uniform: [0.1, 0.5]}",
    "actors.company.outside_value": "{beta: [2, 5]}",
}
LIKELY = (0.37, 0.0, 1.0, 1.7, 40.0, 0.9)  # one of these can stand in place of any number


@pytest.fixture(scope="module")
def unsure() -> Scenario:
    return sim.read(MINIMAL, [f"{path}={value}" for path, value in UNSURE.items()])


def as_played(scenario: Scenario, runs: int = 1, **how: Any) -> pd.DataFrame:
    """What comes of one replication, or of several."""
    return play(scenario, runs, 1, **how).to_frame().drop(columns="replication")


def differing(one: pd.DataFrame, two: pd.DataFrame) -> list[str]:
    """Columns that both have and in which they are not the same; `one` may have more."""
    here, there = (
        one.astype(object).to_numpy(na_value=None),
        two[one.columns].astype(object).to_numpy(na_value=None),
    )
    return [name for name, a, b in zip(one.columns, here[0], there[0], strict=True) if a != b]


# --- Every number of rich scenarios


def instead(scenario: Scenario, number: Number) -> tuple[float, Scenario] | None:
    """Another value of a known number, and the scenario that has it."""
    for value in LIKELY:
        if value != number.quantity.typical:
            try:
                return value, changed(scenario, {number.path: value})
            except ScenarioError:
                continue
    return None


def moved(scenario: Scenario) -> Iterator[tuple[str, float, Scenario]]:
    """One known number of every kind: of those that differ in nothing but whose and of what they are."""
    names = {*scenario.actors, *names_in(scenario), *(names_in(scenario.truce) if scenario.truce else ())}
    kinds: dict[tuple[str, ...], list[Number]] = {}
    for number in numbers(scenario):
        if number.quantity.fixed:
            kind = tuple(word for word in number.path.split(".") if word not in names)
            kinds.setdefault(kind, []).append(number)
    for alike in kinds.values():
        number = alike[len(alike) // 2]
        if found := instead(scenario, number):
            yield number.path, *found


def names_in(talks: Scenario | Ceasefire) -> Iterator[str]:
    """Of issues, and of their options."""
    for name, issue in talks.issues.items():
        yield from (name, *issue.options)


FIRST = 8  # replications, in one of which most numbers tell


def telling(usual: pd.DataFrame, other: pd.DataFrame) -> int | None:
    """The first replication in which something else comes out; None if there is none."""
    names = [name for name in usual if name in other and not name.startswith("input.")]
    here, there = (frame[names].astype(object).to_numpy(na_value=None) for frame in (usual, other))
    found = np.flatnonzero((here != there).any(axis=1))
    return int(found[0]) if len(found) else None


@pytest.mark.slow
@pytest.mark.parametrize("file", ["ceasefire30.yaml", "oslo_1995.yaml", "korea_1951.yaml"])
def test_a_known_number_given_is_that_number_in_the_file(file: str) -> None:
    """Each in a replication in which it tells, if it does in one of the first."""
    every = list(moved(sim.read(SCENARIOS / file)))
    assert len(every) > 20
    usual = as_played(sim.read(SCENARIOS / file), FIRST)
    expected = [as_played(scenario, FIRST) for _, _, scenario in every]
    tells = [telling(usual, each) for each in expected]
    table: dict[str, Any] = {path: np.full(len(every), np.nan) for path, _, _ in every}
    for row, (path, value, _) in enumerate(every):
        table[path][row] = value
    found = sim.evaluate(SCENARIOS / file, table | {"replication": [each or 0 for each in tells]})
    wrong = {}
    for row, (path, _, _) in enumerate(every):
        one = expected[row].iloc[[tells[row] or 0]]
        if why := differing(one[[name for name in one if name in found]], found.iloc[[row]]):
            wrong[path] = why[:3]
    assert wrong == {}
    assert tells.count(None) < len(every) / 3  # the numbers tried do something


@pytest.mark.slow
@pytest.mark.parametrize("file", ["ceasefire30.yaml", "oslo_1995.yaml"])
def test_an_uncertain_number_given_is_that_number_drawn(file: str) -> None:
    scenario = sim.read(SCENARIOS / file)
    unsure = [number for number in numbers(scenario) if not number.quantity.fixed]
    values = np.full((len(unsure), len(unsure)), np.nan)
    for row, number in enumerate(unsure):
        values[row, row] = number.quantity.at(np.array([0.8]))[0]
    found = sim.evaluate(scenario, {n.path: values[:, k] for k, n in enumerate(unsure)})
    for row, number in enumerate(unsure):
        held = as_played(scenario, held={number.path: np.array([0.8])})
        assert differing(held, found.iloc[[row]]) == [], number.path


def test_known_numbers_that_shape_the_talks_are_the_numbers_in_the_file() -> None:
    scenario = sim.read(SCENARIOS / "ceasefire30.yaml", ["horizon_days=90"])
    table = {
        "actors.russia.precision": [np.nan, 30.0, np.inf, np.nan],
        "issues.land.weight.us": [np.nan, np.nan, np.nan, 0.4],
    }
    found = sim.evaluate(scenario, table)
    for row in range(4):
        changes = {path: cells[row] for path, cells in table.items() if not np.isnan(cells[row])}
        assert differing(as_played(changed(scenario, changes)), found.iloc[[row]]) == []
    assert differing(found.iloc[[0]], found.iloc[[1]])


def test_a_known_number_that_others_guess_is_known_as_it_is_given() -> None:
    path, values = "actors.union.outside_value", [0.45, 0.6, 0.1]
    found, plain = sim.evaluate(MINIMAL, {path: values}), sim.read(MINIMAL)
    for row, value in enumerate(values):
        assert differing(as_played(changed(plain, {path: value})), found.iloc[[row]]) == []


def test_a_mediator_cares_for_what_it_weighs_in_its_row() -> None:
    values = {"union": [0, 1], "company": [1, 0], "judge": [0.5, 0.9]}
    issues = {"pay": {"options": ["low", "high"], "weight": {"union": 1, "company": 1}, "value": values}}
    scenario = sim.Scenario.from_dict(
        {"actors": {"union": {}, "company": {}, "judge": {"role": "mediator"}}, "issues": issues}
    )
    found = sim.evaluate(scenario, {"issues.pay.weight.judge": [0.0, 0.7]})
    for row, weight in enumerate((0.0, 0.7)):
        expected = as_played(changed(scenario, {"issues.pay.weight.judge": weight}))
        assert differing(expected, found.iloc[[row]]) == []
    assert differing(found.iloc[[0]], found.iloc[[1]])


# --- Rows


def test_a_row_does_not_depend_on_the_others_nor_on_threads(unsure: Scenario) -> None:
    rng = np.random.default_rng(1)
    table = pd.DataFrame(
        {path: rng.uniform(0.15, 0.45, 30) for path in UNSURE}, index=[f"d{k}" for k in range(30)]
    )
    whole = sim.evaluate(unsure, table, threads=1)
    assert list(whole.index) == list(table.index)
    parts = [sim.evaluate(unsure, table[k : k + 7], threads=2) for k in range(0, 30, 7)]
    pd.testing.assert_frame_equal(whole, pd.concat(parts))


def test_rows_have_the_same_luck_and_a_column_names_another(unsure: Scenario) -> None:
    path = next(iter(UNSURE))
    same = sim.evaluate(unsure, {path: [0.2, 0.2, np.nan]})
    assert differing(same.iloc[[0]], same.iloc[[1]]) == []
    assert differing(as_played(unsure), same.iloc[[2]]) == []
    ninth = sim.evaluate(unsure, {"replication": [9, 0]})
    assert differing(as_played(unsure, first=9), ninth.iloc[[0]]) == []
    assert differing(as_played(unsure), ninth.iloc[[1]]) == []


def test_several_runs_give_shares_and_means(unsure: Scenario) -> None:
    """In talks that some settle in time: of the days on which they do, the mean of those."""
    path, short = next(iter(UNSURE)), changed(unsure, {"horizon_days": 130})
    found = sim.evaluate(short, {path: [0.1 + 0.4 * 0.25, 0.1 + 0.4 * 0.75]}, runs=8)
    for row, share in enumerate((0.25, 0.75)):
        outcomes = play(short, 8, 1, held={path: np.full(8, share)})
        assert 0.0 < outcomes.settled.mean() < 1.0
        assert found["settlement"].iloc[row] == outcomes.settled.mean()
        for name in ("last_day", "settlement_day"):
            assert found[name].iloc[row] == pytest.approx(np.nanmean(getattr(outcomes, name)), rel=1e-12)
    assert (found.attrs["units"]["settlement"], found.attrs["units"]["last_day"]) == (
        "share",
        "days from the start",
    )
    never = sim.evaluate(short, {"horizon_days": [7]}, runs=8)
    assert (never["settlement"].iloc[0], never["settlement_day"].isna().iloc[0]) == (0.0, True)


def test_asked_for_outcomes_come_alone_and_in_order(unsure: Scenario) -> None:
    found = sim.evaluate(unsure, {"horizon_days": [30, 60]}, runs=2, outcomes=["utility.union", "settlement"])
    assert list(found.columns) == ["utility.union", "settlement"]
    with pytest.raises(UnknownName, match="did you mean settlement"):
        sim.evaluate(unsure, {"horizon_days": [30]}, outcomes=["setlement"])


def test_what_is_agreed_can_be_asked_for_as_an_option_or_as_a_number(unsure: Scenario) -> None:
    scenario = sim.read(SCENARIOS / "ceasefire30.yaml", ["horizon_days=30"])
    option = f"terms.land.{scenario.issues['land'].options[0]}"
    found = sim.evaluate(scenario, {"round_days": [5]}, runs=2, outcomes=[option])
    assert found.attrs["units"] == {option: "share"}
    number = sim.evaluate(unsure, {"round_days": [5]}, runs=4, outcomes=["terms.raise"])["terms.raise"].iloc[
        0
    ]
    outcomes = play(changed(unsure, {"round_days": 5}), 4, 1)
    raises = np.array(unsure.issues["raise"].options, float)[outcomes.terms[outcomes.settled, 0]]
    assert number == pytest.approx(raises.mean(), rel=1e-12)


def test_whatever_a_scenario_says_can_be_a_column(unsure: Scenario) -> None:
    table = {
        "protocol": ["mediated", "alternating_offers", None, "mediated"],
        "horizon_days": [60, 60, 60, 90],
        "weight_spread": [5.0, 50.0, 5.0, 5.0],
    }
    luck = [3, 1, 0, 2]
    found = sim.evaluate(unsure, table | {"replication": luck})
    for row in range(4):
        changes = {path: cells[row] for path, cells in table.items() if cells[row] is not None}
        expected = as_played(changed(unsure, changes), first=luck[row])
        assert differing(expected[[name for name in expected if name in found]], found.iloc[[row]]) == []


def test_coins_fall_as_they_are_told() -> None:
    scenario = sim.read(SCENARIOS / "ceasefire30.yaml", ["horizon_days=30"])
    coin = next(path for path in play(scenario, 1, 1).names.inputs if path.endswith(".genuine"))
    found = sim.evaluate(scenario, {coin: [0, 1], "replication": [3, 3]})
    assert found[f"input.{coin}"].tolist() == [0.0, 1.0]
    with pytest.raises(BadTable, match=r"row 1: 0\.5 is neither 0 \(no\) nor 1 \(yes\)"):
        sim.evaluate(scenario, {coin: [0, 0.5]})


# --- Tables


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"actors.union.outside_value": [0.2, 0.4]}),
        {"actors.union.outside_value": [0.2, 0.4]},
        {"actors.union.outside_value": np.array([0.2, 0.4], np.float32), "actors.company.label": "Acme"},
        np.array([(0.2,), (0.4,)], dtype=[("actors.union.outside_value", float)]),
    ],
)
def test_tables_of_all_kinds(table: Any) -> None:
    found = sim.evaluate(MINIMAL, table, outcomes=["utility.union"])
    assert found["utility.union"].between(0.3, 0.9).all()
    assert len(found) == 2


@pytest.mark.parametrize(
    ("table", "why", "said"),
    [
        ([[0.2]], TypeError, "a table is a pandas DataFrame, a mapping of columns"),
        ({}, ValueError, "no column"),
        ({"horizon_days": []}, ValueError, "no row"),
        ({"horizon_days": [1, 2], "round_days": [1, 2, 3]}, ValueError, "differ in length: 2, 3"),
        ({"horizon_days": [[1, 2]]}, ValueError, "more than one value a row"),
        ({"replication": [0.5]}, ValueError, "whole numbers from 0 up"),
        ({"replication": [-1]}, ValueError, "whole numbers from 0 up"),
        ({"round_days": [object()]}, TypeError, "no file can say"),
    ],
)
def test_what_is_no_table_is_said(table: Any, why: type[Exception], said: str) -> None:
    with pytest.raises(why, match=said):
        sim.evaluate(MINIMAL, table)


def test_all_mistakes_are_told_at_once() -> None:
    table = {
        "actors.union.outside_value": [0.2, 1.5, -3.0],
        "actors.union.credibilty": [0.1, 0.2, 0.3],
        "protocol": ["mediated", "mediatd", "mediated"],
        "round_days": [7, 7, 0],
        "": [1, 2, 3],
    }
    with pytest.raises(BadTable) as raised:
        sim.evaluate(MINIMAL, table)
    said = str(raised.value)
    for part in (
        r"row 1 actors.union.outside_value=1.5",
        "1.5 is out of range: it must lie in -1..1",
        "row 2 actors.union.outside_value=-3.0",
        "row 0 actors.union.credibilty=0.1",
        "did you mean mediated",
        "round_days: 0 is out of range",
        "not of the form path=value",
    ):
        assert part in said, said


def test_what_others_must_guess_lies_where_they_look_for_it() -> None:
    file = SCENARIOS / "ceasefire30.yaml"
    with pytest.raises(
        BadTable, match=r"actors\.russia\.optimism: row 0: 9 lies outside .* the others know it to lie"
    ):
        sim.evaluate(file, {"actors.russia.optimism": [9.0]})


def test_code_of_ones_own_is_not_played() -> None:
    with pytest.raises(Unanswerable, match="decide by Python code of their own"):
        sim.evaluate(SCENARIOS / "behaviours" / "stubborn.yaml", {"horizon_days": [30]})


def test_several_runs_and_named_replications_are_not_both_meant() -> None:
    with pytest.raises(ValueError, match="it is played once"):
        sim.evaluate(MINIMAL, {"replication": [1]}, runs=2)


def test_no_other_choice_than_those_with_a_chance_is_drawn(unsure: Scenario) -> None:
    scenario = changed(unsure, {"actors.union.outside_value": Choice((0.1, 0.4), (0.5, 0.5))})
    found = sim.evaluate(scenario, {"actors.union.outside_value": [0.1, 0.4]})
    assert found["input.actors.union.outside_value"].tolist() == [np.float32(0.1), np.float32(0.4)]
