"""Who may ask: this machine's own browser, on a page of ours; from elsewhere only who holds the token of the link."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
FRAMES = ("iframe", "frame", "embed", "object")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Of a report that was kept: it brings its own scripts, and can reach nothing of the app.
KEPT_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-downloads allow-modals"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True)
class Door:
    """Where the app listens, and what a request must know."""

    host: str = "127.0.0.1"
    port: int = 8000
    key: str = ""  # the first step of every path; empty on loopback, where nobody else can ask
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))  # of pages, for what they send

    @property
    def open_to_others(self) -> bool:
        """Can other machines reach it?"""
        return bool(self.key)

    @property
    def root(self) -> str:
        """What every path begins with."""
        return f"/{self.key}" if self.key else ""

    @property
    def address(self) -> str:
        """The link to the first page."""
        return f"http://{self.host}:{self.port}{self.root}/"

    def knows(self, host: str) -> bool:
        """Is it a name of ours? A foreign name that leads here is how pages of others would read ours."""
        name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "80")
        if not (port.isascii() and port.isdigit() and int(port) == self.port):
            return False
        return name in LOOPBACK or (self.open_to_others and (name == self.host or _ours(name)))


def _ours(name: str) -> bool:
    """An address says where it leads; of names only that of this machine."""
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name.lower() in (socket.gethostname().lower(), f"{socket.gethostname().lower()}.local")
    return True


@dataclass(frozen=True)
class Guard:
    """Lets through what may be asked, and marks every answer."""

    app: ASGIApp
    door: Door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _missing(answer, {**HEADERS, "content-security-policy": POLICY}):
                    answer[name] = value
                answer.setdefault("cache-control", "no-store")
            await send(message)

        status, why = self.refusal(scope["method"], scope["path"], headers)
        if why:
            await PlainTextResponse(why, status)(scope, receive, marked)
            return
        path = scope["path"].removeprefix(self.door.root)
        await self.app({**scope, "path": path, "raw_path": path.encode()}, receive, marked)

    def refusal(self, method: str, path: str, headers: Headers) -> tuple[int, str]:
        """Why it may not be asked, in a sentence; empty if it may."""
        site, target = headers.get("sec-fetch-site", ""), headers.get("sec-fetch-dest", "")
        if not self.door.knows(headers.get("host", "")):
            return 400, "this is not the host that was asked for"
        if self.door.key and not compare_digest(path.split("/")[1].encode(), self.door.key.encode()):
            return 404, "there is nothing here: the link is not whole"
        if target in FRAMES:
            return 403, "this page is not shown within others"
        if site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return 403, "pages of others may not read this one"
        if method in ("GET", "HEAD"):
            return 0, ""
        if method != "POST":
            return 405, "pages are read (GET), and what is kept is sent (POST)"
        known = headers.get("x-token", "").encode()
        if site != "same-origin" or not compare_digest(known, self.door.token.encode()):
            return 403, "only a page of this app may send something"
        return 0, ""


def _missing(there: MutableHeaders, wanted: dict[str, str]) -> Iterable[tuple[str, str]]:
    return [(name, value) for name, value in wanted.items() if name not in there]
