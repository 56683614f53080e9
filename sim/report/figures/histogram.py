"""What is agreed on an issue of numbers: a histogram, with its mean and its middle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from sim.analysis.agreements import Terms
from sim.analysis.intervals import share
from sim.report import amounts, scale, theme, wording
from sim.report.axes import axis, layout
from sim.report.blocks import Chart, DataTable, Key
from sim.report.marks import Trace, columns, patch, text, upright
from sim.report.scale import NumberSpread
from sim.scenario.issues import Topic

MOST_BARS = 40  # neighbouring numbers share a bar where there are more
HEIGHT = 260
MEAN, MEDIAN = theme.VERMILLION, "@ink"


def histograms(topics: Mapping[str, Topic], found: tuple[Terms, ...], of: str, key: str) -> Iterator[Chart]:
    """One for each issue of numbers on which something was agreed."""
    for k, terms in enumerate(found):
        if spread := scale.spread(topics[terms.issue], terms):
            yield _histogram(topics, terms, spread, of, f"{key}-{k}")


def _histogram(topics: Mapping[str, Topic], terms: Terms, spread: NumberSpread, of: str, key: str) -> Chart:
    topic, label = topics[terms.issue], wording.topic(topics, terms.issue)
    bars = _bars(terms)
    unit = topic.range.unit if topic.range is not None else None
    return Chart(
        id=key,
        title=wording.sentence(label),
        caption=(
            f"Share of {spread.of:,} {of}: {scale.in_words(topic, spread)}. Shaded: that range; dashed: the median; "
            "dotted: the mean."
        ),
        data=[_drawn(topic, bars, spread.of)],
        layout=layout(
            HEIGHT,
            xaxis=axis(text(wording.clean(unit)) if unit else text(label), nticks=8),
            yaxis=axis(f"share of {of}", rangemode="tozero", tickformat=".2~%", nticks=5),
            bargap=0.06,
            shapes=_shapes(spread),
        ),
        table=DataTable(
            (label, f"Share of {of} (95% interval)"),
            tuple((_name(topic, bar), amounts.estimate(share(bar[2], spread.of))) for bar in bars),
        ),
        keys=(Key("median", MEDIAN, "dash"), Key("mean", MEAN, "dot")),
    )


Bar = tuple[float, float, int]  # the first and the last number in it, and how many were agreed


def _bars(terms: Terms) -> tuple[Bar, ...]:
    """Neighbours together, evenly."""
    values, hits = scale.numbers(terms), [each.hits for each in terms.shares]
    width = ceil(len(values) / MOST_BARS)
    return tuple(
        (values[k], values[k : k + width][-1], sum(hits[k : k + width])) for k in range(0, len(values), width)
    )


def _name(topic: Topic, bar: Bar) -> str:
    first, last, _ = bar
    if first == last:
        return scale.with_unit(topic, first)
    return f"{amounts.short_number(first, scale.DIGITS)} to {scale.with_unit(topic, last)}"


def _drawn(topic: Topic, bars: tuple[Bar, ...], of: int) -> Trace:
    said = [f"{text(_name(topic, bar))}: {text(amounts.estimate(share(bar[2], of)))}" for bar in bars]
    middles = [(first + last) / 2 for first, last, _ in bars]
    return columns(middles, [hits / of for *_, hits in bars], said, color=theme.BLUE)


def _shapes(spread: NumberSpread) -> list[Trace]:
    """The range that holds eight in ten, the median and the mean."""
    return [
        patch((spread.low, spread.high), (0, 1), "@zone", yref="paper"),
        upright(spread.median, {"color": MEDIAN, "width": 2, "dash": "dash"}),
        upright(spread.mean, {"color": MEAN, "width": 2, "dash": "dot"}),
    ]
