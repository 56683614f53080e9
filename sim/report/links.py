"""What options do together, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.report import assumptions, wording
from sim.scenario.issues import Topic
from sim.scenario.links import Tie
from sim.scenario.schema import Scenario

Topics = Mapping[str, Topic]


def links_told(scenario: Scenario) -> tuple[str, ...]:
    """Everything that links say, those of the ceasefire too, and whether the protocol heeds it."""
    truce = scenario.truce
    said = [text for link in scenario.links for text in _told(scenario, link, scenario.issues)]
    if truce:
        said += [text for link in truce.links for text in _told(scenario, link, truce.issues)]
    return tuple(filter(None, [*said, unheeded(scenario)]))


def scale(scenario: Scenario) -> str:
    """What utilities mean where links add to them; nothing elsewhere."""
    if not any(link.adds for link in scenario.links):
        return ""
    return " What options are worth together comes on top of that, so a number may leave 0 to 1."


def unheeded(scenario: Scenario) -> str:
    """What a protocol makes of links that settles one issue at a time."""
    if scenario.protocol != "challenge" or not scenario.links:
        return ""
    return (
        "The challenge model settles one issue at a time and heeds no link: it may decide what is excluded. What links "
        "add counts only in what the decision is worth."
    )


def _told(scenario: Scenario, link: Tie, topics: Topics) -> Iterator[str]:
    named = wording.clean(link.label or wording.readable(link.name or ""))
    called = f"{wording.sentence(named)}: " if link.label or link.name else ""
    when = pair(link.when, topics)
    if link.adds:
        parts = [
            f"for {wording.actor(scenario, actor)} {assumptions.in_words(number)}"
            for actor, number in link.adds.items()
        ]
        yield f"{called}{when} together add to what each is worth: {'; '.join(parts)}."
    if link.needs:
        yield f"{called}{when} can be agreed only together with {pair(link.needs, topics)}."
    if link.never:
        yield f"{called}{pair(link.never, topics)} cannot be agreed together."


def pair(picks: Mapping[str, Sequence[str]], topics: Topics) -> str:
    """“Land: frozen line” and “Guarantee: monitoring or article5 like”."""
    each = [
        f"“{wording.topic(topics, issue)}: "
        f"{wording.listed([wording.option(topics[issue], option) for option in options], 'or')}”"
        for issue, options in picks.items()
    ]
    return wording.listed(each)


def held(scenario: Scenario, terms: Mapping[str, str], truce: bool) -> Iterator[str]:
    """What goes together in a package."""
    links: Sequence[Tie] = scenario.links
    topics: Topics = scenario.issues
    if truce and scenario.truce:
        links, topics = scenario.truce.links, scenario.truce.issues
    for link in links:
        if link.adds and all(terms[issue] in options for issue, options in link.when.items()):
            whose = wording.listed([wording.actor(scenario, actor) for actor in link.adds])
            chosen = pair({issue: (terms[issue],) for issue in link.when}, topics)
            yield f"In it {chosen} go together, which changes what it is worth to {whose}."
