"""Which page answers which link."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp

from sim.app import gallery, static
from sim.app.asking import MOST, Asked, Link, asked
from sim.app.draft import screen as drafts
from sim.app.draft.texts import trial
from sim.app.guard import KEPT_POLICY, Door, Guard
from sim.app.keeping import keep
from sim.app.overlay import overlay
from sim.app.pages import Frame, page
from sim.app.playing import Player
from sim.app.rooms import screen as rooms
from sim.app.rooms.book import FACILITATOR, Book
from sim.app.rooms.table import Tables
from sim.app.seat import screen as seats
from sim.app.subjects import Refused, Subject
from sim.app.whatif import answer, screen
from sim.bargaining.blame import AgentError, BehaviourError
from sim.scenario.problems import ScenarioError, Unreadable

MISTAKES = (Refused, ScenarioError, Unreadable, AgentError, BehaviourError)
LONGEST = 20_000  # letters of what is sent
Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class App:
    """What all pages share."""

    frame: Frame
    player: Player
    results: Path

    def routes(self) -> list[Route]:
        """Every link."""
        pages: dict[str, Page] = {
            "/": self.what_if,
            "/live": self.live,
            "/chapter": self.chapter,
            "/knobs": self.knobs,
            "/overlay.yaml": self.overlay,
            "/draft": self.draft,
            "/drafted": self.drafted,
            "/proposal.yaml": self.proposal,
            "/seat": self.seat,
            "/rooms": self.rooms,
            "/room": self.room,
            "/room-state": self.room_state,
            "/gallery": self.gallery,
            "/kept": self.kept,
            "/beside": self.beside,
        }
        sent: dict[str, Page] = {"/keep": self.keep, "/open": self.open, "/move": self.move}
        read = [Route(path, self.kindly(made), methods=["GET"]) for path, made in pages.items()]
        kept = [Route(path, self.kindly(made), methods=["POST"]) for path, made in sent.items()]
        return [*read, *kept, *(Route(f"/{name}", _static, methods=["GET"]) for name in static.MAKERS)]

    def kindly(self, made: Page) -> Page:
        """A mistake is told in its own words: to who looks at a page on a page."""

        async def answered(request: Request) -> Response:
            try:
                return await made(request)
            except MISTAKES as error:
                if request.headers.get("sec-fetch-mode") != "navigate":
                    return PlainTextResponse(str(error), 400)
                return HTMLResponse(page(self.frame, "mistake.html.j2", "", None, why=str(error)), 400)

        return answered

    def asked(self, query: str) -> Asked:
        """What a link asks. Raises Refused."""
        return asked(self.frame.subjects, Link.of(query))

    async def what_if(self, request: Request) -> Response:
        """The first screen."""
        return HTMLResponse(await run_in_threadpool(screen.screen, self.frame, self.asked(request.url.query)))

    async def live(self, request: Request) -> Response:
        """The answer, as it sharpens. Whoever goes away takes the work along."""
        wanted = self.asked(request.url.query)
        await self.player.work(lambda: wanted.id)
        return _stream(screen.stream(self.player, wanted, wanted.link.whole("_tried", 1, 1_000_000)))

    async def chapter(self, request: Request) -> Response:
        """A chapter of the comparison."""
        wanted = self.asked(request.url.query)
        key, tried = wanted.link.own.get("_chapter", ""), wanted.link.whole("_tried", 1, 1_000_000)
        if key not in answer.LATER:
            raise Refused(f"there is no chapter of that name; there are {', '.join(answer.LATER)}")
        return JSONResponse(await screen.chapter(self.player, wanted, key, tried))

    async def knobs(self, request: Request) -> Response:
        """Some sliders."""
        return HTMLResponse(await screen.sliders(self.player, self.asked(request.url.query)))

    async def overlay(self, request: Request) -> Response:
        """The link as a file."""
        wanted = self.asked(request.url.query)
        text = await self.player.work(lambda: overlay(wanted))
        return _file(text, f"{wanted.subject.name}_changed")

    async def draft(self, request: Request) -> Response:
        """A text to put together."""
        wanted = self.asked(request.url.query)
        return HTMLResponse(await self.player.work(partial(drafts.screen, self.frame, wanted)))

    async def drafted(self, request: Request) -> Response:
        """Who would sign it."""
        wanted = self.asked(request.url.query)
        await self.player.work(partial(trial, wanted))
        return _stream(drafts.stream(self.player, wanted))

    async def proposal(self, request: Request) -> Response:
        """The text as a file."""
        wanted = self.asked(request.url.query)
        text = await self.player.work(partial(drafts.overlaid, wanted))
        return _file(text, f"{wanted.subject.name}_{drafts.NAME}")

    async def seat(self, request: Request) -> Response:
        """A place at the table."""
        wanted = self.asked(request.url.query)
        await self.player.work(lambda: wanted.scenario)
        elsewhere = await seats.redirected(self.player, wanted)
        if elsewhere is not None:
            return RedirectResponse(elsewhere, 303)
        return HTMLResponse(await self.player.work(partial(seats.screen, self.frame, wanted)))

    @cached_property
    def tables(self) -> Tables:
        """All rooms."""
        return Tables(self.frame.subjects, Book(self.results))

    async def rooms(self, request: Request) -> Response:
        """A room to open."""
        wanted = self.asked(request.url.query)
        return HTMLResponse(await self.player.work(partial(rooms.opening, self.frame, wanted)))

    async def open(self, request: Request) -> Response:
        """A room for several people; the link of who leads it."""
        query = await _sent(request)
        wanted, seats = self.asked(query), tuple(_all(query, "_seat"))
        luck = wanted.link.whole("_luck", 0)
        room = await self.player.work(partial(self.tables.open, wanted, seats, luck))
        return JSONResponse({"href": rooms.link(room, room.keys[FACILITATOR])})

    async def room(self, request: Request) -> Response:
        """What a seat of a room sees."""
        own = Link.of(request.url.query).own
        made = partial(self._room, own.get("_room", ""), own.get("_key", ""))
        return HTMLResponse(await self.player.work(made))

    def _room(self, name: str, key: str) -> str:
        return rooms.screen(self.frame, self.tables, self.tables.book.room(name), key)

    async def room_state(self, request: Request) -> Response:
        """How much was done in a room."""
        own = Link.of(request.url.query).own
        room = await run_in_threadpool(self.tables.book.room, own.get("_room", ""))
        room.seat_of(own.get("_key", ""))
        return JSONResponse({"moves": len(room.said)})

    async def move(self, request: Request) -> Response:
        """Something done in a room."""
        link = Link.of(await _sent(request))
        fields = {**dict(link.changes), **link.own}
        at = link.whole("_at", 0)
        done = partial(self.tables.move, fields.get("_room", ""), fields.get("_key", ""), at, fields)
        room = await self.player.work(done)
        return JSONResponse({"moves": len(room.said)})

    async def gallery(self, request: Request) -> Response:
        """What was kept."""
        wanted = self.asked(request.url.query)
        listed = partial(gallery.screen, self.frame, self.results, wanted.subject)
        return HTMLResponse(await run_in_threadpool(listed))

    async def kept(self, request: Request) -> Response:
        """The report of a study."""
        folders = await run_in_threadpool(gallery.chosen, self.frame, self.results, request.url.query)
        return _report(await run_in_threadpool(gallery.report, folders[0]))

    async def beside(self, request: Request) -> Response:
        """Studies beside one another."""
        folders = await run_in_threadpool(gallery.chosen, self.frame, self.results, request.url.query)
        code = all(subject.allow_code for subject in self.frame.subjects.values())
        return _report(await run_in_threadpool(gallery.beside, folders, self.results, code))

    async def keep(self, request: Request) -> Response:
        """Play it whole and keep it."""
        wanted = self.asked(await _sent(request))
        return JSONResponse(await run_in_threadpool(keep, wanted, self.results))


def _all(query: str, key: str) -> list[str]:
    """Everything said under one key."""
    return [value for name, value in parse_qsl(query, max_num_fields=MOST) if name == key]


async def _sent(request: Request) -> str:
    """What a page sends, written as a link is. Raises Refused."""
    body = await request.body()
    if len(body) > LONGEST:
        raise Refused(f"more than {LONGEST:,} letters")
    return body.decode("utf-8", "replace")


def _file(text: str, name: str) -> Response:
    """YAML to be kept under a name that every system takes."""
    plain = name.encode("ascii", "ignore").decode()
    return PlainTextResponse(text, headers={"content-disposition": f'attachment; filename="{plain}.yaml"'})


def _report(text: str) -> Response:
    """A page that brings its own scripts: it can reach nothing of the app."""
    return HTMLResponse(text, headers={"content-security-policy": KEPT_POLICY})


def _stream(parts: AsyncGenerator[dict[str, Any], None]) -> Response:
    """A line of JSON for each part. Every generator on the way is closed: else its work would go on unheard."""

    async def lines() -> AsyncGenerator[str, None]:
        try:
            async with aclosing(parts):
                async for part in parts:
                    yield json.dumps(part, ensure_ascii=False) + "\n"
        except MISTAKES as error:
            yield json.dumps({"error": str(error)}) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


async def _static(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    kind = static.TYPES[name.rpartition(".")[2]]
    headers = {"content-encoding": "gzip", "cache-control": "max-age=3600"}
    return Response(await run_in_threadpool(static.content, name), media_type=kind, headers=headers)


def application(
    subjects: dict[str, Subject], door: Door, results: Path, player: Player | None = None
) -> tuple[ASGIApp, Player]:
    """The whole app behind its guard, and who plays for it."""
    player = player or Player()
    app = App(Frame(door, subjects), player, results)
    return Guard(Starlette(routes=app.routes()), door), player
