"""What a record is made of: a class that says of each number its type, its unit, its meaning and its symbol, once.

From it are made the memory in which the number lies, what a type checker knows of it, and the tables of README.md.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Self, TypeAlias, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind")
Part = TypeVar("Part")
KINDS = {float: np.float64, int: np.int64}

Day: TypeAlias = Annotated[float, "day"]
Days: TypeAlias = Annotated[float, "days"]
Factor: TypeAlias = Annotated[float, "factor"]
LogOdds: TypeAlias = Annotated[float, "log-odds"]
Real: TypeAlias = Annotated[float, ""]
Share: TypeAlias = Annotated[float, "0..1"]
Utility: TypeAlias = Annotated[float, "utility"]
Code: TypeAlias = Annotated[int, "code"]
Count: TypeAlias = Annotated[int, "count"]
Flag: TypeAlias = Annotated[int, "yes/no"]
Line: TypeAlias = Annotated[int, "row"]  # of a menu, -1 for none
Place: TypeAlias = Annotated[int, "place"]
Seat: TypeAlias = Annotated[int, "seat"]


class Numbers:
    """One record, by reference. A subclass names its numbers, `NAME: Annotated[UNIT, MEANING]`, and a symbol if any.

    In memory the real ones come first, the whole ones after them, each as they are said, those of bases before. They
    are said without `from __future__ import annotations`, so that nothing has to be looked up again.
    """

    said: ClassVar[dict[str, Any]] = {}
    names: ClassVar[tuple[str, ...]]
    dtype: ClassVar[np.dtype[np.void]]

    def __init_subclass__(cls) -> None:
        inherited = {name: kind for base in cls.__bases__ for name, kind in base.said.items()}  # type: ignore[attr-defined]
        cls.said = inherited | inspect.get_annotations(cls)
        cls.names = tuple(sorted(cls.said, key=lambda name: cls.said[name].__origin__ is int))
        cls.dtype = np.dtype([(name, KINDS[cls.said[name].__origin__]) for name in cls.names])

    if TYPE_CHECKING:

        def __getitem__(self, name: str) -> Any: ...

        def __setitem__(self, name: str, number: float) -> None: ...

    @overload
    @classmethod
    def empty(cls, size: int, /) -> Records[Self]: ...

    @overload
    @classmethod
    def empty(cls, size: int, each: int, /) -> Records2[Self]: ...

    @overload
    @classmethod
    def empty(cls, size: int, each: int, of: int, /) -> Records3[Self]: ...

    @classmethod
    def empty(cls, *shape: int) -> Any:
        """So many records, all numbers 0; rules can say `me.demand`, and Python `me["demand"]`, which is faster."""
        return np.zeros(shape, cls.dtype).view(np.recarray)

    @classmethod
    def filled(cls, found: Iterable[tuple[int, ...]]) -> Records[Self]:
        """A record of each of these, its numbers in the order of memory."""
        made: Any = np.array(list(found), cls.dtype).view(np.recarray)
        return made


class Records(Generic[Kind]):
    """What a type checker knows of an array of records; each of several dimensions is one around another."""

    if TYPE_CHECKING:
        shape: tuple[int, ...]

        @overload
        def __getitem__(self: Records[Records[Records[Part]]], at: tuple[int, int, int]) -> Part: ...

        @overload
        def __getitem__(self: Records[Records[Part]], at: tuple[int, int]) -> Part: ...

        @overload
        def __getitem__(self: Records[Records[Part]], at: tuple[slice, int]) -> Records[Part]: ...

        @overload
        def __getitem__(self, at: int) -> Kind: ...

        @overload
        def __getitem__(self, at: slice | list[int] | tuple[slice | list[int], ...]) -> Self: ...

        @overload
        def __getitem__(self, at: str | list[str]) -> NDArray[Any]: ...

        def __getitem__(self, at: Any) -> Any: ...

        def __setitem__(self, at: Any, to: Any) -> None: ...

        def __iter__(self) -> Iterator[Kind]: ...

        def __len__(self) -> int: ...

        def copy(self) -> Self: ...


Records2: TypeAlias = Records[Records[Kind]]
Records3: TypeAlias = Records[Records[Records[Kind]]]
