"""Everything that a scenario says, each with its path and what it rests on; of that, every number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.scenario.contents import contents
from sim.scenario.fields import Block, Strict
from sim.scenario.paths import dotted
from sim.scenario.proposals import Proposal
from sim.scenario.quantities import Basis, Quantity
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Entry:
    """What stands at the end of a path: a quantity, a name, a date, a list of names ..."""

    path: str  # issues.land.value.russia.frozen_line
    value: object
    basis: Basis | None  # its own, or that of the innermost block that has one
    note: str | None  # likewise


@dataclass(frozen=True)
class Number:
    """A number, where it stands, and what it rests on."""

    path: str
    quantity: Quantity
    basis: Basis | None
    note: str | None


def numbers(scenario: Scenario) -> tuple[Number, ...]:
    """All quantities, defaults included, in the order of the file."""
    return tuple(
        Number(entry.path, entry.value, entry.basis, entry.note)
        for entry in entries(scenario)
        if isinstance(entry.value, Quantity)
    )


def entries(scenario: Scenario) -> tuple[Entry, ...]:
    """All that can stand in a file, defaults included, in the order of the file."""
    return tuple(_Walk(scenario).inside(scenario))


@dataclass(frozen=True)
class _Walk:
    """On the way through a scenario: where we are, and what is inherited here."""

    scenario: Scenario
    path: tuple[str, ...] = ()
    basis: Basis | None = None
    note: str | None = None
    options: tuple[str, ...] = ()

    def inside(self, value: object) -> Iterator[Entry]:
        """What anything that a scenario holds consists of."""
        if isinstance(value, Quantity):
            yield Entry(dotted(*self.path), value, value.basis or self.basis, value.note or self.note)
        elif isinstance(value, Strict):
            yield from self._block(value)
        elif isinstance(value, Proposal):
            yield from self._reasoned(value.basis, value.note, ())._each(value.items())
        elif isinstance(value, dict):
            yield from self._each(value.items())
        elif isinstance(value, tuple) and value and isinstance(value[0], Quantity | Strict):
            yield from self._each(zip(self._names(value), value, strict=False))
        else:
            yield Entry(dotted(*self.path), value, self.basis, self.note)

    def _block(self, block: Strict) -> Iterator[Entry]:
        basis, note = (block.basis, block.note) if isinstance(block, Block) else (None, None)
        walk = self._reasoned(basis, note, getattr(block, "options", ()))
        yield from walk._each(contents(block, self.scenario))

    def _reasoned(self, basis: Basis | None, note: str | None, options: tuple[str, ...]) -> _Walk:
        """Into something that may say what it rests on."""
        return _Walk(self.scenario, self.path, basis or self.basis, note or self.note, options)

    def _each(self, entries: Iterable[tuple[str, object]]) -> Iterator[Entry]:
        for key, value in entries:
            walk = _Walk(self.scenario, (*self.path, key), self.basis, self.note, self.options)
            yield from walk.inside(value)

    def _names(self, items: tuple[object, ...]) -> Iterable[str]:
        """Numbers are called after their options, events and links after themselves."""
        if self.options:
            return self.options
        return [getattr(item, "name", None) or str(i) for i, item in enumerate(items)]
