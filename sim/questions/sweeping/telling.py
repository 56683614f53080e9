"""What came of a sweep, as it is kept: the answer, the page, the table, and how to make them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from sim.analysis.sweep import Sweep, Varied
from sim.bargaining.setup.relevance import is_read
from sim.questions.asking import Asked
from sim.questions.finding import Made
from sim.questions.sweeping import cases as tables
from sim.questions.sweeping.cells import SweepPlan
from sim.questions.sweeping.values import Axis
from sim.questions.sweeping.work import Piece, Work, compared
from sim.report import assumptions, wording
from sim.report.naming import named
from sim.report.sweeps import sentences
from sim.report.sweeps.page import page
from sim.results.courses import write_sweep
from sim.results.store import Content
from sim.scenario.bundles import tied_inputs
from sim.scenario.changing import steps, with_changed
from sim.scenario.paths import dotted
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.schema import Scenario
from sim.telling import SCENARIO

CASES = "cases.csv"


def made(about: Asked, plan: SweepPlan, todo: Work, pieces: Callable[[], Iterator[Piece]]) -> Made[Sweep]:
    """Play what is missing, compare, tell."""
    scenario = about.scenario
    base, cells = compared(todo, pieces())
    found = Sweep(
        title=wording.title(about.question.told),
        runs=about.question.runs,
        seed=str(about.question.seed),
        truce=scenario.truce is not None,
        grid=plan.grid,
        actors={name: wording.actor(scenario, name) for name in scenario.actors},
        varied=tuple(varied(scenario, axis) for axis in plan.axes),
        base=base,
        cells=cells,
    )
    files: dict[str, Content] = {
        "sweep.parquet": partial(write_sweep, found),
        SCENARIO: about.question.resolved,
    }
    return Made(
        found,
        lambda: sentences.headline(found),
        found.title,
        lambda chapters: page(found, scenario, chapters),
        (scenario,),
        again(about, plan),
        files if plan.grid else {**files, CASES: tables.written(plan)},
    )


def varied(scenario: Scenario, axis: Axis) -> Varied:
    """What is varied, and what the scenario itself has there."""
    found = standing(scenario, axis.path)
    known = found.value if isinstance(found, Fixed) else None
    read = not isinstance(found, Quantity) or is_read(scenario.protocol, axis.path)
    path = dotted(*steps(axis.path))
    label = named(scenario, axis.path)
    return Varied(axis.path, axis.values, in_words(found), known, read, path in tied_inputs(scenario), label)


def standing(scenario: Scenario, path: str) -> object:
    """What stands at a path; None if nothing does."""
    seen: list[object] = []
    with suppress(KeyError):
        with_changed(scenario, path, partial(_see, seen))
    return seen[0] if seen else None


def _see(seen: list[object], value: object) -> object:
    seen.append(value)
    return value


def in_words(value: object) -> str:
    """A number or a name of the scenario, as people say it; empty for anything else."""
    if isinstance(value, Quantity):
        return assumptions.in_words(value)
    return wording.readable(str(value)) if isinstance(value, str | float | int) else ""


def again(about: Asked, plan: SweepPlan) -> str:
    """The command that makes the same once more, beside the files of the answer."""
    vary = [word for axis in plan.axes for word in ("--vary", f"{axis.path}={axis.written}")]
    what = vary if plan.grid else ["--vary-file", CASES]
    return about.question.again("sweep", SCENARIO, *what)
