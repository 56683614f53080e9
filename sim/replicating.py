"""A question -> its replications: from disk, or played and kept."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from sim.progress import Watch
from sim.results import store
from sim.results.question import Question
from sim.study import REPLICATIONS
from sim.telling import SCENARIO

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents
    from sim.bargaining.outcomes import Outcomes
    from sim.bargaining.run.workers import Workers


def kept(question: Question, shelves: Sequence[Path]) -> Outcomes | None:
    """The replications, from the first folder of results that has them whole."""
    from sim.results.stored import stored

    for results in shelves:
        with suppress(store.Damaged):
            if folder := store.find(question, results, wanted=[REPLICATIONS]):
                return stored(question.scenario, folder / REPLICATIONS)
    return None


def replications(
    question: Question, agents: Agents, shelves: Sequence[Path], workers: Workers, watch: Watch
) -> Outcomes:
    """Read where they are kept; else played, and kept in the last folder of results before they are told."""
    from sim.results import table

    if known := kept(question, shelves):
        return known
    started = perf_counter()
    outcomes = play(question, agents, workers, watch)
    files: dict[str, store.Content] = {
        SCENARIO: question.resolved,
        REPLICATIONS: partial(table.write_parquet, outcomes),
    }
    about = {"changed": list(question.changes), **circumstances(None, perf_counter() - started)}
    store.keep(question, shelves[-1], files, about)
    return outcomes


def play(question: Question, agents: Agents, workers: Workers, watch: Watch) -> Outcomes:
    """Every replication, with a bar to watch."""
    from sim.bargaining.compiled import is_compiled
    from sim.bargaining.run import driver
    from sim.bargaining.run.workers import near
    from sim.first_time import beside, compile_concepts, compiling

    protocol = question.scenario.protocol
    known, here = is_compiled(protocol), near(workers)
    with compiling(protocol, known, watch), watch.bar(question.runs) as tick:
        if not known:
            with beside(protocol) if here else nullcontext():
                if here:  # once, before each of several processes would do it
                    driver.play(question.scenario, 1, question.seed, agents=agents)
                compile_concepts(question.scenario)
        return driver.play(
            question.scenario, question.runs, question.seed, agents=agents, workers=workers, progress=tick
        )


def circumstances(command: str | None, seconds: float) -> dict[str, Any]:
    """What differs from one time to the next; kept in the manifest and nowhere else."""
    from sim.results.versions import versions

    return {
        "command": command,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "wall_seconds": round(seconds, 3),
        "platform": platform.platform(),
        "versions": versions(),
    }
