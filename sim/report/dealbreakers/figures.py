"""What would have to change: failures that turn when an obstacle is taken away, alone and two at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sim.analysis.dealbreakers import DealBreakers, Effect, Tried
from sim.analysis.intervals import Share
from sim.analysis.replays import GOALS, Goal
from sim.analysis.synergies import Joint, Pair, Pairs
from sim.report import amounts, theme
from sim.report.axes import axis
from sim.report.blocks import Chart, DataTable, Key, TableBlock
from sim.report.dealbreakers import sentences
from sim.report.figures.rows import SECOND_MARK, Drawing, Label, height, mark_below, row_layout
from sim.report.marks import Trace, ends, points, text, whiskers
from sim.scenario.schema import Scenario

STYLES: dict[Goal, tuple[str, str]] = {
    "zone": (theme.GREEN, "circle"),
    "settlement": (theme.OUTCOME_COLOURS["settlement"], "diamond"),
}
DRAWN = 12  # rows that a figure has room for; its table has them all


class Turned(NamedTuple):
    """The share of failures that are turned, and whether by more than chance."""

    share: Share
    clear: bool


def alone(scenario: Scenario, found: DealBreakers, headline: str = "") -> Chart:
    """A row for each change: the failures in which a zone opens, and those that become settlements.

    `headline`: what is found, where it does not stand above.
    """
    names = [sentences.label(scenario, one.change) for one in found.tried]
    drawn = [k for k, one in enumerate(found.tried) if one.clear] or range(min(DRAWN, len(names)))
    return Chart(
        id="dealbreakers",
        title="What would have to change, one thing at a time",
        caption=(
            f"{headline} Each row is one change alone, in the same replications with the "
            "same luck: the share of failures in which a zone opens that never did, and the share that become "
            f"settlements. {_filled(len(found.tried), 'changes')}{sentences.choice(found)}"
        ).lstrip(),
        table=DataTable(
            (
                "Change",
                "A zone opens, of failures (95% interval)",
                "All zones, points",
                "Rank by those",
                "They settle, of failures (95% interval)",
                "Settlements lost",
                "All settlements, points",
                "Rank by those",
            ),
            tuple(_row(name, one) for name, one in zip(names, found.tried, strict=True)),
        ),
        **_rows(
            [(names[k], "") for k in drawn],
            {goal: [_turned(found.tried[k].on(goal)) for k in drawn] for goal in GOALS},
        ),
    )


def _turned(effect: Effect) -> Turned:
    return Turned(effect.gained, effect.clear)


def _row(name: str, one: Tried) -> tuple[str, ...]:
    zone, settled = one.zone, one.settlement
    return (
        name,
        amounts.estimate(zone.gained),
        amounts.points(zone.net),
        sentences.place(zone),
        amounts.estimate(settled.gained),
        amounts.estimate(settled.lost),
        amounts.points(settled.net),
        sentences.place(settled),
    )


def together(scenario: Scenario, pairs: Pairs) -> Chart:
    """A row for each pair: the failures that only both turn."""
    names = [(sentences.label(scenario, p.one), sentences.label(scenario, p.other)) for p in pairs.found]
    return Chart(
        id="pairs",
        title="What works only together",
        caption=(
            f"{sentences.pairs_said(scenario, pairs)} Each row is two changes at once: the share of failures that "
            f"both turn and neither alone would. {_filled(len(pairs.found), 'pairs')}{_undrawn(DRAWN, len(names))}"
        ),
        table=DataTable(
            (
                "One",
                "and the other",
                "Only together a zone opens, of failures (95% interval)",
                "Beyond either alone, points",
                "Only together they settle, of failures (95% interval)",
                "Both settle, of failures",
                "Beyond either alone, points",
            ),
            tuple((*name, *_pair_row(pair)) for name, pair in zip(names, pairs.found, strict=True)),
        ),
        **_rows(
            [(one, f"and {other}") for one, other in names[:DRAWN]],
            {goal: [_only_both(pair.on(goal)) for pair in pairs.found[:DRAWN]] for goal in GOALS},
        ),
    )


def _only_both(joint: Joint) -> Turned:
    return Turned(joint.only_together, joint.clear)


def _pair_row(pair: Pair) -> tuple[str, ...]:
    zone, settled = pair.zone, pair.settlement
    return (
        amounts.estimate(zone.only_together),
        amounts.points(zone.beyond),
        amounts.estimate(settled.only_together),
        amounts.estimate(settled.together),
        amounts.points(settled.beyond),
    )


def _filled(count: int, noun: str) -> str:
    return f"Filled marks: more than chance would show, {count:,} {noun} and both goals allowed for."


def _undrawn(drawn: int, of: int) -> str:
    return f" The table has {of - drawn:,} more." if of > drawn else ""


def _rows(labels: Sequence[Label], turned: dict[Goal, list[Turned]]) -> Drawing:
    """Under each label a mark for either goal."""
    highest = max((one.share.high for row in turned.values() for one in row if one.share.of), default=1.0)
    return {
        "data": [_marks(goal, labels, row) for goal, row in turned.items()],
        "layout": row_layout(
            labels,
            extra=SECOND_MARK,
            xaxis=axis(
                "share of failed replications", range=[0, 1.04 * highest], tickformat=".3~p", nticks=6
            ),
        ),
        "keys": tuple(Key(sentences.TURNED[goal], *STYLES[goal]) for goal in GOALS),
    }


def _marks(goal: Goal, labels: Sequence[Label], turned: Sequence[Turned]) -> Trace:
    colour, symbol = STYLES[goal]
    place = mark_below(GOALS.index(goal), height(labels, SECOND_MARK))
    shares = ends((one.share for one in turned), "share")
    filled = [symbol if one.clear else f"{symbol}-open" for one in turned]
    said = [
        f"{text(' '.join(label))}: {sentences.TURNED[goal]} in {text(amounts.estimate(one.share))}"
        for label, one in zip(labels, turned, strict=True)
    ]
    y = [k + place for k in range(len(turned))]
    return points(shares.of, y, said, color=colour, size=11, symbol=filled) | whiskers(shares)


def to_try(scenario: Scenario, found: DealBreakers) -> TableBlock:
    """Each change as it is typed."""
    return TableBlock(
        id="to-try",
        title="To go on from here",
        caption=(
            "Added to a command that takes the scenario, each of these makes the one change, for example to compare "
            "the scenario with and without it, or to read the report of the changed one."
        ),
        table=DataTable(
            ("Change", "Add to the command"),
            tuple((sentences.label(scenario, t.change), sentences.typed(t.settings)) for t in found.tried),
        ),
    )
