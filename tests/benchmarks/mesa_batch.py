"""Our engine beside Mesa's `batch_run` of the same replications: the same outcomes, by a step a round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import mesa

from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from tests.benchmarks.row import Row, at_least
from tests.benchmarks.timing import ROOT, cpu, least

FEW, MANY = 10, 2_000
FASTER = 50  # times


def by_mesa(scenario: Scenario, runs: int) -> list[str]:
    """How each replication ends."""
    asked = {"scenario": [scenario], "replication": range(runs)}
    rows = mesa.batch_run(NegotiationModel, asked, display_progress=False)
    return list({row["replication"]: str(row["outcome"]) for row in rows}.values())  # a row for each actor


def beside(name: str) -> Row:
    """A shipped scenario, on one core."""
    scenario = read(ROOT / "scenarios" / f"{name}.yaml")
    outcomes, said = play(scenario, FEW, 1), by_mesa(scenario, FEW)
    theirs = least(lambda: cpu(lambda: by_mesa(scenario, FEW)), 3) / FEW
    ours = least(lambda: cpu(lambda: play(scenario, MANY, 1, workers=1)), 3) / MANY
    same = sum(OUTCOMES[code] == word for code, word in zip(outcomes.outcome, said, strict=True))
    also = f" ({theirs * 1e3:.1f} ms against {ours * 1e6:.0f} µs; {same} of {FEW} outcomes the same)"
    row = at_least(f"{name} against Mesa's batch_run, per core", FASTER, theirs / ours, "×", also)
    return replace(row, met=row.met and same == FEW)


def rows() -> Iterator[Row]:
    """A short negotiation and a long one."""
    yield beside("minimal")
    yield beside("ceasefire30")
