"""Which strategies actors try: typed, from a file, from Python, or else the usual ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, TypeAlias

from sim.bargaining.relevance import is_read
from sim.inquiries.asking import Unanswerable
from sim.inquiries.commas import between_commas
from sim.scenario.actors import Party
from sim.scenario.fields import located_code
from sim.scenario.files import load
from sim.scenario.overrides import Setting, steps_along, typed_setting
from sim.scenario.paths import dotted
from sim.scenario.places import Items, Node, Source, Table, Text
from sim.scenario.plain_yaml import dump, in_flow, parse
from sim.scenario.problems import Problem, ScenarioError, Unreadable
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy, shown
from sim.scenario.writing import as_written

OPTION = "--strategy"
EXAMPLE = "for example --strategy russia late concession=0.3,aspiration=0.9"
FORM = "a file of strategies is YAML: {actor: {name: {concession: 0.3}}}"
MOST, MOST_PROFILES = 6, 128
# What a party may change of itself without wanting or knowing anything else: payoffs would be no longer the same thing.
HOW = (
    "aspiration", "behaviour", "ceasefire_ask", "concession", "deadline_days", "initial_concession", "offers",
    "precision", "reciprocity", "strategy",
)  # fmt: skip
PACES = ("boulware", "linear", "conceder")
AS_WRITTEN = "as written"
MEDIATORS = {
    "blind": ("insight=0",),
    "sees all": ("insight=1",),
    "silent": ("proposal_rate=0",),
    "impartial": ("bias=0",),
}
Typed: TypeAlias = "Sequence[tuple[str, str, str]]"  # actor, name, what is set
Given: TypeAlias = "str | Path | Mapping[str, Mapping[str, Mapping[str, Any]]] | None"


@dataclass(frozen=True)
class Way:
    """A strategy, and what it sets in the scenario."""

    name: str
    settings: tuple[Setting, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """What it sets of the actor: concession=0.3."""
        return tuple(f"{dotted(*setting.steps[2:])}={_flow(setting.value)}" for setting in self.settings)


Ways: TypeAlias = "dict[str, tuple[Way, ...]]"


def ways(scenario: Scenario, typed: Typed, given: Given) -> Ways:
    """The strategies of every party, and then those of mediators where there are any, in the order of the file.

    Who is not named tries the usual ones. Raises Unanswerable, and ScenarioError with the places of what is wrong.
    """
    try:
        named = _gathered([*_typed(typed), *_given(given)])
    except Unreadable as error:
        raise ScenarioError(scenario.name, error.problems) from None
    for actor, tried in named.items():
        _refuse(scenario, actor, tried)
    found = {actor: named.get(actor) or usual(scenario, actor) for actor in _tried(scenario)}
    _refuse_sizes(scenario, found)
    return found


def _tried(scenario: Scenario) -> Iterator[str]:
    yield from scenario.parties
    if scenario.protocol == "mediated":
        yield from scenario.mediators


def usual(scenario: Scenario, actor: str) -> tuple[Way, ...]:
    """Late, even and early concessions, and what else the protocol knows; of a mediator what it sees and does."""
    if actor not in scenario.parties:
        return tuple(_way(actor, name, changes) for name, changes in MEDIATORS.items())
    alternating = scenario.protocol == "alternating_offers"
    if not is_read(scenario.protocol, dotted("actors", actor, "concession")):
        return (_way(actor, AS_WRITTEN, ()),)
    paces = [*PACES, *(["screening"] if scenario.protocol == "mediated" else [])]
    by = [(name, [f"concession={name}", *(["strategy=polynomial"] if alternating else [])]) for name in paces]
    by += [("tit for tat", ["strategy=tit_for_tat"])] if alternating else []
    if scenario.parties[actor].behaviour is None:
        return tuple(_way(actor, name, changes) for name, changes in by)
    own = _way(actor, "own code", ())
    return (own, *(_way(actor, name, [*changes, "behaviour=null"]) for name, changes in by))


def _way(actor: str, name: str, changes: Sequence[str]) -> Way:
    settings = tuple(_of(actor, typed_setting(change, OPTION)) for change in changes)
    return Way(name, settings)


def _of(actor: str, setting: Setting) -> Setting:
    """The same in the table of an actor."""
    place = setting.steps[0].place
    return Setting((Text("actors", place), Text(actor, place), *setting.steps), setting.value)


def _gathered(found: Sequence[tuple[str, Way]]) -> Ways:
    """By actor."""
    made: Ways = {}
    for actor, way in found:
        if any(each.name == way.name for each in made.get(actor, ())):
            raise Unanswerable(f"{shown(actor)} has two strategies called {shown(way.name)}")
        made[actor] = (*made.get(actor, ()), way)
    return made


def _typed(typed: Typed) -> Iterator[tuple[str, Way]]:
    for actor, name, changes in typed:
        parts, quote = between_commas(changes)
        if quote or (changes.strip() and not all(parts)) or not name.strip():
            raise Unanswerable(f"{OPTION} {actor} {name} {changes}: not NAME and PATH=VALUE,...; {EXAMPLE}")
        yield actor.strip(), _way(actor.strip(), name.strip(), [part for part in parts if part])


def _given(given: Given) -> Iterator[tuple[str, Way]]:
    """From a file, or from Python as if it were one."""
    if given is None:
        return
    source = load(Path(given)) if isinstance(given, str | Path) else _as_source(given)
    for actor, tried in _tables(parse(source), source):
        for name, changes in _tables(tried, source):
            nothing = isinstance(changes, Text) and changes.missing
            wanted = [] if nothing else _tables(changes, source)
            yield str(actor), Way(str(name), tuple(_set(actor, key, value) for key, value in wanted))


def _as_source(given: Mapping[str, Any]) -> Source:
    return Source("strategies", dump(as_written(given)))


def _tables(node: Node | None, source: Source) -> Iterator[tuple[Text, Node]]:
    if not isinstance(node, Table):
        raise Unanswerable(f"{source.name}: {FORM}")
    yield from node.entries()


def _set(actor: Text, key: Text, value: Node) -> Setting:
    steps, end = steps_along(key, key.place)
    if end < len(key) or not steps:
        raise Unreadable(Problem(key.place, "", "not a path", "for example concession"))
    return _of(str(actor), Setting(steps, value))


def written(found: Ways) -> str:
    """All of them as a file that says the same wherever it stands."""
    lines = []
    for actor, tried in found.items():
        lines.append(f"{in_flow(actor)}:")
        lines += (f"  {in_flow(way.name)}: {{{', '.join(map(_entry, way.settings))}}}" for way in tried)
    return "\n".join([*lines, ""])


def _entry(setting: Setting) -> str:
    """Code of one's own is looked for beside the file that names it."""
    key, value = dotted(*setting.steps[2:]), setting.value
    located = key == "behaviour" and isinstance(value, Text) and not value.missing
    return f"{in_flow(key)}: {in_flow(located_code(value)) if located else _flow(value)}"


def _flow(value: Node) -> str:
    """On one line of YAML."""
    if isinstance(value, Table):
        return "{" + ", ".join(f"{in_flow(str(key))}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Items):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value) if value.plain else in_flow(str(value))


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
    if profiles == 1:
        raise Unanswerable(f"there is nothing to choose: name two strategies of a party, {EXAMPLE}")
    if profiles > MOST_PROFILES:
        raise Unanswerable(
            f"{profiles:,} ways to combine the strategies of {len(scenario.parties)} parties are more than "
            f"{MOST_PROFILES}: name fewer with {OPTION}; a party keeps to one that is named alone, "
            f'such as --strategy {shown(next(iter(found)))} "{AS_WRITTEN}" ""'
        )
