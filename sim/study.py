"""The whole way on one screen: read, play, keep, summarise, tell."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias, Unpack

import numpy as np

from sim.analysis.chapters import Chapters
from sim.bargaining.agents.behaviour import behaviours, load_agents
from sim.disk import opened
from sim.options import RunKeywords, RunOptions, shows_options
from sim.progress import Watch
from sim.results import store
from sim.results.gallery import write_gallery
from sim.results.question import Question
from sim.results.writable import room
from sim.scenario.paths import dotted
from sim.scenario.reading import read
from sim.scenario.schema import PROTOCOLS
from sim.seating import archive, seated
from sim.sending import LINKED, lean, make_whole, put_script
from sim.stopping import kept_meanwhile
from sim.telling import REPORT, SCENARIO, SUMMARY, tell

if TYPE_CHECKING:
    from pandas import DataFrame
    from xarray import Dataset

    from sim.analysis.chapters import Failed
    from sim.analysis.spread import ProtocolRuns, Spread
    from sim.analysis.summary import Summary
    from sim.bargaining.agents.casting import Agents
    from sim.bargaining.outcomes import Outcomes
    from sim.bargaining.run.workers import Workers
    from sim.report.plots import Figures
    from sim.scenario.schema import Scenario

Heard: TypeAlias = "Callable[[Question, Summary], None]"
RUNS, SEED = 10_000, 1
REPLICATIONS, TABLE = "outcomes.parquet", "outcomes.csv"


class CodeNotAllowed(Exception):
    """A scenario names Python code, and nobody said that it may run."""


def unheard(question: Question, summary: Summary) -> None:
    """Nobody waits for the numbers."""


@dataclass(frozen=True, repr=False)
class Study:
    """A question and the folder with its answer."""

    question: Question
    folder: Path
    recalled: bool  # answered from disk

    def __repr__(self) -> str:
        asked = self.question
        size = f"{asked.runs:,} replications, seed {asked.seed}"
        return f"Study of {asked.scenario.name}: {size}\n  {self.folder / REPORT}"

    @property
    def summary(self) -> Summary:
        """Every number of the report, as kept: the same whether the study was played or recalled."""
        from sim.analysis.summary import Summary
        from sim.results.restored import restored

        return restored(Summary, json.loads((self.folder / "summary.json").read_text(encoding="utf-8")))

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The chapters that could not be made. Asked again, they are made again from the replications kept."""
        return self.summary.failed

    @property
    def figures(self) -> Figures:
        """The figures of the report, for notebooks: `study.figures.outcomes()` and the like."""
        from sim.report.plots import Figures

        return Figures(self.question.scenario, self.summary)

    def _repr_html_(self) -> str:
        """In a notebook: the answer, and how often each outcome came."""
        from sim.report.notebook import study

        return study(self.question.told, self.summary, self.folder)

    def to_frame(self) -> DataFrame:
        """The same as `outcomes`, with units and meanings in `attrs`: see `Outcomes.to_frame`."""
        return self.stored.to_frame()

    def to_xarray(self) -> Dataset:
        """The replications as labelled arrays: see `Outcomes.to_xarray`."""
        return self.stored.to_xarray()

    @property
    def stored(self) -> Outcomes:
        """The replications, as they were played."""
        from sim.results.stored import stored

        return stored(self.question.scenario, self.folder / REPLICATIONS)

    def played(self) -> ProtocolRuns:
        """What a spread over protocols compares."""
        from sim.analysis.spread import ProtocolRuns

        table = self.outcomes
        terms = [table[dotted("terms", issue)].astype(object) for issue in self.question.scenario.issues]
        settled = (table["outcome"] == "settlement").to_numpy()
        return ProtocolRuns(settled, np.stack([column.to_numpy() for column in terms], axis=1))

    @property
    def outcomes(self) -> DataFrame:
        """One row per replication: how it ended, when, on which terms, and what was drawn for it."""
        from pyarrow.parquet import read_table

        with opened(self.folder / "outcomes.parquet") as written:
            return read_table(written).to_pandas()


