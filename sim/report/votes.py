"""Votes at home in words: how many are lost, which is the first, and what comes of the talks."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.failures import Votes
from sim.report import amounts, wording
from sim.scenario.schema import Scenario


def told(scenario: Scenario, votes: Votes) -> str:
    """All of it, without a full stop."""
    said = f"lost at least once in {amounts.estimate(votes.lost)} of replications"
    return "; ".join([said, *_more(scenario, votes)]) if votes.lost.hits else said


def by(scenario: Scenario, party: str, body: str) -> str:
    """Who says no."""
    whose = wording.actor(scenario, party)
    return f"{wording.voter(scenario, party, body)} ({whose})" if body else whose


def _more(scenario: Scenario, votes: Votes) -> Iterator[str]:
    """Of the replications with a lost vote."""
    if votes.most > 1:
        once, twice, oftener = map(amounts.estimate, votes.times)
        yield f"of these once in {once}, twice in {twice}, more often in {oftener}, at most {votes.most} times"
    yield f"the first on day {amounts.days(votes.first)} (median{_date(scenario, votes)}), by {_whose(scenario, votes)}"
    if votes.settled is not None:
        after = f", {amounts.days(votes.later)} days after it (median)" if votes.settled.hits else ""
        yield f"all the same settled in {amounts.estimate(votes.settled)}{after}"


def _date(scenario: Scenario, votes: Votes) -> str:
    moment = wording.calendar(scenario, votes.first.value)
    return "" if moment is None else f", {wording.date_text(moment)}"


def _whose(scenario: Scenario, votes: Votes) -> str:
    """Who was the first to say no, the most frequent first; without shares if it can be but one."""
    if len(votes.by) == 1:
        return by(scenario, votes.by[0].party, votes.by[0].body)
    ranked = sorted((one for one in votes.by if one.share.hits), key=lambda one: -one.share.hits)
    return wording.listed(
        [f"{by(scenario, one.party, one.body)} in {amounts.estimate(one.share)}" for one in ranked]
    )
