"""A table of inputs in, a table of outcomes out."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.events import values
from sim.bargaining.run.batch import play
from sim.bargaining.run.workers import Workers
from sim.options import who_plays
from sim.questions.asking import refuse_agents
from sim.questions.evaluating.parts import base_of, parts
from sim.questions.evaluating.rows import RowPlayer, every_column, on_average, only_those
from sim.questions.evaluating.table import REPLICATION, Inputs, inputs_of
from sim.results.question import refuse_below
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame


def evaluate(
    scenario: str | Path | Scenario,
    table: Any,
    runs: int = 1,
    seed: int = 1,
    *,
    outcomes: Sequence[str] = (),
    threads: int | None = None,
    executor: Executor | None = None,
) -> DataFrame:
    """Play every row of a table of inputs, all with the same luck.

    A number that the scenario knows is what a row says it is. An uncertain one comes out in a row as it is said there;
    the others know of it what they know anyway, so that where they have to guess it, it must lie where they look for
    it. Anything else that a scenario may say (`protocol`, `horizon_days` ...) is set as by `scenario.with_`. A row
    does not depend on the other rows.

    Parameters
    ----------
    scenario : Scenario or path
        What is played.
    table : pandas.DataFrame, mapping of columns, or structured array
        [row] By path: numbers in the units of the file, 0 or 1 for what is true or not (`....genuine`), or whatever
        else may stand there. What is the same in all rows may be one value. An empty cell (NaN, None) leaves things as
        they are. With a column `replication`, [row] whole numbers from 0, each row has the luck of that replication.
    runs : int
        Replications of each row, at least 1; with a column `replication` there is one.
    seed : int
        Of all chance, at least 0.
    outcomes : sequence of str
        Events and measures that are asked for, by name: "settlement", "fighting_days", "utility.union" ...
    threads : int, optional
        How many play; one for each core unless told. The answer does not depend on it.
    executor : concurrent.futures.Executor, optional
        Who plays instead; see `run`.

    Returns
    -------
    pandas.DataFrame
        [row] With the index of the table. Of `outcomes`, or with several runs, shares (0..1) of events, and means of
        measures over the replications in which they have a value; else all that is in `outcomes.parquet`.
        `attrs["units"]` says by column what it counts.

    Raises
    ------
    BadTable
        With all that is wrong in any row; a ScenarioError.
    UnknownName
        For an outcome that there is not.
    Unanswerable
        For a scenario in which actors decide by code of their own.
    ValueError, TypeError
        For what is no table, and for threads beside an executor.

    See Also
    --------
    problem : the uncertain inputs and their ends, as SALib wants them.
    sweep : other values in a scenario, compared and told on a page.

    Examples
    --------
    >>> import sim
    >>> table = {"actors.union.outside_value": [0.3, 0.5, 0.9], "actors.company.outside_value": 0.2}
    >>> sim.evaluate("scenarios/minimal.yaml", table, outcomes=["settlement", "zone"])
       settlement  zone
    0         1.0   1.0
    1         1.0   1.0
    2         0.0   0.0
    """
    refuse_below("runs", runs, 1)
    refuse_below("seed", seed, 0)
    base, inputs = base_of(scenario), inputs_of(table)
    rows = RowPlayer(runs, seed, who_plays(threads, executor), numbered(inputs, runs))
    refuse_agents(base.scenario)
    _refuse_unknown(base.scenario, outcomes, rows.workers)
    tell = only_those(outcomes) if outcomes else every_column if runs == 1 else on_average
    return rows.told(parts(base, inputs), tell).set_axis(inputs.labels)


def numbered(inputs: Inputs, runs: int) -> NDArray[np.int64] | None:
    """[row] which replication each row is; None if it does not say. Raises ValueError."""
    cells = inputs.columns.get(REPLICATION)
    if cells is None:
        return None
    if runs != 1:
        raise ValueError("each row names its replication: it is played once (runs=1)")
    if cells.dtype.kind not in "iu" or (cells < 0).any():
        raise ValueError("replication: whole numbers from 0 up are needed")
    return cells.astype(np.int64)


def _refuse_unknown(scenario: Scenario, outcomes: Sequence[str], workers: Workers) -> None:
    """A slip of the pen is told before much is played."""
    if outcomes:
        trial = play(scenario, 1, 1, workers=workers)
        for name in outcomes:
            values(trial, name)
