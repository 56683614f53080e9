"""The links of rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sim.app.asking import AppLink
from sim.app.replies import Page, Shared, every, sent
from sim.app.rooms import screen as rooms
from sim.app.rooms.book import FACILITATOR, Book
from sim.app.rooms.table import Tables


@dataclass(frozen=True)
class Rooms:
    """The links of rooms."""

    shared: Shared

    @property
    def read(self) -> Mapping[str, Page]:
        """By path, what is read."""
        return {"/rooms": self.rooms, "/room": self.room, "/room-state": self.room_state}

    @property
    def sent(self) -> Mapping[str, Page]:
        """By path, what is sent."""
        return {"/open": self.open, "/move": self.move}

    @cached_property
    def tables(self) -> Tables:
        """All rooms."""
        return Tables(self.shared.frame.subjects, Book(self.shared.results))

    async def rooms(self, request: Request) -> Response:
        """A room to open."""
        wanted = self.shared.asked(request.url.query)
        return HTMLResponse(await self.shared.player.work(partial(rooms.opening, self.shared.frame, wanted)))

    async def open(self, request: Request) -> Response:
        """A room for several people; the link of who leads it."""
        query = await sent(request)
        wanted, seats = self.shared.asked(query), tuple(every(query, "_seat"))
        luck = wanted.link.whole("_luck", 0)
        room = await self.shared.player.work(partial(self.tables.open, wanted, seats, luck))
        return JSONResponse({"href": rooms.link(room, room.keys[FACILITATOR])})

    async def room(self, request: Request) -> Response:
        """What a seat of a room sees."""
        own = AppLink.of(request.url.query).own
        made = partial(self._room, own.get("_room", ""), own.get("_key", ""))
        return HTMLResponse(await self.shared.player.work(made))

    def _room(self, name: str, key: str) -> str:
        return rooms.screen(self.shared.frame, self.tables, self.tables.book.room(name), key)

    async def room_state(self, request: Request) -> Response:
        """How much was done in a room."""
        own = AppLink.of(request.url.query).own
        room = await run_in_threadpool(self.tables.book.room, own.get("_room", ""))
        room.seat_of(own.get("_key", ""))
        return JSONResponse({"moves": len(room.said)})

    async def move(self, request: Request) -> Response:
        """Something done in a room."""
        link = AppLink.of(await sent(request))
        fields = {**dict(link.changes), **link.own}
        at = link.whole("_at", 0)
        done = partial(self.tables.move, fields.get("_room", ""), fields.get("_key", ""), at, fields)
        room = await self.shared.player.work(done)
        return JSONResponse({"moves": len(room.said)})
