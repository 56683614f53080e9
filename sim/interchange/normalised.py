"""Utilities of any size as a scenario has them: weights that sum to 1, values from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sim.interchange.types import Profile

CLOSE = 1e-12  # a sum of weights that differs from 1 by less is 1


@dataclass(frozen=True)
class Utility:
    """The utility of a scenario's party: (utility of the profile - shift) / scale."""

    weights: tuple[float, ...]  # [issue] to be made to sum to 1
    values: tuple[tuple[float, ...], ...]  # [issue][option] 0..1
    outside: float  # of no agreement, -1..1
    shift: float
    scale: float

    @property
    def unchanged(self) -> bool:
        """Is it the utility of the profile itself?"""
        return self.shift == 0.0 and self.scale == 1.0


def normalised(profile: Profile) -> Utility | None:
    """The utility unchanged wherever it fits in 0..1; else shifted and divided. None if all packages are alike.

    Its best package is worth at most 1. Weights that sum to less than 1 leave it at less: then the values are
    smaller, since a scenario's weights always sum to 1.
    """
    if _fits(profile):
        outside = (
            _worst(profile.weights, profile.values) if profile.reservation is None else profile.reservation
        )
        return Utility(profile.weights, profile.values, outside, 0.0, 1.0)
    lifted = [_lifted(weight, row) for weight, row in zip(profile.weights, profile.values, strict=True)]
    shift = profile.constant + math.fsum(low for _, _, low in lifted)
    tops = [weight * max(row) for weight, row, _ in lifted]
    best = math.fsum(tops)
    if not best > 0.0:
        return None
    worst = _worst([weight for weight, _, _ in lifted], [row for _, row, _ in lifted])
    outside = worst if profile.reservation is None else profile.reservation - shift
    largest = max(best, abs(outside))
    scale = 1.0 if largest <= 1.0 + CLOSE else largest
    part = 1.0 if abs(best / scale - 1.0) <= CLOSE else best / scale
    values = tuple(_shares(row, part) for _, row, _ in lifted)
    return Utility(tuple(tops), values, max(-1.0, min(1.0, outside / scale)), shift, scale)


def _fits(profile: Profile) -> bool:
    """Are its numbers those of a scenario already?"""
    reservation = profile.reservation or 0.0
    return (
        abs(math.fsum(profile.weights) - 1.0) <= CLOSE
        and all(weight >= 0.0 for weight in profile.weights)
        and all(0.0 <= value <= 1.0 for row in profile.values for value in row)
        and any(weight * max(row) > 0.0 for weight, row in zip(profile.weights, profile.values, strict=True))
        and not profile.constant
        and -1.0 <= reservation <= 1.0
    )


def _worst(weights: Sequence[float], values: Sequence[Sequence[float]]) -> float:
    """The utility of the worst package."""
    return math.fsum(weight * min(row) for weight, row in zip(weights, values, strict=True))


def _lifted(weight: float, row: tuple[float, ...]) -> tuple[float, tuple[float, ...], float]:
    """Weight and values of at least 0, and what was taken off: weight times the lowest value, if below 0."""
    if weight < 0.0:
        weight, row = -weight, tuple(-value for value in row)
    low = min(0.0, *row)
    return weight, tuple(value - low for value in row), weight * low


def _shares(row: tuple[float, ...], part: float) -> tuple[float, ...]:
    """Values as a share of the best, at most `part`."""
    top = max(row)
    return tuple(min(1.0, value / top * part) if top > 0.0 else 0.0 for value in row)
