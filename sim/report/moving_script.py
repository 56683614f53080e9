"""What the script of the sliders reads: how replications ended, where sliders can stand, and what luck is made of.

What was drawn is not kept in the page: the script finds it again from the keys of its streams, as the program does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.reweighting.slides import CopulaGroup, Slide, Slides
from sim.analysis.reweighting.stops import Stop
from sim.bargaining.outcomes import OUTCOMES, Floats, Outcomes
from sim.bargaining.setup.streams import stream_key
from sim.report import amounts
from sim.report.moving_among import Among
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.writing import in_a_line

Codes = NDArray[np.int64]
MOST_KEPT = 20_000  # replications of which the page knows how they ended: a letter each
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BASE, SIX = len(DIGITS), 6
FULL, ZONE = 8, 16  # beside the position in OUTCOMES
CELLS = 1000  # of luck, over which means are taken


def for_script(found: Slides, ends: Codes, among: Sequence[Among], command: str) -> dict[str, Any]:
    """`command` makes the same page again."""
    return {
        "settled": OUTCOMES.index("settlement"),
        "ends": "".join(LETTERS[code] for code in ends.tolist()),
        "among": [{"of": each.of, **(levels if each.mean else bits)(each.values)} for each in among],
        "slides": [_slide(each, found) for each in found.found],
        "groups": [_group(each, found.seed) for each in found.groups],
        "again": command,
    }


def codes(outcomes: Outcomes) -> Codes:
    """[replication] how the first ended, and whether a full ceasefire and a zone of agreement were ever there."""
    full = ~np.isnan(outcomes.full_ceasefire_day)
    return np.asarray(outcomes.outcome + FULL * full + ZONE * outcomes.zone, np.int64)[:MOST_KEPT]


def levels(values: Sequence[float]) -> dict[str, Any]:
    """Numbers as letters, as many for each as it takes to tell them apart."""
    known, places = np.unique(np.asarray(values, np.float64), return_inverse=True)
    wide = 1 + (len(known) > BASE) + (len(known) > BASE**2)
    digits = [places // BASE**k % BASE for k in reversed(range(wide))]
    text = "".join(DIGITS[digit] for row in np.stack(digits, axis=1).tolist() for digit in row)
    return {"levels": known.tolist(), "wide": wide, "text": text}


def bits(values: Sequence[float]) -> dict[str, Any]:
    """Ones and noughts, six to a letter."""
    padded = np.zeros(-(-len(values) // SIX) * SIX, np.int64)
    padded[: len(values)] = values
    codes = (padded.reshape(-1, SIX) << np.arange(SIX)).sum(axis=1)
    return {"text": "".join(DIGITS[code] for code in codes.tolist())}


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
    pairs = zip(min(texts), max(texts), strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _group(group: CopulaGroup, seed: int) -> dict[str, Any]:
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


def _mean(stop: Stop, stated: Quantity, values: Floats) -> str:
    if stop.edges or stop.quantity == stated:
        return amounts.short_number(stop.quantity.mean)
    luck = np.linspace(0.0, 1.0, CELLS + 1)
    below = luck**stop.power if stop.highest else 1.0 - (1.0 - luck) ** stop.power
    return amounts.short_number(float((np.diff(below) * values).sum()))
