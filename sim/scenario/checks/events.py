"""Events: when they happen, on which condition, for how long, and whether what they set is there to be set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.scenario.actors import KINDS
from sim.scenario.dates import known_date
from sim.scenario.draft import Draft, Spot, option_names, repeated
from sim.scenario.events import OfActor
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed, remedy, shown

CHANGES = ("until", "balance", "cost", "floor", "credibility", "sets")


def events_have_a_time(draft: Draft) -> Iterator[Problem]:
    """On a day, on a date, or at a rate."""
    for event in draft.events:
        times = [event[key] for key in ("day", "on", "rate") if event[key]]
        if not times and event.entries:
            yield event.problem("when? give `day`, `on` (a date), or `rate` (per day)")
        for other in times[1:]:
            yield other.key_problem(f"`{times[0].path[-1]}` and `{other.path[-1]}` exclude one another")
        if event["until"] and event["rate"]:
            message = "what comes at random, again and again, has no day to last from; give `day` or `on`"
            yield event["until"].key_problem(message)


def dates_lie_in_the_talks(draft: Draft) -> Iterator[Problem]:
    """A date needs a first day, and to be no earlier."""
    start = draft.root["start"]
    first = known_date(start.name)
    for event in draft.events:
        for date in (event["on"], event["until"]):
            dated = date.path[-1] == "on" or str(date.name).count("-") == 2
            if date and dated and not start:
                instead = " ".join(["or give", "`day`" if date.path[-1] == "on" else "a day"])
                yield date.key_problem(f"a date needs the `start` of the talks; {instead}")
            elif date and first and (day := known_date(date.name)) and day < first:
                yield date.problem(f"is before the talks start ({start})")


def events_have_names_of_their_own(draft: Draft) -> Iterator[Problem]:
    """They are told apart by their names, in paths and in results."""
    for name in repeated(event["name"] for event in draft.events):
        yield name.problem(f"there is an event {name} already")


def conditions_can_be_asked(draft: Draft) -> Iterator[Problem]:
    """Of something, and of events further up: what is so on a day is settled in the order of the file."""
    names = [event["name"].name for event in draft.events]
    for v, event in enumerate(draft.events):
        for so in (event["if"], event["if"]["not"]):
            asked, above = so["event"], list(filter(None, names[:v]))
            if so.is_table and not so.entries:
                yield so.key_problem("nothing is asked; give `ceasefire`, `event` or `not`")
            if asked.name is not None and asked.name not in above:
                below = asked.name in names
                message = "is not further up in the file" if below else "there is no such event further up"
                yield asked.problem(
                    f"{asked}: {message}", None if below else remedy(asked.name, above) or "none has a name"
                )


def an_end_is_all_that_it_is(draft: Draft) -> Iterator[Problem]:
    """Of what else it changes, nobody would feel anything."""
    for event in draft.events:
        also = [f"`{key}`" for key in CHANGES if _changes(event[key])]
        if str(event["ends_talks"].name).lower() == "true" and also:
            message = (
                f"the talks end with it, so {listed(also)} would change nothing: make it an event of its own"
            )
            yield event["ends_talks"].key_problem(message)


def _changes(spot: Spot) -> bool:
    """Does anything stand there but what would be so anyway?"""
    if not spot or (spot.is_table and not spot.entries):
        return False
    return spot.number is None or spot.number.support != (0.0, 0.0)


def actors_have_what_is_set(draft: Draft) -> Iterator[Problem]:
    """As their role is, and as there is a war or not."""
    for name, actor in _set_of(draft, "actors"):
        role = draft.roles.get(name, "")
        has = KINDS[role].model_fields if role in KINDS else OfActor.model_fields
        for key, spot in actor.entries.items():
            if key in OfActor.model_fields and key not in has:
                others = [other for other, model in KINDS.items() if key in model.model_fields]
                yield spot.key_problem(
                    f"{shown(name)} is a {role}, and only a {' or a '.join(others)} has it"
                )
        if actor["outside_value"] and draft.root["war"]:
            why = "with a `war` block the war itself gives the value of no agreement; set `cost_per_day`"
            yield actor["outside_value"].key_problem(why)


def a_war_is_there_to_be_set(draft: Draft) -> Iterator[Problem]:
    """Numbers of a war that is not fought."""
    for event in draft.events:
        if event["sets"]["war"] and not draft.root["war"]:
            yield event["sets"]["war"].key_problem("there is no `war` block")


def what_is_set_of_issues_exists(draft: Draft) -> Iterator[Problem]:
    """Issues, and their options."""
    for name, issue in _set_of(draft, "issues"):
        yield from _unless_issue(draft, name, issue)
        for row in issue["value"].entries.values():
            yield from _no_options(draft, name, row.entries.items())
    for _, actor in _set_of(draft, "actors"):
        for name, line in actor["red_lines"].entries.items():
            yield from _unless_issue(draft, name, line)
            yield from _no_options(draft, name, ((item.name, item) for item in line.items if item.name))


def _set_of(draft: Draft, block: str) -> Iterator[tuple[str, Spot]]:
    """What events set of actors, or of issues, by name."""
    for event in draft.events:
        yield from event["sets"][block].entries.items()


def _unless_issue(draft: Draft, name: str, spot: Spot) -> Iterator[Problem]:
    if name not in draft.issues:
        yield spot.key_problem(f"there is no issue {shown(name)}", remedy(name, draft.issues))


def _no_options(draft: Draft, issue: str, named: Iterable[tuple[str, Spot]]) -> Iterator[Problem]:
    options = option_names(draft.root["issues"][issue].node)
    for option, spot in named:
        if options and option not in options:
            yield spot.problem(f"there is no option {shown(option)}", remedy(option, options))


CHECKS = (
    events_have_a_time,
    dates_lie_in_the_talks,
    events_have_names_of_their_own,
    conditions_can_be_asked,
    an_end_is_all_that_it_is,
    actors_have_what_is_set,
    a_war_is_there_to_be_set,
    what_is_set_of_issues_exists,
)
