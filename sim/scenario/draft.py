"""A scenario as written, before anything is known to be right: what its tables say, if they say anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.scenario import spelling
from sim.scenario.issues import Range
from sim.scenario.paths import dotted
from sim.scenario.places import Items, Node, Place, PlacedTable, Text
from sim.scenario.problems import Problem
from sim.scenario.quantities import Quantity
from sim.scenario.suggestions import shown


@dataclass(frozen=True)
class Spot:
    """A place in the data that may or may not hold something, and the way there."""

    node: Node | None
    path: tuple[str, ...]
    place: Place  # of its key

    def __bool__(self) -> bool:
        return self.node is not None

    def __getitem__(self, key: str) -> Spot:
        """The entry of that name; an empty spot if there is none."""
        if isinstance(self.node, PlacedTable) and key in self.node:
            written = self.node.key(key)
            return Spot(self.node[written], (*self.path, key), written.place)
        return Spot(None, (*self.path, key), self.place)

    def __str__(self) -> str:
        return shown(self.name or "")

    @property
    def is_table(self) -> bool:
        """Does a table stand here?"""
        return isinstance(self.node, PlacedTable)

    @property
    def is_list(self) -> bool:
        """Does a list stand here?"""
        return isinstance(self.node, Items)

    @property
    def entries(self) -> dict[Text, Spot]:
        """The entries of a table; none if it is something else."""
        entries = self.node.entries() if isinstance(self.node, PlacedTable) else ()
        return {key: Spot(value, (*self.path, key), key.place) for key, value in entries}

    @property
    def items(self) -> Sequence[Spot]:
        """The items of a list; none if it is something else."""
        node = self.node if isinstance(self.node, Items) else ()
        return [Spot(item, (*self.path, str(i)), item.place) for i, item in enumerate(node)]

    @property
    def singles(self) -> Sequence[Spot]:
        """The items of a list, or what stands in its place."""
        return self.items if self.is_list else [self]

    @property
    def numbers(self) -> Sequence[Spot]:
        """What stands here for the options, in a list or in a table."""
        return [*self.items, *self.entries.values()]

    @property
    def name(self) -> Text | None:
        """The name that stands here, if it is one."""
        return self.node if isinstance(self.node, Text) and self.node else None

    @property
    def number(self) -> Quantity | None:
        """The quantity that stands here, if it is one."""
        try:
            return spelling.quantity(self.node)
        except ValueError:
            return None

    def problem(self, message: str, hint: str | None = None) -> Problem:
        """Something is wrong with what stands here."""
        place = self.node.place if isinstance(self.node, (Text, Items)) else self.place
        return Problem(place, dotted(*self.path), message, hint)

    def key_problem(self, message: str, hint: str | None = None) -> Problem:
        """Something is wrong with its being here."""
        return Problem(self.place, dotted(*self.path), message, hint)


@dataclass(frozen=True)
class Draft:
    """The names that a scenario introduces, and where it refers to them."""

    root: Spot

    @classmethod
    def of(cls, data: PlacedTable) -> Draft:
        """That of a whole file."""
        return cls(Spot(data, (), Place(data.place.source)))

    @cached_property
    def actors(self) -> dict[Text, Spot]:
        return self.root["actors"].entries

    @cached_property
    def roles(self) -> dict[str, str]:
        """By actor: its role, as written."""
        return {name: actor["role"].name or "party" for name, actor in self.actors.items()}

    def having(self, *roles: str) -> dict[Text, Spot]:
        """The actors in these roles, as far as anything is said about them."""
        actors = {name: actor for name, actor in self.actors.items() if actor.is_table}
        return {name: actor for name, actor in actors.items() if self.roles[name] in roles}

    @cached_property
    def issues(self) -> dict[Text, Spot]:
        return self.root["issues"].entries

    @cached_property
    def truce_issues(self) -> dict[Text, Spot]:
        return self.root["ceasefire"]["issues"].entries

    @property
    def every_issue(self) -> list[Spot]:
        return [*self.issues.values(), *self.truce_issues.values()]

    @cached_property
    def events(self) -> list[Spot]:
        """The events, under their names."""
        return under_names(self.root["events"])

    @cached_property
    def links(self) -> list[Spot]:
        """Between options of final issues."""
        return under_names(self.root["links"])

    @cached_property
    def truce_links(self) -> list[Spot]:
        """Between options of the ceasefire."""
        return under_names(self.root["ceasefire"]["links"])

    @property
    def every_link(self) -> list[Spot]:
        return [*self.links, *self.truce_links]


def under_names(listed: Spot) -> list[Spot]:
    """The items of a list, each under its name if it has one."""
    names = item_names(listed.node, ()) if isinstance(listed.node, Items) else []
    spots = zip(names, listed.items, strict=True)
    return [Spot(spot.node, (*listed.path, name), spot.place) for name, spot in spots]


def repeated(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Those with a name that stands before."""
    seen: set[str] = set()
    for spot in spots:
        if spot.name is not None:
            if spot.name in seen:
                yield spot
            seen.add(spot.name)


def option_names(issue: Node | None) -> tuple[str, ...]:
    """The options of an issue as written; none if they are not there or wrong."""
    entries: dict[str, Node] = {**issue} if isinstance(issue, PlacedTable) else {}
    options = entries.get("options")
    if isinstance(options, PlacedTable):
        return tuple(options)
    if isinstance(options, Items):
        names = tuple(item for item in options if isinstance(item, Text))
        return names if len(names) == len(options) else ()
    try:
        return Range.model_validate(entries["range"]).names
    except (KeyError, ValueError):  # pydantic's ValidationError is a ValueError
        return ()


def rows(issue: Spot) -> list[Spot]:
    """What holds a number for each option of an issue."""
    tables = [row for key in ("value", "worth") for row in issue[key].entries.values()]
    return [issue["guards"], issue["halts"], issue["hazard"], *tables]


def item_names(items: Items, parents: Sequence[Node]) -> list[str]:
    """What to call each: numbers by the option that they are for, others by their names or by position."""
    names: list[str | None] = [Spot(item, (), item.place)["name"].name for item in items]
    for parent in parents:
        if any(row.node is items for row in rows(Spot(parent, (), parent.place))):
            names = [*option_names(parent), *names][: len(items)]
    return [name or str(position) for position, name in enumerate(names)]
