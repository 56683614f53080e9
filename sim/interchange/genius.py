"""GENIUS XML: a domain (negotiation_template) and additive profiles (utility_space).

GENIUS: Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker (2014), Computational Intelligence 30(1). Its utility is the
sum over the issues of weight times evaluation; see genius_evaluators for the latter. Beyond 1 it is cut off.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from sim.interchange.documents import Document
from sim.interchange.formats import Domains
from sim.interchange.genius_domain import part, refuse_twins, root_of, topics
from sim.interchange.genius_evaluators import evaluations
from sim.interchange.safe_xml import Element
from sim.interchange.types import IssueSpec, Profile, refuse
from sim.scenario.suggestions import shown

SILENT = (0.0, 1.0)  # discount factors that GENIUS takes for none
KNOWN = ("weight", "reservation", "discount_factor")
# What GENIUS draws a ranking by, which is all that an agent is told; and what it may do instead of agreeing.
BESIDE = ("comparisons", "errors", "elicitation_cost", "fixed_seed", "experimental", "optout")


def profile(document: Document, topics: tuple[IssueSpec, ...]) -> Profile:
    """One party's weights and evaluations. Raises Unreadable, also for utilities that are not additive."""
    root, domain = root_of(document), {topic.index: topic for topic in topics}
    kind = root.attributes.get("type", "linear")
    if "nonlinear" in kind.lower():
        refuse(root.place, f"{root} is {shown(kind)}: only additive utilities can be imported")
    pairs = list(_weighted(root))
    refuse_twins((issue for issue, _ in pairs), lambda issue: f"index {issue.index()}")
    weighted = {issue.index(): (issue, weight) for issue, weight in pairs}
    for index, (issue, _) in weighted.items():
        _fits(issue, index, domain)
    for index, topic in domain.items():
        if index not in weighted:
            refuse(root.place, f"{root} says nothing about issue {index}, {shown(topic.name)}")
    return Profile(
        name=document.stem,
        file=document.name,
        weights=tuple(weighted[index][1] for index in domain),
        values=tuple(evaluations(weighted[index][0], topic) for index, topic in domain.items()),
        reservation=_single(root, "reservation", 0.0),
        discount=_discount(root),
        left_out=tuple(_left_out(root)),
    )


def _left_out(root: Element) -> Iterator[str]:
    """What is said beside the utilities."""
    found = Counter(str(element) for element in _all(root) if element.tag.lower() in BESIDE)
    if found:
        yield f"{', '.join(found)} left out: what GENIUS tells an agent, or lets it do, beside its utilities"


def _all(parent: Element) -> Iterator[Element]:
    """The elements in it that stand for no issue, however deep in objectives."""
    for child in parent.children:
        yield from _all(child) if child.tag == "objective" else (child,)


def _fits(issue: Element, index: int, domain: dict[int, IssueSpec]) -> None:
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
        elif child.tag.lower() not in (*KNOWN, *BESIDE):
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
    found = root.only(tag)
    return found.number("value") if found else default


def _discount(root: Element) -> str | None:
    factor = _single(root, "discount_factor", 1.0)
    return None if factor in SILENT else f"{factor:g}"


FORMAT = Domains("GENIUS XML", part, topics, profile)
