"""Rows played, and what came of each: the columns of its one replication, or shares and means of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.analysis.events import all_values, events, settled_on, values
from sim.bargaining.columns import columns
from sim.bargaining.outcomes import Floats, Outcomes
from sim.bargaining.run.batch import play_given
from sim.bargaining.run.workers import Workers
from sim.questions.evaluating.parts import RowBatch
from sim.questions.evaluating.table import REPLICATION

if TYPE_CHECKING:
    from pandas import DataFrame

AT_ONCE = 65_536  # replications in memory


@dataclass(frozen=True)
class RowPlayer:
    """How rows are played: all with the same luck, unless each says which replication it is."""

    runs: int
    seed: int
    workers: Workers
    numbers: NDArray[np.int64] | None  # [row]

    def told(self, parts: Sequence[RowBatch], tell: Callable[[Outcomes, int], DataFrame]) -> DataFrame:
        """One row for each row of the table, in its order."""
        from pandas import concat

        found = [tell(outcomes, self.runs).set_axis(rows) for rows, outcomes in self.played(parts)]
        whole = found[0] if len(found) == 1 else concat(found)
        return whole.sort_index()

    def played(self, parts: Sequence[RowBatch]) -> Iterator[tuple[NDArray[np.int64], Outcomes]]:
        """Some rows, and their replications one after the other."""
        most = max(1, AT_ONCE // self.runs)
        for part in parts:
            for start in range(0, len(part.rows), most):
                some = slice(start, start + most)
                rows = part.rows[some]
                given = {path: np.repeat(cells[some], self.runs) for path, cells in part.given.items()}
                yield rows, play_given(part.scenario, self.luck(rows), self.seed, given, workers=self.workers)

    def luck(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """[replication] numbers."""
        return np.tile(np.arange(self.runs), len(rows)) if self.numbers is None else self.numbers[rows]


def every_column(outcomes: Outcomes, runs: int) -> DataFrame:
    """All that came of single replications."""
    return outcomes.to_frame().drop(columns=REPLICATION)


def on_average(outcomes: Outcomes, runs: int) -> DataFrame:
    """Shares of events, and means of measures where they have a value."""
    return _averaged(outcomes, runs, all_values(outcomes))


def only_those(names: Sequence[str]) -> Callable[[Outcomes, int], DataFrame]:
    """Of some events and measures only."""
    return lambda outcomes, runs: _averaged(outcomes, runs, {name: values(outcomes, name) for name in names})


def _averaged(outcomes: Outcomes, runs: int, found: dict[str, Floats]) -> DataFrame:
    from pandas import DataFrame

    frame = DataFrame({name: _mean(column.reshape(-1, runs)) for name, column in found.items()}, copy=False)
    shares = dict.fromkeys(events(outcomes) | settled_on(outcomes), "share")
    units = shares | {column.name: column.unit for column in columns(outcomes) if column.unit}
    frame.attrs["units"] = {name: units[name] for name in found if name in units}
    return frame


def _mean(rows: Floats) -> Floats:
    """[row] of what is there; NaN where nothing is."""
    there = ~np.isnan(rows)
    count = there.sum(axis=1)
    total: Floats = np.where(there, rows, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
