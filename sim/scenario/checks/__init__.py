"""What no single field can know: whether the parts of a scenario fit together.

Each check reads the draft as written, so that it can be heard beside the complaints about single fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

from sim.scenario.checks import (
    camps,
    cast,
    clock,
    issues,
    links,
    names,
    packages,
    ratifying,
    reference,
    references,
    signing,
    tables,
)
from sim.scenario.draft import Draft
from sim.scenario.problems import MOST, Problem

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    *cast.CHECKS,
    *camps.CHECKS,
    *issues.CHECKS,
    *tables.CHECKS,
    *references.CHECKS,
    *packages.CHECKS,
    *links.CHECKS,
    *names.CHECKS,
    *clock.CHECKS,
    *signing.CHECKS,
    *ratifying.CHECKS,
    *reference.CHECKS,
)


def misfits(draft: Draft) -> list[Problem]:
    """What does not fit. Without actors nothing does, and their absence is told already."""
    actors = draft.root["actors"]
    if actors and not actors.is_table:
        return []
    return list(islice(chain.from_iterable(check(draft) for check in CHECKS), MOST))
