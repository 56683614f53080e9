"""GeniusWeb JSON: a domain, and profiles that hold their domain themselves, so that no file of it is needed.

GeniusWeb (Hindriks & Pasman, TU Delft) adds up weight times utility over the issues. Numbers are worth what lies on
the straight line between the utilities of the lowest and the highest. An issue that a bid leaves open is worth 0.
"""

from __future__ import annotations

import math

from sim.interchange.documents import Document
from sim.interchange.formats import FEW, Domains, FilePart, agree_by_name
from sim.interchange.grids import named, stepped
from sim.interchange.plain_json import number, place
from sim.interchange.types import IssueSpec, Profile, refuse
from sim.scenario.draft import Spot
from sim.scenario.suggestions import listed, shown

SPACE = "LinearAdditiveUtilitySpace"
KNOWN = ("issueUtilities", "issueWeights", "domain", "name", "reservationBid")
TABLES = ("discreteutils", "DiscreteValueSetUtilities")
LINES = ("numberutils", "NumberValueSetUtilities")


def part(document: Document) -> FilePart | None:
    """See Domains."""
    if document.spot and document.spot["issuesValues"].is_table:
        return FilePart.DOMAIN
    return FilePart.PROFILE if document.spot and document.spot[SPACE].is_table else None


def _data(document: Document) -> Spot:
    assert document.spot is not None  # `part` has seen to it
    return document.spot[SPACE] if part(document) is FilePart.PROFILE else document.spot


def topics(document: Document, levels: int = FEW) -> tuple[IssueSpec, ...]:
    """The issues of a domain, or of that of a profile. Raises Unreadable."""
    data = _data(document)
    domain = data["domain"] if part(document) is FilePart.PROFILE else data
    found = tuple(_topic(str(name), spot) for name, spot in domain["issuesValues"].entries.items())
    return found or refuse(place(domain["issuesValues"]), "there are no `issuesValues`")


def _topic(name: str, issue: Spot) -> IssueSpec:
    values, steps = issue["values"], issue["range"]
    if steps.is_table:
        low, high, step = (number(steps[key]) for key in ("low", "high", "step"))
        return stepped(name, low, high, step, place(steps))
    for value in values.items:
        if not value.name:
            refuse(place(value), "an option needs a name")
    options = [str(value.name) for value in values.items]
    return named(name, options, [place(value) for value in values.items], place(issue))


def profile(document: Document, domain: tuple[IssueSpec, ...]) -> Profile:
    """One party's weights and utilities. Raises Unreadable."""
    data = _data(document)
    agree_by_name(topics(document), domain, place(data["domain"]))
    _refuse_others(data, domain)
    weights = tuple(number(data["issueWeights"][topic.name]) for topic in domain)
    values = tuple(_row(data["issueUtilities"][topic.name], topic) for topic in domain)
    other = [str(key) for key in data.entries if key not in KNOWN]
    return Profile(
        name=str(data["name"].name or document.stem),
        file=document.name,
        weights=weights,
        values=values,
        reservation=_reservation(data["reservationBid"], domain, weights, values),
        left_out=(f"{listed(other)} left out: no part of its utilities",) if other else (),
    )


def _refuse_others(data: Spot, domain: tuple[IssueSpec, ...]) -> None:
    """Weights and utilities are of issues that there are."""
    names = {topic.name for topic in domain}
    for key in ("issueWeights", "issueUtilities"):
        for name, spot in data[key].entries.items():
            if name not in names:
                refuse(spot.place, f"`{key}`: the domain has no issue {shown(name)}")


def _row(spot: Spot, topic: IssueSpec) -> tuple[float, ...]:
    """[option] the utility of each."""
    table = next((spot[key]["valueUtilities"] for key in TABLES if spot[key]), None)
    line = next((spot[key] for key in LINES if spot[key]), None)
    if line is not None and topic.numbers is not None:
        return _straight(line, topic.numbers)
    if table is None:
        known = listed((*TABLES[:1], *LINES[:1]))
        refuse(place(spot), f"issue {shown(topic.name)} has no utilities that fit its values; known: {known}")
    strange = next((key for key in table.entries if key not in topic.options), None)
    if strange is not None:
        refuse(table.entries[strange].place, f"issue {shown(topic.name)} has no option {shown(strange)}")
    return tuple(number(table[option]) for option in topic.options)


def _straight(line: Spot, numbers: tuple[float, ...]) -> tuple[float, ...]:
    low, high = number(line["lowValue"]), number(line["highValue"])
    first, last = number(line["lowUtility"]), number(line["highUtility"])
    if not low < high or numbers[0] < low or numbers[-1] > high:
        refuse(
            place(line["lowValue"]),
            f"utilities from {low:.12g} to {high:.12g} do not fit the numbers of the issue",
        )
    return tuple(first + (last - first) * (x - low) / (high - low) for x in numbers)


def _reservation(
    bid: Spot,
    domain: tuple[IssueSpec, ...],
    weights: tuple[float, ...],
    values: tuple[tuple[float, ...], ...],
) -> float | None:
    """The utility of the reservation bid; None without one."""
    if not bid or (bid.name is not None and bid.name.missing):
        return None
    if not bid.is_table:
        refuse(place(bid), "`reservationBid`: a table of `issuevalues` is needed")
    given, names = bid["issuevalues"], {topic.name for topic in domain}
    for name, spot in given.entries.items():
        if name not in names:
            refuse(spot.place, f"`reservationBid`: the domain has no issue {shown(name)}")
    worth = (
        weight * row[_option(given[topic.name], topic)]
        for topic, weight, row in zip(domain, weights, values, strict=True)
        if given[topic.name]
    )
    return math.fsum(worth)


def _option(spot: Spot, topic: IssueSpec) -> int:
    """Which option a bid names, by its name or its number."""
    if topic.numbers is None:
        names: tuple[object, ...] = topic.options
        found: object = str(spot.name or "")
    else:
        names, found = topic.numbers, number(spot)
    if found not in names:
        refuse(place(spot), f"`reservationBid`: issue {shown(topic.name)} has no option {spot}")
    return names.index(found)


FORMAT = Domains("GeniusWeb JSON", part, topics, profile, alone=True)
