"""One input at a time, held low and then high in every replication, on common luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.analysis.events import values
from sim.analysis.intervals import Z95, z_for
from sim.analysis.sensitivity.answer import Estimate, Influences, Swing
from sim.analysis.sensitivity.experiment import Experiment
from sim.analysis.sensitivity.levels import apart, level
from sim.bargaining.outcomes import Outcomes


def with_swings(
    experiment: Experiment, outcomes: Outcomes, found: Sequence[Influences], most: int, runs: int
) -> tuple[Influences, ...]:
    """Add the swings of the strongest inputs of each outcome, in the first replications of those at hand.

    What several outcomes need is played once.
    """
    runs = min(runs, len(outcomes))
    wanted = {each.outcome: _strongest(each, most) for each in found}
    paths = dict.fromkeys(path for each in wanted.values() for path in each)
    ends = {path: _ends(experiment, path, runs) for path in paths}
    return tuple(
        _with(
            replace(each, unheld=_unheld(outcomes, each, runs)),
            _swings(experiment, each, {path: ends[path] for path in wanted[each.outcome]}),
        )
        for each in found
    )


def _with(found: Influences, swings: tuple[Swing, ...]) -> Influences:
    """Common luck shows what the draws alone leave open: what swings by more than chance is told from chance."""
    stretch = z_for(2 * len(found.influences)) / Z95  # half of the chance of error is left to the draws
    sure = {swing.path for swing in swings if _apart_by(swing.apart, stretch)}
    told = (replace(each, clear=each.clear or each.path in sure) for each in found.influences)
    return replace(found, influences=tuple(told), swings=swings)


def _apart_by(estimate: Estimate, stretch: float) -> bool:
    """Does the interval leave out zero, so many times as wide?"""
    middle, half = (estimate.high + estimate.low) / 2.0, (estimate.high - estimate.low) / 2.0
    return abs(middle) > stretch * half


def _unheld(outcomes: Outcomes, found: Influences, runs: int) -> Estimate:
    """The outcome in the replications that are played again."""
    drawn = values(outcomes, found.outcome)[:runs]
    return level(drawn[np.isfinite(drawn)], found.is_share)


def _strongest(found: Influences, most: int) -> list[str]:
    return [influence.path for influence in found.influences[:most]]


def _ends(experiment: Experiment, path: str, runs: int) -> tuple[Outcomes, Outcomes]:
    low, high = experiment.ends(path)
    return experiment.held(path, low, runs), experiment.held(path, high, runs)


def _swings(
    experiment: Experiment, found: Influences, ends: dict[str, tuple[Outcomes, Outcomes]]
) -> tuple[Swing, ...]:
    """The largest first."""
    made = [_swing(experiment, found, path, *pair) for path, pair in ends.items()]
    return tuple(sorted(made, key=lambda swing: -abs(swing.apart.value)))


def _swing(experiment: Experiment, found: Influences, path: str, low: Outcomes, high: Outcomes) -> Swing:
    at = experiment.inputs.index(path)
    below, above = (values(outcomes, found.outcome) for outcomes in (low, high))
    return Swing(
        path=path,
        low_at=float(np.median(low.inputs[:, at])),
        high_at=float(np.median(high.inputs[:, at])),
        low=level(below[np.isfinite(below)], found.is_share),
        high=level(above[np.isfinite(above)], found.is_share),
        apart=apart(above, below, found.is_share),
    )
