"""A text that all sign in as many worlds as can be: of all that there are, where these can be counted.

Else by the best swap, again and again, from every named text. Where even the best is signed in fewer than half of the
worlds that is said, with who refuses it and why, and with which one obstacle taken away some text would be signed in
most.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial

from sim.analysis.intervals import share
from sim.app.asking import AppQuestion
from sim.app.draft import every
from sim.app.draft.lifts import Lifted, lifts
from sim.app.draft.shares import Shares, in_most, shares
from sim.app.draft.texts import Terms, Trial, proposals, trial
from sim.app.draft.why import WORLDS, Why, why
from sim.app.playing import STAGES, Player, stages

STEPS = 12  # swaps from one text at most
NEAR = 25  # texts of each list, that are looked at once more when an obstacle is taken away


@dataclass(frozen=True)
class Found:
    """The best text so far."""

    terms: Terms
    told: Shares
    looked_at: int  # texts, those that differ on one issue among them
    of_all: bool = False  # is there no other text?
    over: bool = False
    why: Why | None = None  # it is not signed in the other worlds
    lifts: tuple[Lifted, ...] = ()  # what would help, of all obstacles the one that helps most first

    @property
    def in_most(self) -> bool:
        """Is it signed in more than half of the worlds?"""
        return in_most(self.told.everyone)


async def search(player: Player, asked: AppQuestion) -> AsyncGenerator[Found, None]:
    """The best so far, and again once it is known what stands in the way of a better one."""
    begun = await player.work(partial(trial, asked))
    rows = None if asked.subject.agents else every.every_text(begun.scenario, begun.ceasefire)
    last: Found | None = None
    near: list[Terms] = []
    way = _climbed(player, asked, begun) if rows is None else _counted(player, asked, begun, rows, near)
    async with aclosing(way) as found:
        async for last in found:
            yield last
    assert last
    if not last.in_most:
        text = Trial(begun.scenario, begun.ceasefire, last.terms)
        last = replace(last, why=await player.work(partial(why, text, asked.seed, WORLDS)))
        yield last
        async with aclosing(lifts(player, asked, begun, near or [last.terms], last.told.runs)) as known:
            async for some in known:
                last = replace(last, lifts=some)
                yield last
    yield replace(last, over=True)


async def _counted(
    player: Player, asked: AppQuestion, begun: Trial, rows: every.Rows, near: list[Terms]
) -> AsyncGenerator[Found, None]:
    """Every text, in more and more worlds; at last also which come near."""
    names = every.signers(begun.scenario)
    some = partial(every.tally, begun.scenario, begun.ceasefire, rows, asked.seed)
    so_far: every.TextTally | None = None
    for first in range(0, every.WORLDS, every.AT_ONCE):
        more = await player.work(partial(some, first, every.AT_ONCE))
        so_far = more if so_far is None else so_far + more
        best, worlds = so_far.best, so_far.worlds
        by = {name: share(int(so_far.by[best, a]), worlds) for a, name in enumerate(names)}
        told = Shares(worlds, share(int(so_far.everyone[best]), worlds), by, (), {})
        terms = every.terms_of(begun.scenario, begun.ceasefire, rows[best])
        yield Found(terms, told, len(rows), of_all=True)
    assert so_far
    near += [every.terms_of(begun.scenario, begun.ceasefire, rows[k]) for k in so_far.near(NEAR)]


async def _climbed(player: Player, asked: AppQuestion, begun: Trial) -> AsyncGenerator[Found, None]:
    """From the text of a link and from each that has a name; no text is begun from twice, so that it ends."""
    runs = min(STAGES[0], stages(asked)[-1])
    seen: set[tuple[str, ...]] = set()
    best: Found | None = None
    count = 0
    for start in (begun.terms, *map(dict, proposals(begun.scenario, begun.ceasefire).values())):
        terms: Terms | None = start
        for _ in range(STEPS):
            if terms is None or tuple(terms.values()) in seen:
                break
            seen.add(tuple(terms.values()))
            at = Trial(begun.scenario, begun.ceasefire, terms)
            outcomes = await player.whole(asked.playing(at.played), runs)
            told = await player.work(partial(shares, at, outcomes))
            count += len(at.names)
            if best is None or told.everyone.hits > best.told.everyone.hits:
                best = Found(terms, told, count)
            yield replace(best, looked_at=count)
            terms = onwards(at, told)


def onwards(at: Trial, told: Shares) -> Terms | None:
    """The text with the one swap that adds most; None where every swap takes something away."""
    if not told.best or told.best[0].apart.difference < 0.0:
        return None
    swap = told.best[0].swap
    return {**at.terms, swap.issue: swap.option}
