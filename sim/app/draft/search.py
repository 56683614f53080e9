"""A text that all sign in as many worlds as can be found: by the best swap, again and again, from every named text."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from sim.app.asking import AppQuestion
from sim.app.draft.shares import Shares, shares
from sim.app.draft.texts import Terms, Trial, proposals, trial
from sim.app.pages import fragment
from sim.app.playing import STAGES, Player, stages
from sim.report import amounts, wording
from sim.report.speech import speaking

STEPS = 12  # swaps from one text at most


@dataclass(frozen=True)
class Found:
    """The best text so far."""

    terms: Terms
    told: Shares
    looked_at: int  # texts, those that differ on one issue among them
    over: bool = False


async def search(player: Player, asked: AppQuestion) -> AsyncGenerator[Found, None]:
    """From the text of a link and from each that has a name; no text is begun from twice, so that it ends."""
    begun = await player.work(partial(trial, asked))
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
            yield Found(best.terms, best.told, count)
            terms = onwards(at, told)
    assert best
    yield Found(best.terms, best.told, count, over=True)


def onwards(at: Trial, told: Shares) -> Terms | None:
    """The text with the one swap that adds most; None where every swap takes something away."""
    if not told.best or told.best[0].apart.difference < 0.0:
        return None
    swap = told.best[0].swap
    return {**at.terms, swap.issue: swap.option}


async def stream(player: Player, asked: AppQuestion) -> AsyncGenerator[dict[str, Any], None]:
    """The best so far, as it is found."""
    begun = await player.work(partial(trial, asked))
    async for found in search(player, asked):
        yield {"html": fragment("searched.html.j2", **_said(asked, begun, found))}


def _said(asked: AppQuestion, begun: Trial, found: Found) -> Mapping[str, Any]:
    topics = begun.topics
    terms = [(wording.topic(topics, k), wording.option(topics[k], o)) for k, o in found.terms.items()]
    own = {"_in": asked.subject.name, "_kind": "ceasefire" if begun.ceasefire else "final"}
    text = {f"_o.{name}": option for name, option in found.terms.items()}
    seed = {"_seed": str(asked.seed)} if asked.seed != 1 else {}
    return {
        "found": found,
        "all_told": amounts.estimate(found.told.everyone),
        "by": [
            (wording.actor(begun.scenario, name), amounts.estimate(share))
            for name, share in found.told.by.items()
        ],
        "terms": speaking(begun.scenario)(terms),
        "href": f"draft?{urlencode([*{**own, **seed, **text}.items(), *asked.link.changes])}",
    }
