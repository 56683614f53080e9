"""How numbers are written in YAML, and read back."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from sim.scenario.places import Text
from sim.scenario.quantities import Basis, Beta, Choice, Fixed, Normal, Quantity, Triangular, Uniform
from sim.scenario.suggestions import did_you_mean, listed, shown

# YAML 1.2, core schema, 10.3.2
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
LONGEST = 400  # characters of a number

FORMS = ("value", "uniform", "triangular", "normal", "beta", "choice")
EXAMPLES = "0.5, {uniform: [0, 1]}, {triangular: [0.2, 0.5, 0.8]}, {normal: {mean: 0, sd: 1}}"


def number(written: object) -> float:
    """A number as YAML 1.2 understands it; may be infinite, never NaN."""
    if isinstance(written, (int, float)) and not isinstance(written, bool):
        return float(written)
    if not isinstance(written, Text):
        raise ValueError(needed("a number", written))
    if written.plain and len(written) <= LONGEST:
        if DECIMAL.fullmatch(written):
            return float(written)
        if BASED.fullmatch(written):
            return float(int(written, 0))
        if INFINITE.fullmatch(written):
            return math.copysign(math.inf, -1 if written[0] == "-" else 1)
    raise ValueError(_no_number(written))


def _no_number(written: Text) -> str:
    if written.missing:
        return needed("a number", written)
    if not written.plain and DECIMAL.fullmatch(written):
        return f"{shown(written)} stands in quotes and is text; remove the quotes"
    return f"{shown(written)} is not a number"


def finite(written: object) -> float:
    """A number that is not infinite."""
    value = number(written)
    if not math.isfinite(value):
        raise ValueError("it must be finite")
    return value


def kind(written: object) -> str:
    """What was written, in the words of a user."""
    if written == "" or (isinstance(written, Text) and written.missing):
        return "nothing"
    if isinstance(written, str):
        return f"the text {shown(written)}"
    if isinstance(written, (Mapping, list)):
        return "a table" if isinstance(written, Mapping) else "a list"
    return repr(written)


def needed(wanted: str, written: object) -> str:
    """That something else is needed."""
    found = kind(written)
    return f"{wanted} is needed here, " + ("but there is nothing" if found == "nothing" else f"not {found}")


def quantity(written: object) -> Quantity:
    """A number or a distribution, as written."""
    if not isinstance(written, Mapping):
        return Fixed(number(written))
    form = _form(written)
    basis, note = _basis(written.get("basis")), _note(written.get("note"))
    try:
        return READERS[form](written[form], basis, note)
    except ValueError as error:
        raise ValueError(f"{form} {sketch(written[form])}: {error}") from None


def is_quantity(written: object) -> bool:
    """Does this table say how a number is distributed (rather than hold named entries)?"""
    if not isinstance(written, Mapping) or not set(written) <= {*FORMS, "basis", "note"}:
        return False
    return any(form in written and _fits(form, written[form]) for form in FORMS)


def _fits(form: str, written: object) -> bool:
    return isinstance(written, str if form == "value" else (list, Mapping))


def _form(written: Mapping[str, object]) -> str:
    unknown = [key for key in written if key not in (*FORMS, "basis", "note")]
    if unknown:
        hint = did_you_mean(unknown[0], (*FORMS, "basis", "note"))
        raise ValueError(f"{shown(unknown[0])}: unknown key of a number; {hint or 'one of ' + listed(FORMS)}")
    forms = [key for key in written if key in FORMS]
    if len(forms) != 1:
        raise ValueError(f"one of {listed(FORMS)} is needed, e.g. {EXAMPLES}")
    return forms[0]


def _basis(written: object) -> Basis | None:
    for basis in get_args(Basis):
        if written == basis:
            return basis  # type: ignore[no-any-return]
    if written is None:
        return None
    raise ValueError(f"basis: {kind(written)}; allowed: {listed(get_args(Basis))}")


def _note(written: object) -> str | None:
    if written is None or isinstance(written, str):
        return None if written is None else str(written)
    raise ValueError(f"note: {needed('a text', written)}")


def _value(written: object, basis: Basis | None, note: str | None) -> Quantity:
    return Fixed(number(written), basis=basis, note=note)


def _uniform(written: object, basis: Basis | None, note: str | None) -> Quantity:
    return Uniform(*_several(written, "low", "high"), basis=basis, note=note)


def _triangular(written: object, basis: Basis | None, note: str | None) -> Quantity:
    return Triangular(*_several(written, "low", "mode", "high"), basis=basis, note=note)


def _normal(written: object, basis: Basis | None, note: str | None) -> Quantity:
    given = _keyed(written, ("mean", "sd"), ("low", "high"))
    return Normal(given.pop("mean"), **given, basis=basis, note=note)


def _beta(written: object, basis: Basis | None, note: str | None) -> Quantity:
    if isinstance(written, Mapping):
        return Beta(**_keyed(written, ("a", "b"), ("low", "high")), basis=basis, note=note)
    return Beta(*_several(written, "a", "b"), basis=basis, note=note)


def _choice(written: object, basis: Basis | None, note: str | None) -> Quantity:
    if not isinstance(written, Mapping) or not written:
        raise ValueError("needs a table {value: probability, ...}")
    odds = sorted((finite(value), finite(probability)) for value, probability in written.items())
    values, probabilities = zip(*odds, strict=True)
    return Choice(values, probabilities, basis=basis, note=note)


READERS: dict[str, Callable[[object, Basis | None, str | None], Quantity]] = {
    "value": _value,
    "uniform": _uniform,
    "triangular": _triangular,
    "normal": _normal,
    "beta": _beta,
    "choice": _choice,
}


def _several(written: object, *names: str) -> list[float]:
    if not isinstance(written, Sequence) or isinstance(written, str) or len(written) != len(names):
        raise ValueError(f"needs {len(names)} numbers [{', '.join(names)}]")
    return [finite(item) for item in written]


def _keyed(written: object, needed: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, float]:
    wanted = f"needs {{{', '.join(needed)}}}, and may have {listed(optional)}"
    if not isinstance(written, Mapping) or not set(needed) <= set(written) <= {*needed, *optional}:
        raise ValueError(wanted)
    return {str(key): finite(value) for key, value in written.items()}


def sketch(written: object) -> str:
    """The parameters as a short text."""
    if isinstance(written, Mapping):
        return "{" + ", ".join(f"{shown(str(k))}: {sketch(v)}" for k, v in [*written.items()][:6]) + "}"
    if isinstance(written, list):
        return "[" + ", ".join(sketch(item) for item in written[:6]) + "]"
    return shown(str(written))


def written(quantity: Quantity) -> float | dict[str, object]:
    """A quantity as plain data: the inverse of `quantity`."""
    why = {"basis": quantity.basis, "note": quantity.note}
    reasons = {key: value for key, value in why.items() if value is not None}
    form = _written_form(quantity)
    if not reasons and "value" in form:
        return form["value"]  # type: ignore[return-value]
    return {**form, **reasons}


def _written_form(quantity: Quantity) -> dict[str, object]:
    match quantity:
        case Fixed(value=value):
            return {"value": value}
        case Uniform(low=low, high=high):
            return {"uniform": [low, high]}
        case Triangular(low=low, mode=mode, high=high):
            return {"triangular": [low, mode, high]}
        case Normal(centre=centre, sd=sd, low=low, high=high):
            bounds = {key: bound for key, bound in (("low", low), ("high", high)) if math.isfinite(bound)}
            return {"normal": {"mean": centre, "sd": sd, **bounds}}
        case Beta(a=a, b=b, low=low, high=high):
            return {"beta": {"a": a, "b": b, "low": low, "high": high}}
        case Choice(values=values, probabilities=probabilities):
            return {"choice": dict(zip(values, probabilities, strict=True))}
    raise TypeError(f"{quantity!r} has no spelling")
