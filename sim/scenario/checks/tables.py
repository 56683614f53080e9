"""Tables with a number for each option: as many numbers as options."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, option_names, rows
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed, remedy, shown


def numbers_match_options(draft: Draft) -> Iterator[Problem]:
    """Of final and of ceasefire issues."""
    for issue in draft.every_issue:
        options = option_names(issue.node)
        for row in rows(issue):
            found, wanted = len(row.items), len(options)
            if options and row.is_list and found != wanted:
                counted = f"{found} value{'s' * (found != 1)} for {wanted} option{'s' * (wanted != 1)}"
                yield row.problem(f"{counted} ({listed(options, 6)})")


def tables_name_options(draft: Draft) -> Iterator[Problem]:
    """Of a range it is a curve, which has its own rules."""
    for issue in draft.every_issue:
        options = () if issue["range"] else option_names(issue.node)
        for row in rows(issue) if options else ():
            for name, number in row.entries.items():
                if name not in options:
                    yield number.key_problem(f"there is no option {shown(name)}", remedy(name, options))


def every_option_has_a_value(draft: Draft) -> Iterator[Problem]:
    """What an option is worth has no default. What it guards, halts or endangers has."""
    for issue in draft.issues.values():
        options = () if issue["range"] else option_names(issue.node)
        for row in issue["value"].entries.values():
            missing = [option for option in options if option not in row.entries]
            if row.is_table and missing:
                yield row.key_problem(f"says nothing about {listed(missing)}", "every option needs a value")


CHECKS = (numbers_match_options, tables_name_options, every_option_has_a_value)
