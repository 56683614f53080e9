"""Tables that nobody can change: read as fast as a dict, equal to one, and fit to be pickled and hashed."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Frozen(dict[Key, Value]):
    """A dict that stays as it is.

    >>> Frozen({"a": 1}) | {"b": 2}
    {'a': 1, 'b': 2}
    """

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(
            "a scenario or a package cannot be changed; scenario.with_({path: value}) and model.compose(terms) "
            "make others"
        )

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        """A dict is unpickled by setting one entry after the other, which is refused here."""
        return Frozen, (dict(self),)
