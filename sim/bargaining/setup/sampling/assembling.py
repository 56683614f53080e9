"""A tape, and what is drawn on it -> Plan: no step that nothing depends on, and a register for every number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.bargaining.records import PlanHole, PlanStep, PlanStrand
from sim.bargaining.setup.sampling.memory import Layout
from sim.bargaining.setup.sampling.plan import FLAG, REAL, WHOLE, Plan, Program
from sim.bargaining.setup.sampling.records import Strands, dtype_of
from sim.bargaining.setup.sampling.tape import About, Number, Step, Tape, Term
from sim.bargaining.types import Array, Draw

KINDS = {"f": REAL, "i": WHOLE, "b": FLAG}
MOST_PARTS = 3  # of a step


class Hole(NamedTuple):
    """A cell of an array that luck will fill."""

    table: int
    cell: int
    kind: int
    term: Term


def assembled(tape: Tape, drawn: Draw, inputs: Mapping[str, Number]) -> Plan:
    """The plan that draws this."""
    holes = [hole for t, table in enumerate(drawn) for hole in holes_in(t, table)]
    told = [tape.place(number) for number in inputs.values()]
    lines = Lines(tape, [*(hole.term.place for hole in holes), *told])
    program = Program(
        step=PlanStep.filled(map(lines.step, lines.live)),
        hole=PlanHole.filled((lines.register(h.term.place), h.table, h.cell, h.kind) for h in holes),
        told=np.array(list(map(lines.register, told)), np.int64),
        strand=PlanStrand.filled(strands(drawn, lines)),
        pool=np.array(lines.pool, np.float64),
    )
    return Plan(
        inputs=tuple(inputs),
        streams=tuple(lines.streams),
        layout=Layout(Draw(*map(known, range(len(drawn)), drawn))),
        program=program,
        known=tuple(float(number) for number in tape.constants),
    )


class Lines:
    """The steps of a tape that matter, in the order of the plan; streams and tables are numbered as they come."""

    def __init__(self, tape: Tape, wanted: Iterable[int]) -> None:
        self.steps, self.known = list(tape.steps), len(tape.constants)
        self.live = live(self.steps, wanted)
        self.line = {place: n for n, place in enumerate(self.live)}
        self.streams: dict[str, int] = {}
        self.tables: dict[About, int] = {}
        self.pool: list[float] = []

    def register(self, place: int) -> int:
        """Where a number is while a replication is drawn: first come those that are known."""
        return ~place if place < 0 else self.known + self.line[place]

    def step(self, place: int) -> tuple[int, ...]:
        """PlanStep; what there is no part for is whatever there is."""
        operation, parts, about = self.steps[place]
        registers = [*map(self.register, parts), 0, 0, 0][:MOST_PARTS]
        start = self.stream(about) if isinstance(about, str) else self.table(about)
        return operation, self.register(place), *registers, start, len(about)

    def stream(self, name: str) -> int:
        """Of all streams."""
        return self.streams.setdefault(name, len(self.streams))

    def table(self, numbers: tuple[float, ...]) -> int:
        """Where in the pool it begins."""
        if numbers not in self.tables:
            self.tables[numbers] = len(self.pool)
            self.pool += numbers
        return self.tables[numbers]


def live(steps: list[Step], wanted: Iterable[int]) -> list[int]:
    """Places of the steps on which any of these depends, in their order."""
    needed = set(wanted)
    for place in range(len(steps) - 1, -1, -1):
        if place in needed:
            needed.update(steps[place].parts)
    return sorted(place for place in needed if place >= 0)


def strands(drawn: Draw, lines: Lines) -> Iterator[tuple[int, ...]]:
    """PlanStrand of all arrays that are nothing but luck."""
    for t, table in enumerate(drawn):
        if isinstance(table, Strands):
            for strand in table.strands:
                yield lines.stream(strand.stream), strand.width, t, *strand[2:]


def holes_in(t: int, table: Any) -> Iterator[Hole]:
    """Where Terms are in an array of a draw."""
    if not isinstance(table, Strands):
        columns, dtype = by_field(table), dtype_of(Draw._fields[t])
        types = [dtype[name] for name in dtype.names or ()] or [dtype]
        for f, (column, kind) in enumerate(zip(columns, types, strict=True)):
            for n, number in enumerate(column.ravel().tolist()):
                if isinstance(number, Term):
                    yield Hole(t, n * len(columns) + f, KINDS[kind.kind], number)


def known(t: int, table: Any) -> Array:
    """What is known of an array of a draw before luck is."""
    row = np.zeros(table.shape, dtype_of(Draw._fields[t]))
    if not isinstance(table, Strands):
        for column, numbers in zip(by_field(row), by_field(table), strict=True):
            values = [0 if isinstance(n, Term) else n for n in numbers.ravel().tolist()]
            column[...] = np.array(values, column.dtype).reshape(column.shape)
    return row


def by_field(array: Array) -> list[Array]:
    """Records field by field, on the same memory; an array without fields as it is."""
    return [array[name] for name in array.dtype.names] if array.dtype.names else [array]
