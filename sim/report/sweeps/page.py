"""The page of a sweep."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.chapters import Chapters
from sim.analysis.sweep import Sweep
from sim.report import wording
from sim.report.blocks import Chart, Page, Section, TableBlock
from sim.report.chapters import Chapter, bound, sentence
from sim.report.headline import limits
from sim.report.sweeps import curves, maps, rows, sentences, when
from sim.report.sweeps.worth import worth, worth_table
from sim.scenario.schema import Scenario


def page(sweep: Sweep, scenario: Scenario, chapters: Chapters) -> Page:
    """What is varied, what comes of it, and what it cannot say."""
    drafts = (
        Chapter("answer", "What becomes of it", lambda: Section(charts=tuple(_answer(sweep)))),
        Chapter("apart", "Beside the scenario as written", lambda: _apart(sweep)),
        Chapter("when", "When they settle", lambda: _when(sweep)),
        Chapter("worth", "What it is worth to whom", lambda: _worth(sweep)),
        Chapter("limits", "Limits", lambda: Section(limits=limits(scenario))),
    )
    return Page(
        title=f"{sweep.title}: what if?",
        description=f"Varied: {wording.listed([sentences.input_of(varied) for varied in sweep.varied])}.",
        headline=sentence(lambda: when.first_line(sweep), chapters),
        cautions=tuple(sentences.cautions(sweep)),
        sections=bound(drafts, chapters),
    )


def _answer(sweep: Sweep) -> Iterator[Chart]:
    if not sentences.events(sweep):
        return
    if sentences.curved(sweep):
        yield curves.events(sweep)
        yield curves.outcomes(sweep)
    elif sentences.crossed(sweep):
        yield from (maps.shares(sweep, event) for event in sentences.events(sweep))
    else:
        yield rows.shares(sweep)


def _apart(sweep: Sweep) -> Section | None:
    if not sentences.events(sweep) or not sweep.base.can_fail:
        return None
    if sentences.curved(sweep):
        return Section(charts=(curves.apart(sweep),))
    if sentences.crossed(sweep):
        return Section(charts=tuple(maps.differences(sweep, event) for event in sentences.events(sweep)))
    return Section(charts=(rows.differences(sweep),))


def _when(sweep: Sweep) -> Section | None:
    if not when.always_settles(sweep):
        return None
    told = (
        "Nearly all replications settle: what differs is the day. Differences are paired, with 95% intervals."
    )
    return Section(sheets=(TableBlock("when-table", "Day of the settlement", told, when.days_table(sweep)),))


def _worth(sweep: Sweep) -> Section | None:
    if sentences.curved(sweep):
        drawn = worth(sweep)
        return None if drawn is None else Section(charts=(drawn,))
    if sentences.crossed(sweep):
        return None
    said = "Mean utility of settlements to each actor, over the replications that settle (95% intervals)."
    return Section(sheets=(TableBlock("worth-table", "Case by case", said, worth_table(sweep)),))
