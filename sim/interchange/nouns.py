"""What another program negotiates about, before it is a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from sim.scenario.places import Place
from sim.scenario.problems import Problem, ScenarioError, Unreadable


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
class Topic:
    """An issue and its options; `numbers` and `grid` if they are numbers, `remark` if not all of them."""

    name: str
    options: tuple[str, ...]
    numbers: tuple[float, ...] | None = None
    grid: Grid | None = None
    remark: str | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One party's additive utility as its program adds it up: constant + sum of weight times value."""

    name: str
    file: str
    weights: tuple[float, ...]  # [issue]
    values: tuple[tuple[float, ...], ...]  # [issue][option]
    constant: float = 0.0
    reservation: float | None  # None: any agreement is better than none
    discount: float | None  # None: time costs nothing


@dataclass(frozen=True, kw_only=True)
class Bargain:
    """A domain and the profiles of those who negotiate in it."""

    name: str
    kind: str  # the format, for people
    topics: tuple[Topic, ...]
    profiles: tuple[Profile, ...]
    files: tuple[str, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not as in the files."""
        return tuple(topic.remark for topic in self.topics if topic.remark)


def refuse(place: Place, message: str, hint: str | None = None, path: str = "") -> NoReturn:
    """This cannot be imported, because of what stands at this place."""
    raise Unreadable(Problem(place, path, message, hint))
