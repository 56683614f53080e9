"""Follows a plan of draws for some replications: compiled, and without the interpreter's lock."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from sim.bargaining.compiled import compiled, inlined
from sim.bargaining.records import PlanHole, PlanStep, PlanStrand
from sim.bargaining.setup.sampling.memory import DrawMemory
from sim.bargaining.setup.sampling.operations import FREE, GIVEN, operate
from sim.bargaining.setup.sampling.plan import REAL, WHOLE, Plan, Program
from sim.bargaining.setup.sampling.uniforms import Uniforms, free_share, given_or, uniforms
from sim.bargaining.setup.streams import Luck
from sim.bargaining.special import connect, ndtri
from sim.bargaining.types import Array, Draw

NOTHING: Mapping[str, Array] = MappingProxyType({})


def execute(plan: Plan, luck: Luck, given: Mapping[str, Array] = NOTHING) -> tuple[Draw, Array]:
    """All that is drawn for some replications, and [replication, input] what of it is uncertain and matters.

    given: by path, [replication] values of numbers of which the plan knows that they may be given; NaN: as drawn.
    """
    drawn, memory = plan.layout.memory(luck.runs, len(plan.inputs))
    draw_into(memory, plan, plan.registers(), luck, given)
    return drawn, memory.inputs


def draw_into(memory: DrawMemory, plan: Plan, value: Array, luck: Luck, given: Mapping[str, Array]) -> None:
    """The same where there is memory already, whatever was drawn there before. value: the registers of the plan."""
    connect()
    with np.errstate(all="ignore"):  # as plain Python, NumPy tells of the bits that mixing loses
        draw_all(plan.program, value, uniforms(luck, plan.streams, given), memory)


@compiled
def draw_all(program: Program, value: Array, luck: Uniforms, memory: DrawMemory) -> None:
    """Every replication. value: [register], of which the first hold what is known."""
    for r in range(memory.inputs.shape[0]):
        begin(memory, r)
        for s in range(program.step.shape[0]):
            step = program.step[s]
            value[step.out] = play_back(step, value, program.pool, luck, r)
        for h in range(program.hole.shape[0]):
            fill_in(program.hole[h], value, memory, r)
        for k in range(program.told.shape[0]):
            memory.inputs[r, k] = value[program.told[k]]
        for w in range(program.strand.shape[0]):
            unwind(program.strand[w], luck, memory, r)


@inlined
def begin(memory: DrawMemory, r: int) -> None:
    """What is known of replication r before anything is drawn."""
    said = 0
    for t in range(memory.begin.shape[0]):
        at = memory.begin[t] + r * memory.size[t]
        if memory.flagged[t]:
            for n in range(memory.size[t]):
                memory.flags[at + n] = memory.known[said + n] != 0
        else:
            for n in range(memory.size[t]):
                memory.wholes[at + n] = memory.known[said + n]
        said += memory.size[t]


@inlined
def play_back(step: PlanStep, value: Array, pool: Array, luck: Uniforms, r: int) -> float:
    """What comes of one step in replication r."""
    if step.operation == FREE:
        return free_share(luck, step.start, r, 0)
    if step.operation == GIVEN:
        return given_or(value[step.one], luck, step.start, r)
    return operate(step, value, pool)


@inlined
def fill_in(hole: PlanHole, value: Array, memory: DrawMemory, r: int) -> None:
    """A number where it belongs."""
    at = memory.begin[hole.table] + r * memory.size[hole.table] + hole.cell
    if hole.kind == REAL:
        memory.reals[at] = value[hole.register]
    elif hole.kind == WHOLE:
        memory.wholes[at] = int(value[hole.register])
    else:
        memory.flags[at] = value[hole.register] != 0.0


@inlined
def unwind(strand: PlanStrand, luck: Uniforms, memory: DrawMemory, r: int) -> None:
    """The luck of all rounds into its places."""
    at = memory.begin[strand.table] + r * memory.size[strand.table] + strand.start
    for n in range(strand.width):
        share = given_or(free_share(luck, strand.stream, r, n), luck, strand.stream, r)
        memory.reals[at + n * strand.stride] = ndtri(share) if strand.normal else share
