"""A report is one file that can be sent, or small, beside a script that many share."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

import sim
from sim.bargaining.run import driver
from sim.cli.main import commands
from sim.results.store import read_manifest

STARTER = Path(str(files("sim") / "new.yaml"))
RUNS = 30
FEW = 400_000  # bytes of a linked report


def test_a_linked_report_is_small_and_the_script_lies_there_once(tmp_path: Path) -> None:
    folders = [
        sim.run(STARTER, runs=RUNS, results=tmp_path, linked=True, overrides=over).folder
        for over in ([], ["actors.north.aspiration=0.8"])
    ]
    (script,) = tmp_path.glob("plotly-*.js")
    for folder in folders:
        page = folder / "report.html"
        assert page.stat().st_size <= FEW
        assert f'<script src="../../{script.name}"></script>' in page.read_text()
        assert (page.parent / f"../../{script.name}").resolve() == script
        assert "'self' file:" in page.read_text()
    assert script.read_bytes()[:200].count(b"plotly.js")


def test_whoever_asks_for_one_file_gets_the_same_bytes_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = sim.run(STARTER, runs=RUNS, results=tmp_path / "usual").folder / "report.html"
    lean = sim.run(STARTER, runs=RUNS, results=tmp_path / "lean", linked=True).folder / "report.html"
    assert lean.read_bytes() != usual.read_bytes()

    def never(*_: object, **__: object) -> None:
        raise AssertionError("played again")

    monkeypatch.setattr(driver, "play", never)
    monkeypatch.setattr("sim.report.page.render", never)
    again = sim.run(STARTER, runs=RUNS, results=tmp_path / "lean")
    assert again.recalled
    assert lean.read_bytes() == usual.read_bytes()
    assert not read_manifest(again.folder)["linked"]


def test_a_script_that_was_taken_away_is_put_back(tmp_path: Path) -> None:
    sim.run(STARTER, runs=RUNS, results=tmp_path, linked=True)
    for script in tmp_path.glob("plotly-*.js"):
        script.unlink()
    assert sim.run(STARTER, runs=RUNS, results=tmp_path, linked=True).recalled
    assert list(tmp_path.glob("plotly-*.js"))


def test_the_answer_is_printed_before_the_page_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who stops while the page is made has read the answer, and nothing is lost."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    words = [str(STARTER), "--runs", str(RUNS), "--results", str(tmp_path)]
    with monkeypatch.context() as broken:
        broken.setattr("sim.telling.report", stopped)
        done = CliRunner().invoke(commands, words, prog_name="python -m sim")
    assert "How the talks end" in done.stdout
    assert "report.html" not in done.stdout
    monkeypatch.setattr(driver, "play", lambda *_, **__: pytest.fail("played again"))
    done = CliRunner().invoke(commands, words, prog_name="python -m sim", catch_exceptions=False)
    assert (done.exit_code, "".join(done.stdout.splitlines()).endswith("report.html")) == (0, True)
    shutil.rmtree(tmp_path)


def test_whoever_stops_reading_still_gets_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `| head`: the page is made all the same."""

    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("sim.report.terminal.show", closed)
    words = [str(STARTER), "--runs", str(RUNS), "--results", str(tmp_path)]
    assert CliRunner().invoke(commands, words, catch_exceptions=False).exit_code == 0
    assert list(tmp_path.glob("new/*/report.html"))
