"""Integer and real issues as options: a scenario's issues have at most 1,000."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sim.interchange.nouns import Grid, Topic, refuse
from sim.scenario.issues import MOST_OPTIONS, Range
from sim.scenario.places import Place
from sim.scenario.suggestions import shown

LEVELS = 101  # of a real issue
FEWEST = 20  # that may be left of an integer issue with too many numbers
WIDEST = 10**9  # span of an integer issue


def whole(name: str, low: float, high: float, place: Place) -> Topic:
    """Every integer from low to high, or evenly spaced ones if those are too many."""
    span = high - low
    if not (low <= high and span < WIDEST and low == int(low) and high == int(high)):
        refuse(place, f"no whole numbers from {low:.12g} to {high:.12g}")
    steps = (step for step in range(1, int(span) // FEWEST + 2) if span % step == 0)
    step = next((step for step in steps if span / step < MOST_OPTIONS), None)
    if step is None or (step > 1 and span / step < FEWEST):
        refuse(
            place,
            f"issue {shown(name)} has more than {MOST_OPTIONS:,} options, and no step divides them evenly",
        )
    topic = spaced(name, low, high, float(step), place)
    left_out = f"of {shown(name)} only every {step}th number is an option" if step > 1 else None
    return replace(topic, remark=left_out)


def real(name: str, low: float, high: float, levels: int, place: Place) -> Topic:
    """So many evenly spaced numbers from low to high."""
    if not low <= high:
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
