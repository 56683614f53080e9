"""The screen on which a text is drafted, and the stream of who would sign it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.app.asking import AppQuestion
from sim.app.draft.shares import Added, Shares, shares
from sim.app.draft.texts import Swap, Trial, proposals, trial
from sim.app.draft.why import AT_ONCE, WORLDS, Why, in_words, why
from sim.app.pages import PageFrame, drawn, fragment, page
from sim.app.playing import Player, stages
from sim.app.subjects import Refused
from sim.bargaining.inspect.typical import typical
from sim.report import amounts, wording
from sim.report.blocks import Section
from sim.report.figures.zone import zone
from sim.report.speech import speaking
from sim.scenario.frozen import Frozen
from sim.scenario.plain_yaml import dump
from sim.scenario.proposals import Proposal

NAME, HERE = "my_text", "this text"


@dataclass(frozen=True)
class Offered:
    """A swap in words, and what it does."""

    swap: Swap
    said: str
    share: str
    apart: str
    clear: bool
    nothing: bool
    same: bool  # all sign in as many worlds


@dataclass(frozen=True)
class ActorRow:
    """An actor, how often it signs, why not, and what would help."""

    who: str
    share: float
    told: str
    reasons: str
    helps: Offered | None


def screen(frame: PageFrame, asked: AppQuestion) -> str:
    """The page."""
    found = trial(asked)
    scenario = found.scenario
    excluded = {(swap.issue, swap.option) for swap in found.excluded}
    issues = [
        (
            name,
            wording.topic(found.topics, name),
            [(o, wording.option(topic, o), (name, o) in excluded) for o in topic.options],
            found.terms[name],
        )
        for name, topic in found.topics.items()
    ]
    known = proposals(scenario, found.ceasefire)
    named = {name: wording.proposal(scenario, name, found.ceasefire) for name in known}
    return page(
        frame, "draft.html.j2", "draft", asked,
        issues=issues, named=named, ceasefire=found.ceasefire, truce=scenario.truce is not None,
        changes=asked.link.changes, loaded=asked.link.own.get("_text", next(iter(named), "")),
    )  # fmt: skip


async def stream(player: Player, asked: AppQuestion) -> AsyncGenerator[dict[str, Any], None]:
    """The shares after some replications, then why, then after more."""
    found = await player.work(partial(trial, asked))
    if asked.subject.agents:
        raise Refused("with Python code of its own nobody knows what an actor would sign at the end")
    reasons = Why(0, {})
    plane = await player.work(partial(place, found))
    async with aclosing(player.stages(asked.playing(found.played))) as stages_of_it:
        async for outcomes in stages_of_it:
            told = await player.work(partial(shares, found, outcomes))
            yield _line(asked, found, told, reasons) | {"chart": plane}
            while not reasons.worlds or (told.runs == stages(asked)[-1] and reasons.worlds < WORLDS):
                more = partial(why, found, asked.seed, AT_ONCE, reasons.worlds)
                reasons = reasons.and_more(await player.work(more))
                yield _line(asked, found, told, reasons)


def place(found: Trial) -> dict[str, Any] | None:
    """Where the text lies in the plane of the two main parties, among the named ones; nothing of a ceasefire."""
    if found.ceasefire or len(found.scenario.parties) < 2:
        return None
    named = Frozen({**found.scenario.proposals, HERE: Proposal(dict(found.terms))})
    scenario = found.scenario.replaced(proposals=named)
    return drawn([speaking(scenario)(Section(charts=(zone(scenario, typical(scenario)),)))])[0]


def _line(asked: AppQuestion, found: Trial, told: Shares, reasons: Why) -> dict[str, Any]:
    say = speaking(found.scenario)
    html = fragment(
        "drafted.html.j2",
        runs=told.runs,
        everyone=told.everyone,
        all_told=amounts.estimate(told.everyone),
        rows=say(_rows(found, told, reasons)),
        best=say([_offered(found, one) for one in told.best]),
        worlds=reasons.worlds,
        ceasefire=found.ceasefire,
        yaml=snippet(found),
    )
    excluded = [[swap.issue, swap.option] for swap in found.excluded]
    return {
        "runs": told.runs,
        "of": stages(asked)[-1],
        "html": html,
        "excluded": excluded,
        "command": snippet(found),
    }


def _rows(found: Trial, told: Shares, reasons: Why) -> list[ActorRow]:
    ordered = sorted(told.by.items(), key=lambda item: item[1].hits)
    return [
        ActorRow(
            wording.actor(found.scenario, name),
            share.share,
            amounts.estimate(share),
            _reasons(found, name, reasons),
            _offered(found, told.helps[name]) if name in told.helps and share.hits < share.of else None,
        )
        for name, share in ordered
    ]


def _reasons(found: Trial, name: str, reasons: Why) -> str:
    said = in_words(found.scenario, name, reasons)
    return f"Why not, in {reasons.worlds} worlds looked into: {said}" if said else ""


def _offered(found: Trial, one: Added) -> Offered:
    topic = found.topics[one.swap.issue]
    said = f"{wording.topic(found.topics, one.swap.issue)}: {wording.option(topic, one.swap.option)}"
    nothing = one.apart.difference <= 0.0
    same = one.apart.difference == 0.0
    share, apart = amounts.estimate(one.share), amounts.points(one.apart)
    return Offered(one.swap, said, share, apart, one.clear, nothing, same)


def snippet(found: Trial) -> str:
    """The text as an entry of a file."""
    entry = {"proposals": {NAME: dict(found.terms)}}
    return dump({"ceasefire": entry} if found.ceasefire else entry)


def overlaid(asked: AppQuestion) -> str:
    """A file that extends the scenario by the text."""
    return f"extends: {asked.subject.file.name}\n{snippet(trial(asked))}"
