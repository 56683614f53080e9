"""How known and uncertain numbers are written in YAML, and read back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from sim.scenario.extremes import Extreme
from sim.scenario.quantities import (
    REASONS,
    Basis,
    Beta,
    Choice,
    Fixed,
    Normal,
    Quantiles,
    Quantity,
    Triangular,
    Uniform,
)
from sim.scenario.scalars import finite, kind, number, words
from sim.scenario.suggestions import did_you_mean, listed, shown

EXAMPLES = "0.5, {uniform: [0, 1]}, {triangular: [0.2, 0.5, 0.8]}, {normal: {mean: 0, sd: 1}}"


def quantity(written: object) -> Quantity:
    """A number or a distribution, as written."""
    if not isinstance(written, Mapping):
        return Fixed(number(written))
    form = _form(written)
    basis = _basis(written["basis"]) if "basis" in written else None
    note = _note(written["note"]) if "note" in written else None
    try:
        return replace(_leaning(FORMS[form](written[form]), written), basis=basis, note=note)
    except ValueError as error:
        raise ValueError(f"{form} {_sketch(written[form])}: {error}") from None


def is_quantity(written: object) -> bool:
    """Does this table say how a number is distributed (rather than hold named entries)?"""
    if not isinstance(written, Mapping) or not set(written) <= {*FORMS, *LEANING, *REASONS}:
        return False
    expected = {form: str if form == "value" else (list, Mapping) for form in FORMS}
    return any(isinstance(written.get(form), kinds) for form, kinds in expected.items())


def _form(written: Mapping[str, object]) -> str:
    known = (*FORMS, *LEANING, *REASONS)
    unknown = [key for key in written if key not in known]
    if unknown:
        hint = did_you_mean(unknown[0], known) or f"one of {listed(FORMS)}"
        raise ValueError(f"{shown(unknown[0])}: unknown key of a number; {hint}")
    forms = [key for key in written if key in FORMS]
    if len(forms) != 1:
        raise ValueError(f"one of {listed(FORMS)} is needed, e.g. {EXAMPLES}")
    return forms[0]


def _basis(written: object) -> Basis:
    for basis in get_args(Basis):
        if written == basis:
            return basis  # type: ignore[no-any-return]
    raise ValueError(f"basis: {kind(written)} is not allowed here; allowed: {listed(get_args(Basis))}")


def _note(written: object) -> str:
    try:
        return words(written)
    except ValueError as error:
        raise ValueError(f"note: {error}") from None


def _leaning(found: Quantity, written: Mapping[str, object]) -> Quantity:
    """The number itself, or the highest or lowest of several draws of it."""
    keys = [key for key in LEANING if key in written]
    if len(keys) > 1:
        raise ValueError(f"only one of {listed(LEANING)} can be said")
    for key in keys:
        try:
            return Extreme(found, finite(written[key]), LEANING[key])
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from None
    return found


def _value(written: object) -> Quantity:
    return Fixed(number(written))


def _uniform(written: object) -> Quantity:
    return Uniform(*_several(written, "low", "high"))


def _triangular(written: object) -> Quantity:
    return Triangular(*_several(written, "low", "mode", "high"))


def _normal(written: object) -> Quantity:
    return Normal(*_keyed(written, "mean", "sd", -math.inf, math.inf))


def _beta(written: object) -> Quantity:
    if isinstance(written, Mapping):
        return Beta(*_keyed(written, "a", "b", 0.0, 1.0))
    return Beta(*_several(written, "a", "b"))


def _choice(written: object) -> Quantity:
    if not isinstance(written, Mapping) or not written:
        raise ValueError("needs a table {value: probability, ...}")
    odds = sorted((finite(value), finite(probability)) for value, probability in written.items())
    values, probabilities = zip(*odds, strict=True)
    return Choice(values, probabilities)


def _quantiles(written: object) -> Quantity:
    if not isinstance(written, Mapping) or not written:
        raise ValueError("needs a table {share of probability: value, ...} from 0 to 1")
    shares, values = zip(*sorted((finite(p), finite(v)) for p, v in written.items()), strict=True)
    return Quantiles(shares, values)


FORMS: dict[str, Callable[[object], Quantity]] = {
    "value": _value,
    "uniform": _uniform,
    "triangular": _triangular,
    "normal": _normal,
    "beta": _beta,
    "choice": _choice,
    "quantiles": _quantiles,
}
LEANING = {"highest_of": True, "lowest_of": False}  # of so many draws


def _several(written: object, *names: str) -> list[float]:
    if not isinstance(written, list) or len(written) != len(names):
        raise ValueError(f"needs {len(names)} numbers [{', '.join(names)}]")
    return [finite(item) for item in written]


def _keyed(written: object, first: str, second: str, low: float, high: float) -> list[float]:
    """Two parameters by name, and the bounds, or what they are if they are missing."""
    keys = (first, second, "low", "high")
    if not isinstance(written, Mapping) or not {first, second} <= set(written) <= set(keys):
        raise ValueError(f"needs {{{first}, {second}}}, and may have low, high")
    given = {"low": low, "high": high} | {str(key): finite(value) for key, value in written.items()}
    return [given[key] for key in keys]


def _sketch(written: object) -> str:
    """The parameters as a short text."""
    if isinstance(written, Mapping):
        return "{" + ", ".join(f"{shown(str(k))}: {_sketch(v)}" for k, v in [*written.items()][:6]) + "}"
    if isinstance(written, list):
        return "[" + ", ".join(_sketch(item) for item in written[:6]) + "]"
    return shown(str(written))


def written(quantity: Quantity) -> object:
    """A quantity as plain data: the inverse of `quantity`."""
    form = _written_form(quantity)
    reasons = {key: getattr(quantity, key) for key in REASONS if getattr(quantity, key) is not None}
    return form["value"] if "value" in form and not reasons else {**form, **reasons}


def _written_form(quantity: Quantity) -> dict[str, object]:
    match quantity:
        case Extreme(among=among, draws=draws, highest=highest):
            (key,) = (key for key, high in LEANING.items() if high is highest)
            return {**_written_form(among), key: draws}
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
        case Quantiles(shares=shares, values=values):
            return {"quantiles": dict(zip(shares, values, strict=True))}
    raise TypeError(f"{quantity!r} has no spelling")
