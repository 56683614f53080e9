"""What a search has found so far, as a part of the page."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from sim.app.asking import AppQuestion
from sim.app.draft.lifts import PARTS, Lift, Lifted
from sim.app.draft.search import Found, search
from sim.app.draft.shares import in_most
from sim.app.draft.texts import Terms, Trial, trial
from sim.app.draft.why import in_words
from sim.app.pages import fragment
from sim.app.playing import Player
from sim.report import amounts, wording
from sim.report.dealbreakers.sentences import label
from sim.report.speech import speaking

Parts = tuple[tuple[str, str], ...]  # of a link


@dataclass(frozen=True)
class LiftRow:
    """What happens without an obstacle, and how much of that is enough, in words."""

    taken: str
    share: str
    most: bool
    href: str
    enough: str  # empty where not even all of it is, or that is not known yet
    enough_href: str
    weighed: bool


async def stream(player: Player, asked: AppQuestion) -> AsyncGenerator[dict[str, Any], None]:
    """The best so far, as it is found."""
    begun = await player.work(partial(trial, asked))
    async with aclosing(search(player, asked)) as every_one:
        async for found in every_one:
            yield {"html": fragment("searched.html.j2", **_said(asked, begun, found))}


def _said(asked: AppQuestion, begun: Trial, found: Found) -> Mapping[str, Any]:
    topics, scenario = begun.topics, begun.scenario
    terms = [(wording.topic(topics, k), wording.option(topics[k], o)) for k, o in found.terms.items()]
    say = speaking(scenario)
    return {
        "found": found,
        "kind": "ceasefire" if begun.ceasefire else "text",
        "all_told": amounts.estimate(found.told.everyone),
        "by": [
            (
                wording.actor(scenario, name),
                amounts.estimate(told),
                in_words(scenario, name, found.why) if found.why else "",
            )
            for name, told in found.told.by.items()
        ],
        "terms": say(terms),
        "href": _link(asked, begun, found.terms),
        "lifts": [say(_row(asked, begun, lifted)) for lifted in found.lifts],
    }


def _row(asked: AppQuestion, begun: Trial, lifted: Lifted) -> LiftRow:
    enough = lifted.enough
    return LiftRow(
        label(begun.scenario, lifted.whole.change),
        amounts.estimate(lifted.whole.share),
        in_most(lifted.whole.share),
        _look(asked, begun, lifted.whole),
        f"{PARTS[enough.part]}: {amounts.estimate(enough.share)}" if enough else "",
        _look(asked, begun, enough) if enough else "",
        lifted.weighed,
    )


def _look(asked: AppQuestion, begun: Trial, lift: Lift) -> str:
    return _link(asked, begun, lift.terms, lift.settings)


def _link(asked: AppQuestion, begun: Trial, terms: Terms, more: Parts = ()) -> str:
    """To the draft screen, with this text, in the scenario with these changes, too."""
    text = {"_kind": "ceasefire" if begun.ceasefire else "final"}
    text |= {f"_o.{name}": option for name, option in terms.items()}
    changes = dict([*asked.link.changes, *more])
    own = [pair for pair in asked.carried if pair not in asked.link.changes]
    return f"draft?{urlencode([*own, *changes.items(), *text.items()])}"
