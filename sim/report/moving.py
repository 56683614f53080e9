"""Sliders over what matters most: the page weighs its replications anew, without playing and without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.reweighting.slides import Group, Slide, Slides
from sim.analysis.reweighting.stops import Stop
from sim.bargaining.outcomes import OUTCOMES, Outcomes
from sim.bargaining.setup.streams import stream_key
from sim.report import amounts, theme, wording
from sim.report.assumptions import in_words
from sim.report.bundle import as_script
from sim.report.naming import named
from sim.report.opening import basis
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.schema import Scenario
from sim.scenario.writing import in_a_line

MOST_KEPT = 20_000  # replications of which the page knows how they ended: a letter each
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
FULL, ZONE = 8, 16  # beside the position in OUTCOMES
CELLS = 1000  # of luck, over which means are taken
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
class Typed:
    """What the script of the page reads: paths, lines of a file, letters. No words, so none is ever said otherwise."""

    text: str


@dataclass(frozen=True)
class Knob:
    """One slider."""

    label: str
    stated: str  # what the file says
    basis: str
    rest: int
    last: int


@dataclass(frozen=True)
class Row:
    """A share that moves."""

    key: str
    name: str
    colour: str


@dataclass(frozen=True)
class Moving:
    """Everything below the heading."""

    knobs: tuple[Knob, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    script: Typed


def moving(scenario: Scenario, outcomes: Outcomes, found: Slides, command: str) -> Moving | None:
    """None where nothing can be moved. `command` makes the same page again."""
    if not found.found:
        return None
    kept = min(len(outcomes), MOST_KEPT)
    codes = _codes(outcomes)[:kept]
    data = {
        "ends": "".join(LETTERS[code] for code in codes.tolist()),
        "slides": [_slide(each, found) for each in found.found],
        "groups": [_group(each, found.seed) for each in found.groups],
        "again": command,
    }
    return Moving(
        tuple(_knob(scenario, each) for each in found.found),
        tuple(_rows(scenario, outcomes, codes)),
        tuple(_notes(scenario, found, kept, len(outcomes))),
        Typed(as_script(data)),
    )


def _codes(outcomes: Outcomes) -> np.ndarray[Any, np.dtype[np.int64]]:
    """[replication] how it ended, and whether a full ceasefire and a zone of agreement were ever there."""
    full = ~np.isnan(outcomes.full_ceasefire_day)
    return outcomes.outcome.astype(np.int64) + FULL * full + ZONE * outcomes.zone


def _rows(
    scenario: Scenario, outcomes: Outcomes, codes: np.ndarray[Any, np.dtype[np.int64]]
) -> Iterator[Row]:
    """Those of the headline, then how talks end otherwise."""
    by = wording.when(scenario, outcomes.horizon_days)
    *others, settled = (
        k for k in range(len(OUTCOMES)) if np.any(codes % FULL == k) or OUTCOMES[k] == "settlement"
    )
    if scenario.truce is not None:
        yield Row("full", f"Full ceasefire by {by}", theme.EVENT_COLOURS["full_ceasefire"])
    yield Row(str(settled), f"Settlement by {by}", theme.OUTCOME_COLOURS["settlement"])
    if scenario.can_fail:
        yield Row("zone", "A deal acceptable to all exists on some day", theme.SKY)
    for k in others:
        name = OUTCOMES[k]
        yield Row(str(k), f"Ends: {wording.OUTCOMES[name]}", theme.OUTCOME_COLOURS[name])


def _knob(scenario: Scenario, slide: Slide) -> Knob:
    stated = slide.track.stops[slide.track.rest].quantity
    return Knob(
        named(scenario, slide.path),
        in_words(stated),
        basis(scenario, slide.path),
        slide.track.rest,
        len(slide.track.stops) - 1,
    )


def _slide(slide: Slide, found: Slides) -> dict[str, Any]:
    stops = slide.track.stops
    typed = [in_a_line(stop.quantity) for stop in stops]
    begun = _begun(typed)
    places = [
        (g, each.streams.index(slide.stream))
        for g, each in enumerate(found.groups)
        if slide.stream in each.streams
    ]
    return {
        "path": slide.path,
        "what": "" if isinstance(stops[slide.track.rest].quantity, Fixed) else "mean ",
        "key": _key(found.seed, slide.stream),
        "place": places[0] if places else None,
        "edges": slide.track.edges,
        "begun": begun,
        "stops": [
            [said, text.removeprefix(begun), stop.edges or stop.power * (1 if stop.highest else -1)]
            for stop, said, text in zip(stops, _said(slide), typed, strict=True)
        ],
    }


def _begun(texts: Sequence[str]) -> str:
    """What all of them begin with."""
    first, last = min(texts), max(texts)
    return first[
        : next((k for k, pair in enumerate(zip(first, last, strict=False)) if len({*pair}) > 1), len(first))
    ]


def _group(group: Group, seed: int) -> dict[str, Any]:
    return {"keys": [_key(seed, each) for each in group.streams], "root": group.root, "pull": group.pull}


def _key(seed: int, stream: str) -> str:
    return hex(stream_key(seed, stream))


def _said(slide: Slide) -> list[str]:
    """What a slider says at each stop: how often a coin comes up heads, else the mean."""
    stated = slide.track.stops[slide.track.rest].quantity
    if isinstance(stated, Fixed):
        return [amounts.percent(stop.quantity.mean) for stop in slide.track.stops]
    values = stated.at((np.arange(CELLS) + 0.5) / CELLS)
    return [_mean(stop, stated, values) for stop in slide.track.stops]


def _mean(stop: Stop, stated: Quantity, values: np.ndarray[Any, np.dtype[np.float64]]) -> str:
    if stop.edges or stop.quantity == stated:
        return amounts.short_number(stop.quantity.mean)
    luck = np.linspace(0.0, 1.0, CELLS + 1)
    below = luck**stop.power if stop.highest else 1.0 - (1.0 - luck) ** stop.power
    return amounts.short_number(float((np.diff(below) * values).sum()))


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
