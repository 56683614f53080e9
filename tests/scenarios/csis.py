"""The rule by which scenarios/csis_2025.yaml was made, and the published table that it was made from.

Ratings, exclusions and thresholds are published: CSIS Futures Lab (Y. Atalan & K. Bondar), Ukraine-Russia Peace
Agreement Simulator, a part of Strategic Headwinds, March 2025.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

ACTORS = ("ukraine", "russia", "us", "europe")
UNSAID = 5  # an item that is not in the text: the middle of the scale


class Item(NamedTuple):
    """One line of the published table: satisfaction and negotiability, 0 to 10, in the order of ACTORS."""

    number: int
    name: str
    satisfaction: tuple[int, int, int, int]
    negotiability: tuple[int, int, int, int]
    opposed: tuple[str, ...] = ()


# Issue, its name on the page, and the one item of the table that it is made of, or two that exclude one another.
ISSUES: Mapping[str, tuple[str, tuple[Item, ...]]] = {
    "kursk": ("Kursk", (Item(1, "ukraine_leaves", (7, 10, 8, 8), (9, 2, 8, 8)),)),
    "held_land": (
        "Land that Russia holds",
        (
            Item(2, "all_of_2025", (3, 10, 6, 4), (5, 6, 7, 7), ("ukraine",)),
            Item(3, "south_and_pre_2022", (5, 9, 6, 6), (7, 5, 8, 8), ("ukraine",)),
        ),
    ),
    "annexation": (
        "Annexations",
        (Item(4, "recognised", (2, 10, 5, 3), (3, 7, 7, 5), ("ukraine",)),),
    ),
    "alliance": (
        "NATO",
        (
            Item(5, "given_up", (3, 10, 7, 5), (6, 4, 7, 7)),
            Item(6, "membership", (10, 2, 5, 7), (7, 2, 7, 8), ("russia",)),
        ),
    ),
    "treaties": (
        "Defence treaties",
        (Item(7, "binding", (9, 3, 7, 8), (6, 5, 7, 7), ("russia",)),),
    ),
    "forces": (
        "Ukraine's army",
        (
            Item(8, "limited", (2, 10, 5, 4), (3, 6, 7, 6), ("ukraine",)),
            Item(10, "strong_and_interoperable", (10, 4, 8, 9), (4, 5, 7, 6), ("russia",)),
        ),
    ),
    "industry": (
        "Defence industry",
        (Item(9, "developed", (10, 4, 7, 9), (5, 6, 7, 6), ("russia",)),),
    ),
    "peacekeepers": (
        "Peacekeepers",
        (Item(11, "with_demilitarised_zones", (9, 5, 7, 8), (6, 6, 7, 7), ("russia",)),),
    ),
    "pressure": (
        "Sanctions",
        (
            Item(12, "eased", (4, 10, 7, 6), (6, 5, 8, 7), ("ukraine",)),
            Item(13, "kept_tight", (10, 3, 6, 7), (7, 5, 8, 7), ("russia",)),
        ),
    ),
    "reserves": (
        "Frozen assets",
        (
            Item(14, "back_to_russia", (4, 9, 6, 5), (6, 5, 8, 6), ("ukraine",)),
            Item(15, "for_rebuilding", (10, 3, 7, 7), (7, 4, 7, 7), ("russia",)),
        ),
    ),
    "gas": ("Gas transit", (Item(16, "through_ukraine", (6, 8, 6, 8), (7, 8, 8, 7)),)),
    "resources": ("Resources", (Item(17, "western_firms", (6, 6, 8, 8), (9, 8, 8, 8)),)),
    "trials": ("War crimes", (Item(18, "tried", (10, 2, 6, 8), (6, 3, 8, 7), ("russia",)),)),
    "deported": ("The deported", (Item(19, "returned", (10, 5, 8, 9), (3, 7, 8, 6)),)),
    "elections": (
        "Elections in Ukraine",
        (Item(20, "before_settlement", (4, 8, 7, 5), (5, 7, 7, 6), ("ukraine",)),),
    ),
}
LEAST_MEAN = {"ukraine": 5.0, "russia": 6.5, "us": 3.0, "europe": 4.0}  # that each would accept


def points(issue: str, actor: str) -> list[int]:
    """How satisfied an actor is by each option."""
    seat = ACTORS.index(actor)
    return [UNSAID, *(item.satisfaction[seat] for item in ISSUES[issue][1])]


def options(issue: str) -> list[str]:
    """Nothing is said, or one of the items."""
    return ["unsaid", *(item.name for item in ISSUES[issue][1])]


def weight(issue: str, actor: str) -> int:
    """By how much its options differ."""
    return max(points(issue, actor)) - min(points(issue, actor))


def values(issue: str, actor: str) -> list[float]:
    """From 0, its worst option, to 1; 0 throughout if all are alike."""
    spread = weight(issue, actor) or 1
    return [round((each - min(points(issue, actor))) / spread, 4) for each in points(issue, actor)]


def floor(actor: str) -> float:
    """The least acceptable mean satisfaction as a utility."""
    least = sum(min(points(issue, actor)) for issue in ISSUES)
    return round(
        max(0.0, (LEAST_MEAN[actor] * len(ISSUES) - least) / sum(weight(k, actor) for k in ISSUES)), 4
    )


def red_lines(actor: str) -> dict[str, tuple[str, float]]:
    """By issue: the least negotiable item that it opposes, and the chance that this is more than posture."""
    seat = ACTORS.index(actor)
    found = {}
    for issue, (_, items) in ISSUES.items():
        opposed = [item for item in items if actor in item.opposed]
        if opposed:
            firmest = min(opposed, key=lambda item: item.negotiability[seat])
            found[issue] = (firmest.name, round(1 - firmest.negotiability[seat] / 10, 1))
    return found


def text(numbers: Sequence[int]) -> dict[str, str]:
    """The package that has the items of these numbers."""
    chosen = {issue: [i.name for i in items if i.number in numbers] for issue, (_, items) in ISSUES.items()}
    return {issue: names[0] if names else "unsaid" for issue, names in chosen.items()}


def best(actor: str) -> dict[str, str]:
    """The package that satisfies an actor most."""
    return {k: options(k)[points(k, actor).index(max(points(k, actor)))] for k in ISSUES}
