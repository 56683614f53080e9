"""The uncertain inputs of a scenario, as designs of experiments want them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.setup.sampling import uncertain
from sim.bargaining.setup.streams import inside
from sim.running import as_scenario
from sim.scenario.numbers import numbers
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario

Floats = NDArray[np.float64]


class ProblemSpec(dict[str, Any]):
    """What SALib calls a problem: `num_vars`, `names` and `bounds`."""

    def __init__(self, quantities: dict[str, Quantity], shares: bool) -> None:
        self.quantities, self.shares = quantities, shares
        bounds = [[0.0, 1.0] if shares else list(quantity.span) for quantity in quantities.values()]
        super().__init__(num_vars=len(bounds), names=list(quantities), bounds=bounds)

    def table(self, sample: Any) -> dict[str, Floats]:
        """A sample [row, input] as columns that `sim.evaluate` takes.

        Parameters
        ----------
        sample : array_like
            [row, input] within the bounds.

        Returns
        -------
        dict of str to numpy.ndarray
            [row] By path, in the units of the file.
        """
        rows = np.atleast_2d(np.asarray(sample, np.float64))
        columns = zip(self.quantities.items(), rows.T, strict=True)
        if not self.shares:
            return {path: column for (path, _), column in columns}
        return {path: quantity.at(inside(column)) for (path, quantity), column in columns}


def problem(scenario: str | Path | Scenario, *, shares: bool = False) -> ProblemSpec:
    """The uncertain numbers of a scenario and their ends, for SALib, EMA Workbench and others.

    What is true or not (`....genuine`), and how weights are spread around what is stated, stays luck.

    Parameters
    ----------
    scenario : Scenario or path
        Of which the numbers are.
    shares : bool
        Are they sampled as shares of probability, 0..1? A uniform sample is then one of their own distributions; else
        of the space between their ends.

    Returns
    -------
    ProblemSpec
        A dict with `num_vars`, `names` (paths) and `bounds` [input, 2]: the lowest and the highest value in the units
        of the file, on an unbounded side the 0.5 % or the 99.5 % point. `table(sample)` makes a sample [row, input] a
        table for `sim.evaluate`.

    Raises
    ------
    ScenarioError
        With all that is wrong with a file.

    See Also
    --------
    evaluate : what becomes of them.
    sensitivity : a design of our own, with intervals.

    Examples
    --------
    >>> import sim
    >>> believed = {"actors.union.outside_value": {"uniform": [0.2, 0.4]}}
    >>> pay = sim.read("scenarios/minimal.yaml").with_(believed)
    >>> dict(sim.problem(pay))
    {'num_vars': 1, 'names': ['actors.union.outside_value'], 'bounds': [[0.2, 0.4]]}
    >>> sim.problem(pay, shares=True).table([[0.25], [0.75]])
    {'actors.union.outside_value': array([0.25, 0.35])}
    """
    found = as_scenario(scenario)
    known = {number.path: number.quantity for number in numbers(found)}
    unsure = {path: known[path] for path in uncertain(found) if path in known and not known[path].fixed}
    return ProblemSpec(unsure, shares)
