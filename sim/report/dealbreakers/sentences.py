"""What was taken away, and what came of it, in words."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from sim.analysis.changes import Removal
from sim.analysis.dealbreakers import DealBreakers, Effect
from sim.analysis.replays import GOALS, Goal
from sim.analysis.synergies import Pairs
from sim.report import amounts, wording
from sim.scenario.schema import Scenario

MOST_NAMED = 4
WITHOUT = {
    "consent": "veto lifted",
    "floor": "asks nothing for itself",
    "guarantee": "guarantee believed",
    "distrust": "no distrust",
    "audience_cost": "no audience cost",
    "cost": "war costs double",
    "optimism": "sees the war as it is",
    "ratification": "no vote at home",
}
COMES: dict[Goal, str] = {
    "zone": "opens a zone of agreement in {} of them",
    "settlement": "settles {} of them",
}
COME: dict[Goal, str] = {
    "zone": "open a zone of agreement in {} of failures",
    "settlement": "settle {} of failures",
}
TURNED: dict[Goal, str] = {"zone": "a zone of agreement opens", "settlement": "they settle"}
CAUTION = (
    "These are changes to assumptions, not proposals: what it would take to bring one about, and what else it would "
    "change, is nowhere counted."
)


def label(scenario: Scenario, change: Removal) -> str:
    """Ukraine: no distrust. Or, of an event: without “election”."""
    if change.event is not None:
        return f"without “{wording.event(scenario, change.event)}”"
    return f"{wording.actor(scenario, change.actor)}: {_gone(scenario, change)}"


def _gone(scenario: Scenario, change: Removal) -> str:
    if change.faction is not None:
        return f"{wording.faction(scenario, change.actor, change.faction)} can bear anything"
    return (
        WITHOUT[change.kind]
        if change.issue is None
        else f"no red line on {wording.issue(scenario, change.issue)}"
    )


def typed(settings: Sequence[str]) -> str:
    """The change as it is added to a command."""
    return " ".join(f"--set {shlex.quote(setting)}" for setting in settings)


def headline(scenario: Scenario, found: DealBreakers) -> str:
    """Which does most for either goal, as far as the intervals say."""
    failed = found.runs - found.settled.hits
    if found.by_day is not None:
        day = wording.when(scenario, found.by_day)
        return (
            f"All {found.runs:,} replications settle, {failed:,} of them later than {day}, the median. Settled is here "
            f"what is settled by then. {leading(scenario, found, 'settlement')}"
        )
    return (
        f"{failed:,} of {found.runs:,} replications fail to settle. {leading(scenario, found, 'settlement')} "
        f"{leading(scenario, found, 'zone')}"
    )


def leading(scenario: Scenario, found: DealBreakers, goal: Goal) -> str:
    """The first, and those of which no interval says whether they are not."""
    clear = [one for one in found.tried if one.on(goal).clear and one.on(goal).net.difference > 0.0]
    if not clear:
        return f"No single change {COMES[goal].format('more')} than chance would show."
    first = max(clear, key=lambda one: one.on(goal).net.difference)
    level = [one for one in found.tried if one.on(goal).first == 1 and one is not first]
    level.sort(key=lambda one: -one.on(goal).net.difference)
    rivals = [label(scenario, one.change) for one in level]
    said = COMES[goal].format(amounts.told(first.on(goal).gained))
    return f"“{label(scenario, first.change)}” alone {said}{_undecided(rivals, found)}."


def _undecided(rivals: Sequence[str], found: DealBreakers) -> str:
    if not rivals:
        return f", more than any other {'told of here' if found.screened_on else 'change'}"
    named = [f"“{rival}”" for rival in rivals[:MOST_NAMED]]
    more = [f"{len(rivals) - MOST_NAMED} more"] if len(rivals) > MOST_NAMED else []
    return (
        f"; whether that is more than {wording.listed([*named, *more], 'or')} these replications cannot tell"
    )


def pairs_said(scenario: Scenario, pairs: Pairs) -> str:
    """How many pairs there are, how those that are told of were chosen, and what is first among them."""
    chosen = (
        f" {len(pairs.found)} of {pairs.tried:,} pairs are told of: those that did most beyond their parts in "
        f"{pairs.screened_on:,} other replications."
        if pairs.screened_on
        else f" All {pairs.tried:,} pairs are told of."
    )
    untried = (
        f" {pairs.possible - pairs.tried:,} more were not tried." if pairs.possible > pairs.tried else ""
    )
    return f"{_first_pair(scenario, pairs)}{chosen}{untried}"


def _first_pair(scenario: Scenario, pairs: Pairs) -> str:
    for goal in reversed(GOALS):
        clear = [p for p in pairs.found if p.on(goal).clear and p.on(goal).beyond.difference > 0.0]
        if clear:
            first = max(clear, key=lambda pair: pair.on(goal).beyond.difference)
            said = COME[goal].format(amounts.told(first.on(goal).only_together))
            names = [f"“{label(scenario, change)}”" for change in (first.one, first.other)]
            return f"{wording.listed(names)} together {said} where neither would alone."
    return "No two changes do more together than the one or the other alone, beyond what chance would show."


def place(one: Effect) -> str:
    """3, or 3 to 8 where the intervals leave that open."""
    return f"{one.first}" if one.first == one.last else f"{one.first} to {one.last}"


def choice(found: DealBreakers) -> str:
    """How those that are told of were chosen."""
    if not found.screened_on:
        return ""
    return (
        f" These {len(found.tried)} of {found.candidates} possible changes moved most in {found.screened_on:,} other "
        "replications; the command dealbreakers tries all."
    )
