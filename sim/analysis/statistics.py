"""From replications to everything that is told about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis import actors, terms, timing
from sim.analysis.drivers import drivers
from sim.analysis.intervals import Share, share, share_of
from sim.analysis.summary import Life, Summary
from sim.analysis.yardsticks import Benchmarks
from sim.bargaining.outcomes import OUTCOMES, Outcomes

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

FEW = 100  # below this many cases a share is known to no better than ten points
FEW_RUNS = 1000


def summarise(scenario: Scenario, outcomes: Outcomes, benchmarks: Benchmarks | None = None) -> Summary:
    """The study in numbers, every share with its interval."""
    has_ceasefire = scenario.truce is not None
    goal, reached = timing.goal(scenario, outcomes)
    life = timing.life(outcomes) if has_ceasefire else None
    return Summary(
        scenario=scenario.name,
        runs=len(outcomes),
        horizon_days=outcomes.horizon_days,
        outcomes=outcome_shares(scenario, outcomes),
        zone=share_of(outcomes.zone),
        zone_at_end=share_of(outcomes.zone_at_end),
        failures=actors.failures(outcomes),
        timing=timing.timings(scenario, outcomes),
        life=life,
        fighting=timing.fighting(outcomes) if scenario.war and scenario.protocol == "mediated" else None,
        terms=terms.settlement_terms(scenario, outcomes),
        ceasefire_terms=terms.ceasefire_terms(outcomes),
        weighted_mean=terms.weighted_means(scenario),
        benchmarks=benchmarks,
        gains=actors.gains(scenario, outcomes),
        points=actors.points(outcomes),
        blockers=actors.blockers(outcomes),
        ceasefire_blockers=actors.ceasefire_blockers(outcomes),
        proposals=actors.proposals(outcomes),
        ceasefire_proposals=actors.ceasefire_proposals(outcomes),
        goal=goal,
        goal_share=share_of(reached),
        drivers=drivers(outcomes, reached),
        cautions=cautions(outcomes, life),
    )


def outcome_shares(scenario: Scenario, outcomes: Outcomes) -> dict[str, Share]:
    """Every category that the scenario allows, in the fixed order."""
    counts = np.bincount(outcomes.outcome, minlength=len(OUTCOMES))
    return {
        name: share(int(count), len(outcomes))
        for name, count in zip(OUTCOMES, counts, strict=True)
        if count or _possible(scenario, name)
    }


def _possible(scenario: Scenario, outcome: str) -> bool:
    if outcome == "not_ratified":
        return any(party.ratify is not None for party in scenario.parties.values())
    return scenario.truce is not None or "ceasefire" not in outcome


def cautions(outcomes: Outcomes, life: Life | None) -> tuple[str, ...]:
    """Plain sentences about what the sample is too small for."""
    runs, settled = len(outcomes), int(np.count_nonzero(outcomes.settled))
    said = []
    if runs < FEW_RUNS:
        said.append(f"Only {runs} replications: every share is rough. Run at least {FEW_RUNS:,}.")
    if settled < FEW:
        said.append(f"{_count(settled, 'settlement')}: what is said of terms and gains is {_worth(settled)}.")
    if life is not None and life.over_90.of < FEW:
        truces = life.over_90.of
        said.append(f"{_count(truces, 'full ceasefire')}: what is said of its life is {_worth(truces)}.")
    return tuple(said)


def _count(cases: int, noun: str) -> str:
    return f"No {noun}" if not cases else f"Only {cases} {noun}{'s' if cases > 1 else ''}"


def _worth(cases: int) -> str:
    return "rough" if cases else "empty"
