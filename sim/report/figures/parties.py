"""Rows with a mark for each party, one under another."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.intervals import Mean
from sim.report import amounts, theme, wording
from sim.report.blocks import Key
from sim.report.figures.rows import LABEL_FOOT, ONE_LINE
from sim.report.marks import Trace, hover, text, whiskers
from sim.scenario.schema import Scenario

FIRST_MARK, NEXT_MARK = 14, 13  # pixels from a label to its first mark, and from one mark to the next
BREATH = 26  # pixels that set a row apart from the next one's label


def party_marks(scenario: Scenario, party: str, rows: Sequence[tuple[int, Mean]]) -> Trace:
    """A mean with its interval in each row that a party has one in."""
    means = [mean for _, mean in rows]
    colour, marker = theme.actor_style(scenario, party)
    seat = list(scenario.parties).index(party)
    beside = (FIRST_MARK + NEXT_MARK * seat) / (ONE_LINE + extra_height(scenario)) - LABEL_FOOT
    name = text(wording.actor(scenario, party))
    errors = whiskers([m.high for m in means], [m.low for m in means], [m.mean for m in means])
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mean.mean for mean in means],
        "y": [k + beside for k, _ in rows],
        "marker": {"color": colour, "symbol": marker, "size": 11, "line": {"color": "@paper", "width": 1}},
    } | errors | hover([f"{name}: {amounts.mean(mean)}" for mean in means])  # fmt: skip


def extra_height(scenario: Scenario) -> int:
    """Pixels of a row beyond its label and one line: a line for each further party, and room below them."""
    return BREATH + NEXT_MARK * (len(scenario.parties) - 1)


def party_keys(scenario: Scenario) -> tuple[Key, ...]:
    """Which mark is whose."""
    return tuple(Key(wording.actor(scenario, p), *theme.actor_style(scenario, p)) for p in scenario.parties)
