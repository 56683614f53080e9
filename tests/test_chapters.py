"""What was played is kept before it is told, and a chapter that cannot be told costs no other."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import sim
from sim import replicating
from sim.analysis.chapters import Chapters, Failed, in_a_line
from sim.bargaining.run import driver
from sim.cli.main import commands
from sim.report.chapters import TITLES
from sim.results.question import KINDS, Question
from sim.results.store import read_manifest
from sim.scenario.protocols import PROTOCOLS

STARTER = Path(str(files("sim") / "new.yaml"))
RUNS = "30"
MAKERS = {
    "headline": "sim.report.opening.headline",
    "answer": "sim.analysis.statistics.outcome_shares",
    "when": "sim.analysis.timing.timings",
    "agreed": "sim.analysis.terms.settlement_terms",
    "gains": "sim.bargaining.inspect.typical.typical",
    "why-not": "sim.analysis.actors.failures",
    "proposals": "sim.analysis.actors.proposals",
    "matters": "sim.analysis.sensitivity.brief.of_inputs",
    "drivers": "sim.analysis.statistics.drivers",
    "told": "sim.bargaining.inspect.trace.trace",
    "beside": "sim.analysis.benchmarks.benchmarks",
    "assumptions": "sim.report.assumptions.groups",
    "page": "sim.report.page.script",
}  # who makes, among others, which chapter
UNSEEN = ("drivers", "headline")  # no section of the page has their key
SAID = "ZeroDivisionError: of <no> number"


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, prog_name="python -m sim", catch_exceptions=False)


def breaking(monkeypatch: pytest.MonkeyPatch, maker: str, error: BaseException | None = None) -> None:
    """From now on it fails."""

    def fails(*_: object, **__: object) -> None:
        raise error or ZeroDivisionError("of <no>\nnumber")

    monkeypatch.setattr(maker, fails)


def never(*_: object, **__: object) -> Any:
    raise AssertionError("played again")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a study in which nothing failed."""
    return contents(sim.run(STARTER, runs=int(RUNS), results=tmp_path_factory.mktemp("whole")).folder)


