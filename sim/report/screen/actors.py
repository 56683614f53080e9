"""Who gains and who blocks."""

from __future__ import annotations

from sim.analysis.agreements import Gain
from sim.analysis.failures import Blocker
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.report.screen.parts import ScreenTable, table
from sim.scenario.schema import Scenario

MOST_BLOCKERS = 8


def gains(scenario: Scenario, summary: Summary) -> ScreenTable:
    """Utility of a settlement beside what the war, or no deal, is worth."""
    without = "fighting on" if scenario.war else "no deal"
    heads = ("", "settled", without)
    return table("Utility", heads, [_gain(scenario, gain) for gain in summary.gains])


def _gain(scenario: Scenario, gain: Gain) -> tuple[str, ...]:
    worth = amounts.brief_mean(gain.war_value) if gain.war_value else "–"
    return wording.actor(scenario, gain.actor), amounts.brief_mean(gain.settled), worth


def blockers(scenario: Scenario, summary: Summary) -> ScreenTable:
    """The most frequent refusals of the last package."""
    ranked = sorted(summary.blockers, key=lambda blocker: -blocker.share.hits)[:MOST_BLOCKERS]
    rows = [_blocker(scenario, blocker) for blocker in ranked]
    several = " (several can)" if len({blocker.actor for blocker in ranked}) > 1 else ""
    return table(f"Who blocked the last package{several}", ("", "why", "of failures"), rows, left=2)


def _blocker(scenario: Scenario, blocker: Blocker) -> tuple[str, ...]:
    who, why = wording.actor(scenario, blocker.actor), wording.reason(scenario, blocker.reason)
    return who, why, amounts.estimate(blocker.share)
