"""A study on one page of paper, and its figures as pictures, by the browser of this machine."""

from __future__ import annotations

import re
import struct
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sim
from sim import browsing
from sim.bargaining.run import driver
from sim.cli.brief import charts_of
from sim.cli.main import commands
from sim.report.one_page import brief
from sim.report.pictures import picture_page, said
from sim.study import Study
from sim.telling import provenance

STARTER = Path(str(files("sim") / "new.yaml"))
RUNS = 30
CHANGE = "actors.north.aspiration=0.8"
HOSTILE = "</script><img src=x onerror=alert(1)>"


def typed(*words: object) -> Result:
    return CliRunner().invoke(
        commands, ["brief", *map(str, words)], prog_name="python -m sim", catch_exceptions=False
    )


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return sim.run(STARTER, runs=RUNS, results=tmp_path_factory.mktemp("results"), overrides=[CHANGE])


def test_the_page_says_what_was_changed_and_the_answer_above_two_figures(study: Study) -> None:
    page = brief(study.question.told, study.summary, provenance(study.question), charts_of(study))
    assert re.search(rf"<h1>[^<]*, {re.escape(CHANGE)}</h1>", page)
    for part in ("Changed", "Why", "Hangs on", "Base rate"):
        assert f"<dt>{part}</dt>" in page
    assert page.count('<div id="plot-') == 2


def test_no_name_can_end_a_script_of_the_page_or_of_a_picture(study: Study) -> None:
    told = study.question.told.replaced(title=HOSTILE, description=HOSTILE)
    page = brief(told, study.summary, provenance(study.question), charts_of(study))
    picture = picture_page(charts_of(study)["outcomes"], HOSTILE, "svg")
    assert HOSTILE not in page + picture


@pytest.mark.slow
@pytest.mark.usefixtures("chromium")
def test_it_is_printed_on_one_page_beside_the_report(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "play", lambda *_, **__: pytest.fail("played again"))
    done = typed(study.folder)
    assert (done.exit_code, done.stdout) == (0, f"{study.folder / 'brief.pdf'}\n")
    written = (study.folder / "brief.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", written)) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("chromium")
def test_a_figure_is_a_picture_under_the_name_of_its_study(study: Study, tmp_path: Path) -> None:
    for kind in ("svg", "png"):
        done = typed(study.folder, "--figure", "outcomes", "-o", tmp_path / f"ends.{kind}")
        assert done.exit_code == 0, done.stderr
    assert CHANGE in (tmp_path / "ends.svg").read_text("utf-8")
    picture = (tmp_path / "ends.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", picture[16:20]) == (1800,)


def test_without_a_browser_it_is_said_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(browsing.SAID, str(tmp_path / "nowhere"))
    done = typed(STARTER, "--results", tmp_path / "results")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "a picture needs Chromium, Chrome or Edge, and none is found here: install one, or set BROWSER_PATH to its "
        "path\n"
    )
    assert not (tmp_path / "results").exists()


def test_a_browser_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, study: Study) -> None:
    monkeypatch.setenv(browsing.SAID, "/bin/false")
    done = typed(study.folder)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1].startswith("/bin/false cannot draw: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--figure", "outcome"], "has no figure 'outcome'; did you mean outcomes?"),
        (["--figure", "outcomes", "-o", "a.gif"], "a figure is written as .svg or .png, not a.gif"),
        (["-o", "a.png"], "the page is written as .pdf, not a.png"),
        (["-o", "no such folder/a.pdf"], "there is no folder 'no such folder' to write a.pdf in"),
    ],
)
def test_mistakes_are_told_in_a_line(
    words: list[str], told: str, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(browsing.SAID, "/bin/true")
    done = typed(study.folder, *words)
    assert (done.exit_code, told in done.stderr, len(done.stderr.strip().splitlines()[-1:])) == (2, True, 1)


def test_a_page_that_could_not_draw_says_nothing() -> None:
    assert said("<body>nothing</body>") == ""
    assert said("<body>picture:data:image/svg+xml,%3Csvg:end</body>") == "data:image/svg+xml,%3Csvg"
