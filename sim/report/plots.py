"""The figures of a study for notebooks: those of the report, each as a figure of plotly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.analysis.summary import Summary
from sim.report import theme
from sim.report.blocks import Chart, Key
from sim.report.figures import answer, gains, ideal, incidence, obstacles, refusals, terms
from sim.report.figures.histogram import histograms
from sim.report.marks import Trace, line, points, text
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEAD = 64  # pixels for the title and the legend
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "star", "pentagon", "hexagram")


@dataclass(frozen=True)
class Figures:
    """What a report draws, by name. Raises ValueError where a study has nothing of the kind."""

    scenario: Scenario
    summary: Summary

    def outcomes(self) -> Figure:
        """How the talks end, each share with its interval."""
        return figure(answer.outcomes(self.summary))

    def when(self) -> Figure:
        """Cumulative incidence of ceasefires and of settlement over days."""
        return figure(incidence.incidence(self.scenario, self.summary))

    def terms(self) -> Figure:
        """What settlements say, issue by issue."""
        return figure(self._settled(self._terms))

    def ideals(self) -> Figure:
        """How near settlements come to what each party likes best."""
        return figure(self._settled(ideal.reached))

    def gains(self) -> Figure:
        """Utility of settlements over the reservation values."""
        return figure(self._settled(gains.surplus))

    def failures(self) -> Figure:
        """Nothing to find, or not found."""
        if not self.summary.failures.of_all.hits:
            raise ValueError("no replication failed")
        return figure(obstacles.failures(self.summary))

    def blockers(self) -> Figure:
        """Who did not sign the last package, and why."""
        if not self.summary.blockers:
            raise ValueError("nobody blocked anything")
        return figure(refusals.blockers(self.scenario, self.summary))

    def _terms(self, scenario: Scenario, summary: Summary) -> Chart:
        """Where all options are numbers, the histogram of the first issue."""
        if any(topic.range is None for topic in scenario.issues.values()):
            return terms.settlement(scenario, summary)
        return next(histograms(scenario.issues, summary.terms, "settlements", "numbers"))

    def _settled(self, drawn: Callable[[Scenario, Summary], Chart]) -> Chart:
        if not self.summary.outcomes["settlement"].hits:
            raise ValueError("no replication ended in a settlement")
        return drawn(self.scenario, self.summary)


def figure(chart: Chart) -> Figure:
    """One chart by day colours, with its title and its legend in the picture."""
    from plotly.graph_objects import Figure

    quiet = [{**trace, "showlegend": False} for trace in chart.data]
    drawn = Figure(theme.resolved([*quiet, *map(_entry, chart.keys)]))
    return drawn.update_layout(theme.resolved(_layout(chart)))


def _layout(chart: Chart) -> dict[str, Any]:
    head = HEAD if chart.keys else HEAD // 2
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}
    place = {"x": 0, "xref": "paper", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 8}}
    title = {"text": text(chart.title), **place}
    margin = {**chart.layout["margin"], "t": head}
    height = chart.layout["height"] + head
    return {
        **chart.layout,
        "title": title,
        "legend": legend,
        "showlegend": True,
        "margin": margin,
        "height": height,
    }


def _entry(key: Key) -> Trace:
    """A line of the legend: a trace with nothing in it."""
    shown = {"name": text(key.name), "showlegend": True}
    if key.mark in MARKERS or key.mark == "box":
        symbol = "square" if key.mark == "box" else key.mark
        return points([None], [None], color=key.colour, symbol=symbol, size=11) | shown
    dash = "solid" if key.mark.isdigit() else key.mark
    return line([None], [None], color=key.colour, dash=dash) | shown
