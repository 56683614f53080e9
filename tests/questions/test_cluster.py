"""On a cluster that loses a worker, by a program that is killed, all ends as if nothing had happened."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import sim
from sim.bargaining.run.workers import LostWorkers
from sim.progress import Silent
from sim.questions.sweep import sweep
from sim.results.store import read_manifest

pytest.importorskip("distributed")

Cluster: TypeAlias = "tuple[str, list[subprocess.Popen[str]]]"
ROOT = Path(__file__).parents[2]
FILE = ROOT / "scenarios" / "ceasefire30.yaml"
VARY = "actors.us.credibility=0:0.57:0.03"  # twenty cells, and the scenario itself
RUNS, STUDIED = 80, 400  # sixteen jobs
PATIENCE = 240  # seconds; only a test that fails waits so long
SCHEDULER = ("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--no-jupyter")
WORKER = ("distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "error"}


@contextmanager
def running(*words: str, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """A Python program that does not outlive its test. What it says goes to a file, so that nobody need read it."""
    with (cwd / "said.txt").open("a") as said:
        program = [sys.executable, "-m", *words]
        with subprocess.Popen(
            program, cwd=cwd, env=ENVIRONMENT, stdout=said, stderr=said, text=True
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and four workers that only this machine can reach; each test may take one away."""
    folder = tmp_path_factory.mktemp("cluster")
    here = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--scheduler-file", "scheduler.json")
    with ExitStack() as stack:
        stack.enter_context(running(*SCHEDULER, *here, cwd=folder))
        workers = [stack.enter_context(running(*WORKER, *here, cwd=folder)) for _ in range(4)]
        address = until(lambda: address_in(folder / "scheduler.json"))
        yield address, workers


def address_in(file: Path) -> str | None:
    import json

    try:
        return str(json.loads(file.read_text(encoding="utf-8"))["address"])
    except (OSError, ValueError):
        return None


def until(found: Callable[[], str | None]) -> str:
    """What is found as soon as it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if there := found():
            return there
        time.sleep(0.01)
    raise AssertionError("it took too long")


def kept(results: Path, cells: int) -> str | None:
    """Are as many cells kept, and the sweep not finished?"""
    return "yes" if len(list(results.glob("sweep/.*-partial/[!.]*"))) >= cells else None


@pytest.mark.slow
def test_a_sweep_outlives_a_worker_and_its_own_program(tmp_path: Path, cluster: Cluster) -> None:
    undisturbed = sweep(FILE, [VARY], runs=RUNS, results=tmp_path / "undisturbed")
    results, (address, workers) = tmp_path / "results", cluster
    asked = ("sim", "sweep", str(FILE), "--vary", VARY, "--runs", str(RUNS), "--cluster", address)
    with running(*asked, "--results", str(results), cwd=tmp_path) as program:
        until(lambda: kept(results, 3))
        workers[0].kill()
        until(lambda: kept(results, 6))
        program.kill()
    (partial,) = (results / "sweep").iterdir()
    assert partial.name.startswith(".")
    with running(*asked, "--results", str(results), cwd=tmp_path) as program:
        assert program.wait(PATIENCE) == 0
    assert "of 21 cells were there" in (tmp_path / "said.txt").read_text(encoding="utf-8")
    (folder,) = (results / "sweep").iterdir()
    assert read_manifest(folder)["files"] == read_manifest(undisturbed.folder)["files"]


@dataclass(frozen=True)
class Deadly(Silent):
    """A worker dies as soon as something is back."""

    worker: subprocess.Popen[str]

    @contextmanager
    def bar(self, total: int, doing: str = "playing") -> Iterator[Callable[[int], None]]:
        yield lambda more: self.worker.kill()


@pytest.mark.slow
def test_a_study_outlives_a_worker(tmp_path: Path, cluster: Cluster) -> None:
    here = sim.run(FILE, runs=STUDIED, results=tmp_path / "here")
    address, workers = cluster
    with sim.Cluster(address) as executor:
        there = sim.run(
            FILE, runs=STUDIED, results=tmp_path / "there", executor=executor, watch=Deadly(workers[1])
        )
    assert workers[1].wait(PATIENCE) != 0
    assert read_manifest(there.folder)["files"] == read_manifest(here.folder)["files"]


@pytest.mark.slow
def test_a_stream_outlives_a_worker(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.questions.streaming.part.PART", 150)
    here = sim.stream(FILE, runs=STUDIED, results=tmp_path / "here")
    address, workers = cluster
    with sim.Cluster(address) as executor:
        how = {"executor": executor, "watch": Deadly(workers[2])}
        there = sim.stream(FILE, runs=STUDIED, results=tmp_path / "there", **how)
    assert workers[2].wait(PATIENCE) != 0
    assert read_manifest(there.folder)["files"] == read_manifest(here.folder)["files"]


class Dask(Executor):
    """Nobody plays there: a job fails at once, or waits for what the test says came of it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.jobs = error, list[Future[Any]]()

    def submit(self, *_: object, **__: object) -> Future[Any]:
        job = Future[Any]()
        if self.error:
            job.set_exception(self.error)
        self.jobs.append(job)
        return job


def reaching(dask: Dask) -> sim.Cluster:
    """A cluster to which nobody need connect."""
    cluster = sim.Cluster("tcp://127.0.0.1:1")
    vars(cluster)["executor"] = dask
    return cluster


def test_a_job_that_kills_every_worker_is_told_in_a_line() -> None:
    killed = type("KilledWorker", (Exception,), {})()
    with pytest.raises(LostWorkers, match="the workers are gone"):
        sim.play(FILE, 10, executor=reaching(Dask(killed)))


class Answer:
    """What came of a job."""


def test_what_came_of_a_job_is_let_go_at_once() -> None:
    """Else a hundred million replications fill the memory, here and at the workers, before circles are looked for."""
    dask = Dask()
    gc.disable()
    try:
        job = reaching(dask).submit(Answer)
        dask.jobs.pop().set_result(Answer())
        answer = weakref.ref(job.result())
        del job
        assert answer() is None
    finally:
        gc.enable()
