"""Outcomes written down by hand: a few replications of which everything is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.bargaining.outcomes import OUTCOMES, Names, Outcomes
from sim.scenario.ceasefire import Ceasefire
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

NAN = float("nan")
BUILDINGS = {
    "name": "two heirs",
    "horizon_days": 100,
    "round_days": 10,
    "actors": {
        "ann": {"outside_value": 0.2, "red_lines": {"house": {"options": ["sold"], "probability": 0.5}}},
        "bob": {"outside_value": 0.3},
        "notary": {"role": "mediator", "floor": 0.1},
    },
    "issues": {
        "house": {
            "options": ["ann's", "sold", "bob's"],
            "weight": {"ann": 3, "bob": 1},
            "value": {"ann": [1, 0.5, 0], "bob": [0, 0.5, 1], "notary": [0.5, 1, 0.5]},
            "consent": {"notary": ["sold"]},
        },
        "piano": {
            "options": ["ann's", "bob's"],
            "weight": {"ann": 1, "bob": 1},
            "value": {"ann": [1, 0], "bob": [0, 1], "notary": [0.5, 0.5]},
        },
    },
    "proposals": {
        "fair": {"house": "sold", "piano": "ann's"},
        "unfair": {"house": "ann's", "piano": "ann's"},
    },
}
TRUCE = {
    "issues": {"scope": {"options": ["part", "all"], "halts": [0.5, 1.0]}},
    "proposals": {"quiet": {"scope": "all"}},
}


def scenario(**more: Any) -> Scenario:
    """Two heirs and a notary."""
    return scenario_of(BUILDINGS | more)


def with_truce() -> Scenario:
    """The same, with a ceasefire that they can agree on, though nobody fights."""
    return scenario().replaced(ceasefire=Ceasefire.model_validate(TRUCE))


def names(of: Scenario) -> Names:
    """The axes of a scenario, and one uncertain input."""
    truce = of.ceasefire.issues if of.ceasefire else {}
    return Names(
        actors=tuple(of.actors),
        parties=tuple(of.parties),
        issues=tuple(of.issues),
        options=tuple(issue.options for issue in of.issues.values()),
        proposals=tuple(of.proposals),
        ceasefire_issues=tuple(truce),
        ceasefire_options=tuple(issue.options for issue in truce.values()),
        ceasefire_proposals=tuple(of.ceasefire.proposals) if of.ceasefire else (),
        declarers=tuple(of.declarers),
        inputs=("war.drift",),
    )


def nothing_happened(of: Scenario, runs: int) -> Outcomes:
    """Replications in which nobody agrees on anything and nobody says why."""
    axes = names(of)
    never = np.full(runs, NAN)
    party, actor = (runs, len(axes.parties)), (runs, len(axes.actors))
    return Outcomes(
        names=axes,
        horizon_days=of.horizon_days,
        outcome=np.zeros(runs, np.int8),
        ceasefire_day=never,
        full_ceasefire_day=never,
        full_ceasefire_end=never,
        settlement_day=never,
        last_day=np.full(runs, of.horizon_days),
        mediator_left_day=never,
        zone_day=never,
        zone_at_end=np.zeros(runs, np.bool_),
        votes_lost=np.zeros(runs, np.int16),
        first_vote_lost_day=np.full(runs, np.nan),
        first_vote_lost_by=np.full(runs, -1, np.int16),
        ended_by=np.full(runs, -1, np.int16),
        balance=np.zeros(runs),
        fighting_days=np.zeros(runs),
        peace_days=np.full(runs, np.nan),
        slack=np.zeros(runs),
        ceasefire_terms=np.full((runs, len(axes.ceasefire_issues)), -1, np.int8),
        terms=np.full((runs, len(axes.issues)), -1, np.int8),
        signed=np.zeros(party, np.bool_),
        utility=np.full(actor, NAN),
        war_value=np.zeros(party),
        reservation=np.zeros(party),
        reason=np.zeros(actor, np.int8),
        ceasefire_reason=np.zeros(actor, np.int8),
        unilateral_day=np.full((runs, len(axes.declarers)), np.nan),
        unilateral_days=np.zeros((runs, len(axes.declarers))),
        collapses=np.zeros((runs, 0), np.int16),
        below_floor=np.zeros((runs, 0), np.bool_),
        would_sign=np.zeros((runs, len(axes.proposals), len(axes.actors)), np.bool_),
        would_sign_ceasefire=np.zeros((runs, len(axes.ceasefire_proposals), len(axes.actors)), np.bool_),
        inputs=np.zeros((runs, 1), np.float32),
    )


def outcomes(of: Scenario, runs: int, **columns: Any) -> Outcomes:
    """Nothing happened, except for these columns. What is settled all have signed."""
    plain = nothing_happened(of, runs)
    typed = {name: np.asarray(value, getattr(plain, name).dtype) for name, value in columns.items()}
    made = replace(plain, **typed)
    return replace(made, signed=plain.signed | made.settled[:, None])


def codes(*outcome: str) -> list[int]:
    """Positions in OUTCOMES."""
    return [OUTCOMES.index(name) for name in outcome]
