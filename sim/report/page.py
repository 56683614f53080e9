"""The report: one HTML file that needs no network and is the same whenever it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sim.analysis.dealbreakers import DealBreakers
from sim.analysis.sensitivity.answer import Influences
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.bundle import as_script, packed_plotly
from sim.report.headline import caution, headline
from sim.report.section import Section
from sim.report.sections import sections
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from jinja2 import Environment

    from sim.bargaining.trace import Trace
    from sim.bargaining.typical import Typical

CONFIG = {"showSendToCloud": False, "displaylogo": False, "responsive": True}


@dataclass(frozen=True)
class Provenance:
    """What it takes to make the same page again. No clock times: they would change its bytes."""

    seed: int
    runs: int
    version: str
    engine: str
    command: str
    scenario_file: str


def render(
    scenario: Scenario,
    summary: Summary,
    typical: Typical,
    traces: Sequence[Trace],
    broken: DealBreakers | None,
    matters: Influences,
    provenance: Provenance,
) -> str:
    """The whole page."""
    parts = sections(scenario, summary, typical, traces, broken, matters)
    return environment().get_template("page.html.j2").render(
        title=wording.title(scenario),
        description=scenario.description or "",
        headline=headline(scenario, summary),
        cautions=(caution(scenario), *summary.cautions),
        sections=parts,
        summary=summary,
        scenario=scenario,
        provenance=provenance,
        figures=script(parts),
        plotly=packed_plotly(),
    )  # fmt: skip


def script(parts: Sequence[Section]) -> str:
    """The figures as data, for the script that draws them."""
    drawn: list[dict[str, object]] = [
        {"id": chart.id, "data": chart.data, "layout": chart.layout}
        for section in parts
        for chart in section.charts
    ]
    return as_script({"config": CONFIG, "figures": drawn})


@cache
def environment() -> Environment:
    """Of all templates; whatever a file says is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        loader=PackageLoader("sim.report"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(wording=wording, amounts=amounts, theme=theme)
    return made
