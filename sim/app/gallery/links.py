"""The links of what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sim.app.gallery import screen as gallery
from sim.app.replies import Page, Shared, report


@dataclass(frozen=True)
class Gallery:
    """The links of what was kept."""

    shared: Shared

    @property
    def read(self) -> Mapping[str, Page]:
        """By path, what is read."""
        return {"/gallery": self.gallery, "/kept": self.kept, "/beside": self.beside}

    @property
    def sent(self) -> Mapping[str, Page]:
        """By path, what is sent."""
        return {}

    async def gallery(self, request: Request) -> Response:
        """What was kept."""
        wanted = self.shared.asked(request.url.query)
        listed = partial(gallery.screen, self.shared.frame, self.shared.results, wanted)
        return HTMLResponse(await run_in_threadpool(listed))

    async def kept(self, request: Request) -> Response:
        """The report of a study."""
        folders = await run_in_threadpool(
            gallery.chosen, self.shared.frame, self.shared.results, request.url.query
        )
        return report(await run_in_threadpool(gallery.report, folders[0]))

    async def beside(self, request: Request) -> Response:
        """Studies beside one another."""
        folders = await run_in_threadpool(
            gallery.chosen, self.shared.frame, self.shared.results, request.url.query
        )
        code = all(subject.allow_code for subject in self.shared.frame.subjects.values())
        return report(await run_in_threadpool(gallery.beside, folders, self.shared.results, code))
