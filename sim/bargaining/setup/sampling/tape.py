"""Numbers that luck will decide, and the tape on which it is noted how they are made of one another.

Formulas stand where they always stand, in NumPy and scipy.special. Handed a Term in place of a number, NumPy hands on
to the tape what it is asked to do; played back for each replication, the tape does it. This is the Wengert list of
automatic differentiation, without derivatives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

from numpy import ufunc
from numpy.lib.mixins import NDArrayOperatorsMixin

from sim.bargaining.setup.sampling.operations import FREE, GIVEN, OPERATIONS

Number: TypeAlias = Any  # known, or a Term
About: TypeAlias = str | tuple[float, ...]  # a stream of luck, or a table of numbers


def value_of(path: str) -> str:
    """The name under which the value of a number is given, and not its luck: no stream is called so."""
    return f"= {path}"


class Step(NamedTuple):
    """An operation on numbers: those that other steps make, by place, and known ones, which count down from -1."""

    operation: int
    parts: tuple[int, ...]
    about: About


class Tape:
    """Every step once, in an order in which each can be done; and every known number."""

    def __init__(self) -> None:
        self.steps: dict[Step, int] = {}
        self.constants: dict[float | str, int] = {}

    def note(self, operation: int, parts: Iterable[Number], about: About = ()) -> Term:
        """What comes of this step."""
        step = Step(operation, tuple(map(self.place, parts)), about)
        return Term(self, self.steps.setdefault(step, len(self.steps)))

    def place(self, part: Number) -> int:
        """Of a number."""
        if isinstance(part, Term):
            return part.place
        known = float(part)  # 0.0 and -0.0 are equal, and not the same
        return ~self.constants.setdefault(known or repr(known), len(self.constants))

    def free(self, stream: str) -> Term:
        """A share of probability from a stream, whatever is held."""
        return self.note(FREE, (), stream)

    def given(self, name: str, usual: Number) -> Term:
        """What is given under a name, in replications in which anything is; else the usual number."""
        return self.note(GIVEN, (usual,), name)


class Term(NDArrayOperatorsMixin):
    """A number as it will come out of a step of a tape."""

    __slots__ = ("place", "tape")

    def __init__(self, tape: Tape, place: int) -> None:
        self.tape, self.place = tape, place

    def __array_ufunc__(self, function: ufunc, _: str, *parts: Any) -> Term:
        return self.tape.note(OPERATIONS[function.__name__], parts)

    def __array_function__(self, function: Any, _: Any, parts: Any, options: Any) -> Number:
        return getattr(_Functions(self.tape), function.__name__)(*parts, **options)


class _Functions(NamedTuple):
    """Those functions of NumPy that are no ufuncs."""

    tape: Tape

    def where(self, so: Number, one: Number, other: Number) -> Number:
        """What is known to be so is no step."""
        if isinstance(so, Term):
            return self.tape.note(OPERATIONS["where"], (so, one, other))
        return one if so else other

    def clip(self, number: Number, low: Number, high: Number) -> Term:
        return self.tape.note(OPERATIONS["clip"], (number, low, high))

    def full_like(self, _: Term, known: float) -> float:
        return known

    def interp(self, number: Number, known: Any, values: Any) -> Term:
        return self.tape.note(OPERATIONS["interp"], (number,), (*map(float, known), *map(float, values)))
