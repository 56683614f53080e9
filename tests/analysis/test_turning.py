"""Where a sweep turns is where chance no longer explains the difference, all the way to an end."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.analysis.sweep import Baseline, Course, Sweep, Varied, cell
from sim.analysis.turning import extremes, turn

RUNS = 1000
LUCK = (np.arange(RUNS) + 0.5) / RUNS
AS_WRITTEN = 0.5


def course(chance: float) -> Course:
    days: NDArray[np.float64] = np.where(chance > LUCK, 10.0, np.nan)
    names = ("settlement_day", "full_ceasefire_day", "ceasefire_day", "last_day", "fighting_days")
    return Course({"settlement": chance > LUCK}, dict.fromkeys(names, days))


def swept(chances: dict[str, float]) -> Sweep:
    """A sweep over a number; replications that settle at a lower chance settle at every higher one."""
    base = Baseline(course(AS_WRITTEN), can_fail=True, looks=len(chances))
    cells = tuple(cell(value, (value,), True, course(chance), base) for value, chance in chances.items())
    varied = (Varied("x", tuple(chances), "", None, True),)
    itself = cell("as written", ("",), True, course(AS_WRITTEN))
    return Sweep("", RUNS, "1", False, True, {}, varied, itself, cells)


def named(sweep: Sweep) -> tuple[list[str], list[str], list[str]]:
    found = turn(sweep, "settlement")
    below, above, between = ([c.label for c in part] for part in (found.below, found.above, found.between))
    return below, above, between


@pytest.mark.parametrize(
    ("chances", "below", "above", "between"),
    [
        ([0.2, 0.3, 0.5, 0.501, 0.7], ["0", "1"], ["4"], []),
        ([0.5, 0.5, 0.5, 0.5, 0.5], [], [], []),
        ([0.5, 0.5, 0.7, 0.5, 0.5], [], [], ["2"]),
        ([0.7, 0.7, 0.7, 0.7, 0.7], ["0", "1", "2", "3", "4"], [], []),
        ([0.7, 0.3, 0.3, 0.5, 0.3], ["0"], ["4"], ["1", "2"]),
    ],
)
def test_it_turns_where_all_further_values_move_the_same_way(
    chances: list[float], below: list[str], above: list[str], between: list[str]
) -> None:
    assert named(swept(dict(zip("01234", chances, strict=True)))) == (below, above, between)


def test_values_are_taken_by_their_size_in_whatever_order_they_were_given() -> None:
    assert named(swept({"10": 0.9, "2": 0.5, "1": 0.1})) == (["1"], ["10"], [])


@pytest.mark.slow
def test_the_more_values_are_looked_at_the_more_a_difference_must_be() -> None:
    chance = AS_WRITTEN + 6.5 / RUNS  # seven replications in a thousand move, all of them one way
    assert swept({"1": chance}).cells[0].events["settlement"].clear
    many = swept({str(k): chance for k in range(400)})
    assert not any(each.events["settlement"].clear for each in many.cells)


def test_the_least_and_the_most_frequent_are_found() -> None:
    least, most = extremes(swept({"1": 0.4, "2": 0.9, "3": 0.1}), "settlement")
    assert (least.label, most.label) == ("3", "2")
