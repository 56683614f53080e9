"""What can be asked about a replication, by name: what happened in it, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.bargaining.outcomes import OUTCOMES, Flags, Floats, Outcomes
from sim.scenario.paths import dotted
from sim.scenario.suggestions import remedy

TERMS = "terms"
MEASURES = ("settlement_day", "full_ceasefire_day", "ceasefire_day", "last_day", "fighting_days", "balance")


class UnknownName(ValueError):
    """Nothing of that name happens."""


def events(outcomes: Outcomes) -> dict[str, Flags]:
    """[replication] did it happen? By name; the categories of outcomes first."""
    full, some = (~np.isnan(day) for day in (outcomes.full_ceasefire_day, outcomes.ceasefire_day))
    return {name: outcomes.outcome == code for code, name in enumerate(OUTCOMES)} | {
        "full_ceasefire": full,
        "any_ceasefire": some,
        "full_ceasefire_or_settlement": full | outcomes.settled,
        "zone": outcomes.zone,
        "zone_at_end": outcomes.zone_at_end,
        "missed": outcomes.missed,
        "mediator_left": ~np.isnan(outcomes.mediator_left_day),
    }


def measures(outcomes: Outcomes) -> dict[str, Floats]:
    """[replication] how much of it; NaN where it did not happen. By name."""
    names = outcomes.names
    of_actors = {"utility": names.actors, "reservation": names.parties, "war_value": names.parties}
    found: dict[str, Floats] = {name: getattr(outcomes, name) for name in MEASURES}
    for kind, actors in of_actors.items():
        columns = getattr(outcomes, kind).T
        found |= {dotted(kind, actor): column for actor, column in zip(actors, columns, strict=True)}
    return found | _numbers_agreed(outcomes)


def _numbers_agreed(outcomes: Outcomes) -> dict[str, Floats]:
    """[replication] the number that is settled on an issue whose options are numbers. By name: terms.raise."""
    names = outcomes.names
    found = {}
    for k, (issue, options) in enumerate(zip(names.issues, names.options, strict=True)):
        if grid := _grid(options):
            agreed = outcomes.terms[:, k].astype(np.int64)
            found[dotted(TERMS, issue)] = np.where(outcomes.settled, np.array(grid)[agreed], np.nan)
    return found


def settled_on(outcomes: Outcomes) -> dict[str, Flags]:
    """[replication] is it settled with this option? By name: terms.land.frozen_line. Of numbers the measure tells."""
    names = outcomes.names
    return {
        dotted(TERMS, issue, option): outcomes.settled & (outcomes.terms[:, k] == o)
        for k, (issue, options) in enumerate(zip(names.issues, names.options, strict=True))
        if not _grid(options)
        for o, option in enumerate(options)
    }


def is_event(outcomes: Outcomes, name: str) -> bool:
    """Does it happen or not? Else there is so much of it."""
    return name in events(outcomes) or name in settled_on(outcomes)


def _grid(options: Sequence[str]) -> list[float]:
    """The numbers that all options are; empty if they are not."""
    try:
        return [float(option) for option in options]
    except ValueError:
        return []


def days_of(outcomes: Outcomes) -> dict[str, Floats]:
    """[replication] on which day it happened; NaN if it did not. By event."""
    full, settled = outcomes.full_ceasefire_day, outcomes.settlement_day
    return {
        "settlement": settled,
        "full_ceasefire": full,
        "any_ceasefire": outcomes.ceasefire_day,
        "full_ceasefire_or_settlement": np.fmin(full, settled),
        "zone": outcomes.zone_day,
        "mediator_left": outcomes.mediator_left_day,
    }


def flags(outcomes: Outcomes, name: str) -> Flags:
    """[replication] did the event of this name happen? Raises UnknownName, with the nearest right one."""
    known = events(outcomes) | settled_on(outcomes)
    if name not in known:
        raise UnknownName(f"there is no event {name!r}; {remedy(name, known)}")
    return known[name]


def values(outcomes: Outcomes, name: str) -> Floats:
    """[replication] an event as 0 and 1, or a measure. Raises UnknownName, with the nearest right one."""
    known = all_values(outcomes)
    known |= {each: held.astype(np.float64) for each, held in settled_on(outcomes).items()}
    if name not in known:
        raise UnknownName(f"there is no outcome {name!r}; {remedy(name, known)}")
    return known[name]


def all_values(outcomes: Outcomes) -> dict[str, Floats]:
    """[replication] every event as 0 and 1, and every measure. By name."""
    happened = {name: each.astype(np.float64) for name, each in events(outcomes).items()}
    return happened | measures(outcomes)
