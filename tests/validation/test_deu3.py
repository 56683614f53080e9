"""Rules are compared by what they would have foretold; the file that they are compared on is not ours to hand out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.intervals import Mean
from sim.validation import deu3, forecasts
from sim.validation.controversies import Controversy, controversies
from sim.validation.tables import BadData

HEAD = "prnr\tpa\tpb\tpc\tsa\tsb\tsc\trp\tout"
WEIGHTS = "\t1\t2\t1\t\t\t\t\t"
ROWS = (
    "d1\t0\t60\t100\t50\t100\t\t20\t60",  # nobody knows how much c cares
    "d1\t0\t100\t\t20\t40\t\t\t70",  # c has no position
    "d2\t0\t100\t50\t20\t20\t20\t0\t",  # not decided
    "d2\t10\t20\t30\t10\t10\t10\t100\t20",
)


def written(folder: Path, *lines: str) -> Path:
    (folder / "deu3.csv").write_text("\n".join((HEAD, WEIGHTS, *lines)) + "\n", encoding="utf-8")
    return folder


def issue(*position: float, reference: float | None = None, salience: float = 1.0) -> Controversy:
    alike = np.full(len(position), 1.0)
    return Controversy("d1", np.array(position), alike * salience, alike, reference, 50.0)


def test_actors_without_a_position_are_left_out_and_an_unknown_salience_is_none(tmp_path: Path) -> None:
    first, second, third = controversies(written(tmp_path, *ROWS))
    assert first.position.tolist() == [0, 60, 100]
    assert first.salience.tolist() == [0.5, 1.0, 0.0]
    assert first.power.tolist() == [1, 2, 1]
    assert (first.reference, second.reference, third.outcome) == (20, None, 20)
    assert second.position.tolist() == [0, 100]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("d1\t0\t60\t100\t50\t100", "deu3.csv:3:1: 6 cells, and 9 names in the first line"),
        ("d1\t0\t160\t100\t50\t100\t50\t20\t60", "deu3.csv:3:6: 160 does not lie between 0 and 100"),
        ("d1\t0\t60\t100\t50\t100\t50\tnan\t60", "deu3.csv:3:23: 'nan' is not a number"),
        ("d1\t0\t60\t100\t\t\t\t20\t60", "deu3.csv:3:1: here nobody has both a position and a salience"),
        ("d1\t0\t60\t100\t50\t100\t50\t20\t", "deu3.csv:3:1: there is no issue with an outcome here"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(BadData, match=said):
        controversies(written(tmp_path, line))


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "names no column out, prnr, rp"), (HEAD, "the line with the weights is missing")],
)
def test_half_a_file_is_none(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "deu3.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=said):
        controversies(tmp_path)


def test_averages_and_the_weighted_median_are_those_of_a_hand_calculation(tmp_path: Path) -> None:
    first, *_ = controversies(written(tmp_path, *ROWS))
    said = forecasts.challenges(first) | forecasts.averages(first)
    assert said[forecasts.WEIGHTED_MEAN] == pytest.approx((0 * 0.5 + 60 * 2) / 2.5)
    assert said[forecasts.WEIGHTED_MEDIAN] == 60
    assert said[forecasts.MEAN] == pytest.approx(160 / 3)
    assert said[forecasts.BY_SALIENCE] == pytest.approx(40)
    assert said[forecasts.NO_DECISION] == 20


def test_nash_divides_what_lies_between_two_by_their_votes_and_leaves_losers_alone() -> None:
    """From 0 to 100 with no deal worth 0, (100 - x)^1 x^3 is greatest at 75."""
    two = Controversy("d1", np.array([0.0, 100.0]), np.ones(2), np.array([1.0, 3.0]), None, 50.0)
    said = forecasts.concepts(two)
    assert said[forecasts.WEIGHTED_NASH] == 75
    assert said["Nash over the reference point"] == said["equal gains over the reference point"] == 50


def test_who_likes_things_as_they_are_keeps_them() -> None:
    for name, place in forecasts.concepts(issue(0, 100, 100, reference=0)).items():
        assert place == 0 or "reference" not in name


def test_the_reference_point_is_what_gains_are_counted_from() -> None:
    """From 60 on, gains are 120 - x, x and x: their product is greatest at 80, the least of them at 60."""
    moved = forecasts.concepts(issue(60, 100, 100, reference=0))
    assert moved["Nash over the reference point"] == 80
    assert moved["equal gains over the reference point"] == 60


def test_our_own_protocols_settle_between_the_outermost_and_near_the_middle() -> None:
    for rule in (forecasts.alternating_offers, forecasts.mediated):
        (place,) = rule(issue(20, 40, 80)).values()
        assert 40 <= place <= 60
        assert list(rule(issue(35, 35)).values()) == [35]


def test_what_is_clearly_better_than_the_weighted_mean_is_said_to_be(tmp_path: Path) -> None:
    """Here the one who does not count is always right."""
    lines = [f"d{n}\t{n}\t100\t100\t1\t100\t100\t\t{n}" for n in range(30)]
    rows = list(deu3.deu3(written(tmp_path, *lines)))
    told = {row.name: row for row in rows}
    assert told["mean of all: its error less the weighted mean's"].computed.endswith(": better")  # type: ignore[union-attr]
    assert rows[-1].verdict == "measured"
    assert not str(rows[-1].computed).startswith("none")
    assert "rules beat the weighted mean" in rows[-1].note
    assert told["weighted mean: mean absolute error"].verdict == "differs"  # from that of the true file


def test_a_folder_without_the_file_is_as_good_as_none(tmp_path: Path) -> None:
    (row,) = deu3.deu3(tmp_path)
    assert row.verdict == "skipped"
    assert "doi:10.34810/data53" in row.note


@pytest.mark.parametrize(
    ("low", "high", "word"), [(-2.0, -0.1, "better"), (-0.1, 0.1, "not clear"), (0.1, 2.0, "worse")]
)
def test_a_difference_that_may_be_none_is_called_neither_better_nor_worse(
    low: float, high: float, word: str
) -> None:
    assert deu3.word(Mean((low + high) / 2, low, high, 353)) == word
