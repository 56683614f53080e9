"""The screen of what if, and what it asks for: sliders, a stream of answers, a chapter."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool

from sim.analysis import timing
from sim.analysis.contrasts import Played
from sim.analysis.sensitivity import given
from sim.app.asking import AppQuestion
from sim.app.pages import PageFrame, fragment, page
from sim.app.playing import STAGES, Player, stages
from sim.app.whatif import answer, knobs
from sim.app.whatif.switches import SEQUENCES, boxes, protocols
from sim.app.whatif.weights import weights
from sim.bargaining.compiled import is_compiled
from sim.bargaining.outcomes import Outcomes
from sim.first_time import notice
from sim.report import wording
from sim.scenario.bundles import tied_inputs

MATTERS = 5  # inputs that are shown without being asked for
ENOUGH = STAGES[1]  # replications that say which these are
NO_SUCH = "No number has all these words."


def screen(frame: PageFrame, asked: AppQuestion) -> str:
    """The page; what takes a while is asked for by it."""
    base, link = asked.subject.base, dict(asked.link.changes)
    return page(
        frame, "whatif.html.j2", "", asked,
        scenario=asked.scenario, count=len(knobs.by_path(base)),
        knobs=knobs.at_hand(asked), list="pinned", empty="", more=0,
        actors=[(name, wording.actor(base, name)) for name in base.actors],
        boxes=boxes(base, link), protocols=protocols(), sequences=SEQUENCES, chapters=answer.LATER,
    )  # fmt: skip


async def stream(player: Player, asked: AppQuestion, tried: int) -> AsyncGenerator[dict[str, Any], None]:
    """The answer after some replications, after more, and after all."""
    base, whole = asked.unchanged, stages(asked)[-1]
    for protocol in {asked.subject.base.protocol, asked.scenario.protocol}:
        if not is_compiled(protocol):
            yield {"notice": notice(protocol)}
    async with aclosing(player.stages(asked)) as found:
        async for now in found:
            before = await as_it_is(player, base, len(now))
            yield await run_in_threadpool(_told, before, asked, now, tried, whole)


async def as_it_is(player: Player, base: AppQuestion, runs: int) -> Played:
    """The side that every slider is compared with: worked out once."""

    async def made() -> Played:
        return await run_in_threadpool(answer.as_it_is, base, await player.whole(base, runs))

    return await player.kept((base.subject.name, base.seed, runs), made)


def _told(before: Played, asked: AppQuestion, now: Outcomes, tried: int, whole: int) -> dict[str, Any]:
    found = answer.beside(before, asked, now, tried)
    return answer.told(asked, found, tried, whole, answer.elsewhere(asked, now))


async def chapter(player: Player, asked: AppQuestion, key: str, tried: int) -> dict[str, Any]:
    """One chapter of the comparison, over all replications."""
    base, whole = asked.unchanged, stages(asked)[-1]
    before, now = await as_it_is(player, base, whole), await player.whole(asked, whole)

    def made() -> dict[str, Any]:
        return answer.chapter(asked, answer.beside(before, asked, now, tried), key)

    return await run_in_threadpool(made)


async def sliders(player: Player, asked: AppQuestion) -> str:
    """Those that a link asks for: what matters, what is pinned, what is found, or the weights of an actor."""
    own = asked.link.own
    if own.get("_list") == "weights":
        actor = own.get("_actor", "")
        known = actor in asked.subject.base.actors
        return fragment("weights.html.j2", shares=weights(asked, actor) if known else ())
    if own.get("_list") == "matters":
        paths = await matters(player, asked.unchanged)
        found, count = knobs.chosen(asked, paths), len(paths)
        empty = ""
    elif own.get("_list") == "pinned":
        found, count, empty = knobs.at_hand(asked), 0, ""
    else:
        (found, count), empty = knobs.found(asked, own.get("_find", "")), NO_SUCH
    listed = own.get("_list", "found")
    return fragment("knobs.html.j2", knobs=found, list=listed, more=max(0, count - len(found)), empty=empty)


async def matters(player: Player, base: AppQuestion) -> list[str]:
    """The paths of the inputs that carry most of the spread of the answer."""
    outcomes = await player.whole(base, min(ENOUGH, stages(base)[-1]))
    return await player.work(partial(_matters, base, outcomes))


def _matters(base: AppQuestion, outcomes: Outcomes) -> list[str]:
    goal, _ = timing.goal(base.scenario, outcomes)
    influences = given.influences(outcomes, goal, tied_inputs(base.scenario)).influences
    ranked = [each.path for each in influences]
    numbers = knobs.by_path(base.scenario)
    uncertain = [path for path, number in numbers.items() if not number.quantity.fixed]
    of_actors = [path for path in numbers if path.startswith("actors.")]  # where nothing is uncertain
    wanted = [*ranked, *uncertain, *of_actors, *numbers]
    return [path for path in dict.fromkeys(wanted) if path in numbers][:MATTERS]
