"""Which red line or veto, lifted alone, opens a zone of agreement most often?

The first replications are played again with that one thing gone and everything else, luck included,
as it was: the differences are paired.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from sim.analysis.intervals import Difference, Share, paired_difference, share_of
from sim.bargaining.outcomes import Flags, Outcomes
from sim.scenario.quantities import Fixed
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents import Seat

Kind: TypeAlias = Literal["red_line", "consent"]


@dataclass(frozen=True)
class Lift:
    """One red line on an issue, or an actor's consent to terms on any issue, lifted alone."""

    kind: Kind
    actor: str
    issue: str | None  # None for consent
    zone: Share
    difference: Difference  # of zone shares, paired: lifted less as it was


@dataclass(frozen=True)
class Lifts:
    """The largest difference first."""

    runs: int
    base: Share  # zone share of the same replications as they were
    lifts: tuple[Lift, ...]


def lifts(
    scenario: Scenario,
    outcomes: Outcomes,
    seed: int,
    runs: int = 1000,
    agents: Mapping[str, type[Seat]] | None = None,
) -> Lifts:
    """Play the first `runs` replications of `outcomes` again, once for every red line and veto."""
    base = outcomes.zone[:runs]
    found = [
        *(
            _lift("red_line", name, issue, without_red_line(scenario, name, issue), base, seed, agents)
            for name, party in scenario.parties.items()
            for issue in party.red_lines
        ),
        *(
            _lift("consent", name, None, without_consent(scenario, name), base, seed, agents)
            for name in scenario.actors
            if any(name in issue.consent for issue in scenario.issues.values())
        ),
    ]
    ranked = tuple(sorted(found, key=lambda lift: -lift.difference.difference))
    return Lifts(runs=len(base), base=share_of(base), lifts=ranked)


def _lift(
    kind: Kind,
    actor: str,
    issue: str | None,
    scenario: Scenario,
    base: Flags,
    seed: int,
    agents: Mapping[str, type[Seat]] | None,
) -> Lift:
    from sim.bargaining.driver import play

    zone = play(scenario, len(base), seed, agents=agents).zone
    return Lift(kind, actor, issue, share_of(zone), paired_difference(zone, base))


def without_red_line(scenario: Scenario, actor: str, issue: str) -> Scenario:
    """The same scenario, that line never genuine."""
    party = scenario.parties[actor]
    line = party.red_lines[issue].model_copy(update={"probability": Fixed(0.0)})
    softer = party.model_copy(update={"red_lines": {**party.red_lines, issue: line}})
    return scenario.model_copy(update={"actors": {**scenario.actors, actor: softer}})


def without_consent(scenario: Scenario, actor: str) -> Scenario:
    """The same scenario, nothing on any issue needing that actor's consent."""
    issues = {
        name: issue.model_copy(update={"consent": {a: o for a, o in issue.consent.items() if a != actor}})
        for name, issue in scenario.issues.items()
    }
    return scenario.model_copy(update={"issues": issues})
