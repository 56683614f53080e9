"""Every command tells what it found in whatever encoding its output has."""

import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from sim.cli.main import commands
from sim.encodings import tolerate

FILE = str(Path(__file__).parent.parent / "scenarios" / "ceasefire30.yaml")
ASKED = ("--runs", "20", "--seed", "3")
SWEEP = ("sweep", FILE, "--vary", "actors.us.credibility=0:1:1", "--runs", "20")
TOLD = [
    ("run", FILE, *ASKED),
    ("compare", FILE, "--variant", "actors.us.credibility=0.9", *ASKED),
    ("explain", FILE, "--run", "3", "--set", "actors.us.credibility=0.9"),
    SWEEP,
    ("check", FILE),
    ("--help",),
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answers that the next encoding finds again. The folder's name is no text."""
    return tmp_path_factory.mktemp("kept") / os.fsdecode(b"r\xe9")


def said(words: tuple[str, ...], encoding: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What a command writes to a terminal or pipe of that encoding."""
    sink = TextIOWrapper(BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", sink)
    tolerate()
    with pytest.raises(SystemExit) as done:
        commands(list(words), prog_name="parleysim")
    assert not done.value.code
    sink.flush()
    return sink.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
@pytest.mark.parametrize("words", TOLD, ids=[words[0] for words in TOLD])
def test_every_command_tells_its_answer(
    words: tuple[str, ...], encoding: str, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = () if words[0] in ("check", "--help") else ("--results", str(results))
    told = said((*words, *kept), encoding, monkeypatch)
    assert len(told.decode(encoding).splitlines()) >= 1
    if kept:
        assert b"report.html" in told


def test_tables_and_bars_stay_in_line(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("run", FILE, *ASKED, "--results", str(results))
    widths = [
        [len(line) for line in said(words, encoding, monkeypatch).decode(encoding).splitlines()]
        for encoding in ("utf-8", "ascii")
    ]
    assert widths[0][:40] == widths[1][:40]
