"""Ranks that intervals allow, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Z95, z_for
from sim.analysis.sensitivity.answer import Estimate, Influence

Floats = NDArray[np.float64]
MOST_BIASED = 0.2  # share of draws on one side: beyond, a correction says more than they know


@dataclass(frozen=True)
class Bands:
    """[input] estimates with the ends of their 95 % intervals."""

    value: Floats
    low: Floats
    high: Floats

    def at(self, k: int) -> Estimate:
        """Of one input."""
        return Estimate(float(self.value[k]), float(self.low[k]), float(self.high[k]))


def wider(bands: Bands) -> tuple[Floats, Floats]:
    """Lower and upper ends at 95 % for all inputs at once (Bonferroni)."""
    stretch = z_for(len(bands.value)) / Z95
    return (
        bands.value - stretch * (bands.value - bands.low),
        bands.value + stretch * (bands.high - bands.value),
    )


def ranks(bands: Bands) -> list[tuple[int, int]]:
    """[input] (first, last) rank: only inputs whose whole interval lies above come before, likewise after.

    Intervals are widened to allow for as many inputs. After Goldstein & Healy (1995), JRSS A 158:175-177.
    """
    low, high = wider(bands)
    above = (low[None, :] > high[:, None]).sum(axis=1)
    below = (high[None, :] < low[:, None]).sum(axis=1)
    return [(1 + int(a), len(low) - int(b)) for a, b in zip(above, below, strict=True)]


def ranked(
    paths: tuple[str, ...], indices: dict[str, Bands], by: str, clear: NDArray[np.bool_]
) -> tuple[Influence, ...]:
    """Inputs by one of their indices, the largest first, ties in the order of the file."""
    places = ranks(indices[by])
    order = np.argsort(-indices[by].value, kind="stable")
    return tuple(
        Influence(
            path=paths[k],
            indices={name: bands.at(k) for name, bands in indices.items()},
            first_rank=places[k][0],
            last_rank=places[k][1],
            clear=bool(clear[k]),
        )
        for k in order.tolist()
    )


def bands_of(value: Floats, drawn: Floats) -> Bands:
    """Percentile intervals of bootstrap draws [draw, input]."""
    low, high = np.quantile(drawn, (0.025, 0.975), axis=0)
    return Bands(value, np.minimum(low, value), np.maximum(high, value))


def corrected(value: Floats, drawn: Floats) -> Bands:
    """Percentile intervals of bootstrap draws [draw, input] around a value that is not their median.

    Efron (1987), JASA 82:171-185, bias-corrected and without acceleration.
    """
    from scipy.special import ndtr, ndtri

    below = (drawn < value).mean(axis=0) + (drawn == value).mean(axis=0) / 2.0
    shift = 2.0 * ndtri(np.clip(below, MOST_BIASED, 1.0 - MOST_BIASED))
    ordered = np.sort(drawn, axis=0)
    low, high = (_read(ordered, ndtr(shift + z)) for z in (-Z95, Z95))
    return Bands(value, np.minimum(low, value), np.maximum(high, value))


def _read(ordered: Floats, share: Floats) -> Floats:
    """[input] the draw below which a share [input] of them lies, between two of them."""
    place = share * (len(ordered) - 1)
    under = np.minimum(place.astype(np.int64), len(ordered) - 2)
    pair = np.take_along_axis(ordered, np.stack([under, under + 1]), axis=0)
    return np.asarray(pair[0] + (place - under) * (pair[1] - pair[0]))


def sum_of(bands: Bands) -> Estimate:
    """The sum over inputs, their errors taken as independent of one another."""
    total = float(bands.value.sum())
    below = sqrt(float(np.square(bands.value - bands.low).sum()))
    above = sqrt(float(np.square(bands.high - bands.value).sum()))
    return Estimate(total, total - below, total + above)
