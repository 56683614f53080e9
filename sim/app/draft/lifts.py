"""With which one obstacle taken away would more sign, and how much of that is enough? Played, on the same luck."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sim.analysis import actors
from sim.analysis.changes import Edits, Removal, edited, edits, partly, removals, typed
from sim.analysis.intervals import Share, share_of
from sim.app.asking import AppQuestion, parted
from sim.app.draft.shares import in_most, whole
from sim.app.draft.texts import Terms, Trial, beside, names_for
from sim.app.playing import Player
from sim.bargaining.outcomes import Outcomes

SHOWN = 5
PARTS = {0.25: "a quarter of it", 0.5: "half of it", 0.75: "three quarters of it", 1.0: "all of it"}
SEEDS = 2**64


@dataclass(frozen=True)
class Lift:
    """An obstacle, taken away in part or whole, and the text that is then signed most often of those that came near."""

    change: Removal
    part: float
    settings: tuple[tuple[str, str], ...]  # as parts of a link
    terms: Terms
    share: Share


@dataclass(frozen=True)
class Lifted:
    """A whole obstacle taken away, and the least of it that is enough for most worlds."""

    whole: Lift
    # Its share is of other worlds than those that chose it; None: not even all of it.
    enough: Lift | None = None
    weighed: bool = False  # was that looked for?


@dataclass(frozen=True)
class Lifting:
    """What is played: near texts in a scenario with something taken away."""

    player: Player
    asked: AppQuestion
    begun: Trial
    runs: int

    async def tried(
        self, change: Removal, part: float, near: Sequence[Terms], elsewhere: bool = False
    ) -> Lift:
        """The best of these texts, in these worlds or elsewhere: in as many that had no say in choosing them."""
        made = self.edits(change, part)
        assert made is not None
        there = Trial(edited(self.begun.scenario, made), self.begun.ceasefire, self.begun.terms)
        names = names_for(there, len(near))
        asked = replace(self.asked, seed=(self.asked.seed + elsewhere) % SEEDS)
        asked = asked.playing(beside(there, dict(zip(names, near, strict=True))))
        outcomes = await self.player.whole(asked, self.runs)
        best, share = await self.player.work(partial(_best, there, names, outcomes))
        return Lift(change, part, tuple(map(parted, typed(made))), near[best], share)

    def edits(self, change: Removal, part: float) -> Edits | None:
        """None where there is no such part: who has a veto has it or not."""
        scenario = self.begun.scenario
        return edits(scenario, change) if part == 1.0 else partly(scenario, change, part)

    async def enough(self, change: Removal, near: Sequence[Terms]) -> Lift | None:
        """The least part with which a text is signed in most worlds: in these, and again in others."""
        for part in PARTS:
            if self.edits(change, part) is not None:
                here = await self.tried(change, part, near)
                if in_most(here.share):
                    again = await self.tried(change, part, [here.terms], elsewhere=True)
                    if in_most(again.share):
                        return again
        return None


async def lifts(
    player: Player, asked: AppQuestion, begun: Trial, near: Sequence[Terms], runs: int
) -> AsyncGenerator[tuple[Lifted, ...], None]:
    """Those that help most so far, the best first, after each that was played; then how much of each is enough."""
    lifting = Lifting(player, asked, begun, runs)
    found: list[Lifted] = []
    for change in removals(begun.scenario):
        found.append(Lifted(await lifting.tried(change, 1.0, near)))
        found.sort(key=lambda lifted: -lifted.whole.share.hits)
        yield tuple(found[:SHOWN])
    for k, lifted in enumerate(found[:SHOWN]):
        if in_most(lifted.whole.share):
            found[k] = Lifted(lifted.whole, await lifting.enough(lifted.whole.change, near), weighed=True)
            yield tuple(found[:SHOWN])


def _best(there: Trial, names: Sequence[str], outcomes: Outcomes) -> tuple[int, Share]:
    known = outcomes.names.ceasefire_proposals if there.ceasefire else outcomes.names.proposals
    flags = outcomes.would_sign_ceasefire if there.ceasefire else outcomes.would_sign
    _, would = actors.signers(outcomes, flags)
    every = [whole(there, would[:, known.index(name)]) for name in names]
    best = int(np.argmax([np.count_nonzero(each) for each in every]))
    return best, share_of(every[best])
