"""The options of an issue: names, or integer and real numbers, of which a scenario has at most 1,000."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sim.interchange.nouns import Grid, Topic, refuse
from sim.scenario.issues import MOST_OPTIONS, Range
from sim.scenario.places import Place
from sim.scenario.suggestions import shown

LEVELS = 101  # of a real issue
FEWEST = 20  # that may be left of an integer issue with too many numbers
WIDEST = 1e9  # span of an integer issue
FARTHEST = 1e12  # from 0


def named(name: str, options: Sequence[str], places: Sequence[Place], place: Place) -> Topic:
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
    return Topic(name, tuple(options))


def whole(name: str, low: float, high: float, place: Place) -> Topic:
    """Every integer from low to high, or evenly spaced ones if those are too many."""
    span = high - low
    if not (-FARTHEST <= low <= high <= FARTHEST and span < WIDEST and low == int(low) and high == int(high)):
        refuse(place, f"no whole numbers from {low:.12g} to {high:.12g}")
    steps = (step for step in range(1, int(span) // FEWEST + 2) if span % step == 0)
    step = next((step for step in steps if span / step < MOST_OPTIONS), None)
    if step is None or (step > 1 and span / step < FEWEST):
        refuse(
            place,
            f"issue {shown(name)} has more than {MOST_OPTIONS:,} options, and no step divides them evenly",
        )
    topic = spaced(name, low, high, float(step), place)
    left_out = f"of {shown(name)} only numbers that are {step} apart are options" if step > 1 else None
    return replace(topic, remark=left_out)


def real(name: str, low: float, high: float, levels: int, place: Place) -> Topic:
    """So many evenly spaced numbers from low to high."""
    if not -FARTHEST <= low <= high <= FARTHEST:
        refuse(place, f"no numbers from {low:.12g} to {high:.12g}")
    step = (Decimal(str(high)) - Decimal(str(low))) / (levels - 1)
    topic = spaced(name, low, high, float(step), place)
    stand_for = f"{len(topic.options)} numbers of {shown(name)} stand for all from {low:.12g} to {high:.12g}"
    return replace(topic, remark=stand_for if low < high else None)


def spaced(name: str, low: float, high: float, step: float, place: Place) -> Topic:
    """The numbers of a grid, as a scenario's `range` names them."""
    if low == high:
        return Topic(name, (f"{low:.12g}",), (low,))
    try:
        grid = Range.model_validate({"from": low, "to": high, "step": step})
    except ValueError:
        hint = "choose another number of --levels, such as 101"
        refuse(place, f"{step:.17g} is no step from {low:.12g} to {high:.12g}", hint)
    return Topic(name, grid.names, tuple(map(float, grid.numbers)), Grid(low, high, step))
