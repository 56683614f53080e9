"""The options of an issue: names, or integer and real numbers, of which a scenario has at most 1,000."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sim.interchange.types import Grid, IssueSpec, refuse
from sim.scenario.issues import MOST_OPTIONS, Range
from sim.scenario.places import Place
from sim.scenario.suggestions import shown

LEVELS = 101  # of a real issue
FEWEST = 20  # that may be left of an integer issue with too many numbers
WIDEST = 1e9  # span of an integer issue
FARTHEST = 1e12  # from 0


def named(name: str, options: Sequence[str], places: Sequence[Place], place: Place) -> IssueSpec:
    """Options that are names, each with its place."""
    if not 0 < len(options) <= MOST_OPTIONS:
        refuse(
            place,
            f"issue {shown(name)} has {len(options):,} options; at least 1 and at most {MOST_OPTIONS:,}",
        )
    seen: set[str] = set()
    for option, where in zip(options, places, strict=True):
        if option in seen:
            refuse(where, f"issue {shown(name)} has the option {shown(option)} twice")
        seen.add(option)
    return IssueSpec(name, tuple(options))


def whole(name: str, low: float, high: float, place: Place) -> IssueSpec:
    """Every integer from low to high, or evenly spaced ones if those are too many."""
    span = high - low
    if not (-FARTHEST <= low <= high <= FARTHEST and span < WIDEST and low == int(low) and high == int(high)):
        refuse(place, f"no whole numbers from {low:.12g} to {high:.12g}")
    apart = _apart(int(span))
    if apart is None:
        refuse(
            place,
            f"issue {shown(name)} has more than {MOST_OPTIONS:,} options, and no step divides them evenly",
        )
    return _thinned(spaced(name, low, high, float(apart), place), apart, str(apart))


def stepped(name: str, low: float, high: float, step: float, place: Place) -> IssueSpec:
    """Every number from low by this step, as long as it is no more than high; or evenly spaced ones of these."""
    if not (-FARTHEST <= low <= high <= FARTHEST and step > 0.0 and (high - low) / step < WIDEST):
        refuse(place, f"no numbers from {low:.12g} to {high:.12g} in steps of {step:.12g}")
    first, width = Decimal(str(low)), Decimal(str(step))
    count = int((Decimal(str(high)) - first) / width)
    apart = _apart(count)
    if apart is None:
        refuse(place, f"issue {shown(name)} has more than {MOST_OPTIONS:,} options, and no step divides them")
    topic = spaced(name, low, float(first + count * width), float(apart * width), place)
    return _thinned(topic, apart, f"{apart * step:.12g}")


def _apart(count: int) -> int | None:
    """Which of so many steps to take, all or evenly spaced ones, if there are too many; None if none fit."""
    wide = (apart for apart in range(1, count // FEWEST + 2) if count % apart == 0)
    apart = next((apart for apart in wide if count / apart < MOST_OPTIONS), None)
    return None if apart is None or (apart > 1 and count / apart < FEWEST) else apart


def _thinned(topic: IssueSpec, apart: int, step: str) -> IssueSpec:
    left_out = f"of {shown(topic.name)} only numbers that are {step} apart are options"
    return replace(topic, remark=left_out) if apart > 1 else topic


def real(name: str, low: float, high: float, levels: int, place: Place) -> IssueSpec:
    """So many evenly spaced numbers from low to high."""
    if not -FARTHEST <= low <= high <= FARTHEST:
        refuse(place, f"no numbers from {low:.12g} to {high:.12g}")
    step = (Decimal(str(high)) - Decimal(str(low))) / (levels - 1)
    topic = spaced(name, low, high, float(step), place)
    stand_for = f"{len(topic.options)} numbers of {shown(name)} stand for all from {low:.12g} to {high:.12g}"
    return replace(topic, remark=stand_for if low < high else None)


def spaced(name: str, low: float, high: float, step: float, place: Place) -> IssueSpec:
    """The numbers of a grid, as a scenario's `range` names them."""
    if low == high:
        return IssueSpec(name, (f"{low:.12g}",), (low,))
    try:
        grid = Range.model_validate({"from": low, "to": high, "step": step})
    except ValueError:
        hint = "choose another number of --levels, such as 101"
        refuse(place, f"{step:.17g} is no step from {low:.12g} to {high:.12g}", hint)
    return IssueSpec(name, grid.names, tuple(map(float, grid.numbers)), Grid(low, high, step))
