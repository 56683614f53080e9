"""What a scalar says where a number is wanted, and what to say where it is not one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from sim.scenario.places import Text
from sim.scenario.suggestions import shown

# YAML 1.2, core schema, 10.3.2
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
PERCENT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?) ?%")
COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
NO_NUMBER = "is not a number"
LONGEST = 200  # characters of a number
LARGEST = (
    1e15  # in size: beyond it sums lose whole numbers, and squares and 32-bit columns may become infinite
)


def number(written: object) -> float:
    """A number as YAML 1.2 understands it; may be infinite, never NaN."""
    if isinstance(written, (int, float)) and not isinstance(written, bool):
        return float(written) if written in (math.inf, -math.inf) else _sized(written, repr(written))
    if not isinstance(written, Text) or written.missing:
        raise ValueError(needed("a number", written))
    if written.plain and len(written) <= LONGEST:
        if DECIMAL.fullmatch(written):
            return _sized(float(written), written)
        if BASED.fullmatch(written):
            return _sized(int(written, 0), written)
        if INFINITE.fullmatch(written):
            return math.copysign(math.inf, -1 if written[0] == "-" else 1)
    if not written.plain and DECIMAL.fullmatch(written):
        raise ValueError(f"{shown(written)} stands in quotes and is text; remove the quotes")
    meant = _meant(written)
    raise ValueError(f"{shown(written)} {NO_NUMBER}" + (f"; write {meant}" if meant else ""))


def _sized(value: float, written: str) -> float:
    """The number, if it is not beyond all that can be reckoned with."""
    if value != value:
        raise ValueError(f"{written} is not a number")
    if abs(value) > LARGEST:
        raise ValueError(f"{shown(written)} is too large: a number may be {LARGEST:.0e} in size at most")
    return float(value)


def _meant(written: str) -> str | None:
    """The number in a percentage or behind a decimal comma."""
    if len(written) > LONGEST:
        return None
    if PERCENT.fullmatch(written):
        return f"{float(written.rstrip('% ')) / 100:.12g}"
    parts = COMMA.fullmatch(written)
    if parts is None:
        return None
    thousands = f" or {parts[1]}{parts[2]}" if len(parts[2]) == 3 and float(parts[1]) else ""
    return f"{parts[1]}.{parts[2]}{thousands}"


def finite(written: object) -> float:
    """A number that is not infinite."""
    value = number(written)
    if not math.isfinite(value):
        raise ValueError("it must be finite")
    return value


def words(written: object) -> str:
    """A text that says something."""
    if not isinstance(written, str) or kind(written) == "nothing":
        raise ValueError(needed("a text", written))
    return str(written)


def needed(wanted: str, written: object) -> str:
    """That something else is needed."""
    found = kind(written)
    return f"{wanted} is needed here, " + ("but there is nothing" if found == "nothing" else f"not {found}")


def misplaced(written: object) -> str:
    """That this is none of the words that may stand here."""
    found = kind(written)
    return needed("a word", written) if found == "nothing" else f"{found} is not allowed here"


def kind(written: object) -> str:
    """What was written, in the words of a user."""
    if written == "" or (isinstance(written, Text) and written.missing):
        return "nothing"
    if isinstance(written, Text) and written.plain and DECIMAL.fullmatch(written[:LONGEST]):
        return f"the number {shown(written)}"
    if isinstance(written, str):
        return f"the text {shown(written)}"
    if isinstance(written, (Mapping, list)):
        return "a table" if isinstance(written, Mapping) else "a list"
    return repr(written)
