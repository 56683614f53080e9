"""There is room for results before anything is played, and nothing is left if it comes to nothing."""

import errno
import os
from pathlib import Path

import pytest

from sim.results import writable as place
from sim.results.writable import Unwritable, room


def test_a_failure_leaves_no_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), room(tmp_path / "a" / "results" / "mine"):
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_a_folder_that_was_there_before_stays(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    with pytest.raises(KeyboardInterrupt), room(tmp_path / "results" / "mine"):
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.rglob("*")] == ["results"]


def test_a_place_that_refuses_is_told_without_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(dir: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(dir))

    monkeypatch.setattr(place, "TemporaryFile", refusing)
    said = (
        f"^results cannot be written to {tmp_path}/results: permission denied; choose another with --results$"
    )
    with pytest.raises(Unwritable, match=said), room(tmp_path / "results" / "mine"):
        raise AssertionError("played all the same")
    assert not list(tmp_path.iterdir())