@shows_options
def run(
    scenario: str | Path | Scenario,
    *,
    csv: bool = False,
    linked: bool = False,
    heard: Heard = unheard,
    **options: Unpack[RunKeywords],
) -> Study:
    """Play a scenario or its file, or find on disk that the same question was answered before.

    Parameters
    ----------
    scenario : Scenario or path
        What is played.
    runs : int
        How many replications, at least 1; 10,000 unless told.
    seed : int
        Of all chance, at least 0; 1 unless told.
    overrides : sequence of str
        Laid over a file: `"actors.us.credibility=0.9"`. A scenario that was read has its own already.
    threads : int, optional
        How many play; one for each core unless told. The answer does not depend on it.
    executor : concurrent.futures.Executor, optional
        Who plays instead: processes, a Dask cluster (`sim.Cluster`) ... The answer does not depend on it.
    results : path
        The folder in which the answer is kept, and looked for.
    csv : bool
        Keep the replications for a spreadsheet too?
    linked : bool
        A small report, which reads the script that draws from the folder of results, where it lies once?
    heard : callable
        Is told the question and the numbers as soon as they are there, before the page is made.
    agents : mapping of str to type, optional
        By actor: the class that sits in its seat, a subclass of Party, Mediator, Backer or Spoiler as its role is.
        It is kept beside the results with what it needs, is part of what is asked, and is named in the report.
    allow_code : bool
        May the Python code run that the scenario names?
    watch : Watch
        Is shown how far it has come; nobody unless told.
    command : str, optional
        What was typed to ask it, which the manifest keeps.

    Returns
    -------
    Study
        `summary`, `outcomes`, `figures`, and the `folder` that holds the report.

    Raises
    ------
    ScenarioError
        With all that is wrong with the scenario.
    CodeNotAllowed
        If the scenario names code that may not run.
    BehaviourError, AgentError
        For agents that cannot be kept, or fail.
    NoCluster, LostWorkers
        Where nobody plays.

    See Also
    --------
    play : the same in memory.
    load : a study that was kept.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     study = sim.run("scenarios/minimal.yaml", runs=50, results=results)
    ...     study.summary.outcomes["settlement"].share, len(study.outcomes)
    (1.0, 50)
    """
    asked = RunOptions(**options)
    found, watch, shelves = as_scenario(scenario, asked.overrides), asked.watch, asked.shelf
    if asked.agents:
        found, asked = with_agents(found, asked)
    question = Question(found, *asked.sized(RUNS, SEED), tuple(asked.overrides))
    own = agents_of(question.scenario, asked.allow_code)
    folder = recall(question, shelves, watch)
    if folder is not None:
        if csv:
            add_table(question, folder)
        with store.whole_without(folder, watch.notice):
            put_script(shelves) if linked else make_whole(folder, REPORT)
        watch.notice("asked before: answered from disk")
        study = Study(question, folder, recalled=True)
        heard(question, study.summary)
        return study
    started = perf_counter()
    with room(question.folder(shelves).parent):
        outcomes = replications(question, own, [shelves], asked.workers, watch)
        with kept_meanwhile(lambda: "the replications"):
            files, about = tell(question, own, outcomes, partial(heard, question))
            about |= circumstances(asked.command, perf_counter() - started)
            folder = question.folder(shelves)
            files |= archive(question.scenario)
            if linked:
                files[REPORT], about[LINKED] = lean(shelves, files[REPORT]), True
            store.add(folder, {**files, **(as_csv(outcomes) if csv else {})}, about)
        with store.whole_without(folder, watch.notice):
            store.point_to(folder)
            write_gallery(shelves)
    return Study(question, folder, recalled=False)


def as_scenario(scenario: str | Path | Scenario, overrides: Sequence[str] = ()) -> Scenario:
    """Read what is a file. Raises ValueError for overrides of a scenario that was read already."""
    if isinstance(scenario, str | Path):
        return read(Path(scenario), overrides)
    if overrides:
        raise ValueError("overrides are laid over a file: sim.read(path, overrides)")
    return scenario


def each_protocol(file: str | Path, *, overrides: Sequence[str] = (), **options: Any) -> dict[str, Study]:
    """The same scenario under each protocol, with the same luck.

    None is played if one cannot be; `latest` then names the study of the first.

    Parameters
    ----------
    file : path
        Of a scenario.
    overrides : sequence of str
        What is set over it.
    **options
        What `run` takes.

    Returns
    -------
    dict of str to Study
        By protocol.

    Raises
    ------
    ScenarioError
        With all that is wrong with the scenario under any of them.

    See Also
    --------
    spread : how far they lie apart.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     list(sim.each_protocol("scenarios/minimal.yaml", runs=10, results=results))
    ['mediated', 'alternating_offers', 'challenge']
    """
    asked = {name: [*overrides, f"protocol={name}"] for name in PROTOCOLS}
    for changes in asked.values():
        read(Path(file), changes)
    played: dict[str, Study] = {}
    with kept_meanwhile(lambda: f"{len(played)} of {len(PROTOCOLS)} studies" if played else ""):
        for name in reversed(PROTOCOLS):
            played[name] = run(file, overrides=asked[name], **options)
    return {name: played[name] for name in PROTOCOLS}


