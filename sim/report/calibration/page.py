"""The page of a calibration."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.calibration.answer import Calibration
from sim.report.calibration import figures, wording
from sim.report.finding_page import Page
from sim.report.section import Section


def page(found: Calibration, changes: Sequence[str] = ()) -> Page:
    """Targets before and after, the inputs that moved, and how to go on."""
    sections = [Section("targets", "The targets", wording.conflict(found), (figures.targets(found),))]
    if found.narrowed:
        sections.append(Section("inputs", "The inputs", _untouched(found), (figures.inputs(found),)))
    return Page(
        title=f"{', '.join([found.scenario, *changes])}: {found.targets}",
        description="Which inputs agree with what others say?",
        headline=wording.headline(found),
        cautions=wording.cautions(found),
        sections=(*sections, Section("on", "Going on", _going_on())),
    )


def _untouched(found: Calibration) -> str:
    rounds = f"{found.rounds} round{'s' if found.rounds != 1 else ''} of reweighting and playing again"
    return (
        f"Found in {rounds}; {found.untouched} other uncertain inputs stay as they were. Effective number of the "
        f"{found.runs:,} replications as stated, reweighted: {found.effective:,.0f}."
    )


def _going_on() -> str:
    return (
        "narrowed.yaml beside this page is the scenario with these inputs, each marked as calibrated; scenario.yaml is "
        "the one that was stated. Both play as any scenario does, and python -m sim compare scenario.yaml "
        "narrowed.yaml lays them side by side."
    )
