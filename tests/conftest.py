"""What all tests share."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sim import browsing
from sim.analysis import chapters, replays

os.environ.setdefault("NUMBA_OPT", "1")  # as for the command line: compiled sooner, to the same answers
FILE = Path(str(files("sim") / "new.yaml"))
SLOW_EXAMPLES = {"sim.questions.discover.discover"}  # of docstrings, which cannot be marked where they stand
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
COMPILE = """
import atexit, gc, pathlib, sys
gc.set_threshold(20_000)  # see sim.first_time
atexit.register(pathlib.Path(sys.argv[2]).touch)  # nobody waits for ever, whatever becomes of it
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.trace import trace
from sim.bargaining.run.batch import play
from sim.first_time import compile_concepts
from sim.scenario.reading import read
for protocol in sys.argv[3:]:
    scenario = read(sys.argv[1], ["protocol=" + protocol])
    play(scenario, 1, 1)
    trace(scenario, 1, 0, reasons=True)
    play_mesa(scenario, 1, 1)
compile_concepts(scenario)
"""
PROTOCOLS = (("mediated",), ("challenge", "alternating_offers"))  # of two processes: about as long


chapters.SURVIVED = ()  # a chapter that fails costs nobody an answer; but it must end a test
replays.FEWEST = 10  # how many there are changes what a page tells, and not whether it is right


@pytest.fixture
def surviving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chapters fail as they do for users: in their place."""
    monkeypatch.setattr(chapters, "SURVIVED", Exception)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> tuple[int, ...]:
    """The app streams few replications: how many there are changes what is told, and not whether it is right."""
    monkeypatch.setattr("sim.app.playing.STAGES", (128, 256))
    return 128, 256


@pytest.fixture(scope="module")
def chromium() -> Path:
    """The browser of the system; its absence is an error where everything is meant to run."""
    try:
        return Path(browsing.found())
    except browsing.NoBrowser:
        if os.environ.get("CI"):
            raise
        pytest.skip("no chromium on this machine: nothing is looked at in a browser")


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    """One that is driven. No longer than a module has it, since no event loop can run beside it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield launched
        launched.close()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The tests of a file go to one worker, so that what they share is made once; files in the order of the tests."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first; else one worker would be left alone with it at the end."""
    for item in items:
        if item.name in SLOW_EXAMPLES:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def barriers() -> Callable[[Any], list[str]]:
    """What keeps people out of a page that a browser shows, by axe-core: its serious findings."""
    from axe_playwright_python.sync_playwright import Axe

    def found(page: Any) -> list[str]:
        broken = Axe().run(page).response["violations"]
        serious = [each for each in broken if each["impact"] in ("serious", "critical")]
        return [f"{each['id']}: {node['html']}" for each in serious for node in each["nodes"]]

    return found


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the engine once, on two processors, while the tests are collected."""
    if hasattr(session.config, "workerinput") or os.environ.get("NUMBA_DISABLE_JIT"):
        return
    for protocols in PROTOCOLS:
        done = compiled(protocols)
        if not done.exists():
            done.parent.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-c", COMPILE, FILE, done, *protocols]
            session.config.add_cleanup(subprocess.Popen(command).wait)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin when that is done, before several workers would each do it. What was collected stays: it is no garbage."""
    gc.collect()
    gc.freeze()
    latest = time.monotonic() + 300
    ahead = [] if os.environ.get("NUMBA_DISABLE_JIT") else PROTOCOLS
    while not all(compiled(protocols).exists() for protocols in ahead) and time.monotonic() < latest:
        time.sleep(0.1)


def compiled(protocols: tuple[str, ...]) -> Path:
    """A file that is there when the rules of these protocols have been compiled."""
    from sim.bargaining.compiled import cache_folder

    return cache_folder() / f"compiled for tests, {', '.join(protocols)}"
