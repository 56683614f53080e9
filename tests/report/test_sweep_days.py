"""Where all settle in every cell of a sweep, the day is what is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.analysis.sweep import Baseline, Cell, Course, Sweep, Varied, cell
from sim.report.sweeps import screen, when

RUNS = 40
FLAGS = {name: np.ones(RUNS, np.bool_) for name in ("settlement", "zone")}
FIRST = np.arange(10.0, 10.0 + RUNS)


def course(later: float, settled: int = RUNS) -> Course:
    """All settle, but for the last ones: so many days later than as written."""
    days = np.where(np.arange(RUNS) < settled, FIRST + later, np.nan)
    others = dict.fromkeys(("full_ceasefire_day", "ceasefire_day", "last_day", "fighting_days"), FIRST)
    return Course(FLAGS | {"settlement": np.arange(RUNS) < settled}, {"settlement_day": days, **others})


def swept(*cells: Course) -> Sweep:
    base = Baseline(course(0), True, len(cells))
    values = [str(n) for n in range(len(cells))]
    made = [cell(value, (value,), True, each, base) for value, each in zip(values, cells, strict=True)]
    itself: Cell = cell("", (), True, base.course)
    varied = Varied("actors.a.deadline_days", tuple(values), "5", 5.0, True)
    return Sweep("Talks", RUNS, "1", False, True, {}, (varied,), itself, tuple(made))


def said(sweep: Sweep) -> str:
    return "\n".join(str(getattr(block, "plain", "")) for block in screen._blocks(sweep, 100))


def test_the_day_that_moves_most_comes_first_and_every_cell_has_its_own() -> None:
    sweep = swept(course(-2), course(5))
    assert when.first_line(sweep) == (
        "Nearly all settle everywhere; the day differs most with “actors.a.deadline_days” = 1: on average it comes "
        "5.0 (5.0 to 5.0) days later than as written."
    )
    assert when.first_line(swept(course(-7), course(5))).endswith(
        "= 0: on average it comes 7.0 (7.0 to 7.0) days earlier than as written."
    )
    assert when.first_line(sweep) in said(sweep)
    assert [row[-1] for row in when.days_table(sweep).rows] == [
        "–",
        "−2.0 (−2.0 to −2.0)",
        "+5.0 (+5.0 to +5.0)",
    ]
    assert [row[1].split(" ")[0] for row in when.days_table(sweep).rows] == ["30", "28", "34"]


def test_what_chance_may_have_done_is_no_difference() -> None:
    noisy = course(0)
    noisy = replace(
        noisy, amounts=noisy.amounts | {"settlement_day": FIRST + np.tile([3.0, -3.1], RUNS // 2)}
    )
    assert when.first_line(swept(noisy)).endswith("nowhere clearly sooner or later than as written.")


def test_where_some_fail_the_share_is_told() -> None:
    sweep = swept(course(5, settled=RUNS - 3))
    assert not when.always_settles(sweep)
    assert "settle everywhere" not in said(sweep)
