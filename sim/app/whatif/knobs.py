"""Numbers of a scenario as sliders: from where to where, by words, and of whose weights it is one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sim.app.asking import SHIFT, AppQuestion, path_of
from sim.report import inputs
from sim.report.assumptions import in_words
from sim.report.naming import named
from sim.scenario.bounds import bounds
from sim.scenario.numbers import Number, numbers
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario

STEPS = 200  # of a slider
FOUND = 12  # that a search shows
Mode: TypeAlias = Literal["fix", "shift"]


@dataclass(frozen=True)
class Handle:
    """One way to move a number: put another in its place, or move its distribution."""

    mode: Mode
    low: float
    high: float
    at: float  # where it stands in the file
    now: float  # where it stands in the link

    @property
    def step(self) -> float:
        """About a two-hundredth of the way, in round figures."""
        return float(f"{(self.high - self.low) / STEPS:.1g}")


@dataclass(frozen=True)
class Knob:
    """A number with its sliders."""

    path: str
    label: str
    said: str  # what the file says
    basis: str
    slides: tuple[Handle, ...]  # the first is the usual one
    pinned: bool

    @property
    def now(self) -> Handle:
        """The one that is in use."""
        moved = [slide for slide in self.slides if slide.now != slide.at]
        return (moved or list(self.slides))[0]


def knob(asked: AppQuestion, number: Number) -> Knob:
    """A number of the base, where the link puts it."""
    scenario, path = asked.subject.base, number.path
    link = dict(asked.link.changes)
    fixed, moved = _plain(link.get(path)), _plain(link.get(f"{SHIFT}{path}"))
    slides = [_fixing(scenario, number, fixed), *_shifting(scenario, number, moved)]
    return Knob(
        path=path,
        label=named(scenario, path),
        said=in_words(number.quantity),
        basis=number.basis or "none",
        slides=tuple(reversed(slides)),
        pinned=path in asked.link.pinned,
    )


def _plain(said: str | None) -> float | None:
    """A number in a link; None for what is none, such as a distribution typed by hand."""
    try:
        found = float(said or "")
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _fixing(scenario: Scenario, number: Number, now: float | None) -> Handle:
    """From one end of what is plausible to the other, within the bounds of the schema."""
    quantity, within = number.quantity, bounds(scenario, number.path)
    low, high = quantity.span
    at = _rounded(quantity.typical)
    if quantity.fixed:
        reach = abs(at) if at and math.isfinite(at) else 1.0
        low, high = (
            (low if math.isfinite(low) else 0.0) - reach,
            (high if math.isfinite(high) else 0.0) + 2.0 * reach,
        )
    else:
        low, high = low - (high - low) / 2.0, high + (high - low) / 2.0
    if math.isfinite(within.high - within.low) and within.high - within.low <= 2.0:
        low, high = within.low, within.high
    low, high = max(low, within.low), min(high, within.high)
    if within.above and low <= within.low:
        low = within.low + (high - within.low) / STEPS
    found = at if now is None else now
    return Handle("fix", _rounded(min(low, found)), _rounded(max(high, found)), at, found)


def _shifting(scenario: Scenario, number: Number, now: float | None) -> Iterator[Handle]:
    """As far as all of the distribution stays within the bounds; nothing where it fills them."""
    quantity, within = number.quantity, bounds(scenario, number.path)
    if quantity.fixed:
        return
    (low, high), width = quantity.support, _middle(quantity)
    down = min(width, low - within.low) if math.isfinite(low) else width
    up = min(width, within.high - high) if math.isfinite(high) else width
    down = down * (1.0 - 1.0 / STEPS) if within.above else down
    if max(down, up) > width / STEPS:
        yield Handle("shift", -_rounded(down), _rounded(up), 0.0, now or 0.0)


def _middle(quantity: Quantity) -> float:
    """How wide the middle four fifths lie."""
    import numpy as np

    low, high = quantity.at(np.array([0.1, 0.9]))
    return float(high - low)


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def by_path(scenario: Scenario) -> Mapping[str, Number]:
    """Every number that can be moved: all but those that have no end."""
    return {number.path: number for number in numbers(scenario) if math.isfinite(number.quantity.typical)}


def found(asked: AppQuestion, words: str) -> tuple[list[Knob], int]:
    """Numbers with words that begin like these, in what they are called or in their path, and how many there are."""
    wanted = _words(words)
    base = asked.subject.base
    hits = [
        (len(path), number)
        for path, number in by_path(base).items()
        if wanted <= _begun(f"{named(base, path)} {inputs.plainly(base, path)} {path}", wanted)
    ]
    ordered = [number for _, number in sorted(hits, key=lambda hit: (hit[1].quantity.fixed, hit[0]))]
    return [knob(asked, number) for number in ordered[:FOUND]], len(ordered)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def _begun(text: str, wanted: set[str]) -> set[str]:
    """Of the wanted words those with which some word of a text begins."""
    return {word for word in wanted if any(each.startswith(word) for each in _words(text))}


def at_hand(asked: AppQuestion) -> list[Knob]:
    """Those that are pinned, and those that the link has moved."""
    return chosen(asked, (*asked.link.pinned, *(path_of(key) for key, _ in asked.link.changes)))


def chosen(asked: AppQuestion, paths: Iterable[str]) -> list[Knob]:
    """Those of these paths that are numbers."""
    known = by_path(asked.subject.base)
    return [knob(asked, known[path]) for path in dict.fromkeys(paths) if path in known]
