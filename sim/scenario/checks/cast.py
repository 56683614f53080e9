"""Who takes part: enough parties, and events that can happen."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, repeated
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed, shown


def two_parties(draft: Draft) -> Iterator[Problem]:
    """Nobody negotiates alone."""
    if len(draft.actors) >= 2 and len(draft.having("party")) < 2:
        yield draft.root["actors"].key_problem("at least two actors must be parties (role: party)")


def turns_are_all_parties(draft: Draft) -> Iterator[Problem]:
    """Whoever has no turn could never speak."""
    order = draft.root["alternating_offers"]["order"]
    for name in repeated(order.items):
        yield name.problem(f"{shown(str(name.name))} has a turn already")
    missing = [party for party in draft.having("party") if party not in {turn.name for turn in order.items}]
    if order.items and missing:
        yield order.problem(f"every party needs a turn, and none is given to {listed(missing)}")


def minds_of_their_own_decide(draft: Draft) -> Iterator[Problem]:
    """Under challenge nobody proposes or answers."""
    if draft.root["protocol"].name == "challenge":
        for actor in draft.actors.values():
            if actor["behaviour"]:
                message = "nobody proposes or answers under `protocol: challenge`, so it would decide nothing"
                yield actor["behaviour"].key_problem(message)


def events_have_a_time(draft: Draft) -> Iterator[Problem]:
    """On a day, on a date, or at a rate."""
    for event in draft.events:
        times = [event[key] for key in ("day", "on", "rate") if event[key]]
        if not times and event.entries:
            yield event.problem("when? give `day`, `on` (a date), or `rate` (per day)")
        for other in times[1:]:
            yield other.key_problem(f"`{times[0].path[-1]}` and `{other.path[-1]}` exclude one another")


def dates_lie_in_the_talks(draft: Draft) -> Iterator[Problem]:
    """A date needs a first day, and to be no earlier."""
    start = draft.root["start"]
    for event in draft.events:
        if event["on"] and not start:
            yield event["on"].key_problem("a date needs the `start` of the talks; or give `day`")
        elif event["on"] and start and str(event["on"].name) < str(start.name):
            yield event["on"].problem(f"is before the talks start ({start})")


def events_have_names_of_their_own(draft: Draft) -> Iterator[Problem]:
    """They are told apart by their names, in paths and in results."""
    for name in repeated(event["name"] for event in draft.events):
        yield name.problem(f"there is an event {name} already")


CHECKS = (
    two_parties,
    turns_are_all_parties,
    minds_of_their_own_decide,
    events_have_a_time,
    dates_lie_in_the_talks,
    events_have_names_of_their_own,
)
