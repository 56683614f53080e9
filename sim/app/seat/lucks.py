"""A policy beside the agent's own over many lucks, replication by replication."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.analysis.intervals import mean_of, paired_difference, share_of
from sim.app.asking import AppQuestion
from sim.app.pages import fragment
from sim.app.playing import Player
from sim.app.seat.ending import worths
from sim.app.seat.game import own_code, replayed
from sim.app.seat.policy import Policy, following, policy
from sim.app.seat.screen import played
from sim.bargaining.agents.casting import Agents
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.outcomes import Floats, Outcomes, joined
from sim.report import amounts, wording
from sim.report.speech import speaking
from sim.scenario.schema import Scenario

LUCKS, CHUNK = 1_000, 20
TOLD = (20, 60, 100, 200, 300, 400, 500, 600, 700, 800, 900, LUCKS)


@dataclass(frozen=True)
class MeasureRow:
    """A measure: with the policy, with the agent, the difference and whether it is more than chance."""

    what: str
    here: str
    there: str
    apart: str
    verdict: str  # clear, chance, same


@dataclass(frozen=True)
class Told:
    """What so many lucks say."""

    lucks: int
    better: int
    worse: int
    rows: tuple[MeasureRow, ...]


async def stream(player: Player, asked: AppQuestion) -> AsyncGenerator[dict[str, Any], None]:
    """After some lucks, after more, and after all."""
    play, agents = played(asked), asked.subject.agents
    seat = play.seats[0]
    found = await player.work(lambda: policy(replayed(play, agents), seat))
    parts: list[Outcomes] = []
    async with aclosing(player.chunks(asked, LUCKS)) as usual:
        beside: list[Outcomes] = []
        for start in range(0, LUCKS, CHUNK):
            make = partial(lucks, play.scenario, asked.seed, start, seat, found, agents)
            parts.append(await player.work(make))
            done = start + CHUNK
            while sum(map(len, beside)) < done:
                beside.append(await anext(usual))
            if done in TOLD:
                parts = [joined(parts)]
                made = partial(line, play.scenario, seat, found, parts[0], joined(beside))
                yield await player.work(made)


def lucks(scenario: Scenario, seed: int, start: int, seat: str, followed: Policy, agents: Agents) -> Outcomes:
    """Some replications with the policy in its seat."""
    kinds = {**own_code(agents), seat: following(scenario, seat, followed)}
    return play_mesa(scenario, CHUNK, seed, agents=kinds, first=start)


def line(scenario: Scenario, seat: str, followed: Policy, here: Outcomes, there: Outcomes) -> dict[str, Any]:
    """A line of the stream."""
    who, found = wording.actor(scenario, seat), told(scenario, seat, here, there)
    html = fragment("lucks.html.j2", who=who, made=followed.made, found=speaking(scenario)(found), of=LUCKS)
    return {"runs": found.lucks, "of": LUCKS, "html": html}


def told(scenario: Scenario, seat: str, here: Outcomes, there: Outcomes) -> Told:
    """Of the same lucks: of the agent's there may be more."""
    lucks = len(here)
    mine, usual = worths(here, seat), worths(there, seat)[:lucks]
    settled, before = here.settled, there.settled[:lucks]
    gap = paired_difference(settled, before)
    rows = [
        MeasureRow(
            "A settlement",
            amounts.estimate(share_of(settled)),
            amounts.estimate(share_of(before)),
            f"{amounts.points(gap)} points",
            verdict(bool((settled != before).any()), gap.clear),
        ),
        row(f"Worth to {wording.actor(scenario, seat)}, on average", mine, usual, amounts.number),
    ]
    if scenario.war:
        days = here.fighting_days.astype(float), there.fighting_days[:lucks].astype(float)
        rows.append(row("Days of fighting, on average", *days, amounts.whole))
    near = 1e-9
    return Told(lucks, int((mine > usual + near).sum()), int((mine < usual - near).sum()), tuple(rows))


def row(what: str, here: Floats, there: Floats, say: Callable[[float], str]) -> MeasureRow:
    """A mean over lucks, and that of the differences luck by luck."""
    apart = mean_of(here - there)
    clear = apart.low > 0.0 or apart.high < 0.0
    mine, usual, gap = (
        f"{say(m.mean)} ({say(m.low)} to {say(m.high)})" for m in (mean_of(here), mean_of(there), apart)
    )
    return MeasureRow(what, mine, usual, gap, verdict(bool((here != there).any()), clear))


def verdict(differs: bool, clear: bool) -> str:
    """Is it more than chance?"""
    return ("clear" if clear else "chance") if differs else "same"
