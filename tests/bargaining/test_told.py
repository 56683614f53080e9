"""What is told of a replication is what its row in the batch says."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from bytewise import SEED, rows
from worlds import SHIPPED, shipped

from sim.bargaining.inspect.rounds import Tabled, Trace
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import OUTCOMES, REASONS, Outcomes
from sim.scenario.reading import read


def answered(tabled: list[Tabled], actors: tuple[str, ...]) -> list[int]:
    """[actor] why not the last of these packages."""
    reasons = {answer.actor: answer.reason for answer in tabled[-1].answers} if tabled else {}
    return [REASONS.index(reasons.get(actor, "none")) for actor in actors]


def days_told(told: Trace) -> dict[str, list[float]]:
    """By column: the days on which it happened; the first of them counts."""
    signed = [each for each in told.rounds if each.ceasefire and each.ceasefire.signed]
    ended = [
        happening.day
        for before, after in pairwise(told.rounds)
        for happening in after.happenings
        if before.halted >= 1 and happening.what in ("collapsed", "expired")
    ]
    left = [
        each.day for each in told.rounds for happening in each.happenings if happening.what == "mediator_left"
    ]
    return {
        "ceasefire_day": [each.day for each in signed],
        "full_ceasefire_day": [each.day for each in signed if each.halted >= 1],
        "full_ceasefire_end": ended,
        "mediator_left_day": left,
        "settlement_day": [told.rounds[-1].day] if told.outcome == "settlement" else [],
        "last_day": [told.rounds[-1].day],
    }


def ending_told(told: Trace, outcomes: Outcomes) -> dict[str, list[float]]:
    """The row of a replication, as far as its rounds tell it."""
    names, last = outcomes.names, told.rounds[-1]
    terms = [-1] * len(names.issues)
    if told.outcome == "settlement" and last.final:
        terms = [o.index(last.final.terms[k]) for k, o in zip(names.issues, names.options, strict=True)]
    return {
        **{column: [next(iter(days), math.nan)] for column, days in days_told(told).items()},
        "outcome": [OUTCOMES.index(told.outcome)],
        "balance": [last.balance],
        "terms": terms,
        "war_value": [last.parties[party].war_value for party in names.parties],
        "reservation": [last.parties[party].reservation for party in names.parties],
        "reason": answered([each.final for each in told.rounds if each.final], names.actors),
        "ceasefire_reason": answered(
            [each.ceasefire for each in told.rounds if each.ceasefire], names.actors
        ),
    }


@pytest.mark.parametrize("case", ["ceasefire30", "dayton_1995", "korea_1951", "camp_david_1978", "minimal"])
@pytest.mark.parametrize("first", [0, 72])
def test_a_replication_that_is_told_ends_as_its_row_says(case: str, first: int) -> None:
    scenario, outcomes = read(SHIPPED / f"{case}.yaml"), shipped(case, runs=80)
    for replication in range(first, first + 8):
        row = rows(outcomes, replication, replication + 1)
        told = ending_told(trace(scenario, SEED, replication), row)
        np.testing.assert_equal(told, {column: getattr(row, column).ravel().tolist() for column in told})
