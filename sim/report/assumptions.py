"""Every number of the scenario, with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import isinf
from typing import TYPE_CHECKING

from sim.report import amounts, wording
from sim.report.sparkline import sparkline
from sim.scenario.extremes import Extreme
from sim.scenario.paths import STEP
from sim.scenario.quantities import Beta, Choice, Fixed, Normal, Quantiles, Quantity, Triangular, Uniform
from sim.scenario.reading import numbers

if TYPE_CHECKING:
    from sim.scenario.reading import Number
    from sim.scenario.schema import Scenario

TWO_STEPS = ("actors", "issues")  # one group for each of them, not one for all


@dataclass(frozen=True)
class Assumption:
    """One number as a row of the table."""

    path: str
    words: str
    spark: str  # the `d` of an SVG path; empty for a known number
    basis: str  # source, calibrated, assumed or none
    note: str


@dataclass(frozen=True)
class Group:
    """The numbers of one block of the file."""

    name: str
    rows: tuple[Assumption, ...]
    uncertain: int


def groups(scenario: Scenario) -> tuple[Group, ...]:
    """In the order of the file."""
    return tuple(
        _group(name, list(rows)) for name, rows in groupby(numbers(scenario), key=lambda n: _block(n.path))
    )


def bases(scenario: Scenario) -> dict[str, int]:
    """How many numbers rest on what."""
    counted = Counter[str](number.basis or "none" for number in numbers(scenario))
    return {basis: counted[basis] for basis in (*wording.BASES, "none") if counted[basis]}


def _block(path: str) -> str:
    steps = [match.group() for match in STEP.finditer(path)]
    return ".".join(steps[: 2 if steps[0] in TWO_STEPS else 1])


def _group(name: str, found: list[Number]) -> Group:
    return Group(name, tuple(_rows(name, found)), sum(not number.quantity.fixed for number in found))


def _rows(name: str, found: list[Number]) -> Iterator[Assumption]:
    """A note that holds for several numbers in a row is said once."""
    before = None
    for number in found:
        note = number.note or ""
        yield Assumption(
            path=number.path.removeprefix(name).removeprefix(".") or name,
            words=in_words(number.quantity),
            spark=sparkline(number.quantity),
            basis=number.basis or "none",
            note="as above" if note and note == before else note,
        )
        before = note


def in_words(quantity: Quantity) -> str:
    """A distribution as people say it."""
    show = amounts.plain_number
    match quantity:
        case Fixed(value=value):
            return "no limit" if isinf(value) else show(value)
        case Uniform(low=low, high=high):
            return f"{show(low)} to {show(high)}, all alike"
        case Triangular(low=low, mode=mode, high=high):
            return f"{show(low)} to {show(high)}, most likely {show(mode)}"
        case Normal(centre=centre, sd=sd):
            return f"{show(centre)} ± {show(sd)}, normal{_cut(quantity)}"
        case Beta():
            low, high = quantity.support
            shape = f"beta {show(quantity.a)}, {show(quantity.b)}"
            return f"{show(low)} to {show(high)}, mean {show(quantity.mean, 3)} ({shape})"
        case Choice(values=values, probabilities=probabilities):
            parts = zip(values, probabilities, strict=True)
            return wording.listed([f"{show(v)} ({amounts.percent(p)})" for v, p in parts], "or")
        case Quantiles():
            low, high = quantity.support
            return f"{show(low)} to {show(high)}, half of it below {show(quantity.typical, 3)}"
        case Extreme(among=among, draws=draws, highest=highest):
            return f"the {'highest' if highest else 'lowest'} of {show(draws)} draws of {in_words(among)}"
    raise TypeError(f"no words for {type(quantity).__name__}")


def _cut(quantity: Quantity) -> str:
    low, high = quantity.support
    ends = [
        f"{side} {amounts.plain_number(end)}"
        for side, end in (("below", low), ("above", high))
        if not isinf(end)
    ]
    return f", cut {wording.listed(ends)}" if ends else ""
