"""Many browsers at once for some minutes: does the memory of the app stay flat?

python -m tests.app.soak --browsers 8 --minutes 5

Every browser is a session of its own: it moves sliders, drafts texts, plays games and looks at what is kept, without
waiting for answers. Printed are the memory of the server and of the scripts in a page, and at the end whether it grew.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

from playwright.sync_api import Error, sync_playwright

from sim import browsing
from sim.app.playing import STAGES
from tests.app.served import FILES, alone

EVERY = 10.0  # seconds between two looks
GROWTH = 0.03  # of the server in the second half, above which it is not flat
MEGABYTE = 1 << 20
KINDS = ("what if", "draft", "seat", "what if", "draft", "seat", "what if", "gallery")


@dataclass
class Session:
    """A browser, what it does, and its own luck."""

    page: Any
    kind: str
    address: str
    chance: random.Random
    said: list[str]

    def begin(self) -> None:
        """Open the screen."""
        links = {
            "what if": "?_in=ceasefire30", "draft": "draft?_in=ceasefire30", "gallery": "gallery",
            "seat": f"seat?_in=ceasefire30&_as=ukraine&_luck={self.chance.randrange(1000)}",
        }  # fmt: skip
        self.page.goto(self.address + links[self.kind])

    def act(self) -> None:
        """One thing, as somebody would do it."""
        doing: dict[str, Callable[[], None]] = {
            "what if": self.slide, "draft": self.draft, "seat": self.play, "gallery": self.begin,
        }  # fmt: skip
        doing[self.kind]()

    def slide(self) -> None:
        """A slider is moved somewhere."""
        numbers = self.page.locator("#controls .knob .slide:not([hidden]) input[type=range]")
        if count := numbers.count():
            slider = numbers.nth(self.chance.randrange(count))
            slider.focus(timeout=2_000)
            slider.press(self.chance.choice(["ArrowRight", "ArrowLeft", "PageUp", "PageDown"]))

    def draft(self) -> None:
        """An option is exchanged."""
        issue = self.page.locator("#text select").nth(self.chance.randrange(9))
        options = issue.locator("option:not([disabled])").count()
        issue.select_option(index=self.chance.randrange(options), timeout=2_000)

    def play(self) -> None:
        """A decision, or another game."""
        for name in self.chance.sample(
            ["Refuse", "Let my agent decide", "… the next 5 times", "… the next 20 times"], 4
        ):
            link = self.page.get_by_role("link", name=name, exact=True)
            if link.count():
                link.click(timeout=5_000)
                return
        self.begin()

    @property
    def heap(self) -> float:
        """Megabytes of its scripts and what they hold."""
        client = self.page.context.new_cdp_session(self.page)
        client.send("HeapProfiler.collectGarbage")
        used = client.send("Runtime.getHeapUsage")["usedSize"]
        client.detach()
        return float(used) / MEGABYTE


def resident(pid: int) -> float:
    """Megabytes that a process keeps in memory."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    kept = next(line for line in lines if line.startswith("VmRSS"))
    return float(kept.split()[1]) / 1024.0


def soak(browsers: int, minutes: float, address: str, pid: int) -> Iterator[tuple[float, float, float, int]]:
    """Every so often: seconds, megabytes of the server, megabytes of a page, things done."""
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        switches = ["--no-sandbox", "--disable-gpu"]
        launched = playwright.chromium.launch(executable_path=browsing.found(), args=switches)
        stack.callback(launched.close)
        sessions = [opened(launched, address, 0)]
        while sessions[0].page.evaluate("Number(document.documentElement.dataset.runs)") < STAGES[-1]:
            sleep(0.1)
        yield (
            0.0,
            resident(pid),
            sessions[0].heap,
            0,
        )  # one session: the rules are there, and what it was told
        sessions += [opened(launched, address, k) for k in range(1, browsers)]
        begun, next_look = monotonic(), 0.0
        for done, session in enumerate(itertools.cycle(sessions)):
            seconds = monotonic() - begun
            if seconds >= next_look:
                yield seconds, resident(pid), statistics.mean(s.heap for s in sessions), done
                next_look += EVERY
            if seconds >= 60.0 * minutes:
                break
            try:
                session.act()
            except Error as late:  # a page that was just going elsewhere
                if "imeout" not in str(late) and "detached" not in str(late):
                    raise
            sleep(0.05)
        if said := [line for session in sessions for line in session.said]:
            sys.exit(f"pages complained: {said[:5]}")


def opened(browser: Any, address: str, k: int) -> Session:
    """A browser of its own: nothing is shared with the others."""
    page = browser.new_context().new_page()
    session = Session(page, KINDS[k % len(KINDS)], address, random.Random(k), [])
    page.on("pageerror", lambda error: session.said.append(str(error)))
    session.begin()
    return session


def main(browsers: int, minutes: float) -> None:
    """The table, and whether it is flat."""
    with TemporaryDirectory() as results, alone(FILES, Path(results)) as (address, pid):
        seen: list[tuple[float, float]] = []
        for seconds, server, page, done in soak(browsers, minutes, address, pid):
            print(
                f"{seconds:5.0f} s  server {server:5.0f} MB  a page {page:5.1f} MB  {done:5} acts", flush=True
            )
            seen.append((seconds, server))
    late = [mb for seconds, mb in seen if seconds >= seen[-1][0] / 2.0]
    third = max(1, len(late) // 3)
    before, after = statistics.median(late[:third]), statistics.median(late[-third:])
    flat = "flat" if after <= before * (1.0 + GROWTH) else "it grows"
    print(f"of the server, each session more takes {(after - seen[0][1]) / max(1, browsers - 1):.1f} MB")
    print(f"in the second half from {before:.0f} to {after:.0f} MB: {flat}")


if __name__ == "__main__":
    typed = argparse.ArgumentParser(description=__doc__)
    typed.add_argument("--browsers", type=int, default=8)
    typed.add_argument("--minutes", type=float, default=5.0)
    said = typed.parse_args()
    main(said.browsers, said.minutes)
