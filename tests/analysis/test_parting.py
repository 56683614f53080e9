"""Where two tellings part. Traces are made by the engine: they are what is compared in earnest."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sim.analysis.divergence import Divergence, numbers_part, parting
from sim.bargaining.inspect.rounds import Trace
from sim.bargaining.inspect.trace import trace
from sim.scenario.reading import read

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@cache
def told(*overrides: str, replication: int = 31) -> Trace:
    return trace(read(SCENARIOS / "ceasefire30.yaml", overrides), 1, replication)


def test_nothing_parts_from_itself() -> None:
    assert parting(told(), told()) is None
    assert numbers_part(told(), told()) is None


def test_what_nobody_reads_parts_nothing() -> None:
    unread = told("actors.russia.initial_concession=0.2")  # of alternating offers
    assert parting(told(), unread) is None
    assert numbers_part(told(), unread) is None


def test_a_number_that_is_used_late_parts_late() -> None:
    """The mediator's departure costs the parties something: nothing differs before it has left."""
    patient = ("actors.us.patience_days=200",)
    left = told(*patient)
    dearer = told(*patient, "actors.us.when_leaves.cost.ukraine=3")
    last = next(r.number for r in left.rounds for h in r.happenings if h.what == "mediator_left")
    assert left.rounds[: last - 1] == dearer.rounds[: last - 1]
    first = numbers_part(left, dearer)
    assert first is not None
    assert first > last


def test_a_parting_is_never_before_the_numbers() -> None:
    doubted = told("actors.us.credibility=0.9")
    apart, first = parting(told(), doubted), numbers_part(told(), doubted)
    assert apart is not None
    assert first is not None
    assert first <= apart.number


def test_the_parting_is_named_by_what_differs() -> None:
    one = told()
    round_ = one.rounds[4]
    other = replace(one, rounds=(*one.rounds[:4], replace(round_, turn="us"), *one.rounds[5:]))
    apart = parting(one, other)
    assert apart is not None
    assert (apart.number, apart.day, apart.apart) == (5, round_.day, (Divergence("turn"),))


def test_another_answer_to_the_same_text_parts() -> None:
    one = told()
    n, final = next((k, r.final) for k, r in enumerate(one.rounds) if r.final)
    answers = tuple(replace(a, yes=not a.yes) if a.actor == "russia" else a for a in final.answers)
    changed = replace(one.rounds[n], final=replace(final, answers=answers))
    apart = parting(one, replace(one, rounds=(*one.rounds[:n], changed, *one.rounds[n + 1 :])))
    assert apart is not None
    assert apart.apart == (Divergence("answer", "russia"),)


@pytest.mark.parametrize("first", [True, False])
def test_talks_that_end_earlier_part_at_the_end(first: bool) -> None:
    whole = told()
    short = replace(whole, rounds=whole.rounds[:-1])
    apart = parting(*((short, whole) if first else (whole, short)))
    assert apart is not None
    assert apart.number == len(whole.rounds)
    assert apart.apart == (Divergence("end", first=first),)


def test_under_another_protocol_each_move_is_told_apart() -> None:
    other = told("protocol=challenge")
    apart = parting(told(), other)
    assert apart is not None
    assert apart.number == 1
    moves = [(a.who, a.issue) for a in apart.apart if a.kind == "happening"]
    assert len(moves) == len(set(moves)) == len(other.rounds[0].happenings)
    assert all(round_.turn == "" for round_ in other.rounds)
