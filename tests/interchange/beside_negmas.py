"""Programs to compare with. They are no part of this one: `pip install 'parleysim[peers]'`."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

REASON = "needs NegMAS to compare with: pip install 'parleysim[peers]'"


def loaded_by_negmas(folder: Path) -> Any:
    """The folder as a negmas.inout.Scenario; skips the test where NegMAS is not installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what others import is theirs to mend
        inout = pytest.importorskip("negmas.inout", reason=REASON)
        return inout.Scenario.load(folder)


def utilities(scenario: Any) -> dict[str, dict[tuple[str, ...], float]]:
    """By party and package: NegMAS's utility, as its own code computes it."""
    outcomes = list(scenario.outcome_space.enumerate())
    return {
        str(ufun.name): {tuple(map(str, outcome)): float(ufun(outcome)) for outcome in outcomes}
        for ufun in scenario.ufuns
    }
