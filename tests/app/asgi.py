"""Asks the app as a browser would, without a network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sim.app.guard import Door
from sim.app.playing import Player
from sim.app.server import application
from sim.app.subjects import subjects

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "scenarios" / "minimal.yaml"
CEASEFIRE = ROOT / "scenarios" / "ceasefire30.yaml"


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.text.splitlines()]


class Site:
    """An app to ask."""

    def __init__(
        self, files: Sequence[Path], results: Path, door: Door | None = None, **options: Any
    ) -> None:
        self.door = door or Door(token="a token")
        self.player = Player(2)
        self.known = subjects(files, allow_code=False)
        self.app, _ = application(self.known, self.door, results, self.player, **options)

    def get(self, path: str, *pairs: tuple[str, str], **headers: str) -> Answer:
        """A page, or a part of one."""
        return asyncio.run(self.ask("GET", path, urlencode(pairs), headers))

    def post(self, path: str, *pairs: tuple[str, str], **headers: str) -> Answer:
        """Something sent by a page of ours, unless the headers say otherwise."""
        ours = {"sec_fetch_site": "same-origin", "x_token": self.door.token} | headers
        return asyncio.run(self.ask("POST", path, "", ours, urlencode(pairs).encode()))

    async def ask(
        self,
        method: str,
        path: str,
        query: str,
        headers: dict[str, str],
        body: bytes = b"",
        lines: int = 0,
    ) -> Answer:
        """One request from beginning to end, or until so many lines have come, and then the page is closed."""
        named = {"host": f"127.0.0.1:{self.door.port}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        answer, sent, closed = Answer(), asyncio.Event(), asyncio.Event()

        async def receive() -> dict[str, Any]:
            if not sent.is_set():
                sent.set()
                return {"type": "http.request", "body": body, "more_body": False}
            await closed.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            else:
                answer.body += message.get("body", b"")
                if lines and answer.body.count(b"\n") >= lines:
                    closed.set()

        await self.app(self.scope(method, path, query, named), receive, send)
        return answer

    def scope(self, method: str, path: str, query: str, headers: dict[str, str]) -> dict[str, Any]:
        return {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
            "method": method, "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
            "query_string": query.encode(), "server": ("127.0.0.1", self.door.port), "client": ("127.0.0.1", 1),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
