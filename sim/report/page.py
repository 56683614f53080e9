"""The report: one HTML file that needs no network and is the same whenever it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sim.analysis.lifts import Lifts
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.bundle import as_script, packed_plotly
from sim.report.headline import caution, headline
from sim.report.sections import Section, sections
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
    lifts: Lifts,
    provenance: Provenance,
) -> str:
    """The whole page."""
    parts = sections(scenario, summary, typical, traces, lifts)
    return _environment().get_template("page.html.j2").render(
        title=wording.title(scenario),
        description=scenario.description or "",
        headline=headline(scenario, summary),
        caution=caution(scenario),
        sections=parts,
        summary=summary,
        scenario=scenario,
        provenance=provenance,
        wording=wording,
        amounts=amounts,
        theme=theme,
        figures=as_script({"config": CONFIG, "figures": _drawn(parts)}),
        plotly=packed_plotly(),
    )  # fmt: skip


def _drawn(parts: Sequence[Section]) -> list[dict[str, object]]:
    return [
        {"id": chart.id, "data": chart.data, "layout": chart.layout}
        for section in parts
        for chart in section.charts
    ]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        autoescape=True,
        loader=PackageLoader("sim.report"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
