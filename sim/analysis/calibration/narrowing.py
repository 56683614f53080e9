"""Tilts written as numbers of a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np

from sim.analysis.calibration.answer import Narrowed
from sim.analysis.calibration.board import entropy
from sim.analysis.calibration.dials import Dial
from sim.bargaining.outcomes import Floats
from sim.scenario.changing import with_number
from sim.scenario.quantities import Choice, Fixed, Quantiles, Quantity
from sim.scenario.schema import Scenario

POINTS = (0.05, 0.5, 0.95)
FAR = 5e-4  # share of probability at which an endless tail is cut
TAILS = (0.005, 0.0125, 0.025, 0.0375, 0.9625, 0.975, 0.9875, 0.995)
DIGITS = 7


def narrowed_scenario(scenario: Scenario, dials: Sequence[Dial], tilt: Floats, note: str) -> Scenario:
    """The scenario with every tilted number rewritten, the others as they were."""
    for dial, each in zip(dials, tilt, strict=True):
        if each.any():
            scenario = with_number(scenario, dial.path, narrowed_number(dial, each, note))
    return scenario


def narrowed_number(dial: Dial, tilt: Floats, note: str) -> Quantity:
    """The tilted distribution: a coin keeps a known probability, a choice its values, all else its range."""
    match dial.quantity:
        case Fixed():
            heads = float(np.round(dial.tilted(tilt)[0], DIGITS))
            return Fixed(heads, basis="calibrated", note=note)
        case Choice():
            values, odds = _odds(dial, tilt)
            return Choice(values, odds, basis="calibrated", note=note)
    return Quantiles(*_quantiles(dial, tilt), basis="calibrated", note=note)


def _odds(dial: Dial, tilt: Floats) -> tuple[tuple[float, ...], tuple[float, ...]]:
    assert isinstance(dial.quantity, Choice)
    stated = zip(dial.quantity.values, dial.quantity.probabilities, strict=True)
    odds = np.round(dial.tilted(tilt), DIGITS)
    return tuple(v for v, p in stated if p > 0.0), tuple((odds / odds.sum()).tolist())


def _quantiles(dial: Dial, tilt: Floats) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Shares of probability and the values below which they lie; where nothing is left, the range ends."""
    shares = np.round(np.interp(_luck(dial), dial.edges, dial.cumulative(tilt)), DIGITS)
    first, last = np.flatnonzero(shares == 0.0)[-1], np.flatnonzero(shares == 1.0)[0]
    kept = first + np.unique(shares[first : last + 1], return_index=True)[1]
    values = _values(dial)
    return tuple(shares[kept].tolist()), tuple(values[k] for k in kept)


def _luck(dial: Dial) -> Floats:
    """Where the distribution is written down: at the edges of the cells, and more closely in its tails."""
    return np.union1d(dial.edges, TAILS)


def _values(dial: Dial) -> tuple[float, ...]:
    low, high = dial.quantity.support
    inside = np.clip(_luck(dial), FAR if np.isinf(low) else 0.0, 1.0 - FAR if np.isinf(high) else 1.0)
    return tuple(float(f"{value:.{DIGITS}g}") for value in dial.quantity.at(inside))


def moved(dials: Sequence[Dial], tilt: Floats) -> tuple[Narrowed, ...]:
    """What became of every tilted number, the most changed first."""
    bits = entropy(dials, tilt) / log(2.0)
    found = [_moved(*each) for each in zip(dials, tilt, bits.tolist(), strict=True) if each[1].any()]
    return tuple(sorted(found, key=lambda number: -number.bits))


def _moved(dial: Dial, tilt: Floats, bits: float) -> Narrowed:
    after = narrowed_number(dial, tilt, "")
    match dial.quantity:
        case Fixed(value=value):
            return Narrowed(dial.path, "coin", (value,), (after.typical,), (0.0, 1.0), bits)
        case Choice():
            ends = dial.quantity.support
            return Narrowed(dial.path, "choice", _points(dial.quantity), _points(after), ends, bits)
    stated = _values(dial)
    return Narrowed(dial.path, "range", _points(dial.quantity), _points(after), (stated[0], stated[-1]), bits)


def _points(quantity: Quantity) -> tuple[float, ...]:
    return tuple(quantity.at(np.array(POINTS)).tolist())
