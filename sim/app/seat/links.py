"""The links of a seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sim.app.replies import Page, Shared, streamed
from sim.app.seat import lucks
from sim.app.seat import screen as seats


@dataclass(frozen=True)
class Seats:
    """The links of a seat."""

    shared: Shared

    @property
    def read(self) -> Mapping[str, Page]:
        """By path, what is read."""
        return {"/seat": self.seat, "/lucks": self.lucks}

    @property
    def sent(self) -> Mapping[str, Page]:
        """By path, what is sent."""
        return {}

    async def seat(self, request: Request) -> Response:
        """A place at the table."""
        wanted = self.shared.asked(request.url.query)
        await self.shared.player.work(lambda: wanted.scenario)
        elsewhere = await seats.redirected(self.shared.player, wanted)
        if elsewhere is not None:
            return RedirectResponse(elsewhere, 303)
        return HTMLResponse(await self.shared.player.work(partial(seats.screen, self.shared.frame, wanted)))

    async def lucks(self, request: Request) -> Response:
        """The policy of a game over many lucks."""
        wanted = self.shared.asked(request.url.query)
        await self.shared.player.work(partial(seats.played, wanted))
        return streamed(lucks.stream(self.shared.player, wanted))
