"""When things happen: cumulative incidence over days, and the life of the first full ceasefire."""

from __future__ import annotations

from math import ceil

import numpy as np

from sim.analysis.durations import CeasefireDuration, Declared, PeaceDuration, Timing
from sim.analysis.events import events
from sim.analysis.failures import Spoiled
from sim.analysis.intervals import Quantile, mean_of, quantile_of, share, share_of
from sim.analysis.survival import alive
from sim.bargaining.outcomes import OUTCOMES, Flags, Floats, Outcomes
from sim.scenario.schema import Scenario

LEVELS = (0.1, 0.5, 0.9)
NEARLY_NEVER = 0.05  # a share below this, or above one less this, hardly varies
GOALS = ("full_ceasefire_or_settlement", "settlement", "full_ceasefire", "any_ceasefire")
MOST_POINTS = 60  # of a curve; more cannot be told apart on a page


def timings(scenario: Scenario, outcomes: Outcomes) -> tuple[Timing, ...]:
    """Every event the scenario can have, the most wanted first."""
    grid = curve_days(scenario.horizon_days, scenario.step_days)
    columns = {"settlement": outcomes.settlement_day}
    if scenario.truce is not None:
        columns["full_ceasefire"] = outcomes.full_ceasefire_day
        columns["any_ceasefire"] = outcomes.ceasefire_day
        columns["full_ceasefire_over"] = outcomes.full_ceasefire_end
    return tuple(_timing(event, days, grid) for event, days in columns.items())


def curve_days(horizon: float, step: float) -> Floats:
    """The start, the ends of (every so many) rounds, and the horizon itself."""
    stride = step * ceil(horizon / step / MOST_POINTS)
    return np.unique(np.append(np.arange(0.0, horizon, stride), horizon))


def _timing(event: str, days: Floats, grid: Floats) -> Timing:
    happened = np.sort(days[~np.isnan(days)])
    counts = np.searchsorted(happened, grid, side="right")
    return Timing(
        event=event,
        ever=share(len(happened), len(days)),
        quantiles=tuple(quantile_of(happened, level) for level in LEVELS),
        days=tuple(grid.tolist()),
        by_day=tuple(share(int(count), len(days)) for count in counts),
    )


def life(outcomes: Outcomes) -> CeasefireDuration:
    """Days from the start of the first full ceasefire to its end, or to the end of the talks."""
    began = ~np.isnan(outcomes.full_ceasefire_day)
    start, end = outcomes.full_ceasefire_day[began], outcomes.full_ceasefire_end[began]
    holds = np.isnan(end)
    holding = outcomes.outcome == OUTCOMES.index("ceasefire_holding")
    age = np.where(holds, outcomes.last_day[began], end) - start
    return CeasefireDuration(
        under_30=share_of(~holds & (age < 30.0)),
        days_30_to_90=share_of(~holds & (age >= 30.0) & (age <= 90.0)),
        over_90=share_of(age > 90.0),
        still_in_force=share_of(holds & (age <= 90.0)),
        holding_first=share_of(holds[holding[began]]),
        alive=alive(age, ~holds),
    )


def spoiled(outcomes: Outcomes) -> tuple[Spoiled, ...]:
    """Whose doing collapses are. Several in one replication count each."""
    counts = outcomes.collapses.sum(axis=0).tolist()
    return tuple(
        Spoiled(name, share(int(count), int(sum(counts))))
        for name, count in zip(outcomes.names.spoilers, counts[1:], strict=True)
    )


def peace(outcomes: Outcomes) -> PeaceDuration | None:
    """After how many settlements the war is back; None without any, or without a war."""
    days = outcomes.peace_days[~np.isnan(outcomes.peace_days)]
    return PeaceDuration(share_of(days <= 365.0), share_of(days <= 1825.0)) if len(days) else None


def unilateral(outcomes: Outcomes) -> tuple[Declared, ...]:
    """Who declares ceasefires of its own, and for how many days these last."""
    declared = ~np.isnan(outcomes.unilateral_day)
    return tuple(
        Declared(party, share_of(declared[:, i]), mean_of(outcomes.unilateral_days[declared[:, i], i]))
        for i, party in enumerate(outcomes.names.declarers)
    )


def fighting(outcomes: Outcomes) -> tuple[Quantile, ...]:
    """Days of full fighting until the talks end: a tenth, half and nine tenths of replications have fewer."""
    return tuple(quantile_of(outcomes.fighting_days, level) for level in LEVELS)


def goal(scenario: Scenario, outcomes: Outcomes) -> tuple[str, Flags]:
    """The event that inputs may move, and [replication] whether it happened.

    A full ceasefire or a settlement; where that happens nearly always or never, the event that is least
    certain, for what always happens cannot be moved.
    """
    names = GOALS if scenario.truce is not None else ("settlement",)
    known = events(outcomes)
    happened = {name: known[name] for name in names}
    first = next(iter(happened))
    if _from_half(happened[first]) <= 0.5 - NEARLY_NEVER:
        return first, happened[first]
    chosen = min(happened, key=lambda event: _from_half(happened[event]))
    return chosen, happened[chosen]


def _from_half(flags: Flags) -> float:
    """How far a share is from one half; the least is the least certain."""
    return abs(float(flags.mean()) - 0.5) if len(flags) else 0.5
