"""Everything that a sweep plays: the scenario itself and its cells, each different one once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from sim.analysis.sweep import Baseline, Cell, cell
from sim.program import digest
from sim.progress import Tick
from sim.questions.asking import Asked
from sim.questions.sweeping.cells import CellVariant, SweepPlan, checked
from sim.questions.sweeping.task import Task, task_of
from sim.results.courses import unpacked_course
from sim.scenario.reading import Variants
from sim.scenario.schema import Scenario

Piece = tuple[str, bytes]


@dataclass(frozen=True)
class CellTask:
    """A cell, and the task that answers it."""

    variant: CellVariant
    task: str
    can_fail: bool


@dataclass(frozen=True)
class Work:
    """What is to be done; parts are in order."""

    base: CellTask
    parts: tuple[CellTask, ...]
    tasks: dict[str, Task]  # by id

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The parts that each task answers."""
        found = defaultdict(list)
        for number, part in enumerate(self.parts):
            found[part.task].append(number)
        return found

    @property
    def digest(self) -> str:
        """Of what is asked in every cell."""
        asked = [[part.variant.label, part.variant.values, part.task] for part in self.parts]
        return digest(json.dumps(asked).encode())


def work(about: Asked, scenario: Variants, plan: SweepPlan, tick: Tick | None = None) -> Work:
    """Read every cell. Raises ScenarioError with all that is wrong in any of them."""
    question, options = about.question, about.options
    tasks: dict[str, Task] = {}

    def part(variant: CellVariant, found: Scenario) -> CellTask:
        task = task_of(found, question.runs, question.seed, options.allow_code)
        tasks.setdefault(task.id, task)
        if tick is not None:
            tick(1)
        return CellTask(variant, task.id, found.can_fail)

    base = part(CellVariant("as written", ("",) * len(plan.axes), ()), question.scenario)
    every = zip(plan.variants, checked(scenario, plan, options.overrides), strict=True)
    parts = tuple(part(variant, found) for variant, found in every)
    return Work(base, parts, tasks)


def compared(work: Work, pieces: Iterator[Piece]) -> tuple[Cell, tuple[Cell, ...]]:
    """The scenario itself, and every cell beside it. Only the scenario itself stays in memory."""
    first = leading(work.base.task, pieces)
    course = unpacked_course(first[0][1])
    base = Baseline(course, work.base.can_fail, len(work.parts))
    found: dict[int, Cell] = {}
    for id, content in chain(first, pieces):
        for number in work.places.get(id, ()):
            found[number] = _cell(work.parts[number], content, base)
    itself = cell(work.base.variant.label, work.base.variant.values, work.base.can_fail, course)
    return itself, tuple(found[number] for number in range(len(work.parts)))


def leading(id: str, pieces: Iterable[Piece]) -> list[Piece]:
    """The piece that the others are compared with, and behind it those that were there before it."""
    early: list[Piece] = []
    for piece in pieces:
        if piece[0] == id:
            return [piece, *early]
        early.append(piece)
    raise KeyError(id)


def _cell(part: CellTask, content: bytes, base: Baseline) -> Cell:
    return cell(part.variant.label, part.variant.values, part.can_fail, unpacked_course(content), base)
