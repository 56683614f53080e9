"""Does the length of a round decide anything, and the pace of texts? Shipped scenarios of mediated talks, both ways.

As a program: python -m tests.bargaining.every_step RUNS [SCENARIO ...] prints, of each scenario, the shares in which
talks settle, settle by half-time, and see some or a full ceasefire in rounds of so many days, with texts at the pace of
the longest rounds and with a text in every round, and by how much they differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from sim.bargaining.outcomes import Flags, Outcomes
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SHIPPED = Path(__file__).parents[2] / "scenarios"
STEPS = (14.0, 7.0, 3.5, 1.0)  # days
FEWEST = 8  # rounds: in fewer there is time for a few texts only
CODE_AND_TARGETS = ("behaviours", "targets")  # what is no scenario, or needs leave to play


def mediated() -> list[Path]:
    """Every file of ours that is played by this protocol, and under two steps at least."""
    files = (file for file in sorted(SHIPPED.rglob("*.yaml")) if file.parent.name not in CODE_AND_TARGETS)
    known = ((file, read(file)) for file in files)
    return [file for file, each in known if each.protocol == "mediated" and len(steps(each)) > 1]


def steps(scenario: Scenario) -> tuple[float, ...]:
    """Those of STEPS under which its talks have rounds enough."""
    return tuple(days for days in STEPS if days * FEWEST <= float(scenario.horizon_days))


def stepped(file: Path, runs: int, *overrides: str) -> dict[float, Outcomes]:
    """Played in rounds of each length, with the same texts: as many as there are longest rounds."""
    known = steps(read(file))
    return {days: of_length(file, days, known[0], runs, *overrides) for days in known}


def paced(file: Path, runs: int, *overrides: str) -> dict[float, Outcomes]:
    """Played in rounds of each length, with a text in each."""
    return {days: of_length(file, days, days, runs, *overrides) for days in steps(read(file))}


@cache
def of_length(file: Path, days: float, pace: float, runs: int, *overrides: str) -> Outcomes:
    """Played to the last day that ends a round of every length."""
    longest = steps(read(file))[0]
    last = float(read(file).horizon_days) // longest * longest
    lengths = (f"horizon_days={last}", f"round_days={days}", f"text_days={pace}")
    return play(read(file, [*overrides, *lengths]), runs, 1)


def headlines(outcomes: Outcomes) -> dict[str, Flags]:
    """[replication] what is told first. By half-time, too: where all settle, the end says nothing."""
    return {
        "settlement": outcomes.settled,
        "... by half-time": outcomes.settlement_day <= outcomes.horizon_days / 2.0,
        "full ceasefire": ~np.isnan(outcomes.full_ceasefire_day),
        "any ceasefire": ~np.isnan(outcomes.ceasefire_day),
    }


def widest(flags: Sequence[Flags]) -> tuple[float, float]:
    """The greatest difference between two steps, and its standard error: replications share what is drawn once."""
    pairs = [a.astype(np.float64) - b for n, a in enumerate(flags) for b in flags[:n]]
    most = max(pairs, key=lambda pair: abs(pair.mean()))
    return float(abs(most.mean())), float(most.std() / np.sqrt(len(most)))


def lines(files: Sequence[Path], runs: int) -> Iterator[str]:
    """Rows for each scenario and headline that ever comes about."""
    for file in files:
        for which, played in (("rounds", stepped(file, runs)), ("texts", paced(file, runs))):
            found = [headlines(outcomes) for outcomes in played.values()]
            for name in found[0]:
                flags = [each[name] for each in found]
                if any(each.any() for each in flags):
                    told = " ".join(f"{100 * each.mean():6.1f}" for each in flags)
                    apart, error = widest(flags)
                    yield f"{file.stem:24} {which:6} {name:16} {told:>28} {100 * apart:5.1f} ±{196 * error:.1f}"


def main(runs: int, files: Sequence[Path]) -> None:
    print(f"{'':49}{' '.join(f'{days:6g}' for days in STEPS)}  widest, points")
    for line in lines(files or mediated(), runs):
        print(line, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
