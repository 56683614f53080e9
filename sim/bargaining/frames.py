"""Outcomes -> pandas and xarray, with units and meanings in `attrs`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.columns import Column, course
from sim.bargaining.outcomes import REASONS, Outcomes

if TYPE_CHECKING:
    from pandas import DataFrame
    from xarray import Dataset


class NoXarray(ImportError):
    """The extra `xarray` is not installed."""


def as_frame(table: Sequence[Column]) -> DataFrame:
    """One row for each value of the columns; words are categories. `attrs` has `units` and `meanings` by column."""
    from pandas import DataFrame

    frame = DataFrame({column.name: _in_words(column) for column in table}, copy=False)
    frame.attrs["units"] = {column.name: column.unit for column in table if column.unit}
    frame.attrs["meanings"] = {column.name: column.meaning for column in table}
    return frame


def _in_words(column: Column) -> Any:
    from pandas import Categorical

    if column.labels is None:
        return column.values
    return Categorical.from_codes(column.values, list(column.labels))


def as_dataset(outcomes: Outcomes) -> Dataset:
    """Variables over `replication` and, where they have them, actors, issues and proposals; words are words.

    Raises NoXarray.
    """
    try:
        from xarray import Dataset
    except ImportError:
        raise NoXarray("to_xarray needs xarray: pip install 'parleysim[xarray]'") from None
    names = outcomes.names
    known = {
        "replication": np.arange(len(outcomes)),
        "actor": list(names.actors),
        "party": list(names.parties),
        "issue": list(names.issues),
        "ceasefire_issue": list(names.ceasefire_issues),
        "proposal": list(names.proposals),
        "ceasefire_proposal": list(names.ceasefire_proposals),
        "declarer": list(names.declarers),
        "faction": [".".join(each) for each in names.factions],
        "culprit": ["parties", *names.spoilers] if names.spoilers else [],
        "path": list(names.inputs),
    }
    found = {
        name: (("replication", *axes), values, about) for name, axes, values, about in _variables(outcomes)
    }
    used = {axis for axes, _, _ in found.values() for axis in axes}
    coords = {
        axis: np.asarray(labels, None if axis == "replication" else str) for axis, labels in known.items()
    }
    attrs = {"horizon_days": outcomes.horizon_days}
    return Dataset(found, {axis: coords[axis] for axis in coords if axis in used}, attrs)


Variable: TypeAlias = "tuple[str, tuple[str, ...], NDArray[Any], dict[str, str]]"  # name, axes, values, attrs


def _variables(o: Outcomes) -> Iterator[Variable]:
    for column in course(o):
        if column.name != "replication":
            values = column.values if column.labels is None else _words(column.values, column.labels)
            yield column.name, (), values, _about(column.meaning, column.unit)
    yield "terms", ("issue",), _terms(o.terms, o.names.options), _about("of the settlement")
    yield "utility", ("actor",), o.utility, _about("of the settlement", "utility")
    yield "signed", ("party",), o.signed, _about("is it bound by a settlement?")
    yield "war_value", ("party",), o.war_value, _about("of fighting on, at the end", "utility")
    yield (
        "reservation",
        ("party",),
        o.reservation,
        _about("the worst deal that it would take at the end", "utility"),
    )
    yield "reason", ("actor",), _words(o.reason, REASONS), _about("why not the last package")
    why = _about("why not the last ceasefire tabled")
    yield "ceasefire_reason", ("actor",), _words(o.ceasefire_reason, REASONS), why
    yield "input", ("path",), o.inputs, _about("what was drawn")
    yield "would_sign", ("proposal", "actor"), o.would_sign, _about("at the end, rather than fight on")
    yield from _of_ceasefires(o)
    if o.names.factions:
        yield "below_floor", ("faction",), o.below_floor, _about("does it get less than it needs?")


def _of_ceasefires(o: Outcomes) -> Iterator[Variable]:
    names = o.names
    if names.ceasefire_issues:
        found = _terms(o.ceasefire_terms, names.ceasefire_options)
        yield (
            "ceasefire_terms",
            ("ceasefire_issue",),
            found,
            _about("of the first full one, else of the latest"),
        )
        axes, when = ("ceasefire_proposal", "actor"), _about("at the first text")
        yield "would_sign_ceasefire", axes, o.would_sign_ceasefire, when
    if names.declarers:
        first = _about("its first ceasefire of its own", "days from the start")
        yield "unilateral_day", ("declarer",), o.unilateral_day, first
        yield "unilateral_days", ("declarer",), o.unilateral_days, _about("of holding its fire alone", "days")
    if names.spoilers:
        yield "collapses", ("culprit",), o.collapses, _about("ceasefires that collapsed by its doing")


def _about(meaning: str, unit: str = "") -> dict[str, str]:
    return {"long_name": meaning} | ({"units": unit} if unit else {})


def _terms(codes: NDArray[Any], options: Sequence[Sequence[str]]) -> NDArray[Any]:
    """[replication, issue] words."""
    columns = [_words(codes[:, k], each) for k, each in enumerate(options)]
    return np.stack(columns, axis=1) if columns else np.zeros(codes.shape, str)


def _words(codes: NDArray[Any], labels: Sequence[str]) -> NDArray[Any]:
    """The word of each code; nothing for -1."""
    return np.array([*labels, ""])[codes]
