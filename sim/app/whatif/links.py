"""The links of what if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sim.app.keeping import keep
from sim.app.overlay import overlay
from sim.app.replies import Page, Shared, as_file, sent, streamed
from sim.app.subjects import Refused
from sim.app.whatif import answer, screen


@dataclass(frozen=True)
class WhatIfLinks:
    """The links of what if."""

    shared: Shared

    @property
    def read(self) -> Mapping[str, Page]:
        """By path, what is read."""
        return {
            "/": self.what_if,
            "/live": self.live,
            "/chapter": self.chapter,
            "/knobs": self.knobs,
            "/overlay.yaml": self.overlay,
        }

    @property
    def sent(self) -> Mapping[str, Page]:
        """By path, what is sent."""
        return {"/keep": self.keep}

    async def what_if(self, request: Request) -> Response:
        """The first screen."""
        return HTMLResponse(
            await run_in_threadpool(screen.screen, self.shared.frame, self.shared.asked(request.url.query))
        )

    async def live(self, request: Request) -> Response:
        """The answer, as it sharpens. Whoever goes away takes the work along."""
        wanted = self.shared.asked(request.url.query)
        await run_in_threadpool(lambda: wanted.id)  # not behind what is played for another move
        return streamed(screen.stream(self.shared.player, wanted, wanted.link.whole("_tried", 1, 1_000_000)))

    async def chapter(self, request: Request) -> Response:
        """A chapter of the comparison."""
        wanted = self.shared.asked(request.url.query)
        key, tried = wanted.link.own.get("_chapter", ""), wanted.link.whole("_tried", 1, 1_000_000)
        if key not in answer.LATER:
            raise Refused(f"there is no chapter of that name; there are {', '.join(answer.LATER)}")
        return JSONResponse(await screen.chapter(self.shared.player, wanted, key, tried))

    async def knobs(self, request: Request) -> Response:
        """Some sliders."""
        return HTMLResponse(await screen.sliders(self.shared.player, self.shared.asked(request.url.query)))

    async def overlay(self, request: Request) -> Response:
        """The link as a file."""
        wanted = self.shared.asked(request.url.query)
        text = await self.shared.player.work(lambda: overlay(wanted))
        return as_file(text, f"{wanted.subject.name}_changed")

    async def keep(self, request: Request) -> Response:
        """Play it whole and keep it."""
        wanted = self.shared.asked(await sent(request))
        return JSONResponse(await run_in_threadpool(keep, wanted, self.shared.results))
