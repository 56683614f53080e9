"""Whoever plays, every question has the same answer; and all that a question plays is played by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from dataclasses import fields, replace
from datetime import date
from importlib.resources import files
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import sim
from sim.bargaining.agents.agents import Party
from sim.bargaining.outcomes import same
from sim.bargaining.run import batch
from sim.bargaining.run.workers import LostWorkers
from sim.cli.main import commands
from sim.cli.mistakes import mistakes
from sim.cli.types import Failure
from sim.options import RunKeywords, RunOptions
from sim.questions.forecasts import foretold
from sim.results.question import KINDS
from sim.results.store import read_manifest
from sim.scenario.reading import read
from sim.scenario.targets import Targets
from sim.validation.groups import CheckOptions, check_pieces
from tests.questions.elsewhere import Elsewhere

SCENARIOS = Path(__file__).parents[2] / "scenarios"
STARTER, FOUNDING = Path(str(files("sim") / "new.yaml")), SCENARIOS / "ceasefire30.yaml"
STUBBORN, MINIMAL = SCENARIOS / "behaviours" / "stubborn.yaml", SCENARIOS / "minimal.yaml"
THREADS = "sim.bargaining.run.workers.Threads"
PATH = "actors.north.outside_value"
# Chapters of a report are played where it is made; and threads of a worker are, in this test, threads of this process.
ALSO_HERE = ("run", "run with code", "sweep", "tournament")
HALF = Targets.model_validate({"targets": {"half": {"event": "settlement", "probability": 0.5}}})
LINE = ["actors.south.red_lines={land: {options: ['50', '60', '70'], probability: 0.9}}"]
WAYS = {"north": {"late": {"concession": 0.3}, "early": {"concession": 3}}}
QUESTIONS: dict[str, Callable[..., Any]] = {
    "run": lambda **how: sim.run(STARTER, runs=300, **how),
    "run with code": lambda **how: sim.run(STUBBORN, runs=9, allow_code=True, **how),
    "compare": lambda **how: sim.compare(STARTER, variants=[f"{PATH}=0.4"], runs=300, **how),
    "sweep": lambda **how: sim.sweep(STARTER, [f"{PATH}=0.2,0.4"], runs=100, **how),
    "tournament": lambda **how: sim.tournament(STARTER, WAYS, runs=60, **how),
    "sensitivity": lambda **how: sim.sensitivity(STARTER, ["settlement_day"], runs=300, **how),
    "a design": lambda **how: sim.sensitivity(STARTER, ["settlement"], "sobol", runs=16, **how),
    "dealbreakers": lambda **how: sim.dealbreakers(STARTER, runs=100, overrides=LINE, **how),
    "calibrate": lambda **how: sim.calibrate(STARTER, HALF, runs=100, **how),
    "explain": lambda **how: sim.explain(STARTER, closest_miss=True, runs=300, **how),
}


def test_every_kind_of_question_is_played_elsewhere_here() -> None:
    where = "QUESTIONS: a small question of each kind; whoever plays, the bytes are the same"
    assert set(KINDS) - {"discover", "forecasts", "stream"} <= QUESTIONS.keys(), where


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as executor:
        yield executor


@pytest.fixture
def nobody_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No threads of ours: whoever wants some fails."""
    monkeypatch.setattr(THREADS, None)


