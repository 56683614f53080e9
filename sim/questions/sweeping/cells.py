"""What is varied -> the cells of a sweep, each checked before anything is played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from sim.questions.asking import Subject
from sim.questions.sweeping.values import Axis
from sim.scenario.overrides import Setting, typed_setting
from sim.scenario.problems import Complaints
from sim.scenario.reading import Variants, variants
from sim.scenario.schema import Scenario
from sim.study import Study
from sim.telling import SCENARIO


@dataclass(frozen=True)
class CellVariant:
    """One cell: what is set over the scenario, and how that is written."""

    label: str
    values: tuple[str, ...]  # of each axis; empty: as in the scenario itself
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class SweepPlan:
    """Every cell, in order."""

    axes: tuple[Axis, ...]
    grid: bool  # every value with every other; else a table of cases
    variants: tuple[CellVariant, ...]


def varied_of(subject: Subject) -> Variants:
    """What is varied, its files parsed once."""
    if isinstance(subject, Scenario):
        return variants(subject)
    path = subject.folder if isinstance(subject, Study) else Path(subject)
    return variants(path / SCENARIO if path.is_dir() else path)


def grid(axes: Sequence[Axis], file: str) -> SweepPlan:
    """Every value of one axis with every value of the other. Raises ScenarioError for what is no YAML."""
    complaints = Complaints(file)
    settings: list[list[tuple[str, Setting]]] = []
    for each in axes:
        settings.append([])
        for value in each.values:
            with complaints.gathered():
                settings[-1].append((value, typed_setting(f"{each.path}={value}", "--vary")))
    complaints.tell()
    return SweepPlan(tuple(axes), True, tuple(map(_variant, product(*settings))))


def _variant(pairs: Iterable[tuple[str, Setting]]) -> CellVariant:
    values, settings = zip(*pairs, strict=True)
    return CellVariant(", ".join(values), values, settings)


def checked(scenario: Variants, plan: SweepPlan, overrides: Sequence[str]) -> Iterator[Scenario]:
    """The scenario of every cell, in order. Raises ScenarioError with all that is wrong in any of them.

    A value that is wrong alone is told before it is wrong again beside every other one.
    """
    complaints = Complaints(scenario.file)
    if plan.grid and len(plan.axes) > 1:
        for setting in {id(each): each for variant in plan.variants for each in variant.settings}.values():
            with complaints.gathered():
                scenario.read([*overrides, setting])
        complaints.tell()
    for variant in plan.variants:
        found = None
        with complaints.gathered():
            found = scenario.read([*overrides, *variant.settings])
        if found is not None:
            yield found
    complaints.tell()
