"""How much of an answer do three assumed numbers carry, and how much of its date the deadlines that were typed?

As a program: python -m tests.bargaining.three_inputs RUNS [SEED] prints, of the founding scenario with its clocks and
with `concession: screening`, how well a logistic regression on the ranks of three uncertain inputs tells the talks
with a full ceasefire from the others (AUC), and how the day of a settlement goes with the longer of the deadlines.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata, spearmanr

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import read

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

FILE = Path(__file__).parents[2] / "scenarios" / "ceasefire30.yaml"
SCREENING = tuple(f"actors.{party}.concession=screening" for party in ("russia", "ukraine"))
ALONE = 10  # inputs that tell most by themselves, of which every three are tried
FOLDS = 5
RIDGE = 1e-6  # where inputs separate the talks for certain, weights would grow for ever
STEPS = 12


class Best(NamedTuple):
    """Three inputs, and how well they tell."""

    names: tuple[str, ...]
    auc: float  # where they were chosen and fitted
    elsewhere: float  # of talks that had no part in either


def auc(score: Floats, happened: Flags) -> float:
    """The chance that a talk with it scores more than one without: Mann & Whitney's U, divided by all pairs."""
    with_it = int(happened.sum())
    pairs = with_it * (len(happened) - with_it)
    above = float(rankdata(score)[happened].sum()) - with_it * (with_it + 1) / 2
    return above / pairs if pairs else 0.5


def logit(columns: Floats, happened: Flags) -> Floats:
    """Weights of a constant and of each column: Newton's method on the likelihood."""
    design = np.column_stack([np.ones(len(columns)), columns])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ weights, -30.0, 30.0)))
        slope = design.T @ (happened - chance) - RIDGE * weights
        bend = (design * (chance * (1.0 - chance))[:, None]).T @ design + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def told_by(columns: Floats, happened: Flags, weights: Floats) -> float:
    """How well these weights tell."""
    return auc(columns @ weights[1:], happened)


def drawn(outcomes: Outcomes) -> dict[str, Floats]:
    """By path: [replication] what was drawn."""
    return dict(zip(outcomes.names.inputs, outcomes.inputs.T.astype(np.float64), strict=True))


def ranks(outcomes: Outcomes) -> dict[str, Floats]:
    """What was drawn, as ranks between -1 and 1; nothing that hardly varies."""
    varied = {name: values for name, values in drawn(outcomes).items() if np.ptp(values) > 0.0}
    return {name: 2.0 * rankdata(values) / len(values) - 1.0 for name, values in varied.items()}


def best_three(inputs: dict[str, Floats], happened: Flags) -> tuple[str, ...]:
    """Of every three of those that tell most alone, and of the three that a search by steps finds."""
    alone = sorted(inputs, key=lambda name: -abs(auc(inputs[name], happened) - 0.5))
    tried = [*combinations(alone[:ALONE], 3), by_steps(inputs, happened)]
    return max(tried, key=lambda names: fitted(inputs, names, happened))


def by_steps(inputs: dict[str, Floats], happened: Flags) -> tuple[str, ...]:
    """The best one, the best beside it, and the best beside both, of all inputs."""
    names: tuple[str, ...] = ()
    for _ in range(3):
        others = [name for name in inputs if name not in names]
        names = (*names, max(others, key=lambda name: fitted(inputs, (*names, name), happened)))
    return names


def fitted(inputs: dict[str, Floats], names: Sequence[str], happened: Flags) -> float:
    """How well some inputs tell where they were fitted."""
    columns = np.column_stack([inputs[name] for name in names])
    return told_by(columns, happened, logit(columns, happened))


def best(outcomes: Outcomes, happened: Flags) -> Best:
    """The three that tell most, and what three that are chosen and fitted without a fifth tell of that fifth."""
    inputs = ranks(outcomes)
    names = best_three(inputs, happened)
    fold = np.arange(len(happened)) % FOLDS
    parts = [_elsewhere(inputs, happened, fold == k) for k in range(FOLDS)]
    return Best(names, fitted(inputs, names, happened), float(np.mean(parts)))


def _elsewhere(inputs: dict[str, Floats], happened: Flags, held: Flags) -> float:
    known = {name: values[~held] for name, values in inputs.items()}
    names = best_three(known, happened[~held])
    columns = np.column_stack([inputs[name] for name in names])
    return told_by(columns[held], happened[held], logit(columns[~held], happened[~held]))


def with_deadline(outcomes: Outcomes) -> tuple[float, float, int]:
    """Correlation and rank correlation of the day of a settlement with the longer deadline, and of how many."""
    clocks = [values for name, values in drawn(outcomes).items() if name.endswith(".deadline_days")]
    longer, days = (
        np.max(np.stack(clocks), axis=0)[outcomes.settled],
        outcomes.settlement_day[outcomes.settled],
    )
    rank: Any = spearmanr(longer, days)
    return float(np.corrcoef(longer, days)[0, 1]), float(rank.statistic), len(days)


def lines(runs: int, seed: int) -> Iterator[str]:
    """Of each way to concede."""
    for called, over in (("clocks, as shipped", ()), ("screening", SCREENING)):
        outcomes = play(read(FILE, over), runs, seed)
        paused = ~np.isnan(outcomes.full_ceasefire_day)
        found, (plain, rank, settled) = best(outcomes, paused), with_deadline(outcomes)
        yield f"{called}: full ceasefire in {paused.mean():.3f}, settlement in {settled / runs:.3f}"
        yield f"  AUC {found.auc:.3f}, cross-validated {found.elsewhere:.3f}: {', '.join(found.names)}"
        yield f"  day of {settled:,} settlements with the longer deadline: correlation {plain:.2f}, of ranks {rank:.2f}"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        print(line, flush=True)
