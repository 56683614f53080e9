"""Rows of a table, looked over before anything is played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.setup.sampling import Values, hidden_spans
from sim.questions.evaluating.table import Inputs
from sim.scenario.numbers import numbers
from sim.scenario.overrides import Setting
from sim.scenario.problems import Complaints, Problem, ScenarioError
from sim.scenario.reading import Variants, setting
from sim.scenario.schema import Scenario

MOST_CHECKED = 100  # different values of a column in which something is wrong that are looked at one by one
SLACK = 1e-9  # of a span: what rounding may add at its ends


@dataclass(frozen=True)
class TableCheck:
    """Where a table is looked over, and its mistakes are gathered."""

    inputs: Inputs
    complaints: Complaints

    def settings(self, cells: Mapping[str, Any], row: int) -> list[Setting]:
        """What a row sets."""
        found = []
        for path, cell in cells.items():
            if not is_empty(cell):
                with self.complaints.gathered():
                    found.append(setting(path, cell, self.inputs.row(row)))
        return found

    def look_over(self, scenario: Scenario, variants: Variants, given: Mapping[str, Values]) -> None:
        """What all rows give: numbers, and coins."""
        known = {number.path for number in numbers(scenario)}
        self.toss({path: values for path, values in given.items() if path not in known})
        self.weigh(variants, {path: values for path, values in given.items() if path in known})
        self.guess(scenario, given, np.arange(len(self.inputs)))

    def weigh(self, variants: Variants, given: Mapping[str, Values]) -> None:
        """All values of all columns at once, as what is uncertain; only where that is wrong one by one."""
        said = {path: values for path, values in given.items() if not np.isnan(values).all()}
        ranges = {path: setting(path, span(values), path) for path, values in said.items()}
        if stands(variants, list(ranges.values())):
            return
        for path, values in said.items():
            if not stands(variants, [ranges[path]]):
                for row in extremes(values):
                    with self.complaints.gathered():
                        variants.read([setting(path, float(values[row]), self.inputs.row(row))])

    def toss(self, coins: Mapping[str, Values]) -> None:
        """A coin falls on one side or the other."""
        for path, values in coins.items():
            for row in np.flatnonzero(~np.isin(values, (0.0, 1.0)) & ~np.isnan(values))[:MOST_CHECKED]:
                self.complain(path, row, f"{values[row]:g} is neither 0 (no) nor 1 (yes)")

    def guess(self, scenario: Scenario, given: Mapping[str, Values], rows: NDArray[np.int64]) -> None:
        """What the others know only the ends of cannot lie beyond them."""
        for path, (low, high) in hidden_spans(scenario).items():
            values, slack = given.get(path, np.full(len(rows), np.nan)), SLACK * (high - low)
            for k in np.flatnonzero((values < low - slack) | (values > high + slack))[:MOST_CHECKED]:
                message = f"{values[k]:g} lies outside {low:g}..{high:g}, where the others know it to lie"
                self.complain(path, rows[k], message, "scenario.with_({path: ...}) changes what they know")

    def complain(self, path: str, row: int, message: str, hint: str | None = None) -> None:
        """Something is wrong in a row."""
        problem = Problem(None, path, f"{self.inputs.row(int(row))}: {message}", hint)
        self.complaints.problems.setdefault(str(problem), problem)


def is_empty(cell: Any) -> bool:
    """Does a cell leave things as they are?"""
    return cell is None or bool(cell != cell)


def stands(variants: Variants, settings: Sequence[Setting]) -> bool:
    """Is that a scenario?"""
    try:
        variants.read(settings)
    except ScenarioError:
        return False
    return True


def span(values: Values) -> object:
    """All values as one quantity, as a file says it."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    return low if low == high else {"uniform": [low, high]}


def extremes(values: Values) -> Iterator[int]:
    """Rows with different values, from both ends."""
    different, first = np.unique(values, return_index=True)
    rows = first[~np.isnan(different)].tolist()
    near = sorted(range(len(rows)), key=lambda k: min(k, len(rows) - 1 - k))
    return iter([rows[k] for k in near[:MOST_CHECKED]])
