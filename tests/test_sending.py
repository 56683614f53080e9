"""A report is one file that can be sent, or small, beside a script that many share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import sim
from sim.bargaining.run import driver
from sim.cli.main import commands
from sim.report.bundle import whole
from sim.results.question import KINDS
from sim.results.store import read_manifest, verified
from sim.scenario.targets import Targets

STARTER = Path(str(files("sim") / "new.yaml"))
RUNS = 30
LINE = ["actors.south.red_lines={land: {options: ['50', '60', '70'], probability: 0.9}}"]
HALF = Targets.model_validate({"targets": {"half": {"event": "settlement", "probability": 0.5}}})
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


ASKED: dict[str, Callable[..., Any]] = {
    "compare": lambda **how: sim.compare(STARTER, variants=["horizon_days=60"], **how),
    "sweep": lambda **how: sim.sweep(STARTER, ["horizon_days=60,120"], **how),
    "sensitivity": lambda **how: sim.sensitivity(STARTER, ["settlement"], **how),
    "dealbreakers": lambda **how: sim.dealbreakers(STARTER, overrides=LINE, **how),
    "discover": lambda **how: sim.discover(STARTER, "settlement", overrides=LINE, **(how | {"runs": 200})),
    "explain": lambda **how: sim.explain(STARTER, run=3, **how),
    "tournament": lambda **how: sim.tournament(STARTER, {"north": {"late": {"concession": 0.3}}}, **how),
    "calibrate": lambda **how: sim.calibrate(STARTER, HALF, **how),
    "stream": lambda **how: sim.stream(STARTER, **how),
}


def test_every_kind_of_question_is_asked_here() -> None:
    assert ASKED.keys() == set(KINDS) - {"forecasts"}, (
        "ASKED: a small question of each kind, for what follows"
    )


SLOW = {"discover"}


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow) if n in SLOW else n for n in ASKED])
def test_the_page_of_every_question_can_be_small(name: str, tmp_path: Path) -> None:
    """... and is made whole again, without being told anew, for whoever asks for one file."""
    finding = ASKED[name](runs=RUNS, results=tmp_path, linked=True)
    (script,) = tmp_path.glob("plotly-*.js")
    small = finding.page.read_text()
    assert finding.page.stat().st_size <= FEW
    assert f'<script src="../../{script.name}"></script>' in small
    again = ASKED[name](runs=RUNS, results=tmp_path)
    assert again.recalled
    assert again.page == finding.page
    assert again.page.read_text() == whole(small)
    assert again.page.stat().st_size > 4 * FEW
    assert not verified(again.folder)["linked"]


def test_every_command_with_a_page_can_be_told_to_keep_it_small() -> None:
    paged = {name for name, words in walked(commands) if "--open" in words}
    assert {"run", "compare", "backtest", "forecast score"} <= paged
    assert paged - {"app"} == {name for name, words in walked(commands) if "--linked" in words}


def walked(group: click.Group, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command, with the words that it takes."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from walked(command, f"{before}{name} ")
        yield f"{before}{name}", {word for each in command.params for word in each.opts}


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
