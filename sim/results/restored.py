"""A frozen noun from the plain data that it was written as."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from math import nan
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


def restored(kind: type[Noun], written: Any) -> Noun:
    """The inverse of `sim.analysis.plain.plain`, guided by the types of the fields.

    >>> restored(tuple[float, ...], [0.5, None])
    (0.5, nan)
    """
    noun: Noun = _restored(kind, written)
    return noun


def _restored(kind: Any, written: Any) -> Any:
    if kind is float:
        return nan if written is None else float(written)
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: _restored(hint, written[name]) for name, hint in _hints(kind).items()})
    return _in_container(get_origin(kind), get_args(kind), written)


def _in_container(origin: Any, inner: tuple[Any, ...], written: Any) -> Any:
    if origin is UnionType:
        return None if written is None else _restored(_other_than_none(inner), written)
    if origin is tuple:
        return tuple(_restored(inner[0], item) for item in written)
    if origin is dict:
        return {key: _restored(inner[1], item) for key, item in written.items()}
    return written


def _other_than_none(inner: tuple[Any, ...]) -> Any:
    return next(kind for kind in inner if kind is not NoneType)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
