"""From replications to everything that is told about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis import actors, terms, timing
from sim.analysis.agreements import Points
from sim.analysis.chapters import Chapters
from sim.analysis.comparable import comparables
from sim.analysis.drivers import drivers
from sim.analysis.durations import CeasefireDuration
from sim.analysis.failures import Failures
from sim.analysis.intervals import Quantile, Share, share, share_of
from sim.analysis.references import Benchmarks
from sim.analysis.summary import Summary
from sim.bargaining.outcomes import OUTCOMES, Outcomes

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

FEW = 100  # below this many cases a share is known to no better than ten points
FEW_RUNS = 1000


def summarise(
    scenario: Scenario,
    outcomes: Outcomes,
    benchmarks: Benchmarks | None = None,
    chapters: Chapters | None = None,
) -> Summary:
    """The study in numbers, every share with its interval. A chapter that fails is empty, and says why in `failed`."""
    chapters = Chapters() if chapters is None else chapters
    made, runs = chapters.made, len(outcomes)
    no_case, settled = share(0, 0), ("settlement", outcomes.settled)
    none = {name: no_case for name in OUTCOMES if _possible(scenario, name)}
    nobody: dict[str, tuple[float, ...]] = dict.fromkeys(outcomes.names.parties, ())
    goal, reached = made("drivers", lambda: timing.goal(scenario, outcomes), settled)
    life = made("when", lambda: timing.life(outcomes) if scenario.truce is not None else None, None)
    return Summary(
        scenario=scenario.name,
        runs=runs,
        horizon_days=outcomes.horizon_days,
        outcomes=made("answer", lambda: outcome_shares(scenario, outcomes), none),
        zone=share_of(outcomes.zone),
        zone_at_end=share_of(outcomes.zone_at_end),
        failures=made(
            "why-not", lambda: actors.failures(outcomes), Failures(no_case, no_case, no_case, no_case)
        ),
        timing=made("when", lambda: timing.timings(scenario, outcomes), ()),
        life=life,
        spoiled=made("when", lambda: timing.spoiled(outcomes), ()),
        peace=made("when", lambda: timing.peace(outcomes), None),
        fighting=made("when", lambda: fighting(scenario, outcomes), None),
        unilateral=made("when", lambda: timing.unilateral(outcomes), ()),
        terms=made("agreed", lambda: terms.settlement_terms(scenario, outcomes), ()),
        ceasefire_terms=made("agreed", lambda: terms.ceasefire_terms(outcomes), ()),
        weighted_mean=made("agreed", lambda: terms.weighted_means(scenario), ()),
        benchmarks=benchmarks,
        gains=made("gains", lambda: actors.gains(scenario, outcomes), ()),
        points=made("gains", lambda: actors.points(outcomes), Points(nobody, nobody)),
        votes=made("why-not", lambda: actors.votes(scenario, outcomes), None),
        signatories=made("agreed", lambda: actors.signatories(scenario, outcomes), ()),
        ended=made("why-not", lambda: actors.ended(outcomes), ()),
        held_back=made("why-not", lambda: actors.held_back(outcomes), ()),
        blockers=made("why-not", lambda: actors.blockers(outcomes), ()),
        ceasefire_blockers=made("why-not", lambda: actors.ceasefire_blockers(outcomes), ()),
        proposals=made("proposals", lambda: actors.proposals(scenario, outcomes), ()),
        ceasefire_proposals=made("proposals", lambda: actors.ceasefire_proposals(outcomes), ()),
        goal=goal,
        goal_share=share_of(reached),
        drivers=made("drivers", lambda: drivers(outcomes, reached), ()),
        cautions=cautions(outcomes, life),
        comparable=made("answer", lambda: comparables(scenario, outcomes), ()),
        failed=chapters.failed,
    )


def fighting(scenario: Scenario, outcomes: Outcomes) -> tuple[Quantile, ...] | None:
    """Days of full fighting, where there is a war that goes on while people talk."""
    return timing.fighting(outcomes) if scenario.war and scenario.protocol == "mediated" else None


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
        votes = [party.ratify for party in scenario.parties.values() if party.ratify is not None]
        return any(ratify.on_no == "end" for ratify in votes)
    return scenario.truce is not None or "ceasefire" not in outcome


def cautions(outcomes: Outcomes, life: CeasefireDuration | None) -> tuple[str, ...]:
    """Plain sentences about what the sample is too small for, or the search."""
    runs, settled = len(outcomes), int(np.count_nonzero(outcomes.settled))
    said = []
    if runs < FEW_RUNS:
        said.append(f"Only {runs} replications: every share is rough. Run at least {FEW_RUNS:,}.")
    if settled < FEW:
        said.append(f"{_count(settled, 'settlement')}: what is said of terms and gains is {_worth(settled)}.")
    if life is not None and life.over_90.of < FEW:
        truces = life.over_90.of
        said.append(f"{_count(truces, 'full ceasefire')}: what is said of its life is {_worth(truces)}.")
    if inexact := int(np.count_nonzero(outcomes.slack)):
        said.append(
            f"In {inexact:,} of {runs:,} replications there are too many packages for an exact search: it may miss the "
            f"best by up to {outcomes.slack.max():.3f} of utility, in half of these by up to "
            f"{np.median(outcomes.slack[outcomes.slack > 0]):.3f}."
        )
    return tuple(said)


def _count(cases: int, noun: str) -> str:
    return f"No {noun}" if not cases else f"Only {cases} {noun}{'s' if cases > 1 else ''}"


def _worth(cases: int) -> str:
    return "rough" if cases else "empty"
