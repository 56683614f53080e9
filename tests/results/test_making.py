"""What a killed program leaves is cleared, and what a live one makes never is."""

import os
import platform
import signal
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from sim import making as module
from sim.making import clear, hidden, making


def _make(target: Path, told: Connection) -> None:
    with making(target) as fresh:
        (fresh / "half").write_text("x")
        told.send(fresh.name)
        signal.pause()


def test_the_folder_of_a_live_program_stays_and_that_of_a_killed_one_goes(tmp_path: Path) -> None:
    context = get_context("spawn")
    here, there = context.Pipe()
    maker = context.Process(target=_make, args=(tmp_path / "mine" / "1", there))
    maker.start()
    fresh = tmp_path / "mine" / here.recv()
    os.utime(fresh, (0, time.time() - 3600))
    clear(tmp_path)
    assert (fresh / "half").exists()
    maker.kill()
    maker.join()
    assert fresh.exists()
    clear(tmp_path)
    assert not fresh.exists()


def assert_goes_after(seconds: float, left: Path) -> None:
    """It stays when it is new."""
    clear(left.parent)
    assert left.exists()
    os.utime(left, (0, time.time() - seconds))
    clear(left.parent)
    assert not left.exists()


def test_what_another_computer_left_goes_when_nobody_can_be_at_it_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "elsewhere")
    strange = hidden(tmp_path / "1")
    monkeypatch.undo()
    strange.mkdir()
    assert_goes_after(8 * 86400, strange)


def test_without_locks_only_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "flock", None)
    with making(tmp_path / "1") as fresh:
        clear(tmp_path)
        assert fresh.exists()
    left = hidden(tmp_path / "1")
    left.mkdir()
    assert_goes_after(8 * 86400, left)


def test_a_file_half_written_goes_after_an_hour(tmp_path: Path) -> None:
    left = hidden(tmp_path / "latest")
    left.write_text("")
    assert_goes_after(3601, left)


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    for name in (".git", ".0123456789ab-partial", "mine", f"mine-{'0' * 32}", ".mine"):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (0, 0))
    aim = tmp_path / "mine" / "kept"
    aim.mkdir()
    hidden(tmp_path / "x").symlink_to(aim)
    before = {path.name for path in tmp_path.rglob("*")}
    clear(tmp_path)
    assert {path.name for path in tmp_path.rglob("*")} == before
