"""The figures of a tournament."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.analysis.tournament.answer import Strategy, Tournament
from sim.report import amounts, theme
from sim.report.axes import axis, layout, named_axis, share_axis
from sim.report.blocks import Chart, DataTable, Key
from sim.report.figures.curves import Curve, curve_traces
from sim.report.figures.rows import row_layout, zero_lines
from sim.report.marks import Trace, ends, fields, points, text, whiskers, words_in
from sim.report.tournament import tables
from sim.report.tournament.sentences import DIGITS, called, name, part

FIELD, EDGES, HEIGHT = 44, 90, 360  # pixels of a row of a map, of what is above and below, and of curves
ROOMY, TICK = 4, 13  # columns with room for all digits on a phone; letters of a name on an axis
RISING = [[0, "@heat0"], [1, "@heat1"]]
STYLES = tuple(zip(theme.ACTOR_COLOURS, theme.ACTOR_MARKERS, strict=True))


def payoffs(found: Tournament, seat: int) -> Chart:
    """What one of two parties gets in every profile."""
    label = found.seats[seat].label
    digits = DIGITS if len(found.seats[1].strategies) <= ROOMY else DIGITS - 1
    words = [
        amounts.number(each.payoffs[seat].mean, digits) + ("" if each.gains[seat].by.mean > 0.0 else "•")
        for each in found.profiles
    ]
    return Chart(
        id=f"payoffs-{seat}",
        title=f"What {label} gets",
        caption=(
            f"Mean payoff of {label} in each profile: the stronger the colour, the more. •: its best reply to what "
            "the other chooses there. Intervals are in the table."
        ),
        data=[_fields(found, [each.payoffs[seat].mean for each in found.profiles], words)],
        layout=_layout(found),
        table=tables.profiles(found),
    )


def missed(found: Tournament) -> Chart:
    """How many deals are missed in every profile of two parties."""
    shares = [each.deals.missed for each in found.profiles]
    words = [amounts.percent(each.share) for each in shares]
    return Chart(
        id="missed",
        title="Missed deals",
        caption=(
            "Of the replications in which at some time there was a package that all whose signature it needs would "
            "have taken rather than go on without a deal: the share that ends with nothing signed."
        ),
        data=[_fields(found, [each.share if each.of else 0.0 for each in shares], words)],
        layout=_layout(found),
        table=tables.deals(found),
    )


def _fields(found: Tournament, values: Sequence[float], words: Sequence[str]) -> Trace:
    """The first party down, the second across."""
    said = [text(f"{called(found, each)}: {word}") for each, word in zip(found.profiles, words, strict=True)]
    wide = len(found.seats[1].strategies)
    return fields(values, wide, said, RISING) | words_in(words, wide)


def _layout(found: Tournament) -> dict[str, Any]:
    down, across = found.seats
    return layout(
        EDGES + FIELD * len(down.strategies),
        xaxis=_axis(across.label, across.strategies)
        | ({"tickangle": -40} if len(across.strategies) > ROOMY else {}),
        yaxis=_axis(down.label, down.strategies) | {"autorange": "reversed"},
    )


def _axis(title: str, strategies: Sequence[Strategy]) -> dict[str, Any]:
    return named_axis(title, [_brief(each.name) for each in strategies])


def _brief(name: str) -> str:
    """For an axis; tables have the whole name."""
    return name if len(name) <= TICK else name[: TICK - 1].rstrip() + "…"


def standings(found: Tournament) -> Chart:
    """How far every strategy is behind the best of its party, against all that the others may choose."""
    rows = found.standings
    labels = [
        (f"{found.seats[each.seat].label}: {name(found, each)}", amounts.number(each.payoff.mean, DIGITS))
        for each in rows
    ]
    behind = [each.behind for each in rows]
    styles = [STYLES[each.seat % len(STYLES)] for each in rows]
    means = ends(behind, "mean")
    said = [text(f"{label}: {amounts.mean(each)}") for (label, _), each in zip(labels, behind, strict=True)]
    colours, symbols = zip(*styles, strict=True)
    marks = points(means.of, range(len(rows)), said, color=colours, symbol=symbols, size=10)
    return Chart(
        id="standings",
        title="Against all that the others may choose, alike",
        caption=(
            "Behind each name: its mean payoff over all that the others may choose, each as often. The mark: how far "
            "that is behind the best strategy of the same party, replication by replication with the same luck (95% "
            "intervals)."
        ),
        data=[marks | whiskers(means)],
        layout=row_layout(
            labels, xaxis=axis("utility less that of the best", nticks=5), shapes=zero_lines(len(rows))
        ),
        table=tables.standing(found),
        keys=tuple(Key(seat.label, *STYLES[k % len(STYLES)]) for k, seat in enumerate(found.seats)),
    )


def evolution(found: Tournament, seat: int) -> Chart:
    """Shares of the strategies of one party over time."""
    here, times = found.seats[seat], found.evolution.times
    curves = [
        Curve(
            strategy.name,
            *STYLES[k % len(STYLES)],
            times,
            [each.mean for each in path],
            [each.low for each in path],
            [each.high for each in path],
            [f"{part(each)} at {amounts.whole(t)}" for t, each in zip(times, path, strict=True)],
        )
        for k, (strategy, path) in enumerate(zip(here.strategies, found.evolution.shares[seat], strict=True))
    ]
    rows = tuple(
        (
            amounts.whole(t),
            *(part(path[k]) for path in found.evolution.shares[seat]),
        )
        for k, t in enumerate(times)
    )
    return Chart(
        id=f"evolution-{seat}",
        title=f"What would spread: {here.label}",
        caption=(
            "Shares of the strategies if each began as often and those that do better than the others of their party "
            "spread (replicator dynamics). In a unit of time the largest advantage of one over another makes it e "
            "times as frequent beside it. Bands: 95% of resamples of the replications."
        ),
        data=[trace for curve in curves for trace in curve_traces(curve)],
        layout=layout(HEIGHT, xaxis=axis("time", nticks=6), yaxis=share_axis(range=[0, 1.02])),
        table=DataTable(("Time", *(each.name for each in here.strategies)), rows),
        keys=tuple(curve.key for curve in curves),
    )