@pytest.mark.usefixtures("surviving")
@pytest.mark.parametrize("chapter", MAKERS)
def test_a_chapter_that_fails_says_so_in_its_place(
    chapter: str, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        breaking(broken, MAKERS[chapter])
        found = typed(str(STARTER), "--runs", RUNS, "--results", str(tmp_path))
    assert found.exit_code == 0
    lines = [line for line in found.stderr.splitlines() if line.startswith("warning: ")]
    assert [SAID in line and f"“{TITLES[chapter]}”" in line for line in lines] == [True]
    assert SAID in " ".join(found.stdout.split())
    folder = next(tmp_path.glob("new/*/manifest.json")).parent
    assert [each["chapter"] for each in json.loads((folder / "summary.json").read_text())["failed"]] == [
        chapter
    ]
    assert (folder / "outcomes.parquet").read_bytes() == whole["outcomes.parquet"]
    page = (folder / "report.html").read_text()
    assert page.count("of &lt;no&gt; number") == (chapter != "drivers")
    if chapter not in (*UNSEEN, "page"):
        assert (
            "of &lt;no&gt; number"
            in page[page.index(f'<section id="{chapter}"') :].partition("</section>")[0]
        )
    monkeypatch.setattr(driver, "play", never)
    again = sim.run(STARTER, runs=int(RUNS), results=tmp_path)
    assert (again.recalled, again.failed) == (False, ())
    assert contents(folder) == whole


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit(1)])
def test_who_is_stopped_while_telling_keeps_the_replications(
    end: BaseException, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        breaking(broken, "sim.analysis.statistics.summarise", end)
        with pytest.raises(type(end), match="the replications are kept" if not end.args else "1"):
            sim.run(STARTER, runs=int(RUNS), results=tmp_path)
    assert not (tmp_path / "new" / "latest").exists()
    monkeypatch.setattr(driver, "play", never)
    assert contents(sim.run(STARTER, runs=int(RUNS), results=tmp_path).folder) == whole


@pytest.mark.parametrize(
    ("words", "maker", "kept"),
    [
        ([], "sim.results.store.add", "the replications"),
        (["dealbreakers"], "sim.questions.finding.plain", "replications that were written before"),
    ],
)
def test_whom_the_disk_fails_is_told_what_is_kept(
    words: list[str], maker: str, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking(monkeypatch, maker, OSError(errno.ENOSPC, "No space left on device"))
    done = typed(*words, str(poor(tmp_path)), "--runs", RUNS, "--results", str(tmp_path / "results"))
    said = f"Error: No space left on device; {kept} are kept; the same command goes on from there\n"
    assert (done.exit_code, done.stderr) == (1, said)
    assert list((tmp_path / "results").glob("poor/*/outcomes.parquet"))


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_who_stops_before_the_last_protocol_is_told_how_many_are_kept(
    stop: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = replicating.play

    def stopped(question: Question, *rest: Any) -> Any:
        if question.scenario.protocol == PROTOCOLS[0]:
            raise stop
        return play(question, *rest)

    monkeypatch.setattr(replicating, "play", stopped)
    with pytest.raises(stop, match="2 of 3 studies are kept; the same command goes on from there"):
        sim.each_protocol(STARTER, runs=int(RUNS), results=tmp_path)


def poor(folder: Path) -> Path:
    """The starter with talks that fail, and something that could be taken away."""
    text = STARTER.read_text(encoding="utf-8").replace(
        "[0.1, 0.3, 0.5]}", "[0.1, 0.8, 0.95]}\n    distrust: 0.1"
    )
    (folder / "poor.yaml").write_text(text)
    return folder / "poor.yaml"


def asking(subject: Path, folder: Path) -> dict[str, Callable[[], Any]]:
    """A small question of every kind."""
    (folder / "targets.yaml").write_text(
        "targets:\n  zone: {event: zone, probability: 0.4, tolerance: 0.1}\n"
    )
    about: dict[str, Any] = {"runs": int(RUNS), "results": folder / "results"}
    return {
        "calibrate": lambda: sim.calibrate(subject, folder / "targets.yaml", **about),
        "compare": lambda: sim.compare(subject, variants=["actors.north.distrust=0"], **about),
        "dealbreakers": lambda: sim.dealbreakers(subject, **about),
        "discover": lambda: sim.discover(subject, "zone", **about | {"runs": 200}),
        "explain": lambda: sim.explain(subject, **about),
        "sensitivity": lambda: sim.sensitivity(subject, ["zone"], **about),
        "sweep": lambda: sim.sweep(subject, {"actors.north.concession": ["0.5", "2"]}, **about),
        "tournament": lambda: sim.tournament(subject, **about),
    }


SECTIONS = {
    "calibrate": ("targets", "sim.report.calibration.figures.targets"),
    "compare": ("when", "sim.report.comparison.curves.curves"),
    "dealbreakers": ("alone", "sim.report.dealbreakers.figures.alone"),
    "discover": ("boxes", "sim.report.discovery.page.Section"),
    "explain": ("story", "sim.report.explanation.tell_every_round"),
    "sensitivity": ("outcome-0", "sim.report.sensitivity.page.influence_charts"),
    "sweep": ("worth", "sim.report.sweeps.page.worth"),
    "tournament": ("payoffs", "sim.report.tournament.figures.payoffs"),
}


def test_every_kind_of_question_may_lose_a_chapter_here() -> None:
    where = "asking(): a small question of each kind; SECTIONS: a chapter of its page, and what makes it"
    assert SECTIONS.keys() == set(KINDS) - {"forecasts", "stream"}, where


@pytest.mark.usefixtures("surviving")
@pytest.mark.parametrize("kind", SECTIONS)
def test_a_question_keeps_its_answer_whatever_fails_in_the_telling(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = asking(poor(tmp_path), tmp_path)[kind]
    chapter, maker = SECTIONS[kind]
    with monkeypatch.context() as broken:
        breaking(broken, maker)
        found = ask()
    assert chapter in [failed.chapter for failed in found.failed]
    page = found.page.read_text()
    assert "of &lt;no&gt; number" in page[page.index(f'<section id="{chapter}"') :].partition("</section>")[0]
    assert found.answer is not None
    again = ask()
    assert (again.recalled, again.failed, again.answer) == (False, (), found.answer)
    assert ask().recalled


@pytest.mark.parametrize(
    "kind", ["calibrate", "compare", "dealbreakers", "discover", "explain", "sensitivity", "tournament"]
)
def test_a_question_keeps_the_replications_that_it_played(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever becomes of the answer."""
    with monkeypatch.context() as broken:
        breaking(broken, "sim.questions.finding.plain")
        with pytest.raises(ZeroDivisionError):
            asking(poor(tmp_path), tmp_path)[kind]()
    kept = [
        path for path in (tmp_path / "results").glob("*/*/outcomes.parquet") if path.parent.name[0] != "."
    ]
    assert len(kept) == (2 if kind == "compare" else 1)
    monkeypatch.setattr(driver, "play", never)
    about = read_manifest(kept[0].parent)
    asked = {"runs": int(about["question"]["runs"]), "overrides": about["changed"]}
    again = sim.run(kept[0].parent / "scenario.yaml", **asked, results=tmp_path / "results")
    assert again.summary.runs == asked["runs"]


@pytest.mark.usefixtures("surviving")
def test_of_several_parts_of_a_chapter_the_first_that_fails_is_told() -> None:
    chapters = Chapters([Failed("when", "KeyError: 'day'")])
    assert chapters.made("when", lambda: 1 // 0, 7) == 7
    assert chapters.made("gains", lambda: 1 // 0, 8) == 8
    assert [failed.chapter for failed in chapters.failed] == ["when", "gains"]
    assert chapters.failed[0].error == "KeyError: 'day'"
    assert chapters.failed[1].error.startswith(
        "ZeroDivisionError: integer division or modulo by zero (test_chapters.py:"
    )


def test_what_an_exception_says_is_one_short_line() -> None:
    assert in_a_line(ValueError("a\n  b\x1b[31m" + "c" * 999)) == "ValueError: a b [31m" + "c" * (200 - 8)


def test_an_outcome_that_is_alike_in_every_class_has_no_first_order_index(tmp_path: Path) -> None:
    """It ended in a division by zero, after all was played."""
    study = sim.run(STARTER.parents[1] / "scenarios" / "ceasefire30.yaml", runs=60, seed=8, results=tmp_path)
    assert study.failed == ()