def spread(studies: Mapping[str, Study]) -> Spread:
    """How much of the answer is the choice of theory.

    Parameters
    ----------
    studies : mapping of str to Study
        By protocol: studies of one scenario with as many runs in each, the first of which the others are compared with.

    Returns
    -------
    Spread
        Shares (0..1) of settlements with their 95 % intervals, and paired differences.

    Raises
    ------
    ValueError
        Unless the replications are the same in all.

    See Also
    --------
    each_protocol : plays them.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     apart = sim.spread(sim.each_protocol("scenarios/minimal.yaml", runs=10, results=results))
    >>> apart.beside["alternating_offers"].difference.difference
    0.0
    """
    from sim.analysis.spread import spread

    return spread({name: study.played() for name, study in studies.items()})


def recall(question: Question, results: Path, watch: Watch) -> Path | None:
    """The folder that holds the answer already, if it is whole and no chapter is missing from it."""
    try:
        folder = store.find(question, results, wanted=[REPORT, SUMMARY, REPLICATIONS])
    except store.Damaged as damage:
        watch.notice(f"{damage}: computing it again")
        return None
    if folder is None or store.read_manifest(folder).get("failed"):
        return None
    with suppress(OSError):  # results may be read-only
        store.point_to(folder)
    return folder


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


def add_table(question: Question, folder: Path) -> None:
    """The table, if it was not asked for before: nothing is told anew for it."""
    from sim.results.stored import stored

    if TABLE not in store.read_manifest(folder)["files"]:
        with kept_meanwhile(lambda: "the replications"):
            store.add(folder, as_csv(stored(question.scenario, folder / REPLICATIONS)), {})


def as_csv(outcomes: Outcomes) -> dict[str, store.Content]:
    """The replications for a spreadsheet."""
    from sim.results import table

    return {TABLE: partial(table.write_csv, outcomes)}


def play(question: Question, agents: Agents, workers: Workers, watch: Watch) -> Outcomes:
    """Every replication, with a bar to watch."""
    from sim.bargaining.compiled import is_compiled
    from sim.bargaining.run import driver
    from sim.bargaining.run.workers import near
    from sim.first_time import compiling

    protocol = question.scenario.protocol
    known = is_compiled(protocol)
    with compiling(protocol, known, watch), watch.bar(question.runs) as tick:
        if not known:
            compile_concepts(question.scenario)
        if not known and near(workers):  # once, before each of several processes would do it
            driver.play(question.scenario, 1, question.seed, agents=agents)
        return driver.play(
            question.scenario, question.runs, question.seed, agents=agents, workers=workers, progress=tick
        )


def compile_concepts(scenario: Scenario) -> None:
    """The solution concepts, which would else be compiled without a word when the bar is full."""
    from sim.analysis.benchmarks import plane
    from sim.bargaining.solutions.solutions import solvable

    if solvable(scenario):
        Chapters().made("beside", lambda: plane(scenario), None)  # what it fails of is told in its place


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
    if not allow_code:
        refuse_code(scenario)
    return load_agents(scenario)


def refuse_code(scenario: Scenario, besides: Collection[str] = ()) -> None:
    """Raises CodeNotAllowed if other actors than these decide by code that the scenario names."""
    named = [f"{name}: {code}" for name, code in behaviours(scenario).items() if name not in besides]
    if named:
        raise CodeNotAllowed(
            f"{scenario.name} runs Python code of its own ({', '.join(named)}); "
            "read it, then say --allow-code if you trust it"
        )


def with_agents(scenario: Scenario, options: RunOptions) -> tuple[Scenario, RunOptions]:
    """The scenario with those given in their seats, who may run; what else it names only if somebody says so."""
    given = options.agents or {}
    if not options.allow_code:
        refuse_code(scenario, besides=given)
    return seated(scenario, given, options.shelf), replace(options, agents=None, allow_code=True)
