"""Which strategy does best against those of the others, and which mediator misses the fewest deals?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Unpack

from sim.allowing import agents_of
from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, asked, asks, taken
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.questions.strategies.choosing import ways
from sim.questions.strategies.reading import Given, Typed
from sim.questions.strategies.way import AS_WRITTEN, Way, Ways, ways_as_yaml
from sim.questions.sweeping.cells import CellVariant, SweepPlan, varied_of
from sim.questions.sweeping.kept import PartialResults
from sim.questions.sweeping.playing import contents, how_many
from sim.questions.sweeping.work import Work, work
from sim.results.store import Content
from sim.scenario.problems import Complaints
from sim.scenario.reading import Variants
from sim.scenario.schema import Scenario
from sim.telling import SCENARIO

if TYPE_CHECKING:
    from sim.analysis.tournament.answer import MediatorVariants, PartyStrategies, Strategy, Tournament
    from sim.analysis.tournament.taken import Taken

KIND, STRATEGIES = "tournament", "strategies.yaml"


@dataclass(frozen=True)
class Field:
    """Who takes part, and all that is played."""

    about: Asked
    ways: Ways
    todo: Work  # the profiles of the parties in order, then the variants of the mediator

    @property
    def scenario(self) -> Scenario:
        return self.about.scenario

    @property
    def mediators(self) -> Ways:
        """Their variants, where a deal can be missed."""
        tried = {name: ways for name, ways in self.ways.items() if name not in self.scenario.parties}
        return tried if self.scenario.can_fail else {}


@asks
def tournament(
    subject: Subject,
    strategies: Given = None,
    *,
    typed: Typed = (),
    **options: Unpack[RunKeywords],
) -> Finding[Tournament]:
    """Play every strategy of each party with every one of the others, all with the same luck.

    A party that is not named tries to concede late, evenly and early, and to screen. The variants of a mediator are
    played with all others as they are in the scenario. A tournament that was broken off goes on where it stopped.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.
    strategies : path or mapping, optional
        A YAML file or {actor: {name: {"concession": 0.3}}}.
    typed : sequence of (str, str, str)
        The same as (actor, name, "concession=0.3").

    Returns
    -------
    Finding of Tournament
        Payoffs (utility) of every profile with 95 % intervals, best replies, equilibria, what spreads.

    Raises
    ------
    Unanswerable
        For a field that cannot be played.
    ScenarioError
        With all that is wrong in any strategy.

    See Also
    --------
    compare : two ways to bargain, or any two scenarios, side by side.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> field = {"union": {"late": {"concession": 0.3}, "early": {"concession": 3}}, "company": {"even": {}}}
    >>> with TemporaryDirectory() as results:
    ...     answer = sim.tournament("scenarios/minimal.yaml", field, runs=20, results=results).answer
    >>> [f"{each.payoffs[0].mean:.2f}" for each in answer.profiles]
    ['0.62', '0.44']
    """
    from sim.analysis.tournament.answer import Tournament

    subject, how = taken(subject, RunOptions(**options))
    about = asked(subject, how)
    found = field(about, varied_of(subject), ways(about.scenario, typed, strategies))
    asked_of = {
        "of": about.question.parts,
        "strategies": ways_as_yaml(found.ways),
        "cells": found.todo.digest,
    }
    inquiry = Inquiry(KIND, about.scenario.name, asked_of)
    kept = PartialResults(how.shelf / KIND / f".{inquiry.id}-partial")
    meanwhile = partial(how_many, kept, found.todo.tasks)
    finding = find_out(inquiry, Tournament, lambda: _made(found, kept), how, kept=meanwhile)
    kept.clear()
    return finding


def field(about: Asked, scenario: Variants, found: Ways) -> Field:
    """Everything that is to be played. Raises ScenarioError with all that is wrong in any strategy."""
    complaints, overrides = Complaints(scenario.file), about.options.overrides
    for way in (way for tried in found.values() for way in tried):
        with complaints.gathered():
            agents_of(scenario.read([*overrides, *way.settings]), about.options.allow_code)
    complaints.tell()
    plan = SweepPlan((), False, tuple(_variants(about.scenario, found)))
    return Field(about, found, work(about, scenario, plan))


def _variants(scenario: Scenario, found: Ways) -> Iterator[CellVariant]:
    for chosen in product(*(found[party] for party in scenario.parties)):
        settings = tuple(setting for way in chosen for setting in way.settings)
        yield CellVariant(" × ".join(way.name for way in chosen), (), settings)
    for actor, tried in found.items():
        if actor not in scenario.parties:
            yield from (CellVariant(way.name, (), way.settings) for way in tried)


def _made(found: Field, kept: PartialResults) -> Made[Tournament]:
    from sim.report.tournament import sentences
    from sim.report.tournament.page import page
    from sim.results.payoffs import write_payoffs

    answer = answered(found, *played(found, kept))
    files: dict[str, Content] = {
        SCENARIO: found.about.question.resolved,
        STRATEGIES: ways_as_yaml(found.ways),
        "tournament.parquet": partial(write_payoffs, answer),
    }
    return Made(
        answer,
        lambda: sentences.headline(answer),
        answer.title,
        lambda chapters: page(answer, found.scenario, chapters),
        (found.scenario,),
        found.about.question.again(KIND, SCENARIO, "--strategies", STRATEGIES),
        files,
    )


def played(found: Field, kept: PartialResults) -> tuple[Taken, list[Taken]]:
    """The scenario as written, and every cell in order; each different one is played once."""
    from sim.analysis.sweep import course
    from sim.analysis.tournament.taken import costs, taken
    from sim.results.courses import unpacked_course

    outcomes, parties = found.about.outcomes, tuple(found.scenario.parties)
    paid = costs(found.scenario, outcomes)
    tasks = {part.task: found.todo.tasks[part.task] for part in found.todo.parts}
    cells = contents(tasks, kept, found.about.options)
    made = {id: taken(unpacked_course(content), parties, paid) for id, content in cells}
    return taken(course(outcomes), parties, paid), [made[part.task] for part in found.todo.parts]


def answered(found: Field, written: Taken, cells: Sequence[Taken]) -> Tournament:
    """What follows."""
    from sim.analysis.tournament import result
    from sim.analysis.tournament.answer import Tournament
    from sim.analysis.tournament.resamples import resamples
    from sim.report import wording

    question, scenario = found.about.question, found.scenario
    seats = tuple(_seat(scenario, party, found.ways[party]) for party in scenario.parties)
    profiles, variants = cells[: result.count(seats)], cells[result.count(seats) :]
    again = resamples(question.runs, question.seed)
    payoffs = result.stacked(seats, profiles)
    games = result.games(payoffs, again)
    evolution = result.evolution(games, again)
    equilibria, more = result.equilibria(games, again)
    return Tournament(
        title=wording.title(question.told),
        runs=question.runs,
        seed=str(question.seed),
        can_fail=scenario.can_fail,
        war=scenario.war is not None,
        seats=seats,
        profiles=result.profiles(seats, profiles, payoffs, games),
        standings=tuple(result.standings(seats, payoffs, games, evolution)),
        equilibria=equilibria,
        more=more,
        evolution=evolution,
        alike=tuple(result.alike(seats, payoffs)),
        mediators=tuple(_mediators(found, written, variants)),
    )


def _mediators(found: Field, written: Taken, cells: Sequence[Taken]) -> Iterator[MediatorVariants]:
    """Their variants stand one mediator after another."""
    from sim.analysis.tournament.answer import MediatorVariants
    from sim.analysis.tournament.result import mediations
    from sim.report import wording

    rest = iter(cells)
    for name, tried in found.mediators.items():
        own = [written, *(next(rest) for _ in tried)]
        variants = mediations(_strategies([Way(AS_WRITTEN, ()), *tried]), own, len(cells))
        yield MediatorVariants(wording.actor(found.scenario, name), tuple(variants))


def _seat(scenario: Scenario, party: str, tried: Sequence[Way]) -> PartyStrategies:
    from sim.analysis.tournament.answer import PartyStrategies
    from sim.report import wording

    return PartyStrategies(party, wording.actor(scenario, party), _strategies(tried))


def _strategies(tried: Sequence[Way]) -> tuple[Strategy, ...]:
    from sim.analysis.tournament.answer import Strategy
    from sim.report.wording import clean

    return tuple(Strategy(clean(way.name), tuple(map(clean, way.written))) for way in tried)
