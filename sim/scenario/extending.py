"""What a scenario says otherwise than the one that it extends: kept with it, for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.scenario.changing import steps, value_at
from sim.scenario.differing import Change, changes
from sim.scenario.issues import Topic
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario
from sim.scenario.variant import Revision, Variant

# What has a name of its own is new, or gone, as a whole: so many steps lead to it.
THINGS = {
    ("actors",): 2,
    ("issues",): 2,
    ("proposals",): 2,
    ("events",): 2,
    ("links",): 2,
    ("ceasefire", "issues"): 3,
    ("ceasefire", "proposals"): 3,
    ("ceasefire", "links"): 3,
}
WHOSE = ("actors", "issues")  # things that are spoken of elsewhere, too: by weights, red lines, consents


def variant_of(base: Scenario, title: str, scenario: Scenario) -> Variant:
    """What a scenario changes of its base; title: what that is called."""
    found = changes(base, scenario)
    new = tuple(_things([change.path for change in found if change.before is None], base))
    gone = tuple(_things([change.path for change in found if change.after is None], scenario))
    along = {way[-1] for way in map(steps, (*new, *gone)) if way[-2] in WHOSE} | _options(base, scenario)
    return Variant(
        title=title,
        changed={
            change.path: Revision(before=change.before, after=change.after)
            for change in found
            if _thing(change.path) not in {*new, *gone} and not _comes_along(change, along)
        },
        added={path: _called(scenario, path) for path in new},
        removed={path: _called(base, path) for path in gone},
    )


def _things(paths: Sequence[str], elsewhere: Scenario) -> Iterator[str]:
    """The things that these lead into, once each, and that are not there elsewhere."""
    for path in dict.fromkeys(filter(None, map(_thing, paths))):
        try:
            value_at(elsewhere, path)
        except KeyError:
            yield path


def _thing(path: str) -> str:
    """The path of the thing that a path leads into; empty if into none."""
    way = steps(path)
    length = next((count for start, count in THINGS.items() if way[: len(start)] == start), 0)
    return dotted(*way[:length]) if 0 < length <= len(way) else ""


def _comes_along(change: Change, names: set[str]) -> bool:
    """Does it come, or go, with an actor, issue or option that does? A new issue, say, has weights and red lines."""
    there_in_one = change.before is None or change.after is None
    return there_in_one and not names.isdisjoint(steps(change.path)[1:])


def _options(base: Scenario, scenario: Scenario) -> set[str]:
    """The options that only one of them has, of the issues that both have."""
    one, other = (
        {name: {*topic.options} for name, topic in _topics(each).items()} for each in (base, scenario)
    )
    return {option for name in one.keys() & other.keys() for option in one[name] ^ other[name]}


def _topics(scenario: Scenario) -> dict[tuple[str, str], Topic]:
    """Of the settlement and of the ceasefire, each by its kind and name."""
    truce = scenario.ceasefire.issues if scenario.ceasefire else {}
    found: dict[tuple[str, str], Topic] = {("", name): topic for name, topic in scenario.issues.items()}
    return found | {("ceasefire", name): topic for name, topic in truce.items()}


def _called(scenario: Scenario, path: str) -> str:
    return getattr(value_at(scenario, path), "label", None) or steps(path)[-1]