def digests(folder: Path) -> dict[str, str]:
    found: dict[str, str] = read_manifest(folder)["files"]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_the_same_answer_whoever_plays(
    name: str, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = QUESTIONS[name](results=tmp_path / "here", threads=2)
    if name not in ALSO_HERE:
        monkeypatch.setattr(THREADS, None)
    there = QUESTIONS[name](results=tmp_path / "there", executor=elsewhere)
    assert elsewhere.sent > 1
    assert digests(there.folder) == digests(here.folder)


@pytest.mark.parametrize("chunk", [None, 7, 60])
def test_chunks_are_put_in_order(chunk: int | None, elsewhere: Elsewhere, nobody_here: None) -> None:
    scenario, said = read(STARTER), list[int]()
    found = batch.play(scenario, 60, 1, workers=elsewhere, chunk=chunk, first=3, progress=said.append)
    assert sum(said) == 60
    assert elsewhere.sent == len(said) == {None: 4, 7: 9, 60: 1}[chunk]
    late = batch.play(scenario, 63, 1, workers=elsewhere)
    assert found.settlement_day.tobytes() == late.settlement_day[3:].tobytes()


def test_in_memory_too(elsewhere: Elsewhere, nobody_here: None) -> None:
    table = {PATH: [0.2, 0.4, 0.3], "protocol": ["mediated", "mediated", "alternating_offers"]}
    far = sim.evaluate(STARTER, table, runs=20, outcomes=["settlement"], executor=elsewhere)
    played = sim.play(STARTER, 20, executor=elsewhere)
    assert elsewhere.sent >= 3
    assert (
        far["settlement"].iloc[0]
        == sim.play(read(STARTER, [f"{PATH}=0.2"]), 20, executor=elsewhere).settled.mean()
    )
    assert len(played) == 20


class Refusing(Party):
    """Signs nothing."""

    def respond(self, package: Any) -> bool:
        return False


def test_classes_are_sent_by_their_names(elsewhere: Elsewhere) -> None:
    agents = {"union": Refusing}
    found = sim.play(MINIMAL, 20, agents=agents, executor=elsewhere)
    assert elsewhere.sent == 3
    assert same(found, sim.play(MINIMAL, 20, agents=agents))
    assert not found.settled.any()


def test_what_a_study_foretells_and_what_is_validated(elsewhere: Elsewhere, tmp_path: Path) -> None:
    by = date(2025, 6, 30)
    found = foretold(FOUNDING, "full_ceasefire", by, runs=30, results=tmp_path / "a", executor=elsewhere)
    assert found == foretold(FOUNDING, "full_ceasefire", by, runs=30, results=tmp_path / "b")
    sent, asked = elsewhere.sent, CheckOptions(SCENARIOS, None, 200, 1)
    paper, again = (check_pieces(each)["theory"][0] for each in (replace(asked, workers=elsewhere), asked))
    assert list(paper()) == list(again())
    assert elsewhere.sent > sent


def test_workers_that_are_gone_are_told_in_a_line(tmp_path: Path) -> None:
    class Broken(Elsewhere):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            future = Future[Any]()
            future.set_exception(BrokenExecutor())
            return future

    with Broken() as broken, pytest.raises(LostWorkers, match="the workers are gone"):
        sim.run(STARTER, runs=20, results=tmp_path / "results", executor=broken)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Failure, match="the workers are gone"), mistakes():
        raise LostWorkers("the workers are gone")


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("compare", str(MINIMAL)),
        ("dealbreakers",),
        ("discover",),
        ("explain",),
        ("sensitivity",),
        ("sweep", "--vary", "horizon_days=30,60"),
        ("tournament",),
        ("calibrate", "--target", str(SCENARIOS / "targets" / "march_2025_forecasts.yaml")),
    ],
)
def test_every_command_takes_a_cluster_and_refuses_what_is_none(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    typed = [*words, str(MINIMAL), "--cluster", "nowhere", "--results", str(tmp_path / "results")]
    done = CliRunner().invoke(commands, typed)
    assert done.exit_code == 2
    assert done.stderr.strip().endswith(
        "nowhere is no address of a Dask scheduler, such as tcp://127.0.0.1:8786"
    )
    assert list(tmp_path.iterdir()) == []


def test_validate_and_forecasts_take_a_cluster_too(tmp_path: Path) -> None:
    words = ("--cluster", "nowhere", "--results", str(tmp_path / "results"))
    study = ("--from", str(FOUNDING), "--outcome", "full_ceasefire", "--ledger", str(tmp_path / "ledger"))
    for command in (["validate"], ["forecast", "add", "Peace?", "--by", "2099-01-01", *study]):
        done = CliRunner().invoke(commands, [*command, *words])
        assert (done.exit_code, "is no address" in done.stderr) == (2, True)


def test_help_and_notebooks_see_every_option() -> None:
    names = [each.name for each in fields(RunOptions)]
    assert list(RunKeywords.__annotations__) == names
    for question in (sim.run, sim.compare, sim.sweep, sim.calibrate):
        assert list(signature(question).parameters)[-len(names) :] == names
    with pytest.raises(TypeError, match="unexpected keyword argument 'run'"):
        sim.compare(STARTER, STARTER, run=3)  # type: ignore[call-arg]


def test_numbers_that_cannot_be_meant_are_refused() -> None:
    with pytest.raises(ValueError, match="runs must be a whole number from 1 up, not 0"):
        sim.compare(STARTER, STARTER, runs=0)
    with pytest.raises(ValueError, match="runs must be a whole number from 1 up, not 0"):
        sim.sensitivity(STARTER, method="sobol", runs=0)
    assert np.isfinite(RunOptions(runs=3).sized(10, 1)).all()


def test_whoever_says_twice_who_plays_is_told(elsewhere: Elsewhere, tmp_path: Path) -> None:
    """From Python; `--processes --threads 2` are two processes."""
    twice: dict[str, Any] = {"threads": 2, "executor": elsewhere}
    for ask in (
        lambda: sim.run(STARTER, runs=5, results=tmp_path, **twice),
        lambda: sim.compare(STARTER, variants=[f"{PATH}=0.4"], results=tmp_path, **twice),
        lambda: sim.play(STARTER, 5, **twice),
        lambda: sim.evaluate(STARTER, {PATH: [0.2]}, **twice),
    ):
        with pytest.raises(ValueError, match="threads=2 and executor=Elsewhere both say who plays"):
            ask()
    assert elsewhere.sent == 0
    assert not list(tmp_path.iterdir())
