"""YAML or JSON as data that knows its place; JSON is YAML but for characters that it writes as two halves."""

from __future__ import annotations

import re

from sim.interchange.types import refuse
from sim.scenario.draft import Spot
from sim.scenario.places import Place, Source
from sim.scenario.plain_yaml import parse
from sim.scenario.scalars import finite

PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def document(source: Source) -> Spot:
    """The file's data. Raises Unreadable."""
    text = PAIR.sub(_joined, source.text) if source.name.lower().endswith(".json") else None
    return Spot(parse(source, text), (), Place(source))


def _joined(pair: re.Match[str]) -> str:
    halves = bytes.fromhex(pair[2] + pair[3])
    return pair[1] + halves.decode("utf-16-be")


def number(spot: Spot) -> float:
    """The finite number that must stand here."""
    try:
        return finite(spot.node)
    except ValueError as error:
        refuse(place(spot), f"{'.'.join(spot.path)}: {error}")


def place(spot: Spot) -> Place:
    """Of what stands here, or of where it should."""
    return spot.node.place if spot.node is not None else spot.place
