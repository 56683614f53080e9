"""What is asked about: a file, a result folder, a scenario or a study -> a question and its replications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sim.allowing import agents_of, with_agents
from sim.bargaining.agents.behaviour import behaviours
from sim.options import Function, RunOptions, shows_options
from sim.replicating import kept, play, replications
from sim.results import store
from sim.results.question import Question
from sim.running import RUNS, SEED, as_scenario
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from sim.study import Study
from sim.telling import SCENARIO

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents
    from sim.bargaining.outcomes import Outcomes

MOST = 10**12  # replications: more than there are of any study
Subject: TypeAlias = "str | Path | Scenario | Study"  # a path is a scenario file or the folder of a study


# What all questions say of their options. One that has more to say of them says it itself.
SHARED = """\nOther Parameters
----------------
{} : as in `sim.run`
    Of a study its own runs and seed, unless told.
"""


def asks(function: Function) -> Function:
    """Show the options wherever a question is looked up: one by one in its signature, together in its docstring."""
    said = cleandoc(function.__doc__ or "")
    if "Other Parameters" not in said:
        names = ", ".join(each.name for each in fields(RunOptions))
        said = said.replace("\nReturns\n", f"{SHARED.format(names)}\nReturns\n", 1)
    function.__doc__ = said
    return shows_options(function)


class NotAStudy(Exception):
    """A folder that holds no study."""


class Unanswerable(Exception):
    """A question that this scenario, or what came of it, leaves no room for."""


@dataclass(frozen=True)
class Asked:
    """A question about one scenario, and where its answer may be found already."""

    question: Question
    shelves: tuple[Path, ...]  # folders of results
    options: RunOptions

    @property
    def scenario(self) -> Scenario:
        return self.question.scenario

    @property
    def agents(self) -> Agents:
        """Who sits in for whom."""
        return agents_of(self.scenario, self.options.allow_code)

    @cached_property
    def trial(self) -> Outcomes:
        """One replication, not kept: enough to see what can be asked before much is played."""
        return play(replace(self.question, runs=1), self.agents, self.options.workers, self.options.watch)

    @property
    def known(self) -> Outcomes | None:
        """The replications, unless they would have to be played."""
        return self.outcomes if "outcomes" in vars(self) else kept(self.question, self.shelves)

    @cached_property
    def outcomes(self) -> Outcomes:
        """The replications: read where the same question was answered before, else played and kept."""
        workers, watch = self.options.workers, self.options.watch
        return replications(self.question, self.agents, self.shelves, workers, watch)


def asked(subject: Subject, options: RunOptions, *, rules_only: bool = False, most: int = MOST) -> Asked:
    """What is meant. A study is asked with its own runs and seed unless others are given, but with no more than `most`.

    Raises ScenarioError for a file that cannot be simulated, NotAStudy for a folder without one, and CodeNotAllowed.
    """
    subject, options = taken(subject, options)
    scenario, known, shelves = resolved_subject(subject, options.overrides)
    made = (*changed_before(subject), *options.overrides)
    runs, seed = known
    question = Question(scenario, *options.sized(min(runs, most), seed), made)
    if rules_only:
        refuse_agents(scenario)
    agents_of(scenario, options.allow_code)
    return Asked(question, (*shelves, options.shelf), options)


def taken(subject: Subject, options: RunOptions) -> tuple[Subject, RunOptions]:
    """What is asked about, with the agents that are given in their seats. Raises ValueError for a study."""
    if not options.agents:
        return subject, options
    if isinstance(subject, Study) or (not isinstance(subject, Scenario) and Path(subject).is_dir()):
        raise ValueError("agents take their seats in a scenario; a study has been played with its own")
    if options.overrides:
        raise ValueError("overrides are laid over a file: agents with sim.read(path, overrides)")
    return with_agents(as_scenario(subject), options)


def refuse_agents(scenario: Scenario) -> None:
    """Raises Unanswerable if an actor decides by code of its own, which this question would not play."""
    if named := behaviours(scenario):
        raise Unanswerable(
            f"{' and '.join(named)} decide by Python code of their own, and here the rules of the program are played "
            "again; without their `behaviour:` it can be asked"
        )


def resolved_subject(
    subject: Subject, overrides: Sequence[str]
) -> tuple[Scenario, tuple[int, int], tuple[Path, ...]]:
    """The scenario, with how many runs and which seed it is played unless told, and where it was played before."""
    if isinstance(subject, Scenario):
        return as_scenario(subject, overrides), (RUNS, SEED), ()
    path = subject.folder if isinstance(subject, Study) else Path(subject)
    if not path.is_dir():
        return read(path, overrides), (RUNS, SEED), ()
    return read_study(path, overrides), played(path), (path.resolve().parents[1],)


def changed_before(subject: Subject) -> tuple[str, ...]:
    """What had been set over the file of a study when it was played."""
    path = subject.folder if isinstance(subject, Study) else subject
    if isinstance(path, Scenario) or not Path(path).is_dir():
        return ()
    return tuple(map(str, store.read_manifest(Path(path)).get("changed", ())))


def read_study(folder: Path, overrides: Sequence[str]) -> Scenario:
    """The scenario that stands beside results."""
    if not (folder / SCENARIO).is_file():
        raise NotAStudy(f"{folder} holds no study: {_instead(folder) or f'there is no {SCENARIO} in it'}")
    return read(folder / SCENARIO, overrides)


def played(folder: Path) -> tuple[int, int]:
    """With how many runs and which seed a study was played."""
    try:
        question = store.read_manifest(folder)["question"]
        return int(question["runs"]), int(question["seed"])
    except (store.Damaged, KeyError, TypeError, ValueError) as error:
        raise NotAStudy(f"{folder} holds no study: {_instead(folder) or error}") from error


def _instead(folder: Path) -> str:
    """Which study is meant where a folder holds many; empty if it holds none."""
    latest = folder / store.LATEST
    newest = folder / latest.read_text("utf-8").strip() if latest.is_file() else folder
    return f"it holds folders of studies, the newest of which is {newest}" if newest != folder else ""
