"""The page of a sweep."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.sweep import Sweep
from sim.report import wording
from sim.report.figures.chart import Chart
from sim.report.figures.concepts import Sheet
from sim.report.finding_page import Page
from sim.report.headline import limits
from sim.report.section import Section
from sim.report.sweeps import curves, maps, rows, saying
from sim.report.sweeps.worth import worth, worth_table
from sim.scenario.schema import Scenario


def page(sweep: Sweep, scenario: Scenario) -> Page:
    """What is varied, what comes of it, and what it cannot say."""
    return Page(
        title=f"{sweep.title}: what if?",
        description=f"Varied: {wording.listed([wording.clean(varied.path) for varied in sweep.varied])}.",
        headline=saying.headline(sweep),
        cautions=tuple(saying.cautions(sweep)),
        sections=(
            Section("answer", "What becomes of it", "", tuple(_answer(sweep))),
            *_apart(sweep),
            *_worth(sweep),
            Section("limits", "Limits", "", limits=limits(scenario)),
        ),
    )


def _answer(sweep: Sweep) -> Iterator[Chart]:
    if not saying.events(sweep):
        return
    if saying.curved(sweep):
        yield curves.events(sweep)
        yield curves.outcomes(sweep)
    elif saying.crossed(sweep):
        yield from (maps.shares(sweep, event) for event in saying.events(sweep))
    else:
        yield rows.shares(sweep)


def _apart(sweep: Sweep) -> Iterator[Section]:
    if not saying.events(sweep) or not sweep.base.can_fail:
        return
    if saying.curved(sweep):
        charts: tuple[Chart, ...] = (curves.apart(sweep),)
    elif saying.crossed(sweep):
        charts = tuple(maps.differences(sweep, event) for event in saying.events(sweep))
    else:
        charts = (rows.differences(sweep),)
    yield Section("apart", "Beside the scenario as written", "", charts)


def _worth(sweep: Sweep) -> Iterator[Section]:
    if saying.curved(sweep):
        drawn = worth(sweep)
        if drawn is not None:
            yield Section("worth", "What it is worth to whom", "", (drawn,))
    elif not saying.crossed(sweep):
        said = "Mean utility of settlements to each actor, over the replications that settle (95% intervals)."
        sheet = Sheet("worth-table", "Case by case", said, worth_table(sweep))
        yield Section("worth", "What it is worth to whom", "", sheets=(sheet,))
