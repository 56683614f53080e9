"""Scenarios as NegMAS writes them in YAML or JSON: an outcome space, and one utility function per party.

NegMAS: Mohammad, Nakadai & Greenwald (2021), PRIMA. Utilities are taken as they are: weight times value, added up,
and a constant. Only additive ones can be imported. A discount is noted and not applied.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

from sim.interchange.grids import named, real, whole
from sim.interchange.negmas_values import number, row
from sim.interchange.nouns import Profile, Topic, refuse
from sim.scenario.draft import Spot
from sim.scenario.places import Place, Source
from sim.scenario.plain_yaml import parse
from sim.scenario.suggestions import shown

ADDITIVE = ("LinearAdditiveUtilityFunction", "LinearUtilityFunction", "AffineUtilityFunction")
DISCOUNTED = ("ExpDiscountedUFun", "LinDiscountedUFun")
PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
ENDLESS = ("-inf", "-.inf", "-infinity")


def document(source: Source) -> Spot:
    """The file's data; JSON is YAML but for characters that it writes as two halves."""
    text = PAIR.sub(_joined, source.text) if source.name.lower().endswith(".json") else None
    return Spot(parse(source, text), (), Place(source))


def _joined(pair: re.Match[str]) -> str:
    halves = bytes.fromhex(pair[2] + pair[3])
    return pair[1] + halves.decode("utf-16-be")


def kind(data: Spot) -> str:
    """The last part of NegMAS's name for what this is; empty if it does not say."""
    return (data["type"].name or "").rpartition(".")[2]


def is_domain(data: Spot) -> bool:
    """Does this describe an outcome space?"""
    return "OutcomeSpace" in kind(data)


def is_profile(data: Spot) -> bool:
    """Does this describe a utility function?"""
    return "fun" in kind(data).lower()


def topics(domain: Spot, levels: int) -> tuple[Topic, ...]:
    """The issues, in their order. Raises Unreadable."""
    found = tuple(_topic(issue, levels) for issue in domain["issues"].items)
    seen: set[str] = set()
    for issue, topic in zip(domain["issues"].items, found, strict=True):
        if topic.name in seen:
            refuse(_place(issue), f"there are two issues called {shown(topic.name)}")
        seen.add(topic.name)
    return found or refuse(_place(domain["issues"]), "there are no issues")


def _place(spot: Spot) -> Place:
    return spot.node.place if spot.node is not None else spot.place


def _topic(issue: Spot, levels: int) -> Topic:
    name, values, sort = str(issue["name"].name or ""), issue["values"].items, kind(issue)
    if not (name and values):
        refuse(_place(issue), "an issue needs a `name` and `values`")
    if sort in ("ContiguousIssue", "ContinuousIssue"):
        if len(values) != 2:
            refuse(_place(issue["values"]), "two numbers are needed, the lowest and the highest")
        low, high = number(values[0]), number(values[1])
        place = _place(issue)
        return (
            whole(name, low, high, place)
            if sort == "ContiguousIssue"
            else real(name, low, high, levels, place)
        )
    for value in values:
        if not value.name:
            refuse(_place(value), "an option needs a name")
    topic = named(
        name, [str(value.name) for value in values], [_place(value) for value in values], _place(issue)
    )
    return replace(topic, numbers=_numbers(issue))


def _numbers(issue: Spot) -> tuple[float, ...] | None:
    """The options as numbers, where NegMAS has them as such."""
    if "Categorical" in kind(issue):
        return None
    spots = issue["values"].items
    return tuple(map(number, spots)) if all(spot.number is not None for spot in spots) else None


def profile(data: Spot, file: Path, domain: tuple[Topic, ...]) -> Profile:
    """One party's utility function. Raises Unreadable."""
    outer, discount = data, None
    while kind(data) in DISCOUNTED and data["ufun"].is_table:
        rate = data["discount"] if data["discount"] else data["cost"]
        discount, data = number(rate) if rate else math.nan, data["ufun"]
    if kind(data) not in ADDITIVE:
        refuse(_place(data["type"]), f"{shown(kind(data))} is not an additive utility: it cannot be imported")
    reserved = [_reserved(spot["reserved_value"]) for spot in (outer, data)]
    return Profile(
        name=str(outer["name"].name or file.stem),
        file=file.name,
        weights=_weights(data, domain),
        values=_values(data, domain),
        constant=number(data["bias"]) if data["bias"] else 0.0,
        reservation=next((value for value in reserved if value is not None), None),
        discount=discount,
    )


def _weights(data: Spot, domain: tuple[Topic, ...]) -> tuple[float, ...]:
    if not data["weights"]:
        return (1.0,) * len(domain)
    _one_each(data["weights"], domain)
    return tuple(number(weight) for weight in data["weights"].items)


def _values(data: Spot, domain: tuple[Topic, ...]) -> tuple[tuple[float, ...], ...]:
    if kind(data) != ADDITIVE[0]:
        return tuple(topic.numbers or _no_numbers(data, topic) for topic in domain)
    _one_each(data["values"], domain)
    return tuple(row(spot, topic) for spot, topic in zip(data["values"].items, domain, strict=True))


def _no_numbers(data: Spot, topic: Topic) -> tuple[float, ...]:
    refuse(
        _place(data["type"]),
        f"{shown(kind(data))} needs numbers, and the options of {shown(topic.name)} are names",
    )


def _one_each(spot: Spot, domain: tuple[Topic, ...]) -> None:
    if len(spot.items) != len(domain):
        refuse(_place(spot), f"`{spot.path[-1]}`: {len(spot.items)} for {len(domain)} issues")


def _reserved(spot: Spot) -> float | None:
    """None where any agreement is better than none."""
    if not spot or spot.name is None or spot.name.missing or spot.name.lower() in ENDLESS:
        return None
    return number(spot)
