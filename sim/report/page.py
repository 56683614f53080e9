"""The report: one HTML file that needs no network and is the same whenever it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.chapters import Chapters
from sim.analysis.dealbreakers import DealBreakers
from sim.analysis.sensitivity.answer import Influences
from sim.analysis.summary import Summary
from sim.report import wording
from sim.report.bodies import bodies, environment, script
from sim.report.bundle import POLICY, plotly
from sim.report.chapters import told
from sim.report.headline import NO_FORECAST
from sim.report.moving import Moving
from sim.report.opening import Opening, opening
from sim.report.sections import sections
from sim.report.speech import speaking
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Trace
    from sim.bargaining.inspect.typical import Typical


@dataclass(frozen=True)
class Provenance:
    """What it takes to make the same page again. No clock times: they would change its bytes."""

    seed: int
    runs: int
    version: str
    engine: str
    command: str
    scenario_file: str
    code: tuple[str, ...] = ()  # who decides by Python of its own, and by which
    changes: tuple[str, ...] = ()  # what was set over the file


def render(
    scenario: Scenario,
    summary: Summary,
    typical: Typical | None,
    traces: Sequence[Trace],
    broken: DealBreakers | None,
    matters: Influences | None,
    provenance: Provenance,
    chapters: Chapters | None = None,
    moving: Moving | None = None,
) -> str:
    """The whole page. Chapters that cannot be made, or could not, say so in their place."""
    chapters = Chapters() if chapters is None else chapters
    say = speaking(scenario)
    begun = say(_opening(scenario, summary, provenance, chapters))
    about = {"summary": summary, "scenario": scenario, "provenance": provenance, "say": say}
    parts = bodies(
        say(sections(scenario, summary, typical, traces, broken, matters, chapters, moving)), chapters, about
    )
    return environment().get_template("page.html.j2").render(
        title=wording.title(scenario),
        description=scenario.description or "",
        headline=begun.headline,
        opening=begun,
        cautions=say((NO_FORECAST, *summary.cautions)),
        moves=moving is not None,
        sections=parts,
        figures=script(parts),
        plotly=plotly(),
        policy=POLICY,
        **about,
    )  # fmt: skip


def _opening(scenario: Scenario, summary: Summary, provenance: Provenance, chapters: Chapters) -> Opening:
    """What stands on top, or why it does not."""
    made = chapters.made("headline", lambda: opening(scenario, summary, provenance.changes), None)
    why = chapters.why("headline")
    return made if why is None and made else Opening(told(why) if why else "", "", "", "", "")
