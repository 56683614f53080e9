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

# Else every program that a test starts would compile all sources anew, for a second each.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from sim import browsing
from sim.analysis import chapters, replays

# As for the command line: compiled sooner, to the same answers; garbage is looked for less often, a tenth of the time.
os.environ.setdefault("NUMBA_OPT", "1")
gc.set_threshold(50_000, 10, 10)
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
for protocol in ("mediated", "challenge", "alternating_offers"):
    scenario = read(sys.argv[1], ["protocol=" + protocol])
    play(scenario, 1, 1)
    trace(scenario, 1, 0, reasons=True)
    play_mesa(scenario, 1, 1)
compile_concepts(scenario)
"""
SOONER = ("test_house.py", "scenario/", "scenarios/", "doubts/")  # what plays hardly anything, in tests/


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
    """What needs no compiled rule begins first, then what takes long: else a worker would be left alone with it."""
    for item in items:
        if item.name in SLOW_EXAMPLES:
            item.add_marker(pytest.mark.slow)
    sooner = tuple(str(Path(__file__).parent / name) for name in SOONER)
    items.sort(key=lambda item: (not str(item.path).startswith(sooner), not item.get_closest_marker("long")))


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
    """Compile the engine once, while the tests are collected and those begin that play hardly anything."""
    done = compiled()
    if done.exists() or hasattr(session.config, "workerinput") or os.environ.get("NUMBA_DISABLE_JIT"):
        return
    done.parent.mkdir(parents=True, exist_ok=True)
    session.config.add_cleanup(subprocess.Popen([sys.executable, "-c", COMPILE, FILE, done]).wait)


def compiled() -> Path:
    """A file that is there when the engine has been compiled."""
    from sim.bargaining.compiled import cache_folder

    return cache_folder() / "compiled for tests"


def pytest_collection_finish(session: pytest.Session) -> None:
    """What another process is about to compile is waited for."""
    from sim.bargaining.compiled import Kept

    if not compiled().exists():
        Kept.load_overload = patient(Kept.load_overload, compiled())  # type: ignore[method-assign]


def patient(load: Callable[..., Any], done: Path) -> Callable[..., Any]:
    """Look for a compiled rule, and once more when all are compiled."""

    def loaded(*asked: Any) -> Any:
        found, latest = load(*asked), time.monotonic() + 300
        while found is None and not done.exists() and time.monotonic() < latest:
            time.sleep(0.1)
        return found or load(*asked)

    return loaded
