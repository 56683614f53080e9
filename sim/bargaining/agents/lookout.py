"""A Mesa model on one screen: where it stands, and what each actor asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.bargaining.agents.agents import ROLES, Party, Seat
from sim.scenario.suggestions import printable

if TYPE_CHECKING:
    from sim.bargaining.agents.model import NegotiationModel

MOST = 16  # actors; the others are counted


def lookout(model: NegotiationModel) -> str:
    """Some lines of text; what is public alone while an agent decides."""
    scenario, talks = model._session.scenario, model._session.talks
    name = printable(scenario.name)
    head = f"{type(model).__name__}: {name}, replication {model.replication} of seed {model.seed}"
    where = [f"day {model.day:g} of {scenario.horizon_days:g}", state(model)]
    if talks["war"]:
        where += [f"balance {model.balance:+.2f}", f"{model.halted:.0%} of the fighting halted"]
    return "\n".join([head, ", ".join(where), *(seat_lines(model) if model._decides is None else ())])


def state(model: NegotiationModel) -> str:
    """Whether there is another round, and how it ended if there is none."""
    if model.broke_off:
        return f"broke off in this round ({printable(' '.join(model.broke_off.split()))[:200]})"
    if not model.running:
        return f"over: {model.outcome}"
    return f"{printable(model.turn)}'s turn last" if model.steps and model.turn else "going on"


def seat_lines(model: NegotiationModel) -> Iterator[str]:
    """An actor each."""
    yield from ("  " + ", ".join(parts(seat)) for seat in model.at_table[:MOST])
    if (more := len(model.at_table) - MOST) > 0:
        yield f"  and {more} more"


def parts(seat: Seat) -> Iterator[str]:
    """What is said of it."""
    kind = type(seat)
    role = next(role for role, each in ROLES.items() if isinstance(seat, each))
    yield f"{printable(seat.name)} ({role if kind in ROLES.values() else f'{role}, {kind.__name__}'})"
    if isinstance(seat, Party) and seat.model.steps:
        yield f"demand {seat.demand:.3f}, reservation {seat.reservation:.3f}"
    if seat.answer:
        yield f"said {seat.answer}"
