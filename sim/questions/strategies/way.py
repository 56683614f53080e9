"""A strategy of an actor, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sim.scenario.fields import located_code
from sim.scenario.overrides import Setting, typed_setting
from sim.scenario.paths import dotted
from sim.scenario.places import Items, Node, PlacedTable, Text
from sim.scenario.plain_yaml import in_flow

OPTION = "--strategy"
AS_WRITTEN = "as written"


@dataclass(frozen=True)
class Way:
    """A strategy, and what it sets in the scenario."""

    name: str
    settings: tuple[Setting, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """What it sets of the actor: concession=0.3."""
        return tuple(f"{dotted(*setting.steps[2:])}={_flow(setting.value)}" for setting in self.settings)


Ways: TypeAlias = "dict[str, tuple[Way, ...]]"  # by actor


def way_of(actor: str, name: str, changes: Sequence[str]) -> Way:
    settings = tuple(in_actor(actor, typed_setting(change, OPTION)) for change in changes)
    return Way(name, settings)


def in_actor(actor: str, setting: Setting) -> Setting:
    """The same in the table of an actor."""
    place = setting.steps[0].place
    return Setting((Text("actors", place), Text(actor, place), *setting.steps), setting.value)


def ways_as_yaml(found: Ways) -> str:
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
    if isinstance(value, PlacedTable):
        return "{" + ", ".join(f"{in_flow(str(key))}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Items):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value) if value.plain else in_flow(str(value))
