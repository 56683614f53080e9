"""The whole app: every link behind the guard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sim.app import static
from sim.app.draft.links import Drafts
from sim.app.gallery.links import Gallery
from sim.app.guard import Door, Guard
from sim.app.pages import PageFrame, page
from sim.app.playing import Player
from sim.app.replies import MISTAKES, Page, Shared
from sim.app.rooms.links import Rooms
from sim.app.seat.links import Seats
from sim.app.subjects import Subject
from sim.app.whatif.links import WhatIfLinks

NO_PAGE = "there is no page at this address"
LINKS = (WhatIfLinks, Drafts, Seats, Rooms, Gallery)


def routes(shared: Shared) -> Iterator[Route]:
    """Every link."""
    for links in LINKS:
        found = links(shared)
        for path, made in found.read.items():
            yield Route(path, kindly(shared.frame, made), methods=["GET"])
        for path, made in found.sent.items():
            yield Route(path, kindly(shared.frame, made), methods=["POST"])
    for name in static.MAKERS:
        yield Route(f"/{name}", static_file, methods=["GET"])


def kindly(frame: PageFrame, made: Page) -> Page:
    """A mistake is told in its own words: to who looks at a page on a page."""

    async def answered(request: Request) -> Response:
        try:
            return await made(request)
        except MISTAKES as error:
            return mistake(frame, request, str(error), 400)

    return answered


def mistake(frame: PageFrame, request: Request, why: str, status: int) -> Response:
    """What is wrong, on a page for who looks at one."""
    if request.headers.get("sec-fetch-mode") != "navigate":
        return PlainTextResponse(why, status)
    return HTMLResponse(page(frame, "mistake.html.j2", "none", None, why=why), status)


async def static_file(request: Request) -> Response:
    """A style or a script."""
    name = request.url.path.rpartition("/")[2]
    kind = static.TYPES[name.rpartition(".")[2]]
    headers = {"content-encoding": "gzip", "cache-control": "max-age=3600"}
    return Response(await run_in_threadpool(static.content, name), media_type=kind, headers=headers)


def application(
    subjects: dict[str, Subject], door: Door, results: Path, player: Player | None = None
) -> tuple[ASGIApp, Player]:
    """The whole app behind its guard, and who plays for it."""
    player = player or Player()
    shared = Shared(PageFrame(door, subjects), player, results)

    async def astray(request: Request, error: Exception) -> Response:
        return mistake(shared.frame, request, NO_PAGE, 404)

    return Guard(Starlette(routes=list(routes(shared)), exception_handlers={404: astray}), door), player
