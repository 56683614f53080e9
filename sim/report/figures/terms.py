"""What is agreed, issue by issue: settlements and ceasefires."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.agreements import Terms
from sim.analysis.intervals import Share
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.axes import share_axis
from sim.report.blocks import Chart, DataTable
from sim.report.figures.rows import Drawing, row_layout
from sim.report.marks import EDGE, Trace, bars, text, written
from sim.scenario.issues import Topic
from sim.scenario.schema import Scenario

READABLE = {"minsize": 11, "mode": "hide"}  # names that would have to be smaller are left to the table
Topics = Mapping[str, Topic]  # the issues of the settlement, or those of the ceasefire


def settlement(scenario: Scenario, summary: Summary) -> Chart:
    """A stacked bar for each issue whose options are names, among settlements."""
    named = _of_names(scenario.issues, summary.terms)
    return Chart(
        id="terms",
        title="The terms, issue by issue",
        caption=_caption(scenario.issues, named, "settlements"),
        table=DataTable(
            ("Issue", "Option", "Share of settlements (95% interval)"),
            _rows(scenario.issues, named),
        ),
        **_stacked(scenario.issues, named),
    )


def ceasefire(scenario: Scenario, summary: Summary) -> Chart:
    """The same, among ceasefires."""
    topics = scenario.truce.issues if scenario.truce else {}
    named = _of_names(topics, summary.ceasefire_terms)
    return Chart(
        id="ceasefire-terms",
        title="The terms of ceasefires",
        caption=_caption(topics, named, "ceasefires (the first full one, else the latest)"),
        table=DataTable(
            ("Issue", "Option", "Share of ceasefires (95% interval)"),
            _rows(topics, named),
        ),
        **_stacked(topics, named),
    )


def _of_names(topics: Topics, terms: tuple[Terms, ...]) -> tuple[Terms, ...]:
    """Numbers have a histogram instead."""
    return tuple(each for each in terms if topics[each.issue].range is None)


def _rows(topics: Topics, terms: tuple[Terms, ...]) -> tuple[tuple[str, ...], ...]:
    """The cells of every option."""
    return tuple(
        (wording.topic(topics, t.issue), wording.option(topics[t.issue], option), amounts.estimate(part))
        for t in terms
        for option, part in zip(t.options, t.shares, strict=True)
    )


def _stacked(topics: Topics, terms: tuple[Terms, ...]) -> Drawing:
    labels = [(wording.topic(topics, t.issue), _most_frequent(topics, t)) for t in terms]
    segments = [
        _segment(row, wording.option(topics[t.issue], option), part, colour)
        for row, t in enumerate(terms)
        for option, part, colour in zip(
            t.options, t.shares, theme.option_colours(len(t.options)), strict=True
        )
        if part.hits
    ]
    return {
        "data": segments,
        "layout": row_layout(labels, xaxis=share_axis(), barmode="stack", uniformtext=READABLE),
        "keys": (),
    }


def _segment(row: int, option: str, part: Share, colour: str) -> Trace:
    name = text(option)
    said = [f"{name}: {text(amounts.estimate(part))}"]
    inside = written(name if part.share >= 0.15 else "", color=theme.on(colour), size=12)
    return bars([part.share], 0.44, said, color=colour, line=EDGE) | inside | {"y": [row]}


def _most(terms: Terms) -> tuple[str, Share]:
    return max(zip(terms.options, terms.shares, strict=True), key=lambda pair: pair[1].hits)


def _most_frequent(topics: Topics, terms: Terms) -> str:
    option, part = _most(terms)
    return f"{wording.option(topics[terms.issue], option)}: {amounts.estimate(part)}"


def _caption(topics: Topics, terms: tuple[Terms, ...], of: str) -> str:
    surest = max(terms, key=lambda t: _most(t)[1].share)
    loosest = min(terms, key=lambda t: _most(t)[1].share)
    said = [f"{wording.topic(topics, t.issue)}, {_most_frequent(topics, t)}" for t in (surest, loosest)]
    least = f" Least settled: {said[1]}." if surest is not loosest else ""
    return (
        f"Of {terms[0].shares[0].of:,} {of}. Most settled: {said[0]}.{least} From left to right and from "
        "light to dark: the options in the order of the scenario file."
    )
