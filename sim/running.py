"""The whole way on one screen: read, play, keep, summarise, tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias, Unpack

from sim.allowing import agents_of, with_agents
from sim.options import RunKeywords, RunOptions, shows_options
from sim.progress import Watch
from sim.replicating import circumstances, replications
from sim.results import store
from sim.results.gallery import write_gallery
from sim.results.question import Question
from sim.results.writable import room
from sim.scenario.reading import read
from sim.seating import archive
from sim.sending import LINKED, again, as_asked
from sim.stopping import kept_meanwhile
from sim.study import REPLICATIONS, Study
from sim.telling import REPORT, SUMMARY, tell

if TYPE_CHECKING:
    from sim.analysis.summary import Summary
    from sim.bargaining.outcomes import Outcomes
    from sim.scenario.schema import Scenario

Heard: TypeAlias = "Callable[[Question, Summary], None]"
RUNS, SEED = 10_000, 1
TABLE = "outcomes.csv"


def unheard(question: Question, summary: Summary) -> None:
    """Nobody waits for the numbers."""


@shows_options
def run(
    scenario: str | Path | Scenario,
    *,
    csv: bool = False,
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
        Who plays instead, so that nobody says `threads` beside it: processes, a Dask cluster (`sim.Cluster`) ... The
        answer does not depend on it.
    results : path
        The folder in which the answer is kept, and looked for.
    linked : bool
        A small page, which reads the script that draws from the folder of results, where it lies once?
    csv : bool
        Keep the replications for a spreadsheet too?
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
    ValueError
        For threads beside an executor, and other options that cannot be meant.
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
            again(folder, REPORT, asked.linked, shelves)
        watch.notice("asked before: answered from disk")
        study = Study(question, folder, recalled=True)
        heard(question, study.summary)
        return study
    started = perf_counter()
    with room(question.folder(shelves).parent):
        outcomes = replications(question, own, [shelves], asked.workers, watch)
        with kept_meanwhile(lambda: "the replications"):
            files, about = tell(question, own, outcomes, partial(heard, question))
            about |= circumstances(asked.command, perf_counter() - started) | {LINKED: asked.linked}
            folder = question.folder(shelves)
            files |= archive(question.scenario)
            files[REPORT] = as_asked(files[REPORT], asked.linked, shelves)
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
