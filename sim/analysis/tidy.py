"""An answer as a table: one row for each number that it holds, with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from html import escape
from math import isnan, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.scenario.suggestions import printable

if TYPE_CHECKING:
    from pandas import DataFrame

# By these an item of a list is called, as far as they are words; else by one of the numbers, else by its place.
WORDS = (
    "name", "event", "issue", "actor", "proposal", "path", "party", "faction", "spoiler", "outcome", "whose", "label",
    "reason",
)  # fmt: skip
PLACES = ("level", "age", "until")
SCREEN, LONGEST = 20, 60  # rows of a short telling, letters of a name in it
ESTIMATES = ("share", "mean", "difference", "value")  # of an estimate: what lies between `low` and `high`
SHARED = ("Share", "Difference")  # estimates that are shares, or apart by a share
UNITS = {
    "gains": "utility",
    "payoff": "utility",
    "payoffs": "utility",
    "behind": "utility",
    "reservation": "utility",
    "utility": "utility",
    "war_value": "utility",
    "balance": "log-odds",
    "timing": "days",
    "fighting": "days",
    "days": "days",
    "alive": "days",
    "lasts": "share",
    "bits": "bits",
}


class Row(NamedTuple):
    """A number, and where in the answer it stands."""

    what: str
    value: float
    low: float = nan
    high: float = nan
    of: float = nan  # how many replications or cases it rests on
    unit: str = ""


class Tabular:
    """What is told, and can be had as a table."""

    def to_frame(self) -> DataFrame:
        """Every number of the answer, one a row.

        Returns
        -------
        pandas.DataFrame
            `what` says where in the answer it stands (`outcomes.settlement`), `value` what it is, `low` and `high` its
            95 % interval, `of` how many replications it rests on, NaN where there is none; `unit` what it counts.
        """
        return frame_of(self)

    def __repr__(self) -> str:
        first, rest = told(self)
        wide = max((len(what) for what, _ in first), default=0)
        lines = [f"  {what:{wide}}  {said}" for what, said in first]
        return "\n".join([type(self).__name__, *lines, *([f"  {rest}"] if rest else [])])

    def _repr_html_(self) -> str:
        """In a notebook: the first of its numbers, every name escaped."""
        first, rest = told(self)
        rows = "".join(f"<tr><td>{escape(what)}</td><td>{escape(said)}</td></tr>" for what, said in first)
        table = f"<table><tr><th>what</th><th>value (95% interval)</th></tr>{rows}</table>"
        return f"<p><b>{type(self).__name__}</b></p>{table}<p><small>{escape(rest)}</small></p>"


def frame_of(answer: Any) -> DataFrame:
    """See Tabular.to_frame."""
    from pandas import DataFrame

    return DataFrame(rows(answer, (), ""), columns=Row._fields)


def told(answer: Any) -> tuple[list[tuple[str, str]], str]:
    """The first numbers of an answer, each under its name, and how many more there are."""
    found = list(rows(answer, (), ""))
    first = [(shortened(printable(row.what)), in_words(row)) for row in found[:SCREEN]]
    more = len(found) - len(first)
    return first, f"and {more:,} more: to_frame() has them all" if more > 0 else ""


def shortened(what: str) -> str:
    """The end of a long name, which tells it from those beside it.

    >>> shortened("outcomes.settlement"), shortened("actors." + "x" * 80 + ".low")[:8]
    ('outcomes.settlement', '...xxxxx')
    """
    return what if len(what) <= LONGEST else f"...{what[3 - LONGEST :]}"


def in_words(row: Row) -> str:
    """A number with its interval.

    >>> in_words(Row("zone", 0.25, 0.2, 0.305, 100, "share"))
    '25% (20–30.5%)'
    """
    if isnan(row.value):
        return "–"
    if row.unit == "share":
        to = "–" if row.low >= 0.0 else " to "
        interval = "" if isnan(row.low) else f" ({100 * row.low:.3g}{to}{100 * row.high:.3g}%)"
        return f"{100 * row.value:.4g}%{interval}"
    interval = "" if isnan(row.low) else f" ({row.low:.4g} to {row.high:.4g})"
    return f"{row.value:.6g}{interval} {row.unit}".rstrip()


def rows(value: Any, way: tuple[str, ...], unit: str) -> Iterator[Row]:
    """All numbers in a value that stands at the end of a way."""
    if is_estimate(value):
        yield estimate(value, way, unit)
    elif is_dataclass(value):
        for field in fields(value):
            yield from rows(getattr(value, field.name), (*way, field.name), unit_of(field.name, unit))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from rows(item, (*way, str(key)), unit_of(str(key), unit))
    elif isinstance(value, tuple | list):
        for place, item in enumerate(value):
            yield from rows(item, (*way, called(item, place)), unit)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Row(".".join(way), float(value), unit=unit)


def is_estimate(value: Any) -> bool:
    """Has it an interval?"""
    return (
        is_dataclass(value)
        and {"low", "high"} <= vars(value).keys()
        and bool(vars(value).keys() & {*ESTIMATES})
    )


def estimate(value: Any, way: tuple[str, ...], unit: str) -> Row:
    """One with its interval."""
    number = next(getattr(value, name) for name in ESTIMATES if hasattr(value, name))
    return Row(
        ".".join(way),
        number,
        low=value.low,
        high=value.high,
        of=float(getattr(value, "of", nan)),
        unit="share" if type(value).__name__ in SHARED else unit,
    )


def called(item: Any, place: int) -> str:
    """What an item of a list is called."""
    words = [word for name in WORDS if isinstance(word := getattr(item, name, None), str)]
    numbers = [
        f"{number:g}" for name in PLACES if isinstance(number := getattr(item, name, None), int | float)
    ]
    return ".".join(words) or next(iter(numbers), str(place))


def unit_of(name: str, usual: str) -> str:
    """What is counted behind a name."""
    first = name.partition(".")[0]
    if first in UNITS:
        return UNITS[first]
    if first.endswith("_day"):
        return "days from the start"
    return "days" if first.endswith("_days") else usual
