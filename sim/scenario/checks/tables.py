"""Tables with a number for each option: as many numbers as options."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, Spot, option_names
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed


def numbers_match_options(draft: Draft) -> Iterator[Problem]:
    """Of final issues."""
    for issue in draft.issues.values():
        yield from _mismatches(issue, [issue["guards"], *issue["value"].entries.values()])


def truce_numbers_match_options(draft: Draft) -> Iterator[Problem]:
    """Of ceasefire issues."""
    for issue in draft.truce_issues.values():
        tables = [issue["halts"], issue["hazard"], *issue["worth"].entries.values()]
        yield from _mismatches(issue, tables)


def _mismatches(issue: Spot, tables: list[Spot]) -> Iterator[Problem]:
    options = option_names(issue.node)
    for table in tables:
        found, needed = len(table.items), len(options)
        if options and table.is_list and found != needed:
            counted = f"{found} value{'s' * (found != 1)} for {needed} option{'s' * (needed != 1)}"
            yield table.problem(f"{counted} ({listed(options, 6)})")


CHECKS = (numbers_match_options, truce_numbers_match_options)
