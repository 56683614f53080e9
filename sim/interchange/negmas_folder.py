"""Scenarios as NegMAS writes them in YAML or JSON: an outcome space, and one utility function per party.

NegMAS: Mohammad, Nakadai & Greenwald (2021), PRIMA. Utilities are taken as they are: weight times value, added up,
and a constant. Only additive ones can be imported. A discount is noted and not applied.
"""

from __future__ import annotations

from dataclasses import replace

from sim.interchange.documents import Document
from sim.interchange.formats import FEW, Domains, FilePart, agree
from sim.interchange.grids import named, real, whole
from sim.interchange.negmas_values import row
from sim.interchange.plain_json import number, place
from sim.interchange.types import IssueSpec, Profile, refuse
from sim.scenario.draft import Spot
from sim.scenario.suggestions import shown

ADDITIVE = ("LinearAdditiveUtilityFunction", "LinearUtilityFunction", "AffineUtilityFunction")
DISCOUNTED = ("ExpDiscountedUFun", "LinDiscountedUFun")
ENDLESS = ("-inf", "-.inf", "-infinity")


def kind(data: Spot) -> str:
    """The last part of NegMAS's name for what this is; empty if it does not say."""
    return (data["type"].name or "").rpartition(".")[2]


def part(document: Document) -> FilePart | None:
    """See Domains."""
    named = kind(document.spot) if document.spot else ""
    if "OutcomeSpace" in named:
        return FilePart.DOMAIN
    return FilePart.PROFILE if "fun" in named.lower() else None


def _data(document: Document) -> Spot:
    assert document.spot is not None  # `part` has seen to it
    return document.spot


def topics(document: Document, levels: int) -> tuple[IssueSpec, ...]:
    """The issues of an outcome space, or of that of a utility function. Raises Unreadable."""
    domain = _data(document)
    if part(document) is FilePart.PROFILE:
        domain = domain["outcome_space"]
    if not domain.is_table:
        refuse(document.place, "it holds no `outcome_space`, and there is no domain beside it")
    found = tuple(_topic(issue, levels) for issue in domain["issues"].items)
    seen: set[str] = set()
    for issue, topic in zip(domain["issues"].items, found, strict=True):
        if topic.name in seen:
            refuse(place(issue), f"there are two issues called {shown(topic.name)}")
        seen.add(topic.name)
    return found or refuse(place(domain["issues"]), "there are no issues")


def _topic(issue: Spot, levels: int) -> IssueSpec:
    name, values, sort = str(issue["name"].name or ""), issue["values"].items, kind(issue)
    if not (name and values):
        refuse(place(issue), "an issue needs a `name` and `values`")
    if sort in ("ContiguousIssue", "ContinuousIssue"):
        if len(values) != 2:
            refuse(place(issue["values"]), "two numbers are needed, the lowest and the highest")
        low, high = number(values[0]), number(values[1])
        return (
            whole(name, low, high, place(issue))
            if sort == "ContiguousIssue"
            else real(name, low, high, levels, place(issue))
        )
    for value in values:
        if not value.name:
            refuse(place(value), "an option needs a name")
    topic = named(
        name, [str(value.name) for value in values], [place(value) for value in values], place(issue)
    )
    numbers = _numbers(issue)
    if numbers and len(set(numbers)) < len(numbers):
        refuse(place(issue["values"]), f"issue {shown(name)} has one number twice")
    return replace(topic, numbers=numbers)


def _numbers(issue: Spot) -> tuple[float, ...] | None:
    """The options as numbers, where NegMAS has them as such."""
    if "Categorical" in kind(issue):
        return None
    spots = issue["values"].items
    return tuple(map(number, spots)) if all(spot.number is not None for spot in spots) else None


def profile(document: Document, domain: tuple[IssueSpec, ...]) -> Profile:
    """One party's utility function. Raises Unreadable."""
    outer = data = _data(document)
    discount = None
    if outer["outcome_space"].is_table:
        agree(topics(document, FEW), domain, place(outer["outcome_space"]))
    while kind(data) in DISCOUNTED and data["ufun"].is_table:
        rate = data["discount"] if data["discount"] else data["cost"]
        discount, data = f"{number(rate):g}" if rate else "at a rate that is not given", data["ufun"]
    if kind(data) not in ADDITIVE:
        refuse(place(data["type"]), f"{shown(kind(data))} is not an additive utility: it cannot be imported")
    reserved = [_reserved(spot["reserved_value"]) for spot in (outer, data)]
    return Profile(
        name=str(outer["name"].name or document.stem),
        file=document.name,
        weights=_weights(data, domain),
        values=_values(data, domain),
        constant=number(data["bias"]) if data["bias"] else 0.0,
        reservation=next((value for value in reserved if value is not None), None),
        discount=discount,
    )


def _weights(data: Spot, domain: tuple[IssueSpec, ...]) -> tuple[float, ...]:
    if not data["weights"]:
        return (1.0,) * len(domain)
    _one_each(data["weights"], domain)
    return tuple(number(weight) for weight in data["weights"].items)


def _values(data: Spot, domain: tuple[IssueSpec, ...]) -> tuple[tuple[float, ...], ...]:
    if kind(data) != ADDITIVE[0]:
        return tuple(topic.numbers or _no_numbers(data, topic) for topic in domain)
    _one_each(data["values"], domain)
    return tuple(row(spot, topic) for spot, topic in zip(data["values"].items, domain, strict=True))


def _no_numbers(data: Spot, topic: IssueSpec) -> tuple[float, ...]:
    refuse(
        place(data["type"]),
        f"{shown(kind(data))} needs numbers, and the options of {shown(topic.name)} are names",
    )


def _one_each(spot: Spot, domain: tuple[IssueSpec, ...]) -> None:
    if len(spot.items) != len(domain):
        refuse(place(spot), f"`{spot.path[-1]}`: {len(spot.items)} for {len(domain)} issues")


def _reserved(spot: Spot) -> float | None:
    """None where any agreement is better than none."""
    if not spot or spot.name is None or spot.name.missing or spot.name.lower() in ENDLESS:
        return None
    return number(spot)


FORMAT = Domains("NegMAS YAML or JSON", part, topics, profile, alone=True)
