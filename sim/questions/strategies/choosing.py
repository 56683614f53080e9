"""Who tries what: as told, else the usual; and what cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from sim.questions.asking import Unanswerable
from sim.questions.strategies.reading import EXAMPLE, Given, Typed, named
from sim.questions.strategies.usual import usual
from sim.questions.strategies.way import AS_WRITTEN, OPTION, Way, Ways
from sim.scenario.actors import DEMANDS, Party
from sim.scenario.places import Text
from sim.scenario.protocols import ALWAYS_DECIDED
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy, shown

MOST, MOST_PROFILES = 6, 128
# What a party may change of itself without wanting or knowing anything else: payoffs would be no longer the same thing.
HOW = tuple(sorted({*DEMANDS, "behaviour", "ceasefire_ask", "offers", "precision"}))


def ways(scenario: Scenario, typed: Typed, given: Given) -> Ways:
    """The strategies of every party, and then those of mediators where there are any, in the order of the file.

    Who is not named tries the usual ones. Raises Unanswerable, and ScenarioError with the places of what is wrong.
    """
    told = named(scenario, typed, given)
    for actor, tried in told.items():
        _refuse(scenario, actor, tried)
    found = {actor: told.get(actor) or usual(scenario, actor) for actor in _tried(scenario)}
    _refuse_sizes(scenario, found)
    return found


def _tried(scenario: Scenario) -> Iterator[str]:
    yield from scenario.parties
    if scenario.protocol == "mediated":
        yield from scenario.mediators


def _refuse(scenario: Scenario, actor: str, tried: Sequence[Way]) -> None:
    """Strategies of nobody, of who has none here, and what is no strategy."""
    known = list(_tried(scenario))
    if actor not in scenario.actors:
        raise Unanswerable(f"there is no actor {shown(actor)}; {remedy(actor, known)}")
    if actor not in known:
        raise Unanswerable(
            f"{shown(actor)} is neither a party nor a mediator under these rules; {remedy(actor, known)}"
        )
    if actor in scenario.parties:
        for key in (setting.steps[2] for way in tried for setting in way.settings):
            if key not in HOW:
                raise Unanswerable(f"{_no_way(actor, key)}; {remedy(key, HOW)}")


def _no_way(actor: str, key: Text) -> str:
    if key in Party.model_fields:
        return f"`{key}` is not how {shown(actor)} bargains but what it is or wants: ask `compare` of that"
    return f"{shown(actor)} has no {shown(key)} by which it bargains"


def _refuse_sizes(scenario: Scenario, found: Ways) -> None:
    """Too few to be compared, and more than anybody looks at."""
    for actor, tried in found.items():
        if len(tried) > MOST:
            raise Unanswerable(f"{len(tried)} strategies of {shown(actor)} are more than {MOST}")
    profiles = prod(len(found[party]) for party in scenario.parties)
    if profiles == 1 and scenario.protocol in ALWAYS_DECIDED:
        raise Unanswerable(
            f"under protocol: {scenario.protocol} nobody concedes, and a decision always comes: there is nothing to "
            "choose; ask under another protocol, for example --set protocol=mediated"
        )
    if profiles == 1:
        raise Unanswerable(f"there is nothing to choose: name two strategies of a party, {EXAMPLE}")
    if profiles > MOST_PROFILES:
        raise Unanswerable(
            f"{profiles:,} ways to combine the strategies of {len(scenario.parties)} parties are more than "
            f"{MOST_PROFILES}: name fewer with {OPTION}; a party keeps to one that is named alone, "
            f'such as --strategy {shown(next(iter(found)))} "{AS_WRITTEN}" ""'
        )
