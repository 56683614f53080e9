"""Rows with a mark for each party, one under another."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.intervals import Mean
from sim.report import amounts, theme, wording
from sim.report.blocks import Key
from sim.report.figures.rows import BREATH, NEXT_MARK, ONE_LINE, mark_below
from sim.report.marks import EDGE, Trace, ends, points, text, whiskers
from sim.scenario.schema import Scenario


def party_marks(scenario: Scenario, party: str, rows: Sequence[tuple[int, Mean]]) -> Trace:
    """A mean with its interval in each row that a party has one in."""
    means = ends((mean for _, mean in rows), "mean")
    colour, marker = theme.actor_style(scenario, party)
    seat = list(scenario.parties).index(party)
    y = [k + mark_below(seat, ONE_LINE + extra_height(scenario)) for k, _ in rows]
    said = [f"{text(wording.actor(scenario, party))}: {amounts.mean(mean)}" for _, mean in rows]
    return points(means.of, y, said, color=colour, symbol=marker, size=11, line=EDGE) | whiskers(means)


def extra_height(scenario: Scenario) -> int:
    """Pixels of a row beyond its label and one line: a line for each further party, and room below them."""
    return BREATH + NEXT_MARK * (len(scenario.parties) - 1)


def party_keys(scenario: Scenario) -> tuple[Key, ...]:
    """Which mark is whose."""
    return tuple(Key(wording.actor(scenario, p), *theme.actor_style(scenario, p)) for p in scenario.parties)
