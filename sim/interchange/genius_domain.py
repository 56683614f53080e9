"""The domain of GENIUS XML (negotiation_template): issues by their index, however deep in objectives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sim.interchange.documents import Document
from sim.interchange.formats import FilePart
from sim.interchange.grids import named, real, whole
from sim.interchange.safe_xml import Element
from sim.interchange.types import IssueSpec, refuse
from sim.scenario.suggestions import shown

TAGS = {"negotiation_template": FilePart.DOMAIN, "utility_space": FilePart.PROFILE}
KINDS = ("discrete", "integer", "real")


def part(document: Document) -> FilePart | None:
    """See Domains."""
    return TAGS.get(document.xml.tag) if document.xml else None


def topics(document: Document, levels: int) -> tuple[IssueSpec, ...]:
    """The issues of a domain by their index; `levels` numbers stand for those of a real issue."""
    root = root_of(document)
    found = sorted(_issues(root.only("utility_space") or root), key=Element.index)
    if not found:
        refuse(root.place, f"{root} holds no <issue>")
    refuse_twins(found, lambda issue: f"index {issue.index()}")
    refuse_twins(found, lambda issue: f"the name {shown(issue.text('name'))}")
    return tuple(replace(_topic(issue, levels), index=issue.index()) for issue in found)


def root_of(document: Document) -> Element:
    assert document.xml is not None  # `part` has seen to it
    return document.xml


def refuse_twins(issues: Iterable[Element], which: Callable[[Element], str]) -> None:
    """Two issues of one index or name: which is meant where one of them is spoken of?"""
    seen: set[str] = set()
    for issue in issues:
        if which(issue) in seen:
            refuse(issue.place, f"there are two issues with {which(issue)}")
        seen.add(which(issue))


def _issues(parent: Element) -> Iterator[Element]:
    """The issues in an element, however deep in objectives."""
    for child in parent.children:
        if child.tag == "issue":
            yield child
        elif child.tag == "objective":
            yield from _issues(child)


def _topic(issue: Element, levels: int) -> IssueSpec:
    name, kind = issue.text("name"), _kind(issue)
    if kind == "discrete":
        items = list(issue.every("item"))
        options = [item.text("value") for item in items]
        return named(name, options, [item.place for item in items], issue.place)
    bounds = issue.only("range") or issue
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
