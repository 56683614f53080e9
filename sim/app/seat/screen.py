"""The screen of a seat: choose one, decide what is asked, and see what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from sim.app.asking import AppQuestion
from sim.app.pages import PageFrame, drawn, page
from sim.app.playing import Player
from sim.app.seat.debrief import debrief
from sim.app.seat.ending import ended
from sim.app.seat.game import Game, Play, by_agents, playable, replayed
from sim.app.seat.luck import LUCK, lucky
from sim.app.seat.moves import Move, read, written
from sim.app.seat.sitting import options_of
from sim.app.seat.telling import passages
from sim.app.seat.view import View, latest, topics, view
from sim.app.subjects import Refused
from sim.report import wording
from sim.report.blocks import Section
from sim.report.round_by_round import tell_every_round
from sim.report.speech import speaking

SHOWN = 4  # rounds that stand open
STEPS = (1, 5, 20)  # decisions left to the agent at once
ROLES = {
    "party": "signs, and tables when it is its turn",
    "mediator": "tables texts, and consents",
    "backer": "consents",
}


@dataclass(frozen=True)
class Action:
    """Something that can be done now: a link."""

    label: str
    href: str
    main: bool = False


@dataclass(frozen=True)
class IssueField:
    """An issue of a text to be tabled."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def link(asked: AppQuestion, moves: tuple[Move, ...] | None = None, to: str = "seat", **own: str) -> str:
    """The same game, with other moves or another part."""
    parts = {**asked.link.own, **own}
    if moves is not None:
        parts["_moves"] = written(moves)
    kept = {key: value for key, value in parts.items() if value and key in KEPT}
    return f"{to}?{urlencode([*asked.carried, *kept.items()])}"


KEPT = ("_as", "_luck", "_see", "_moves")


def played(asked: AppQuestion) -> Play:
    """The game that a link means. Raises Refused, and WrongMove."""
    own = asked.link.own
    moves = read(own.get("_moves", ""))
    return Play(asked.scenario, asked.seed, asked.link.whole("_luck", 0), (own.get("_as", ""),), moves)


async def redirected(player: Player, asked: AppQuestion) -> str | None:
    """Where a link leads that names its luck in words, or says a text; None if it is whole. Raises Refused."""
    own = asked.link.own
    if own.get("_luck") == "number":
        return link(asked, _luck=str(asked.link.whole("_number", 0)))
    if own.get("_luck") in LUCK:
        return link(asked, _luck=str(await lucky(player, asked, own["_luck"])))
    if own.get("_do") in ("table", "if"):
        return await player.work(partial(_said, asked, own["_do"] == "table"))
    return None


def _said(asked: AppQuestion, tabled: bool) -> str:
    """A text is tabled, or said to be one that would be signed."""
    play = played(asked)
    found = view(replayed(play, asked.subject.agents))
    if found is None or found.respond is tabled:
        raise Refused("nothing can be tabled now" if tabled else "nothing is on the table now")
    known = topics(play.scenario, found.ceasefire)
    terms = {name: asked.link.own.get(f"_o.{name}", "") for name in known}
    odd = [name for name, option in terms.items() if option not in known[name].options]
    if odd:
        raise Refused(f"a text needs an option on {odd[0][:80]}: one of {', '.join(known[odd[0]].options)}")
    move = Move("table" if tabled else "if", options_of(play.scenario, terms, found.ceasefire))
    return link(asked, (*play.moves, move))


def screen(frame: PageFrame, asked: AppQuestion) -> str:
    """The page. Raises Refused, and WrongMove."""
    if not asked.link.own.get("_as"):
        return page(frame, "seats.html.j2", "seat", asked, **_choices(asked))
    return page(frame, "seat.html.j2", "seat", asked, **about(asked))


def _choices(asked: AppQuestion) -> dict[str, Any]:
    scenario = asked.scenario
    seats = [
        (name, wording.actor(scenario, name), ROLES[scenario.actors[name].role])
        for name in playable(scenario)
    ]
    return {"seats": seats, "luck": LUCK}


def about(asked: AppQuestion) -> dict[str, Any]:
    """What the page of a game says."""
    everything = asked.link.own.get("_see") == "all"
    game = replayed(played(asked), asked.subject.agents)
    play = game.play
    say = speaking(play.scenario)
    found = view(game, everything)
    told = passages(game, play.seats, everything or found is None)
    common = {
        "who": wording.sentence(wording.actor(play.scenario, play.seats[0])),
        "luck": play.replication,
        "rounds": say(told[:-SHOWN]),
        "recent": say(told[-SHOWN:]),
        "undo": link(asked, play.moves[:-1]) if play.moves else "",
        "again": link(asked, ()),
        "other": link(asked, (), _as="", _luck=""),
        "everything": everything,
        "look": link(asked, _see="own" if everything else "all"),
        "changes": asked.link.changes,
        "moves": len(play.moves),
    }
    if found is None:
        return common | {"view": None, **_end(asked, game)}
    hidden = [(key, value) for key, value in asked.link.own.items() if key in KEPT]
    return common | {
        "view": say(found.told),
        "steps": _steps(asked, play, found),
        "besides": say([Action(label, link(asked, (*play.moves, move))) for label, move in found.besides]),
        "fields": fields(game, found),
        "hidden": [*asked.carried, *hidden],
    }


def _steps(asked: AppQuestion, play: Play, found: View) -> list[Action]:
    def made(label: str, *moves: Move, main: bool = False) -> Action:
        return Action(label, link(asked, (*play.moves, *moves)), main)

    own = (
        [made("Sign", Move("sign"), main=True), made("Refuse", Move("refuse"), main=True)]
        if found.respond
        else [made("Table nothing", Move("nothing"))]
    )
    left = [
        made("Let my agent decide" if n == 1 else f"… the next {n} times", *[Move("agent")] * n)
        for n in STEPS
    ]
    return [*own, *left, made("… to the end", Move("rest"))]


def fields(game: Game, found: View) -> tuple[IssueField, ...]:
    """A text to put together: at first that on the table, or what the agent would table, else the last one."""
    known = topics(game.play.scenario, found.ceasefire)
    usual = found.package.terms if found.package else latest(game, found.ceasefire)
    return tuple(
        IssueField(
            name,
            wording.topic(known, name),
            tuple((option, wording.option(topic, option)) for option in topic.options),
            usual.get(name, topic.options[0]),
        )
        for name, topic in known.items()
    )


def _end(asked: AppQuestion, game: Game) -> dict[str, Any]:
    """What came of it, beside what comes of it with the agent in the seat."""
    agents = asked.subject.agents
    say = speaking(game.play.scenario)
    full = replayed(game.play, agents, reasons=True)
    story = Section(stories=(tell_every_round(game.play.scenario, full.trace),))
    return {
        "ended": say(ended(game, by_agents(game.play, agents))),
        "story": drawn([say(story)])[0]["html"],
        "debrief": say(debrief(full)),
        "own": any(move.kind not in ("agent", "rest") for move in game.play.moves),
        "lucks": link(asked, game.play.moves, to="lucks"),
    }
