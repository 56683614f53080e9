"""What another program negotiates about, before it is a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from sim.scenario.places import Place
from sim.scenario.problems import Problem, ScenarioError, Unreadable
from sim.scenario.suggestions import shown


class NotImported(ScenarioError):
    """Files of another program that cannot become a scenario, with the reason and its place."""

    verdict = "cannot be imported"


@dataclass(frozen=True)
class Grid:
    """Options that are numbers, evenly spaced."""

    first: float
    last: float
    step: float


@dataclass(frozen=True)
class IssueSpec:
    """An issue and its options; `numbers` and `grid` if they are numbers, `remark` if not all of them."""

    name: str
    options: tuple[str, ...]
    numbers: tuple[float, ...] | None = None
    grid: Grid | None = None
    remark: str | None = None
    index: int = 0  # by which GENIUS refers to it


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One party's additive utility as its program adds it up: constant + sum of weight times value."""

    name: str
    file: str
    weights: tuple[float, ...]  # [issue]
    values: tuple[tuple[float, ...], ...]  # [issue][option]
    constant: float = 0.0
    reservation: float | None  # None: any agreement is better than none
    discount: str | None = None  # as written; None: time costs nothing
    left_out: tuple[str, ...] = ()  # what else its file says


@dataclass(frozen=True, kw_only=True)
class Bargain:
    """A domain and the profiles, each of another name, of those who negotiate in it."""

    name: str
    kind: str  # the format, for people
    topics: tuple[IssueSpec, ...]
    profiles: tuple[Profile, ...]
    files: tuple[str, ...]
    left_out: tuple[str, ...] = ()  # of the files around them

    @property
    def sizes(self) -> dict[str, int]:
        return {"party": len(self.profiles), "issue": len(self.topics)}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not as in the files."""
        slow = [f"{shown(one.name)} {one.discount}" for one in self.profiles if one.discount is not None]
        discounts = [f"Discounts are not applied: {', '.join(slow)}"] if slow else []
        topics = [topic.remark for topic in self.topics if topic.remark]
        own = [f"{shown(one.name)}: {remark}" for one in self.profiles for remark in one.left_out]
        return (*discounts, *topics, *own, *self.left_out)


@dataclass(frozen=True)
class Stand:
    """Where an actor stands on a dimension, and how much it cares, 0..1."""

    position: float
    salience: float


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A scale on which actors take positions."""

    name: str
    low: float
    high: float
    stands: Mapping[str, Stand]  # by actor: those who care
    label: str | None = None
    note: str | None = None  # what its points mean


@dataclass(frozen=True)
class Stakeholder:
    """An actor of a decision, and its weight in it."""

    name: str
    capability: float
    label: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Contest:
    """Who stands where on what, with which power."""

    name: str
    kind: str
    actors: tuple[Stakeholder, ...]
    dimensions: tuple[Dimension, ...]
    files: tuple[str, ...]
    text: str | None = None  # what the file says of itself
    left_out: tuple[str, ...] = field(default=())

    @property
    def sizes(self) -> dict[str, int]:
        return {"actor": len(self.actors), "issue": len(self.dimensions)}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not as in the files."""
        return self.left_out


def refuse(place: Place, message: str, hint: str | None = None, path: str = "") -> NoReturn:
    """This cannot be imported, because of what stands at this place."""
    raise Unreadable(Problem(place, path, message, hint))
