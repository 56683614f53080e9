"""A study on one page of paper: the answer, why, what it hangs on, how often it happened elsewhere, and two figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.analysis.summary import Summary
from sim.report import wording
from sim.report.blocks import Chart
from sim.report.bodies import environment
from sim.report.bundle import as_script, plotly_name
from sim.report.headline import NO_FORECAST
from sim.report.opening import opening
from sim.report.page import Provenance
from sim.report.speech import speaking
from sim.report.theme import css
from sim.scenario.schema import Scenario

# The first two that a report has: how talks end, and when, or what else there is to see.
FIRST = ("outcomes", "incidence", "terms", "surplus", "concepts", "failures")
HEIGHT = 265  # pixels of a figure


def brief(scenario: Scenario, summary: Summary, provenance: Provenance, drawn: Mapping[str, Chart]) -> str:
    """The page; plotly.js lies beside it."""
    say = speaking(scenario)
    charts = tuple(_chosen(drawn))
    figures = [{"id": each.id, "data": each.data, "layout": each.layout} for each in charts]
    return environment().get_template("brief.html.j2").render(
        title=wording.title(scenario),
        description=wording.clean(scenario.description or ""),
        opening=say(opening(scenario, summary, provenance.changes, briefly=True)),
        cautions=say((NO_FORECAST, *summary.cautions)),
        charts=charts,
        css=css(),
        plotly=plotly_name(),
        figures=as_script({"figures": figures, "height": HEIGHT}),
        provenance=provenance,
    )  # fmt: skip


def _chosen(drawn: Mapping[str, Chart]) -> Iterator[Chart]:
    yield from [drawn[name] for name in FIRST if name in drawn][:2]
