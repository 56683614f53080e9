"""GENIUS XML: a domain (negotiation_template) and additive profiles (utility_space).

GENIUS: Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker (2014), Computational Intelligence 30(1). Its utility is the
sum over the issues of weight times evaluation; see genius_evaluators for the latter. Beyond 1 it is cut off.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from sim.interchange.genius_evaluators import evaluations
from sim.interchange.grids import named, real, whole
from sim.interchange.nouns import Profile, Topic, refuse
from sim.interchange.safe_xml import Element
from sim.scenario.suggestions import shown

DOMAIN, PROFILE = "negotiation_template", "utility_space"
KINDS = ("discrete", "integer", "real")
SILENT = (0.0, 1.0)  # discount factors that GENIUS takes for none


def topics(root: Element, levels: int) -> dict[int, Topic]:
    """The issues of a domain by their index, in its order; `levels` numbers stand for those of a real issue."""
    spaces = list(root.every("utility_space"))
    found = [issue for space in spaces or [root] for issue in _issues(space)]
    if not found:
        refuse(root.place, f"{root} holds no <issue>")
    by_index: dict[int, Topic] = {}
    for issue in sorted(found, key=Element.index):
        if issue.index() in by_index:
            refuse(issue.place, f"there are two issues with index {issue.index()}")
        by_index[issue.index()] = _topic(issue, levels)
    return by_index


def _issues(parent: Element) -> Iterator[Element]:
    """The issues in an element, however deep in objectives."""
    for child in parent.children:
        if child.tag == "issue":
            yield child
        elif child.tag == "objective":
            yield from _issues(child)


def _topic(issue: Element, levels: int) -> Topic:
    name, kind = issue.text("name"), _kind(issue)
    if kind == "discrete":
        items = list(issue.every("item"))
        options = [item.text("value") for item in items]
        return named(name, options, [item.place for item in items], issue.place)
    bounds = next(issue.every("range"), issue)
    low, high = bounds.number("lowerbound"), bounds.number("upperbound")
    if kind == "integer":
        return whole(name, low, high, issue.place)
    return real(name, low, high, levels, issue.place)


def _kind(issue: Element) -> str:
    kind = issue.attributes.get("type") or issue.attributes.get("vtype") or "discrete"
    return (
        kind
        if kind in KINDS
        else refuse(issue.place, f"{issue} of type {shown(kind)}; known: {', '.join(KINDS)}")
    )


def profile(root: Element, file: Path, domain: dict[int, Topic]) -> Profile:
    """One party's weights and evaluations. Raises Unreadable, also for utilities that are not additive."""
    kind = root.attributes.get("type", "linear")
    if "nonlinear" in kind.lower():
        refuse(root.place, f"{root} is {shown(kind)}: only additive utilities can be imported")
    weighted = {issue.index(): (issue, weight) for issue, weight in _weighted(root)}
    for index, (issue, _) in weighted.items():
        _fits(issue, index, domain)
    for index, topic in domain.items():
        if index not in weighted:
            refuse(root.place, f"{root} says nothing about issue {index}, {shown(topic.name)}")
    return Profile(
        name=file.stem,
        file=file.name,
        weights=tuple(weighted[index][1] for index in domain),
        values=tuple(evaluations(weighted[index][0], topic) for index, topic in domain.items()),
        reservation=_single(root, "reservation", 0.0),
        discount=_discount(root),
    )


def _fits(issue: Element, index: int, domain: dict[int, Topic]) -> None:
    if index not in domain:
        refuse(issue.place, f"the domain has no issue {index}")
    if issue.text("name") != domain[index].name:
        names = f"{shown(issue.text('name'))} here and {shown(domain[index].name)} in the domain"
        refuse(issue.place, f"issue {index} is called {names}")


def _weighted(parent: Element) -> Iterator[tuple[Element, float]]:
    """Each issue in an element, however deep in objectives, with the weight beside it of the same index."""
    weights = _weights(parent)
    used = set()
    for child in parent.children:
        if child.tag == "issue":
            if child.index() not in weights or child.index() in used:
                wrong = "stands there twice" if child.index() in used else "has no <weight>"
                refuse(child.place, f"issue {shown(child.text('name'))} {wrong}")
            used.add(child.index())
            yield child, weights[child.index()]
        elif child.tag == "objective":
            used.add(child.index())
            yield from _weighted(child)
        elif child.tag not in ("weight", "reservation", "discount_factor"):
            refuse(child.place, f"{child} is not additive utility: it cannot be imported")
    last = max(used, default=math.inf)
    for weight in parent.every("weight"):
        # A lower index is that of an objective, whose weight GENIUS does not use; NegMAS writes a constant like this.
        if weight.index() > last and weight.number("value"):
            refuse(weight.place, f"a weight for issue {weight.index()}, which is not there")


def _weights(parent: Element) -> dict[int, float]:
    found: dict[int, float] = {}
    for weight in parent.every("weight"):
        if weight.index() in found:
            refuse(weight.place, f"there are two weights with index {weight.index()}")
        found[weight.index()] = weight.number("value")
        if found[weight.index()] < 0.0:
            refuse(weight.place, "the weight is below 0")
    return found


def _single(root: Element, tag: str, default: float) -> float:
    """The value of an element that may be missing."""
    found = list(root.every(tag))
    if len(found) > 1:
        refuse(found[1].place, f"{found[1]} stands there twice")
    return found[0].number("value") if found else default


def _discount(root: Element) -> float | None:
    factor = _single(root, "discount_factor", 1.0)
    return None if factor in SILENT else factor
