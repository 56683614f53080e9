"""`python -m sim app`: where it listens, what it says, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from asgi import MINIMAL
from click.testing import CliRunner
from starlette.types import Receive, Scope, Send

from sim.app.running import PortTaken, Stoppable, configured, door
from sim.cli.main import commands


def test_without_its_libraries_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr("sim.cli.app.find_spec", nowhere)
    done = CliRunner().invoke(commands, ["app", str(MINIMAL)])
    assert done.exit_code == 2
    assert done.output == "the app needs starlette and uvicorn: pip install -e '.[app]'\n"


def test_on_loopback_no_token_elsewhere_one() -> None:
    for host, key in (("127.0.0.1", False), ("0.0.0.0", True)):
        found, listening = door(host, 0)
        listening.close()
        assert (bool(found.key), found.open_to_others) == (key, key)
        assert found.address.startswith(f"http://{host}:{found.port}/")


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match="choose another with --port"):
            door("127.0.0.1", port)
        words = ["app", str(MINIMAL), "--no-open", "--port", str(port), "--results", str(tmp_path)]
        done = CliRunner().invoke(commands, words)
    assert (done.exit_code, "is not free" in done.output) == (2, True)


def test_a_file_that_cannot_be_played_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("actors: 3\n")
    done = CliRunner().invoke(commands, ["app", str(file), "--no-open"])
    assert (done.exit_code, "cannot be simulated" in done.output) == (2, True)


def test_code_is_run_only_when_allowed() -> None:
    stubborn = MINIMAL.parent / "behaviours" / "stubborn.yaml"
    done = CliRunner().invoke(commands, ["app", str(stubborn), "--no-open"])
    assert (done.exit_code, "--allow-code" in done.output) == (2, True)


@pytest.mark.parametrize("complained", ["", "ValueError"])
def test_a_busy_page_is_cut_off_without_a_word(complained: str, capfd: pytest.CaptureFixture[str]) -> None:
    """... but what fails by itself at the end is told."""
    asked = threading.Event()

    async def busy(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"so far", "more_body": True})
        asked.set()
        try:
            await asyncio.sleep(60.0)
        except asyncio.CancelledError:
            if complained:
                raise ValueError("of its own") from None
            raise

    found, listening = door("127.0.0.1", 0)
    server = Stoppable(configured(busy))
    running = threading.Thread(target=server.run, args=([listening],), daemon=True)
    running.start()
    with socket.create_connection((found.host, found.port)) as reader:
        reader.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        assert asked.wait(20)
        server.handle_exit(signal.SIGINT, None)
        running.join(20)
    listening.close()
    assert not running.is_alive()
    said = capfd.readouterr().err
    assert (complained in said, "CancelledError" in said) == (True, False)
    assert bool(said) == bool(complained)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_stopped(stop: signal.Signals, tmp_path: Path) -> None:
    words = ["app", str(MINIMAL), "--no-open", "--port", "0", "--results", str(tmp_path)]
    with subprocess.Popen(
        [sys.executable, "-m", "sim", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        address = running.stdout.readline().strip().partition(": ")[2]
        with urllib.request.urlopen(address) as page:
            assert b"A pay round" in page.read()
        running.send_signal(stop)
        _, complaints = running.communicate(timeout=30)
    assert (running.returncode, complaints) == (0, "")
