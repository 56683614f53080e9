"""With which one obstacle taken away would more sign? Each is played, on the same luck."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.analysis import actors
from sim.analysis.changes import Removal, changed, removals, settings
from sim.analysis.intervals import Share, share_of
from sim.app.asking import AppQuestion, parted
from sim.app.draft.shares import whole
from sim.app.draft.texts import Terms, Trial, beside, names_for
from sim.app.playing import Player
from sim.bargaining.outcomes import Outcomes

SHOWN = 5


@dataclass(frozen=True)
class Lift:
    """An obstacle, and the text that is then signed most often of those that came near."""

    change: Removal
    settings: tuple[tuple[str, str], ...]  # as parts of a link
    terms: Terms
    share: Share


async def lifts(
    player: Player, asked: AppQuestion, begun: Trial, near: Sequence[Terms], runs: int
) -> AsyncGenerator[tuple[Lift, ...], None]:
    """Those that help most so far, the best first, after each that was played."""
    found: list[Lift] = []
    base = begun.scenario
    for change in removals(base):
        without = replaced(begun, change)
        names = names_for(without, len(near))
        playing = beside(without, dict(zip(names, near, strict=True)))
        outcomes = await player.whole(asked.playing(playing), runs)
        parts = tuple(map(parted, settings(base, change)))
        found.append(await player.work(partial(_best, without, change, parts, names, near, outcomes)))
        found.sort(key=lambda lift: -lift.share.hits)
        yield tuple(found[:SHOWN])


def replaced(begun: Trial, change: Removal) -> Trial:
    """The same text in the scenario without an obstacle."""
    return Trial(changed(begun.scenario, change), begun.ceasefire, begun.terms)


def _best(
    without: Trial,
    change: Removal,
    parts: tuple[tuple[str, str], ...],
    names: Sequence[str],
    near: Sequence[Terms],
    outcomes: Outcomes,
) -> Lift:
    known = outcomes.names.ceasefire_proposals if without.ceasefire else outcomes.names.proposals
    flags = outcomes.would_sign_ceasefire if without.ceasefire else outcomes.would_sign
    _, would = actors.signers(outcomes, flags)
    every = [whole(without, would[:, known.index(name)]) for name in names]
    best = int(np.argmax([np.count_nonzero(each) for each in every]))
    return Lift(change, parts, near[best], share_of(every[best]))
