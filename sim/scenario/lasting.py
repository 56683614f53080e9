"""The scenario as it is while an event lasts."""

from __future__ import annotations

from sim.scenario.actors import AnyActor, Party, RedLine
from sim.scenario.events import Event, OfActor, OfIssue, Sets, numbers_of
from sim.scenario.issues import Issue
from sim.scenario.quantities import Fixed
from sim.scenario.schema import Scenario


def during(scenario: Scenario, event: Event) -> Scenario:
    """The same scenario, with what the event sets in place. Nothing is checked: the caller knows."""
    sets = event.sets or Sets()
    war = scenario.war and scenario.war.replaced(**dict(numbers_of(sets.war)))
    actors = {
        name: _actor(actor, sets.actors.get(name, OfActor())) for name, actor in scenario.actors.items()
    }
    issues = {
        name: _issue(issue, sets.issues.get(name, OfIssue())) for name, issue in scenario.issues.items()
    }
    return scenario.replaced(war=war, actors=actors, issues=issues)


def _actor(actor: AnyActor, sets: OfActor) -> AnyActor:
    numbers = dict(numbers_of(sets))
    if not isinstance(actor, Party) or not sets.red_lines:
        return actor.replaced(**numbers)
    lines = {issue: RedLine(options=options) for issue, options in sets.red_lines.items() if options}
    kept = {issue: line for issue, line in actor.red_lines.items() if issue not in sets.red_lines}
    return actor.replaced(**numbers, red_lines=kept | lines)


def _issue(issue: Issue, sets: OfIssue) -> Issue:
    nothing = (Fixed(0.0),) * len(issue.options)
    rows = {
        actor: tuple(
            row.get(option, usual)
            for option, usual in zip(issue.options, issue.value.get(actor, nothing), strict=True)
        )
        for actor, row in sets.value.items()
    }
    return issue.replaced(weight=issue.weight | sets.weight, value=issue.value | rows)
