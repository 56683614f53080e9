"""How exact people are: the file is read right, and the fit finds what was planted."""

from __future__ import annotations

from itertools import product as all_of
from math import exp, inf, log
from pathlib import Path

import numpy as np
import pytest

from sim.validation import casino, deals
from sim.validation.deals import POINTS, SPLITS, Deal, number
from sim.validation.tables import BadData

HEAD = (
    "split,dialogue,agreed,v_a_Food,v_b_Food,v_a_Water,v_b_Water,v_a_Firewood,v_b_Firewood,"
    "a_gets_Food,a_gets_Water,a_gets_Firewood"
)


def written(folder: Path, *lines: str) -> Path:
    (folder / deals.FILE).write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return folder


def test_things_stand_in_the_order_in_which_the_first_wants_them(tmp_path: Path) -> None:
    lines = "train,7,1,3,4,5,3,4,5,1,3,0", "test,8,0,5,5,4,4,3,3,,,"
    assert deals.deals(written(tmp_path, *lines)) == [Deal(7, (3, 5, 4), number(3, 0, 1))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("train,7,1,3,4,5,3,4,5,1,3", ":2:1: 11 cells, and 12 names in the first line"),
        ("train,7,1,5,4,5,3,4,5,1,3,0", ":2:7: each wants one thing for 5, one for 4 and one for 3 points"),
        ("train,7,1,3,4,5,3,4,5,4,3,0", ":2:23: 4 does not lie between 0 and 3"),
        ("train,7,1,x,4,5,3,4,5,1,3,0", ":2:11: 'x' is not a number"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(BadData) as error:
        deals.deals(written(tmp_path, line))
    assert str(error.value).endswith(f"{deals.FILE}{said}")


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / deals.FILE).write_text("dialogue,agreed\n", encoding="utf-8")
    with pytest.raises(BadData, match="names no column a_gets_Firewood"):
        deals.deals(tmp_path)


@pytest.mark.parametrize("wants", [(5, 4, 3), (3, 4, 5), (4, 3, 5)])
def test_what_no_other_split_betters_is_found_by_comparing_all(wants: deals.Wants) -> None:
    worth = {
        split: (
            sum(p * n for p, n in zip(POINTS, split, strict=True)),
            sum(p * (3 - n) for p, n in zip(wants, split, strict=True)),
        )
        for split in all_of(range(4), repeat=3)
    }
    best = casino.unbettered(wants)
    for split, (mine, yours) in worth.items():
        bettered = any(a >= mine and b >= yours and (a, b) != (mine, yours) for a, b in worth.values())
        assert best[number(*split)] == (not bettered)


def planted(weight: float, count: int) -> list[Deal]:
    """Deals drawn from a logit choice."""
    rng = np.random.default_rng(1)
    kinds = [(5, 4, 3), (3, 4, 5), (4, 3, 5)]
    wants = [kinds[k] for k in rng.integers(3, size=count)]
    return [Deal(k, w, int(rng.choice(SPLITS, p=casino.softmax(w, weight)))) for k, w in enumerate(wants)]


def test_the_fit_finds_what_was_planted_within_its_interval() -> None:
    found = casino.fit(casino.softmax, planted(30.0, 3000))
    assert abs(log(found.best / 30.0)) < 1.5 * log(found.high / found.best)  # three standard errors
    assert found.high / found.low < 1.15


def test_the_interval_is_that_of_a_parabola() -> None:
    """A loss of (x - 1)^2 / (2 s^2) in logarithms has the interval 1 ± 1.96 s."""
    at = np.linspace(0.0, 2.0, 9)
    found = casino.parabola(at, (at - 1.0) ** 2 / (2 * 0.1**2) + 7.0, 3.0)
    assert [log(end / 3.0) for end in (found.best, found.low, found.high)] == pytest.approx(
        [1.0, 1 - 0.196, 1 + 0.196], abs=1e-4
    )


def test_who_knows_nothing_scores_the_logarithm_of_all_splits() -> None:
    mean, error = casino.score(casino.softmax, 0.0, planted(20.0, 50))
    assert mean == pytest.approx(log(SPLITS))
    assert error == pytest.approx(0.0, abs=1e-12)


def test_the_talks_are_those_of_the_file_and_walking_away_is_known() -> None:
    scenario = deals.scenario((3, 4, 5), 12.0)
    weights = [
        [issue.weight[who].typical for issue in scenario.issues.values()] for who in ("first", "second")
    ]
    assert weights == [[5, 4, 3], [3, 4, 5]]
    assert scenario.parties["first"].outside_value.typical == 5 / 36
    assert scenario.parties["second"].precision.typical == 12.0
    assert deals.scenario((3, 4, 5), inf).parties["second"].precision.typical == inf


def test_played_chances_add_up_and_mistakes_spread_them() -> None:
    some, none = (deals.chances((3, 4, 5), precision, 200, 1) for precision in (10.0, inf))
    assert some.sum() == pytest.approx(1.0)
    assert -(some * np.log(some)).sum() > -(none * np.log(none)).sum()
    assert exp(float(np.log(none).max())) > 0.05


def test_without_the_file_it_is_said_where_to_find_it(tmp_path: Path) -> None:
    rows = list(casino.casino(tmp_path, 1))
    assert [(row.name, row.verdict) for row in rows] == [(name, "skipped") for name in casino.NAMES]
    assert all("CaSiNo" in row.note for row in rows)


@pytest.mark.slow
def test_a_few_lines_yield_every_row(tmp_path: Path) -> None:
    """Even dialogues and odd ones that all agree on what both want most."""
    lines = [f"train,{k},1,5,3,4,4,3,5,{3 - k % 3 // 2},{1 + k % 2},{k % 3 // 2}" for k in range(40)]
    rows = list(casino.casino(written(tmp_path, *lines), 1, runs=150))
    assert [row.verdict for row in rows[2:]] == ["measured"] * 6
    assert rows[1].verdict == "agrees"
    assert float(rows[1].computed) < log(SPLITS)
