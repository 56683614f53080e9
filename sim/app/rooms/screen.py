"""The pages of a room: to open one, to sit in it, to lead it, and what each could not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sim.app.asking import AppQuestion
from sim.app.guard import Door
from sim.app.pages import PageFrame, drawn, page
from sim.app.rooms.book import FACILITATOR, Room, Said
from sim.app.rooms.table import Tables
from sim.app.seat.besides import KINDS
from sim.app.seat.debrief import debrief
from sim.app.seat.ending import ended
from sim.app.seat.game import Game, by_agents, playable
from sim.app.seat.moves import written
from sim.app.seat.screen import ROLES, fields
from sim.app.seat.sitting import Decision, terms_of
from sim.app.seat.telling import passages
from sim.app.seat.view import topics, view
from sim.bargaining.setup.structure import seating
from sim.report import wording
from sim.report.blocks import Section
from sim.report.round_by_round import tell_every_round
from sim.report.speech import speaking
from sim.scenario.schema import Scenario

SHOWN = 4  # rounds that stand open
LAST_WORDS = 12
DID = {
    "sign": "says yes",
    "refuse": "says no",
    "table": "tables a text",
    "declare": "declares a ceasefire of its own",
    "resume": "takes back its own ceasefire",
    "leave": "leaves the ceasefire",
    "strike": "carries out its threat against {}",
    "spare": "takes back its threat against {}",
    "warn": "threatens {} again",
}


@dataclass(frozen=True)
class Heard:
    """What somebody did, as the others hear it."""

    who: str
    when: str
    did: str
    said: str


def link(room: Room, key: str) -> str:
    """To a seat of a room."""
    return f"room?{urlencode({'_room': room.id, '_key': key})}"


def opening(frame: PageFrame, asked: AppQuestion) -> str:
    """The page that opens a room."""
    scenario = asked.scenario
    seats = [
        (name, wording.actor(scenario, name), ROLES[scenario.actors[name].role])
        for name in playable(scenario)
    ]
    return page(frame, "rooms.html.j2", "seat", asked, seats=seats)


def screen(frame: PageFrame, tables: Tables, room: Room, key: str) -> str:
    """What the holder of a key sees."""
    seat, asked = room.seat_of(key), tables.asked(room)
    game = tables.game(room)
    lead = seat == FACILITATOR
    say = speaking(game.play.scenario)
    over = game.awaited is None
    told = passages(game, room.seats if lead else (seat,), everything=lead or over)
    common: dict[str, Any] = {
        "who": "Facilitator" if lead else wording.actor(game.play.scenario, seat),
        "room": room,
        "key": key,
        "lead": lead,
        "moves": len(room.said),
        "rounds": say(told[:-SHOWN]),
        "recent": say(told[-SHOWN:]),
        "heard": heard(game, room.said),
        "links": _links(frame.door, game.play.scenario, room) if lead else (),
        "turn": "" if game.awaited is None else wording.actor(game.play.scenario, game.awaited.seat.name),
        "mine": game.awaited is not None and game.awaited.seat.name == seat,
        "fields": (),
    }
    return page(frame, "room.html.j2", "seat", asked.unchanged, **(common | _now(tables, room, game, lead)))


def _now(tables: Tables, room: Room, game: Game, lead: bool) -> dict[str, Any]:
    found = view(game, everything=lead)
    say = speaking(game.play.scenario)
    if found is not None:
        besides = [(label, written((move,))) for label, move in found.besides]
        return {"view": say(found.told), "fields": fields(game, found), "besides": say(besides)}
    asked = tables.asked(room)
    full = tables.game(room, reasons=True)
    story = Section(stories=(tell_every_round(game.play.scenario, full.trace),))
    return {
        "view": None,
        "ended": say(ended(game, by_agents(game.play, asked.subject.agents))),
        "debrief": say(debrief(full)),
        "story": drawn([say(story)])[0]["html"],
    }


def _links(door: Door, scenario: Scenario, room: Room) -> tuple[tuple[str, str], ...]:
    return tuple(
        (wording.actor(scenario, name), f"{door.address}{link(room, room.keys[name])}") for name in room.seats
    )


def heard(game: Game, said: tuple[Said, ...]) -> list[Heard]:
    """The last moves that said something, the newest first."""
    pairs = zip(game.log, said, strict=False)
    told = [
        _heard(game.play.scenario, asked, each)
        for asked, each in pairs
        if each.said or each.move.kind in ("if", *KINDS)
    ]
    return told[: -LAST_WORDS - 1 : -1]


def _heard(scenario: Scenario, asked: Decision, each: Said) -> Heard:
    return Heard(
        wording.actor(scenario, asked.actor),
        wording.when(scenario, asked.day),
        _did(scenario, asked, each),
        wording.clean(each.said),
    )


def _did(scenario: Scenario, asked: Decision, each: Said) -> str:
    if each.move.kind != "if" or asked.terms is None:
        against = [wording.actor(scenario, seating(scenario).parties[k]) for k in each.move.options[:1]]
        return DID.get(each.move.kind, "").format(*against)
    known = topics(scenario, asked.ceasefire)
    wanted = terms_of(scenario, each.move, asked.ceasefire)
    swaps = [
        f"{wording.topic(known, name)}: {wording.option(topic, wanted[name])}"
        for name, topic in known.items()
        if wanted[name] != asked.terms[name]
    ]
    return f"says no, and would sign it with {'; '.join(swaps)}" if swaps else "says no for now"
