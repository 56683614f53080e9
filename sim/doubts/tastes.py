"""Who wants what: actors that care for nothing, issues for which nobody cares, lines that leave nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sim.doubts.doubt import Doubt, may_be, minds
from sim.scenario.actors import Consenter, RedLine
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import listed, shown


def backers_have_a_part(scenario: Scenario) -> Iterator[Doubt]:
    """One that is asked for nothing, vouches for nothing and pays for nothing only looks on."""
    if scenario.protocol == "challenge":
        return
    truce = scenario.truce
    asked = {name for issue in scenario.issues.values() for name in issue.consent}
    asked |= {name for issue in (truce.issues.values() if truce else ()) for name in issue.consent}
    asked |= {issue.guarantor for issue in scenario.issues.values() if issue.guarantor}
    for name, backer in scenario.backers.items():
        if name not in asked and not backer.backfill:
            told = "has no part in this: no `consent` is its, it guarantees nothing and makes nothing good"
            yield Doubt(("actors", name), told)


def consents_can_be_withheld(scenario: Scenario) -> Iterator[Doubt]:
    """Utility is never below 0, so a floor of 0 is no floor; and never above 1."""
    if scenario.protocol == "challenge":
        return
    for name, actor in scenario.actors.items():
        if isinstance(actor, Consenter):
            yield from _floors(scenario, name, actor)


def _floors(scenario: Scenario, name: str, actor: Consenter) -> Iterator[Doubt]:
    asked = [issue for issue, each in scenario.issues.items() if each.consent.get(name)]
    shifted = any(name in event.floor for event in scenario.events)
    if not asked or shifted:
        return
    cares = any(minds(issue, name) for issue in scenario.issues.values())
    if actor.floor.support[1] <= 0.0 and actor.floor.note is None:  # who says why knows it
        told = "has no effect: it consents to everything while its `floor` is 0"
        yield Doubt(("issues", asked[0], "consent", name), told, None if cares else "nor has it any `value`")
    elif actor.floor.support[0] > 1.0:
        yield Doubt(("actors", name, "floor"), "it never consents: no package is worth more than 1")
    elif not cares:
        yield Doubt(
            ("actors", name, "floor"), "every package is worth the same to it: no issue has its `value`"
        )


def values_weigh_something(scenario: Scenario) -> Iterator[Doubt]:
    """In a list of weights an actor that is missing has 0, which is easily forgotten where it minds."""
    for name, issue in scenario.issues.items():
        for actor, values in issue.value.items():
            if len(set(values)) == 1:
                continue
            heard = scenario.protocol == "challenge" and actor in issue.salience
            if not may_be(issue.weight[actor]) and not heard:
                told = "has no effect: its `weight` here is 0"
                hint = "who is missing in a list of weights has 0"
                yield Doubt(("issues", name, "value", actor), told, hint)


def parties_care(scenario: Scenario) -> Iterator[Doubt]:
    """What no party minds is settled by whoever tables. A guarantee may matter for what it protects from."""
    for name, issue in scenario.issues.items():
        settled = len(issue.options) == 1 or issue.guards
        if not settled and not any(minds(issue, party) for party in scenario.parties):
            told = "matters to no party: none has a `weight` above 0 and values that differ"
            yield Doubt(("issues", name), told)


def red_lines_leave_something(scenario: Scenario) -> Iterator[Doubt]:
    """A party that refuses every option of an issue can sign nothing at all."""
    for name, issue, line in _red_lines(scenario):
        if set(line.options) >= set(scenario.issues[issue].options):
            told = f"is on every option of {shown(issue)}: while it is genuine no package can be signed"
            yield Doubt(("actors", name, "red_lines", issue), told)


def red_lines_together_leave_something(scenario: Scenario) -> Iterator[Doubt]:
    """The lines that are surely genuine may close an issue between them."""
    for name, issue in scenario.issues.items():
        lines = {
            party: set(line.options)
            for party, on, line in _red_lines(scenario)
            if on == name and certain(line)
        }
        open_to_each = all(options < set(issue.options) for options in lines.values())
        if open_to_each and set().union(*lines.values()) == set(issue.options):
            told = f"the red lines of {listed(lines)} leave no option: no package can be signed"
            yield Doubt(("issues", name), told)


def red_lines_spare_the_best(scenario: Scenario) -> Iterator[Doubt]:
    """Nobody refuses what it wants most: the options or the values may be in the wrong order."""
    for name, issue, line in _red_lines(scenario):
        row = scenario.issues[issue].value.get(name, ())
        worth = {
            option: value.mean for option, value in zip(scenario.issues[issue].options, row, strict=False)
        }
        best = {option for option, value in worth.items() if value == max(worth.values())}
        some = set(line.options) < set(scenario.issues[issue].options)
        if some and best < worth.keys() and best <= set(line.options):
            told = f"refuses what it values most, {listed(sorted(best))}"
            yield Doubt(
                ("actors", name, "red_lines", issue), told, "are options and values in the same order?"
            )


def _red_lines(scenario: Scenario) -> Iterator[tuple[str, str, RedLine]]:
    if scenario.protocol != "challenge":
        for name, party in scenario.parties.items():
            for issue, line in party.red_lines.items():
                yield name, issue, line


def certain(line: RedLine) -> bool:
    """Is it genuine in every replication?"""
    return line.probability.support[0] == 1.0


DOUBTS = (
    backers_have_a_part,
    consents_can_be_withheld,
    values_weigh_something,
    parties_care,
    red_lines_leave_something,
    red_lines_together_leave_something,
    red_lines_spare_the_best,
)
