"""The whole way on one screen: read, play, summarise, tell, keep."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sim import __version__
from sim.bargaining.behaviour import behaviours, load_agents
from sim.disk import opened
from sim.results import shelf
from sim.results.gallery import write_gallery
from sim.results.question import Question
from sim.results.room import room
from sim.scenario.paths import dotted
from sim.scenario.reading import read
from sim.scenario.schema import PROTOCOLS
from sim.waiting import Silent, Watch

if TYPE_CHECKING:
    from pandas import DataFrame

    from sim.analysis.spread import Played, Spread
    from sim.analysis.summary import Summary
    from sim.bargaining.agents import Seat
    from sim.bargaining.outcomes import Outcomes
    from sim.report.plots import Figures
    from sim.scenario.schema import Scenario

Agents: TypeAlias = "dict[str, type[Seat]]"  # by actor: who sits in for it
NOBODY = Silent()
SCENARIO = "scenario.yaml"
FIRST_TIME = "compiling the engine for the first time (about 25 s)"


class CodeNotAllowed(Exception):
    """A scenario names Python code, and nobody said that it may run."""


@dataclass(frozen=True)
class Study:
    """A question and the folder with its answer."""

    question: Question
    folder: Path
    recalled: bool  # answered from disk

    @property
    def summary(self) -> Summary:
        """Every number of the report, as kept: the same whether the study was played or recalled."""
        from sim.analysis.summary import Summary
        from sim.results.restored import restored

        return restored(Summary, json.loads((self.folder / "summary.json").read_text(encoding="utf-8")))

    @property
    def figures(self) -> Figures:
        """The figures of the report, for notebooks: `study.figures.outcomes()` and the like."""
        from sim.report.plots import Figures

        return Figures(self.question.scenario, self.summary)

    def _repr_html_(self) -> str:
        """In a notebook: the answer, and how often each outcome came."""
        from sim.report.notebook import study

        return study(self.question.told, self.summary, self.folder)

    def played(self) -> Played:
        """What a spread over protocols compares."""
        from sim.analysis.spread import Played

        table = self.outcomes
        terms = [table[dotted("terms", issue)].astype(object) for issue in self.question.scenario.issues]
        settled = (table["outcome"] == "settlement").to_numpy()
        return Played(settled, np.stack([column.to_numpy() for column in terms], axis=1))

    @property
    def outcomes(self) -> DataFrame:
        """One row per replication: how it ended, when, on which terms, and what was drawn for it."""
        from pyarrow.parquet import read_table

        with opened(self.folder / "outcomes.parquet") as written:
            return read_table(written).to_pandas()


def run(
    scenario: str | Path | Scenario,
    *,
    runs: int = 10_000,
    seed: int = 1,
    overrides: Sequence[str] = (),
    threads: int | None = None,
    results: str | Path = "results",
    csv: bool = False,
    allow_code: bool = False,
    watch: Watch = NOBODY,
    command: str | None = None,
) -> Study:
    """Play a scenario or its file, or find on disk that the same question was answered before.

    `overrides` are laid over a file; a scenario that was read has its own already.
    """
    question = Question(as_scenario(scenario, overrides), runs, seed, tuple(overrides))
    agents = agents_of(question.scenario, allow_code)
    folder = recall(question, Path(results), csv, watch)
    if folder is not None:
        watch.notice("asked before: answered from disk")
        return Study(question, folder, recalled=True)
    started = perf_counter()
    with room(question.folder(Path(results)).parent):
        outcomes = play(question, agents, threads, watch)
        files, headline = tell(question, agents, outcomes, csv)
        about = {"answer": headline, "changed": list(overrides)}
        about |= circumstances(command, perf_counter() - started)
        folder = shelf.keep(question, Path(results), files, about)
        with shelf.whole_without(folder, watch.notice):
            shelf.point_to(folder)
            write_gallery(Path(results))
    return Study(question, folder, recalled=False)


def as_scenario(scenario: str | Path | Scenario, overrides: Sequence[str] = ()) -> Scenario:
    """Read what is a file. Raises ValueError for overrides of a scenario that was read already."""
    if isinstance(scenario, str | Path):
        return read(Path(scenario), overrides)
    if overrides:
        raise ValueError("overrides are laid over a file: sim.read(path, overrides)")
    return scenario


def each_protocol(file: str | Path, *, overrides: Sequence[str] = (), **options: Any) -> dict[str, Study]:
    """The same scenario under each protocol, with the same luck. Takes what `run` takes.

    None is played if one cannot be; `latest` then names the study of the first.
    """
    asked = {name: [*overrides, f"protocol={name}"] for name in PROTOCOLS}
    for changes in asked.values():
        read(Path(file), changes)
    played = {name: run(file, overrides=asked[name], **options) for name in reversed(PROTOCOLS)}
    return {name: played[name] for name in PROTOCOLS}


def spread(studies: Mapping[str, Study]) -> Spread:
    """How much of the answer is the choice of theory."""
    from sim.analysis.spread import spread

    return spread({name: study.played() for name, study in studies.items()})


def recall(question: Question, results: Path, csv: bool, watch: Watch) -> Path | None:
    """The folder that holds the answer already, if it is whole."""
    try:
        folder = shelf.find(question, results, wanted=["outcomes.csv"] if csv else [])
    except shelf.Damaged as damage:
        watch.notice(f"{damage}: computing it again")
        return None
    if folder is not None:
        with suppress(OSError):  # results may be read-only
            shelf.point_to(folder)
    return folder


def play(question: Question, agents: Agents, threads: int | None, watch: Watch) -> Outcomes:
    """Every replication, with a bar to watch."""
    from sim.bargaining import compiled, driver

    if not compiled.is_compiled(question.scenario.protocol):
        watch.notice(FIRST_TIME)
        compiled.sweep_caches()
        compile_concepts(question.scenario)
    with watch.bar(question.runs) as tick:
        return driver.play(
            question.scenario, question.runs, question.seed, agents=agents, threads=threads, progress=tick
        )


def compile_concepts(scenario: Scenario) -> None:
    """The solution concepts, which would else be compiled without a word when the bar is full."""
    from sim.analysis.benchmarks import plane
    from sim.bargaining.solutions import solvable

    if solvable(scenario):
        plane(scenario)


def tell(
    question: Question, agents: Agents, outcomes: Outcomes, csv: bool
) -> tuple[dict[str, shelf.Content], dict[str, Any]]:
    """The files of a study, and what the gallery says of it."""
    from sim.analysis.benchmarks import benchmarks
    from sim.analysis.plain import plain
    from sim.analysis.statistics import summarise
    from sim.results import table

    scenario = question.scenario
    summary = summarise(scenario, outcomes, benchmarks(scenario, outcomes, question.seed))
    files: dict[str, shelf.Content] = {
        "report.html": report(question, agents, outcomes, summary),
        "summary.json": shelf.as_json(plain(summary)),
        SCENARIO: question.resolved,
        "outcomes.parquet": partial(table.write_parquet, outcomes),
    }
    if csv:
        files["outcomes.csv"] = partial(table.write_csv, outcomes)
    return files, headline(summary)


def report(question: Question, agents: Agents, outcomes: Outcomes, summary: Summary) -> str:
    """The page. It names the resolved scenario beside it, so that who asked from where changes nothing."""
    from sim.analysis.dealbreakers import in_brief
    from sim.analysis.examples import examples
    from sim.analysis.sensitivity.brief import what_matters
    from sim.bargaining.compiled import engine_hash
    from sim.bargaining.trace import trace
    from sim.bargaining.typical import typical
    from sim.report.page import Provenance, render

    scenario, runs, seed = question.scenario, question.runs, question.seed
    command = question.again(SCENARIO)
    provenance = Provenance(seed, runs, __version__, engine_hash(), command, SCENARIO)
    told = [trace(scenario, seed, replication, agents=agents) for replication in examples(outcomes)]
    # What is replayed are the compiled rules; beside agents of one's own it would compare two different games.
    broken = None if agents else in_brief(scenario, outcomes, seed)
    matters = what_matters(scenario, outcomes, summary.goal, seed, swings=not agents)
    return render(question.told, summary, typical(scenario), told, broken, matters, provenance)


def headline(summary: Summary) -> dict[str, Any]:
    """One line for the gallery."""
    most_often, share = max(summary.outcomes.items(), key=lambda item: item[1].share)
    settled = summary.outcomes["settlement"].share
    numbers = {"share": share.share, "settled": settled, "zone": summary.zone.share}
    return {"scenario": summary.scenario, "most_often": most_often, **numbers}


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


def agents_of(scenario: Scenario, allow_code: bool) -> Agents:
    """Who sits in for whom. Code that comes with a scenario runs only when the person who runs it says so."""
    named = [f"{name}: {code}" for name, code in behaviours(scenario).items()]
    if named and not allow_code:
        raise CodeNotAllowed(
            f"{scenario.name} runs Python code of its own ({', '.join(named)}); "
            "read it, then say --allow-code if you trust it"
        )
    return load_agents(scenario)
