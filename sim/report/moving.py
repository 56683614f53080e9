"""Sliders over what matters most: the page weighs its replications anew, without playing and without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.analysis.reweighting.slides import Slide, Slides
from sim.bargaining.outcomes import OUTCOMES, Outcomes
from sim.report import theme, wording
from sim.report.assumptions import in_words
from sim.report.basis import basis
from sim.report.bundle import as_script
from sim.report.moving_among import among
from sim.report.moving_script import FULL, Codes, codes, for_script
from sim.report.naming import named
from sim.scenario.schema import Scenario

LEAD = (
    "Move a number, and each replication counts for as much as it is likelier then. None is played anew, so this works "
    "only as far as some that were played look like that: beside each figure stands how many replications it is worth."
)
WHY_STUCK = {
    "meant": "the others know how likely that is, and act on it",
    "weight": "what an actor weighs is drawn for all issues at once",
}
ELSEWHERE = "more than its own luck decides what it is"


@dataclass(frozen=True)
class ScriptText:
    """What the script of the page reads: paths, lines of a file, letters. No words, so none is ever said otherwise."""

    text: str


@dataclass(frozen=True)
class Slider:
    """One slider."""

    label: str
    stated: str  # what the file says
    basis: str
    rest: int
    last: int


@dataclass(frozen=True)
class ShareRow:
    """A share that moves."""

    key: str
    name: str
    colour: str


@dataclass(frozen=True)
class Moving:
    """Everything below the heading."""

    knobs: tuple[Slider, ...]
    rows: tuple[ShareRow, ...]
    among: tuple[str, ...]  # what is told of some replications only
    notes: tuple[str, ...]
    script: ScriptText


def moving(scenario: Scenario, outcomes: Outcomes, found: Slides, command: str) -> Moving | None:
    """None where nothing can be moved. `command` makes the same page again."""
    if not found.found:
        return None
    ends = codes(outcomes)
    some = tuple(among(scenario, outcomes, len(ends)))
    return Moving(
        tuple(_knob(scenario, each) for each in found.found),
        tuple(_rows(scenario, outcomes, ends)),
        tuple(each.name for each in some),
        tuple(_notes(scenario, found, len(ends), len(outcomes))),
        ScriptText(as_script(for_script(found, ends, some, command))),
    )


def _rows(scenario: Scenario, outcomes: Outcomes, ends: Codes) -> Iterator[ShareRow]:
    """Those of the headline, then how talks end otherwise."""
    by = wording.when(scenario, outcomes.horizon_days)
    *others, settled = (
        k for k in range(len(OUTCOMES)) if np.any(ends % FULL == k) or OUTCOMES[k] == "settlement"
    )
    if scenario.truce is not None:
        yield ShareRow("full", f"Full ceasefire by {by}", theme.EVENT_COLOURS["full_ceasefire"])
    yield ShareRow(str(settled), f"Settlement by {by}", theme.OUTCOME_COLOURS["settlement"])
    if scenario.can_fail:
        yield ShareRow("zone", "A deal acceptable to all exists on some day", theme.SKY)
    for k in others:
        name = OUTCOMES[k]
        yield ShareRow(str(k), f"Ends: {wording.OUTCOMES[name]}", theme.OUTCOME_COLOURS[name])


def _knob(scenario: Scenario, slide: Slide) -> Slider:
    stated = slide.track.stops[slide.track.rest].quantity
    return Slider(
        named(scenario, slide.path),
        in_words(stated),
        basis(scenario, slide.path),
        slide.track.rest,
        len(slide.track.stops) - 1,
    )


def _notes(scenario: Scenario, found: Slides, kept: int, runs: int) -> Iterator[str]:
    if kept < runs:
        yield f"The page holds the first {kept:,} of {runs:,} replications."
    if found.groups:
        yield "What is drawn together stays so: the numbers that go with one that is moved count as they then would."
    for path in found.stuck:
        yield f"Not to be moved here: {named(scenario, path)}. {wording.sentence(_why(path))}: play it again."
    yield "A fixed number has no spread that could be weighed anew, and no number goes beyond its ends here."


def _why(path: str) -> str:
    return next((why for word, why in WHY_STUCK.items() if word in path.split(".")), ELSEWHERE)
