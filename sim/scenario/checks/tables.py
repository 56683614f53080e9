"""Tables with a number for each option: as many numbers as options."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, option_names, rows
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed


def numbers_match_options(draft: Draft) -> Iterator[Problem]:
    """Of final and of ceasefire issues."""
    for issue in draft.every_issue:
        options = option_names(issue.node)
        for row in rows(issue):
            found, wanted = len(row.items), len(options)
            if options and row.is_list and found != wanted:
                counted = f"{found} value{'s' * (found != 1)} for {wanted} option{'s' * (wanted != 1)}"
                yield row.problem(f"{counted} ({listed(options, 6)})")


CHECKS = (numbers_match_options,)
