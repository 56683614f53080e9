"""What all links share: who plays, what is served, and the forms of an answer."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from sim.app.asking import MOST, AppLink, AppQuestion, asked
from sim.app.guard import KEPT_POLICY
from sim.app.pages import PageFrame
from sim.app.playing import Player
from sim.app.subjects import Refused
from sim.bargaining.agents.blame import AgentError, BehaviourError
from sim.scenario.problems import ScenarioError, Unreadable

MISTAKES = (Refused, ScenarioError, Unreadable, AgentError, BehaviourError)
LONGEST = 20_000  # letters of what is sent
Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Shared:
    """What all links share."""

    frame: PageFrame
    player: Player
    results: Path

    def asked(self, query: str) -> AppQuestion:
        """What a link asks. Raises Refused."""
        return asked(self.frame.subjects, AppLink.of(query))


def every(query: str, key: str) -> list[str]:
    """Everything said under one key."""
    return [value for name, value in parse_qsl(query, max_num_fields=MOST) if name == key]


async def sent(request: Request) -> str:
    """What a page sends, written as a link is. Raises Refused."""
    body = await request.body()
    if len(body) > LONGEST:
        raise Refused(f"more than {LONGEST:,} letters")
    return body.decode("utf-8", "replace")


def as_file(text: str, name: str) -> Response:
    """YAML to be kept under a name that every system takes."""
    plain = name.encode("ascii", "ignore").decode()
    return PlainTextResponse(text, headers={"content-disposition": f'attachment; filename="{plain}.yaml"'})


def report(text: str) -> Response:
    """A page that brings its own scripts: it can reach nothing of the app."""
    return HTMLResponse(text, headers={"content-security-policy": KEPT_POLICY})


def streamed(parts: AsyncGenerator[dict[str, Any], None]) -> Response:
    """A line of JSON for each part. Every generator on the way is closed: else its work would go on unheard."""

    async def lines() -> AsyncGenerator[str, None]:
        try:
            async with aclosing(parts):
                async for part in parts:
                    yield json.dumps(part, ensure_ascii=False) + "\n"
        except MISTAKES as error:
            yield json.dumps({"error": str(error)}) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")
