"""The links of a text that is drafted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sim.app.draft import screen as drafts
from sim.app.draft import searched
from sim.app.draft.texts import trial
from sim.app.replies import Page, Shared, as_file, streamed


@dataclass(frozen=True)
class Drafts:
    """The links of a text that is drafted."""

    shared: Shared

    @property
    def read(self) -> Mapping[str, Page]:
        """By path, what is read."""
        return {
            "/draft": self.draft,
            "/drafted": self.drafted,
            "/searched": self.searched,
            "/proposal.yaml": self.proposal,
        }

    @property
    def sent(self) -> Mapping[str, Page]:
        """By path, what is sent."""
        return {}

    async def draft(self, request: Request) -> Response:
        """A text to put together."""
        wanted = self.shared.asked(request.url.query)
        return HTMLResponse(await self.shared.player.work(partial(drafts.screen, self.shared.frame, wanted)))

    async def drafted(self, request: Request) -> Response:
        """Who would sign it."""
        wanted = self.shared.asked(request.url.query)
        await self.shared.player.work(partial(trial, wanted))
        return streamed(drafts.stream(self.shared.player, wanted))

    async def searched(self, request: Request) -> Response:
        """A text that more would sign."""
        wanted = self.shared.asked(request.url.query)
        await self.shared.player.work(partial(trial, wanted))
        return streamed(searched.stream(self.shared.player, wanted))

    async def proposal(self, request: Request) -> Response:
        """The text as a file."""
        wanted = self.shared.asked(request.url.query)
        text = await self.shared.player.work(partial(drafts.overlaid, wanted))
        return as_file(text, f"{wanted.subject.name}_{drafts.NAME}")
