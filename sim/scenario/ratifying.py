"""Who votes at home on what was signed, and what it thinks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from sim.scenario.fields import DISTRIBUTION, Block, Name, NotNegative, Share, Within, Words
from sim.scenario.frozen import Frozen
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.scalars import needed
from sim.scenario.suggestions import shown

SHARE = Within(0, 1)
NUMBER = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"$comment": DISTRIBUTION}]}
LIST_OR_TABLE = {
    "anyOf": [{"type": "array", "items": NUMBER}, {"type": "object", "additionalProperties": NUMBER}]
}


def _worth(written: Any) -> Any:
    """A list with a number for each option, or a table by option."""
    if isinstance(written, Mapping):
        return Frozen(
            {str(option): _share(number, f"{shown(str(option))}: ") for option, number in written.items()}
        )
    if isinstance(written, list | tuple):
        return tuple(_share(number, "") for number in written)
    raise ValueError(needed("a list, or a table {option: number},", written))


def _share(written: Any, of: str) -> Quantity:
    try:
        return SHARE.quantity(written)
    except ValueError as error:
        raise ValueError(f"{of}{error}") from None


Worth: TypeAlias = Annotated[Any, PlainValidator(_worth), WithJsonSchema(LIST_OR_TABLE)]


class Opinion(Block):
    """What somebody inside a party thinks of the issues; where it says nothing, it thinks as the party does."""

    label: Words | None = None
    """Text to display instead of the name."""
    weight: dict[Name, NotNegative] = {}
    """By issue: importance to it (default: the party's)."""
    value: dict[Name, Worth] = {}
    """By issue: worth of each option to it, 0..1, as a list or by option (default: the party's)."""


class Ratifier(Opinion):
    """Who votes on what the party has signed: a parliament, the voters, the members of a union."""

    floor: Share
    """Utility, by its own weights and values, at which it says yes with even odds, 0..1."""
    slope: NotNegative = Fixed(20.0)
    """Steepness, per unit of utility, at least 0 (default 20)."""


class Ratification(Block):
    """A signed package must still pass at home: with probability logistic(slope * (utility - mid)), or by `by`."""

    slope: NotNegative | None = None
    """Steepness, per unit of the party's utility; at least 0."""
    mid: Share | None = None
    """Utility of the party at which it passes with even odds, 0..1."""
    by: dict[Name, Ratifier] = {}
    """Instead, by name: who votes, each with preferences of its own; all must say yes."""
    on_no: Literal["end", "reopen"] = "end"
    """What a no does: it ends the talks, or they go on without what is no better for who said no (end)."""


def by_option(
    given: Mapping[str, Quantity] | Sequence[Quantity], options: Sequence[str], grid: bool
) -> Frozen[str, Quantity] | None:
    """A value for every option, on straight lines between those given on a grid; None if that is not what was given."""
    if not isinstance(given, Mapping):
        return Frozen(zip(options, given, strict=True)) if len(given) == len(options) else None
    if set(given) == set(options):
        return Frozen({option: given[option] for option in options})
    corners = [place for place, option in enumerate(options) if option in given]
    known = grid and set(given) <= set(options) and {0, len(options) - 1} <= set(corners)
    if not known or not all(isinstance(number, Fixed) for number in given.values()):
        return None
    return Frozen({option: _between(given, options, corners, place) for place, option in enumerate(options)})


def _between(
    given: Mapping[str, Quantity], options: Sequence[str], corners: Sequence[int], place: int
) -> Quantity:
    if place in corners:
        return given[options[place]]
    low, high = max(c for c in corners if c < place), min(c for c in corners if c > place)
    below, above = given[options[low]].typical, given[options[high]].typical
    return Fixed(below + (above - below) * (place - low) / (high - low))
