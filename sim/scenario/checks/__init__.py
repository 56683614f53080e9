"""What no single field can know: whether the parts of a scenario fit together.

Each check reads the draft as written, so that it can be heard beside the complaints about single fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.scenario.checks import camps, cast, issues, packages, references, tables
from sim.scenario.draft import Draft
from sim.scenario.problems import Problem

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    *cast.CHECKS,
    *camps.CHECKS,
    *issues.CHECKS,
    *tables.CHECKS,
    *references.CHECKS,
    *packages.CHECKS,
)


def misfits(draft: Draft) -> list[Problem]:
    """Everything that does not fit."""
    return [problem for check in CHECKS for problem in check(draft)]
