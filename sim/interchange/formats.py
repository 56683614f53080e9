"""What a format is to the rest: how its files are told, and how they are read. `known` has the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from sim.interchange.documents import Document
from sim.interchange.types import Contest, IssueSpec, Profile, refuse
from sim.scenario.places import Place
from sim.scenario.suggestions import shown

FEW = 2  # levels where only the bounds matter


class FilePart(Enum):
    """What a file is in its format."""

    DOMAIN = "a domain"
    PROFILE = "a profile"


@dataclass(frozen=True)
class Domains:
    """A format of domains and profiles: what is negotiated, and what it is worth to whom."""

    name: str
    part: Callable[[Document], FilePart | None]
    topics: Callable[[Document, int], tuple[IssueSpec, ...]]  # at most so many options of a real issue
    profile: Callable[[Document, tuple[IssueSpec, ...]], Profile]
    alone: bool = False  # profiles say what their domain is, so that no file of it is needed


@dataclass(frozen=True)
class Contests:
    """A format in which one file holds everything: actors, positions, power."""

    name: str
    is_one: Callable[[Document], bool]
    contest: Callable[[Document], Contest]


@dataclass(frozen=True)
class Unread:
    """A format that is told from others, and cannot be a scenario."""

    name: str
    is_one: Callable[[Document], bool]
    why: str
    hint: str | None = None


def agree(own: tuple[IssueSpec, ...], domain: tuple[IssueSpec, ...], place: Place) -> None:
    """What a profile says of its domain is what the domain says. Raises Unreadable."""
    for mine, theirs in zip_longest(own, domain):
        if mine is None or theirs is None or mine.name != theirs.name:
            there, here = (shown(topic.name) if topic else "nothing" for topic in (theirs, mine))
            refuse(place, f"its issues are not those of the others: {here} instead of {there}")
        if _extent(mine) != _extent(theirs):
            refuse(place, f"the options of issue {shown(mine.name)} are not those of the others")


def agree_by_name(own: tuple[IssueSpec, ...], domain: tuple[IssueSpec, ...], place: Place) -> None:
    """The same, where the order of issues says nothing."""
    mine, theirs = (tuple(sorted(topics, key=lambda topic: topic.name)) for topics in (own, domain))
    agree(mine, theirs, place)


def _extent(topic: IssueSpec) -> object:
    """What can be agreed, whatever its order and however many numbers stand for all of them."""
    return (topic.grid.first, topic.grid.last) if topic.grid else frozenset(topic.options)
