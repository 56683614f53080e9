"""Who waits for the compiler is told how long, by what it took on this machine before."""

import time
from collections.abc import Callable
from pathlib import Path

import numba
import pytest

from sim import first_time
from sim.bargaining import compiled
from sim.progress import Silent


class Heard(Silent):
    """A watch that remembers."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def notice(self, text: str) -> None:
        self.texts.append(text)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where rules are kept compiled: nothing was compiled yet."""
    monkeypatch.setattr(compiled, "cache_folder", lambda: tmp_path / "cache" / "engine-new")
    return tmp_path / "cache" / "seconds.json"


def test_nobody_is_told_of_rules_that_are_kept(kept: Path) -> None:
    heard = Heard()
    with first_time.compiling("mediated", True, heard):
        pass
    assert heard.texts == []
    assert not kept.exists()


def test_the_second_time_is_told_by_the_first(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    with first_time.compiling("mediated", False, heard):
        first_time.note("challenge", 8.26)
    first_time.note("mediated", 41.7)
    with first_time.compiling("mediated", False, heard):
        pass
    assert [text.partition("(")[2] for text in heard.texts] == [
        "about 25 s, as a rule)",
        "about 42 s, as the last time on this machine)",
    ]
    assert first_time.noted() == {"challenge": 8.3, "mediated": 41.7}


@pytest.mark.parametrize(
    "found", ["", "{", "[]", '{"mediated": "nan"}', '{"mediated": -1}', '{"mediated": []}']
)
def test_what_cannot_be_read_was_never_noted(found: str, kept: Path) -> None:
    kept.parent.mkdir()
    kept.write_text(found, encoding="utf-8")
    assert "about 25 s, as a rule" in first_time.notice("mediated")


def test_where_nothing_can_be_kept_nothing_is_noted(kept: Path) -> None:
    kept.parent.write_text("a file where the folder should be")
    first_time.note("mediated", 9.0)
    assert first_time.noted() == {}


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
def test_only_compiling_is_timed() -> None:
    heard: list[float] = []
    rule: Callable[[float], float] = numba.njit(lambda x: x + 1.0)
    for _ in range(2):
        with compiled.timed(heard.append):
            rule(1.0)
    assert len(heard) == 1
    assert heard[0] > 0.0


TRAPPED = """
from pathlib import Path
try:
    import trap
except ImportError:
    Path("told").write_text("nothing", "utf-8")
"""


def test_the_process_beside_runs_nothing_that_lies_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(first_time, "LATE", TRAPPED)
    Path("trap.py").write_text('open("told", "w").write("trapped")', "utf-8")
    told, latest = Path("told"), time.monotonic() + 30
    with first_time.beside("mediated"):
        while not (told.exists() and told.read_text("utf-8")) and time.monotonic() < latest:
            time.sleep(0.01)
    assert told.read_text("utf-8") == "nothing"
