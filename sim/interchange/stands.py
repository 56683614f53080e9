"""What positions in a table have in common: shares or percentages, scales, actors of one name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sim.interchange.tables import amount
from sim.interchange.types import refuse
from sim.scenario.places import Place, Text
from sim.scenario.suggestions import shown

MOST_ACTORS = 200
MOST_DIMENSIONS = 50
MOST_STANDS = 2000  # actors times dimensions: each is a curve with a value for every option
HUNDRED = 100.0
PERCENT = "salience was read as a percentage: some of it is above 1"


def saliences(cells: Sequence[Text]) -> tuple[tuple[float, ...], bool]:
    """Each as a share; were they percentages, which one above 1 shows?"""
    found = [amount(cell, "salience", 0.0, HUNDRED) for cell in cells]
    percent = any(one > 1.0 for one in found)
    return tuple(one / HUNDRED if percent else one for one in found), percent


def refuse_twins(names: Iterable[Text], what: str) -> None:
    """Two of one name: which is meant?"""
    seen: set[str] = set()
    for name in names:
        if not name:
            refuse(name.place, f"{what} without a name")
        if name in seen:
            refuse(name.place, f"there are two {what}s called {shown(name)}")
        seen.add(name)


def refuse_crowds(actors: int, dimensions: int, place: Place) -> None:
    """A contest of which a scenario can be made."""
    if not 2 <= actors <= MOST_ACTORS:
        refuse(place, f"there are {actors:,} actors; at least 2 and at most {MOST_ACTORS}")
    if not 1 <= dimensions <= MOST_DIMENSIONS:
        refuse(place, f"there are {dimensions:,} issues; at least 1 and at most {MOST_DIMENSIONS}")
    if actors * dimensions > MOST_STANDS:
        refuse(
            place, f"there are {actors:,} actors on {dimensions} issues: more than {MOST_STANDS:,} positions"
        )


def spanned(positions: Iterable[float], place: Place, name: str) -> tuple[float, float]:
    """From the lowest position to the highest."""
    found = list(positions)
    if not found or min(found) == max(found):
        refuse(place, f"all positions on {shown(name)} are alike: there is nothing to decide")
    return min(found), max(found)
