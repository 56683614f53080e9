"""`--vary PATH=START:STOP:STEP` and `--vary PATH=a,b,c`: the values that one thing takes, as they are written."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sim.questions.asking import Unanswerable
from sim.questions.commas import between_commas

MOST_CELLS = 10_000
LEAST = -300  # powers of ten; a number with more zeros behind the point than a computer counts with
NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
RANGE = re.compile(rf"\s*({NUMBER})\s*:\s*({NUMBER})\s*(?::\s*({NUMBER})\s*)?")
TYPED = re.compile(r'(?P<path>(?:"(?:[^"]|"")*"|[^"=])+)=(?P<values>.*)', re.DOTALL)
EXAMPLE = "for example actors.us.credibility=0:1:0.1 or protocol=mediated,challenge"


class BadSweep(Unanswerable):
    """A sweep that cannot be meant."""


@dataclass(frozen=True)
class Axis:
    """A path and the values that it takes, in order."""

    path: str
    values: tuple[str, ...]
    written: str  # all of them, as they can be typed


def axis(typed: str) -> Axis:
    """What `--vary` says. Raises BadSweep."""
    parts = TYPED.fullmatch(typed)
    if parts is None:
        raise BadSweep(f"--vary {typed}: not of the form PATH=START:STOP:STEP or PATH=a,b,c; {EXAMPLE}")
    path, written = parts["path"].strip(), parts["values"]
    try:
        found = RANGE.fullmatch(written)
        return _axis(path, spaced(*found.groups()) if found else listed(written), written)
    except BadSweep as error:
        raise BadSweep(f"--vary {typed}: {error}") from None


def axes(vary: Sequence[str] | Mapping[str, Sequence[Any]]) -> tuple[Axis, ...]:
    """What is varied, typed or by path. Raises BadSweep."""
    if isinstance(vary, Mapping):
        texts = {path: tuple(map(spelled, values)) for path, values in vary.items()}
        found = [_axis(path, values, ",".join(values)) for path, values in texts.items()]
    else:
        found = [axis(typed) for typed in vary]
    if repeated := _repeated([each.path for each in found]):
        raise BadSweep(f"{repeated} is varied twice: give all its values at once")
    if len(found) > 2:
        raise BadSweep(f"{len(found)} things are varied at once: --vary takes two, --vary-file any number")
    refuse_crowds(found)
    return tuple(found)


def refuse_crowds(found: Sequence[Axis]) -> None:
    """More cells than anybody looks at."""
    cells = 1
    for each in found:
        cells *= len(each.values)
    if cells > MOST_CELLS:
        raise BadSweep(f"{cells:,} cells are more than {MOST_CELLS:,}: take a wider step")


def _axis(path: str, values: tuple[str, ...], written: str) -> Axis:
    if not values:
        raise BadSweep(f"there are no values; {EXAMPLE}")
    if repeated := _repeated(values):
        raise BadSweep(f"{repeated} is there twice")
    return Axis(path, values, written)


def _repeated(names: Sequence[str]) -> str | None:
    name, times = Counter(names).most_common(1)[0] if names else ("", 0)
    return name if times > 1 else None


def spaced(start: str, stop: str, step: str | None) -> tuple[str, ...]:
    """From start to stop, both included if steps lead there. Decimal: 0:1:0.1 holds 0.3, no 0.30000000000000004."""
    if step is None:
        raise BadSweep(f"a step is missing: {start}:{stop}:0.1, say")
    try:
        first, last, by = (Decimal(end) for end in (start, stop, step))
        if by <= 0:
            raise BadSweep("the step must be above zero")
        steps = (last - first) / by
        if not all(math.isfinite(float(end)) and end.adjusted() >= LEAST for end in (first, last, by)):
            raise ArithmeticError
    except ArithmeticError:
        raise BadSweep(
            "these numbers cannot be told apart, or are too large or too small to count with"
        ) from None
    if steps < 0:
        raise BadSweep(f"it stops ({stop}) below where it starts ({start})")
    if steps >= MOST_CELLS:
        raise BadSweep(f"there are more than {MOST_CELLS:,} values: take a wider step")
    return tuple(_plainly(first + k * by) for k in range(int(steps) + 1))


def _plainly(value: Decimal) -> str:
    """No exponent, no zeros at the end."""
    return f"{value.normalize() + 0:f}"


def listed(written: str) -> tuple[str, ...]:
    """What stands between commas."""
    parts, quote = between_commas(written)
    if not all(parts):
        raise BadSweep("a value is missing between commas; say null for nothing")
    if quote:
        raise BadSweep(f"a {quote} is never closed")
    return tuple(parts)


def spelled(value: Any) -> str:
    """A value of Python as it is written in a file."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, str):
        return value
    return f"{value:.12g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
