"""What stands in a ledger: forecasts, and later what came of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast, get_args

Outcome: TypeAlias = Literal["yes", "no", "void"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LONGEST = 500  # letters of a text


@dataclass(frozen=True)
class StudyRef:
    """The study that a probability is taken from: with the same program the same scenario gives it again."""

    scenario: str
    outcome: str  # the event that was counted, until the day of the forecast
    hits: int
    runs: int
    seed: str  # a text: other programs lose digits above 2^53
    changes: tuple[str, ...]  # what --set changed
    scenario_sha256: str  # of the scenario as YAML, with every default
    program_sha256: str  # of every source file
    version: str


@dataclass(frozen=True)
class Forecast:
    """A question, and how probable it was said to be that it is answered with yes."""

    question: str
    made: datetime.date
    by: datetime.date  # the last day on which it can come true
    probability: float  # above 0 and below 1
    played: StudyRef | None = None  # None: the probability was given
    base: float | None = None  # how often it happened in comparable cases
    beside: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({})
    )  # what others said, by name
    note: str = ""


@dataclass(frozen=True)
class Resolution:
    """What came of a forecast. Of several the last one counts."""

    of: int  # the number of the forecast's entry
    made: datetime.date
    outcome: Outcome
    source: str


Entry: TypeAlias = Forecast | Resolution


def as_data(entry: Entry) -> dict[str, Any]:
    """In the order in which people read; what is not there is left out."""
    if isinstance(entry, Resolution):
        return {
            "kind": "resolution",
            "made": entry.made.isoformat(),
            "of": entry.of,
            "outcome": entry.outcome,
            "source": entry.source,
        }
    said: dict[str, Any] = {
        "kind": "forecast",
        "made": entry.made.isoformat(),
        "question": entry.question,
        "by": entry.by.isoformat(),
        "probability": entry.probability,
        "played": entry.played and {**vars(entry.played), "changes": list(entry.played.changes)},
        "base": entry.base,
        "beside": dict(entry.beside),
        "note": entry.note,
    }
    return {key: value for key, value in said.items() if value not in (None, {}, "")}


def entry_of(data: Mapping[str, Any]) -> Entry:
    """The entry that was written so. Raises ValueError, TypeError or KeyError for what is none."""
    made = datetime.date.fromisoformat(data["made"])
    if data["kind"] == "resolution":
        if data["outcome"] not in OUTCOMES or type(data["of"]) is not int:
            raise ValueError(data["outcome"])
        return Resolution(data["of"], made, cast("Outcome", data["outcome"]), checked_line(data["source"]))
    if data["kind"] != "forecast":
        raise ValueError(data["kind"])
    return Forecast(
        question=checked_line(data["question"]),
        made=made,
        by=datetime.date.fromisoformat(data["by"]),
        probability=chance(data["probability"]),
        played=_played(data["played"]) if "played" in data else None,
        base=checked_share(data["base"]) if "base" in data else None,
        beside=MappingProxyType(
            {checked_line(name): chance(said) for name, said in data.get("beside", {}).items()}
        ),
        note=checked_line(data["note"]) if "note" in data else "",
    )


def _played(data: Mapping[str, Any]) -> StudyRef:
    return StudyRef(
        scenario=checked_line(data["scenario"]),
        outcome=checked_line(data["outcome"]),
        hits=_count(data["hits"]),
        runs=_count(data["runs"]),
        seed=checked_line(data["seed"]),
        changes=tuple(map(checked_line, data["changes"])),
        scenario_sha256=checked_line(data["scenario_sha256"]),
        program_sha256=checked_line(data["program_sha256"]),
        version=checked_line(data["version"]),
    )


def _count(written: Any) -> int:
    if type(written) is not int or written < 0:
        raise ValueError("it is no count")
    return written


def checked_line(written: Any) -> str:
    """One line that says something and is not endless.

    >>> checked_line(" ")
    Traceback (most recent call last):
    ValueError: it is empty
    """
    if not isinstance(written, str) or not written.strip():
        raise ValueError("it is empty")
    if len(written) > LONGEST:
        raise ValueError(f"it has more than {LONGEST} letters")
    if not written.isprintable():
        raise ValueError("it has letters that cannot be shown, or is more than one line")
    return written


def checked_share(written: Any) -> float:
    """A number from 0 to 1."""
    if type(written) not in (float, int) or not isfinite(written) or not 0.0 <= written <= 1.0:
        raise ValueError("it is no number from 0 to 1")
    return float(written)


def chance(written: Any) -> float:
    """A probability that leaves either answer possible: certainty that is wrong could never be made up for."""
    said = checked_share(written)
    if said in (0.0, 1.0):
        raise ValueError("nothing is certain: it must be above 0 and below 1")
    return said
