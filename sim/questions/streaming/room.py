"""How many replications fit into the memory of this machine."""

from __future__ import annotations

import os
from dataclasses import fields

from sim.bargaining.outcomes import Names, Outcomes
from sim.bargaining.run.chunks import prepared
from sim.scenario.schema import Scenario

ALWAYS = 1_000_000  # replications that are held on any machine
COPIES = 3  # of what came of a replication, at the most, while it is told
SHARE = 2  # what may be taken of all memory is one part in so many
USUAL = 2**33  # bytes of a machine that does not say


def fit(scenario: Scenario, runs: int) -> bool:
    """Can so many replications be held, and told in full?"""
    return runs <= ALWAYS or runs * row_bytes(scenario) * COPIES <= memory() // SHARE


def row_bytes(scenario: Scenario) -> int:
    """Of what came of one replication."""
    study = prepared(scenario)
    row: Outcomes = study.tabulation.empty(study.frame, 1)
    columns = (getattr(row, each.name) for each in fields(row))
    return sum(column.nbytes for column in columns if not isinstance(column, float | Names))


def memory() -> int:
    """Bytes of this machine."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no such question
        return USUAL
