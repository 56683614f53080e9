"""What a scenario says that is not heeded here, or only in part."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, prod

from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario


def unheeded(scenario: Scenario) -> Iterator[str]:
    """What a scenario says of mistakes, as far as they are not made, and of comparable cases: a path, and why."""
    for name, party in scenario.parties.items():
        if party.precision.support[0] < inf and (why := _without_mistakes(scenario)):
            yield f"{dotted('actors', name, 'precision')}: {why}"
    if scenario.reference is not None and not scenario.can_fail:
        yield "reference: under `protocol: challenge` there always is a decision, so it is not compared"


def _without_mistakes(scenario: Scenario) -> str:
    from sim.bargaining.search.workspace import MOST_ROWS  # which takes a while, and hardly anybody needs it

    if scenario.protocol == "challenge":
        return "nobody signs under `protocol: challenge`, so it is not read"
    if scenario.protocol == "alternating_offers":
        return "in turns answers are not exact, and offers are"
    packages = prod(len(issue.options) for issue in scenario.issues.values())
    if packages > MOST_ROWS:
        return (
            f"{packages:,} packages are more than {MOST_ROWS:,}: it tables one of those that no other betters, "
            "by chance"
        )
    return ""
