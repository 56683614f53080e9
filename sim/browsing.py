"""Pages on paper and as pictures, by a browser of this machine that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
SAID = "BROWSER_PATH"  # where it is, if it is elsewhere
PATIENCE = 60.0  # seconds
DRAWING = 20_000  # milliseconds of the page's own clock, which does not wait for ours
# It draws what it is given, asks nothing of anybody, and leaves nothing behind.
SWITCHES = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars",
    "--no-pdf-header-footer", f"--virtual-time-budget={DRAWING}",
)  # fmt: skip


class NoBrowser(Exception):
    """There is none, or it cannot draw."""


def printed(files: dict[str, str | bytes], page: str) -> bytes:
    """A page, with the files that it reads, as PDF."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "page.pdf"
        _open(files, page, Path(folder), f"--print-to-pdf={target}")
        if not target.is_file():
            raise NoBrowser(f"{found()} printed nothing")
        return target.read_bytes()


def said(files: dict[str, str | bytes], page: str) -> str:
    """What a page holds once its scripts have run."""
    with TemporaryDirectory() as folder:
        return _open(files, page, Path(folder), "--dump-dom")


def found() -> str:
    """Where a Chromium or its like is."""
    if path := next(_candidates(), None):
        return path
    raise NoBrowser(
        f"a picture needs Chromium, Chrome or Edge, and none is found here: install one, or set {SAID} to its path"
    )


def _candidates() -> Iterator[str]:
    if said := os.environ.get(SAID):
        yield from filter(os.path.isfile, [said])
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.isfile, ELSEWHERE)


def _open(files: dict[str, str | bytes], page: str, folder: Path, task: str) -> str:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    words = [found(), *SWITCHES, *_as_root(), f"--user-data-dir={folder / 'profile'}", task]
    try:
        done = subprocess.run(
            [*words, (folder / page).as_uri()], capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoBrowser(f"{words[0]} cannot draw: {_why(error)}") from error
    return done.stdout.decode(errors="replace")


def _as_root() -> list[str]:
    """It refuses root without this; the page is ours, and every name in it is escaped."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _why(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took more than {PATIENCE:.0f} seconds"
    said = getattr(error, "stderr", b"") or b""
    return (said.decode(errors="replace").strip().splitlines() or [str(error)])[-1]
