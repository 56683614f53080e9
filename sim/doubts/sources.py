"""Notes that name a source which is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sim.doubts.doubt import Doubt
from sim.scenario.fields import Strict
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy

CITED = re.compile(r"\[([^\[\]]{1,60})\]")
Path = tuple[str, ...]


def sources_are_known(scenario: Scenario) -> Iterator[Doubt]:
    """What stands in brackets like an id is one: [S1], [A, P3]. Without `sources` brackets may mean anything."""
    kinds = {_shape(name) for name in scenario.sources}
    for path, note in _notes(scenario, ()):
        for name in (name.strip() for found in CITED.findall(note) for name in found.split(",")):
            if _shape(name) in kinds and name not in scenario.sources:
                yield Doubt((*path, "note"), f"there is no source {name}", remedy(name, scenario.sources))


def _shape(name: str) -> str:
    """S for S12, 0 for 7, SA for SAb: by which an id is told from other words in brackets."""
    return re.sub(r"[0-9]+", "0", re.sub(r"[A-Z]+", "A", re.sub(r"[a-z]+", "a", name)))


def _notes(part: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every note below, with the way to what it stands on; what inherits one is not asked again."""
    note = getattr(part, "note", None)
    if note:
        yield path, note
    for key, below in _below(part):
        yield from ((way, said) for way, said in _notes(below, (*path, key)) if said != note)


def _below(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, Strict):
        yield from ((key, value) for key, value in part if value is not None)
    elif hasattr(part, "items"):
        yield from ((str(key), value) for key, value in part.items())
    elif isinstance(part, tuple) and not isinstance(part, Quantity):
        yield from ((getattr(value, "name", None) or str(k), value) for k, value in enumerate(part))


DOUBTS = (sources_are_known,)
