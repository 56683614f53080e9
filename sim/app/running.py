"""The app on this machine until it is stopped."""

from __future__ import annotations

import gc
import logging
import secrets
import signal
import socket
from asyncio import CancelledError
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from sim.app.guard import LOOPBACK, Door
from sim.app.server import application
from sim.app.subjects import subjects

EXPOSED = (
    "whoever has the link, on any machine that reaches this one, can play these scenarios, see what is kept in {}, "
    "and keep more; nothing is encrypted on the way"
)


class PortTaken(Exception):
    """The place is not free."""


def door(host: str, port: int | None) -> tuple[Door, socket.socket]:
    """A place to listen at: the port asked for, else the usual one or, if that is taken, any. Raises Taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for tried in [port] if port is not None else [Door.port, 0]:
        with suppress(OSError):
            listening.bind((host, tried))
            listening.listen()  # whoever comes before the app is ready waits
            shown = f"[{host}]" if ":" in host else host
            found = Door(shown, listening.getsockname()[1])
            others = shown not in LOOPBACK
            return replace(found, key=secrets.token_urlsafe(18)) if others else found, listening
    listening.close()
    raise PortTaken(
        f"{host} port {port or Door.port} is not free, or not of this machine: choose another with --port"
    )


def serve(
    files: Sequence[Path],
    host: str,
    port: int | None,
    results: Path,
    allow_code: bool,
    say: Callable[[str], None],
    show: Callable[[str], None],
) -> None:
    """Until Ctrl-C."""
    look_for_garbage_often()
    known = subjects(files, allow_code)
    found, listening = door(host, port)
    app, player = application(known, found, results)
    server = Stoppable(configured(app))
    say(f"{', '.join(known)}: {found.address}")
    if found.open_to_others:
        say(f"warning: {EXPOSED.format(f'{results}/')}")
    say("Ctrl-C ends it; what was kept stays.")
    show(found.address)
    try:
        server.run(sockets=[listening])
    finally:
        player.close()
        listening.close()


def look_for_garbage_often() -> None:
    """A game leaves rings of few objects that hold much memory; what was loaded by now stays, and is not looked at."""
    gc.freeze()
    gc.set_threshold(1_000, 10, 10)


def configured(app: ASGIApp) -> uvicorn.Config:
    """Quiet, and not waiting long for who still reads when it ends."""
    return uvicorn.Config(
        app, log_level="warning", lifespan="off", server_header=False, timeout_graceful_shutdown=1
    )


class Stoppable(uvicorn.Server):
    """Ends when told to, and does not tell anybody else."""

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Pages that are still busy then are cut off, which is no failure to be complained of."""
        complaints = logging.getLogger("uvicorn.error")
        complaints.addFilter(self.worth_telling)
        try:
            super().run(sockets)
        finally:
            complaints.removeFilter(self.worth_telling)

    def worth_telling(self, record: logging.LogRecord) -> bool:
        """At the end only what would have failed all the same."""
        error = record.exc_info[1] if record.exc_info else None
        return not self.should_exit or not (error is None or isinstance(error, CancelledError))

    def handle_exit(self, sig: int, frame: object) -> None:
        """Told twice, it does not wait for those who still read."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
