"""One scenario in many variants under common luck: what comes of each, and how it differs from the scenario itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.events import events, measures
from sim.analysis.intervals import (
    Difference,
    Mean,
    Quantile,
    Share,
    mean_of,
    paired_difference,
    quantile_of,
    share_of,
    z_for,
)
from sim.analysis.tidy import Tabular
from sim.bargaining.outcomes import Flags, Floats, Outcomes

DAYS = ("settlement_day", "full_ceasefire_day", "ceasefire_day", "last_day", "fighting_days")
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Course:
    """The replications of one variant, as far as a sweep looks at them. Small enough to be sent and kept."""

    events: dict[str, Flags]  # [replication] by name
    amounts: dict[str, Floats]  # [replication] by name; NaN where there is none


@dataclass(frozen=True)
class EventShare:
    """How often something happens, and how much more often than in the scenario itself."""

    share: Share
    less_base: Difference | None  # paired; None for the scenario itself, and where the two do not compare
    clear: bool  # distinguishable from chance, allowing for as many cells as were looked at


@dataclass(frozen=True)
class Amount:
    """How much of something where there is any, and how much more than in the scenario itself."""

    mean: Mean
    less_base: Mean | None  # paired, over the replications that have both


@dataclass(frozen=True)
class Cell:
    """One variant."""

    label: str
    values: tuple[str, ...]  # of what is varied, as written; empty: as in the scenario itself
    can_fail: bool  # else a decision always comes, and its share says nothing
    events: dict[str, EventShare]
    amounts: dict[str, Amount]
    days: dict[str, tuple[Quantile, ...]]  # at LEVELS, where it happens


@dataclass(frozen=True)
class Varied:
    """One number, or rule, that is varied."""

    path: str
    values: tuple[str, ...]  # as written, in order; for a table of cases those that occur
    itself: str  # what the scenario itself has there, in words; empty if nothing can be said
    at: float | None  # the same as a number, if it is known exactly
    read: bool  # does the protocol of the scenario itself read it?
    tied: bool = False  # is it drawn together with others, unless it is varied?
    label: str = ""  # what it is called; without one, by its path

    @property
    def numeric(self) -> bool:
        """Are all values plain numbers?"""
        return all(map(_is_number, self.values))


@dataclass(frozen=True, repr=False)
class Sweep(Tabular):
    """What came of every variant. Cells of a grid: the last of what is varied changes fastest."""

    title: str
    runs: int
    seed: str
    truce: bool  # is there a ceasefire to agree on?
    grid: bool  # every value with every other; else a table of cases
    actors: dict[str, str]  # labels by name
    varied: tuple[Varied, ...]
    base: Cell
    cells: tuple[Cell, ...]


def course(outcomes: Outcomes) -> Course:
    """What a sweep looks at."""
    return Course(events(outcomes), measures(outcomes))


def joined_courses(parts: list[Course]) -> Course:
    """Consecutive replications of one variant as one."""
    first = parts[0]
    return Course(
        {name: np.concatenate([part.events[name] for part in parts]) for name in first.events},
        {name: np.concatenate([part.amounts[name] for part in parts]) for name in first.amounts},
    )


@dataclass(frozen=True)
class Baseline:
    """The scenario itself, to compare with."""

    course: Course
    can_fail: bool
    looks: int  # cells that are compared with it


def cell(
    label: str, values: tuple[str, ...], can_fail: bool, course: Course, base: Baseline | None = None
) -> Cell:
    """One variant, beside the scenario itself: rows are the same replications, with the same luck."""
    compared = base if base is not None and base.can_fail == can_fail else None
    before = compared.course.events if compared else {}
    amounts = base.course.amounts if base else {}
    looks = base.looks if base else 1
    return Cell(
        label,
        values,
        can_fail,
        {name: _event(flags, before.get(name), looks) for name, flags in course.events.items()},
        {name: _amount(each, amounts.get(name)) for name, each in course.amounts.items()},
        _days(course.amounts),
    )


def _event(flags: Flags, before: Flags | None, looks: int) -> EventShare:
    if before is None:
        return EventShare(share_of(flags), None, False)
    strict = paired_difference(flags, before, z_for(looks))
    return EventShare(share_of(flags), paired_difference(flags, before), strict.clear)


def _amount(amounts: Floats, before: Floats | None) -> Amount:
    found = mean_of(_there(amounts))
    return Amount(found, None if before is None else mean_of(_there(amounts - before)))


def _there(amounts: Floats) -> Floats:
    return amounts[~np.isnan(amounts)]


def _days(amounts: Mapping[str, Floats]) -> dict[str, tuple[Quantile, ...]]:
    happened = {name: _there(amounts[name]) for name in DAYS}
    return {name: tuple(quantile_of(days, level) for level in LEVELS) for name, days in happened.items()}


def _is_number(written: str) -> bool:
    try:
        return bool(np.isfinite(float(written)))
    except ValueError:
        return False
