"""What becomes of the answer when one number, or two, or a table of cases is varied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, Unpack

from sim.analysis.sweep import Sweep
from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, asked, asks, taken
from sim.questions.finding import Finding, Inquiry, find_out
from sim.questions.sweeping import cases as tables
from sim.questions.sweeping.cells import SweepPlan, grid, varied_of
from sim.questions.sweeping.kept import PartialResults
from sim.questions.sweeping.playing import contents, how_many
from sim.questions.sweeping.telling import made
from sim.questions.sweeping.values import BadSweep, axes
from sim.questions.sweeping.work import Work, work

RUNS = 2_000
Vary: TypeAlias = "Sequence[str] | Mapping[str, Sequence[Any]]"
Cases: TypeAlias = "str | Path | Sequence[Mapping[str, Any]]"


@asks
def sweep(
    subject: Subject,
    vary: Vary = (),
    cases: Cases | None = None,
    **options: Unpack[RunKeywords],
) -> Finding[Sweep]:
    """Play a scenario with other values in it, all with the same luck, beside the scenario itself.

    A sweep that was broken off goes on where it stopped.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.
    vary : sequence of str, or mapping
        One or two of `"path=start:stop:step"` or `"path=a,b,c"`; or [value] by path, in the units of the file.
    cases : path, or sequence of mappings
        Instead: a CSV or YAML file, or dicts by path, in which `name` (or `case`) is what a case is called.

    Other Parameters
    ----------------
    runs, seed, overrides, results, linked, agents, allow_code, threads, executor, watch, command : as in `sim.run`
        2,000 runs of each cell unless told; of a study its own seed.

    Returns
    -------
    Finding of Sweep
        Of each cell, shares (0..1), means and quantiles with 95 % intervals, and differences from the scenario itself.

    Raises
    ------
    BadSweep
        For what cannot be meant.
    ScenarioError
        With all that is wrong in any cell.
    NoCluster, LostWorkers
        Where nobody plays.

    See Also
    --------
    evaluate : a table of numbers in memory, much faster where each row is played once or a few times.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     worth = {"actors.union.outside_value": [0.3, 0.6, 0.9]}
    ...     varied = sim.sweep("scenarios/minimal.yaml", worth, runs=20, results=results).answer
    >>> [cell.events["settlement"].share.share for cell in varied.cells]
    [1.0, 1.0, 0.0]
    """
    how = RunOptions(**options)
    subject, how = taken(subject, replace(how, runs=RUNS if how.runs is None else how.runs))
    about = asked(subject, how)
    scenario = varied_of(subject)
    plan = planned(vary, cases, scenario.file)
    with how.watch.bar(len(plan.variants), "reading") as tick:
        todo = work(about, scenario, plan, tick)
    inquiry = Inquiry("sweep", about.scenario.name, asked_of(about, plan, todo))
    kept = PartialResults(how.shelf / inquiry.kind / f".{inquiry.id}-partial")
    pieces, meanwhile = partial(contents, todo.tasks, kept, how), partial(how_many, kept, todo.tasks)
    finding = find_out(inquiry, Sweep, partial(made, about, plan, todo, pieces), how, kept=meanwhile)
    kept.clear()
    return finding


def planned(vary: Vary, cases: Cases | None, file: str) -> SweepPlan:
    """The cells that are asked for. Raises BadSweep and ScenarioError."""
    if bool(vary) == (cases is not None):
        raise BadSweep("say what is varied: --vary PATH=START:STOP:STEP, or --vary-file and no --vary")
    if cases is None:
        return grid(axes(vary), file)
    return tables.cases(Path(cases), file) if isinstance(cases, str | Path) else tables.given(cases, file)


def asked_of(about: Asked, plan: SweepPlan, todo: Work) -> dict[str, Any]:
    """Everything that the answer depends on."""
    varied = [axis.path for axis in plan.axes]
    return {"of": about.question.parts, "varied": varied, "grid": plan.grid, "cells": todo.digest}
