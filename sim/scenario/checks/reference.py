"""Comparable cases are compared with something that can happen."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft
from sim.scenario.problems import Problem


def what_is_compared_can_happen(draft: Draft) -> Iterator[Problem]:
    """Without a ceasefire there is none to count."""
    outcome = draft.root["reference"]["outcome"]
    if "ceasefire" in str(outcome) and not draft.root["ceasefire"]:
        yield outcome.problem("nothing of the kind can happen here: the scenario has no `ceasefire`")


CHECKS = (what_is_compared_can_happen,)
