"""What `--set` changed stands in the title of every page, and in the command that makes it again."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim.cli.main import commands

ROOT = Path(__file__).parents[2]
FILE = str(ROOT / "scenarios" / "ceasefire30.yaml")
MINIMAL = str(ROOT / "scenarios" / "minimal.yaml")
POWELL = str(ROOT / "scenarios" / "theory" / "powell_2006.yaml")
TARGETS = str(ROOT / "scenarios" / "targets" / "march_2025_forecasts.yaml")
CHANGE = "actors.us.credibility=0.9"
ASKED = ("--set", CHANGE, "--runs", "60", "--seed", "5")
QUESTIONS = [
    ("run", FILE, *ASKED),
    ("compare", FILE, "--variant", "horizon_days=200", *ASKED),
    ("dealbreakers", FILE, *ASKED),
    ("sensitivity", FILE, "--outcome", "settlement", *ASKED),
    ("discover", POWELL, "--set", "drift_guard=0", "--runs", "600"),
    ("sweep", FILE, "--vary", "horizon_days=200,300", *ASKED),
    ("calibrate", FILE, "--target", TARGETS, *ASKED),
    ("explain", FILE, "--run", "3", *ASKED),
    ("tournament", MINIMAL, "--set", "horizon_days=90", "--runs", "20"),
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("results"))


@pytest.mark.parametrize("words", QUESTIONS, ids=[words[0] for words in QUESTIONS])
def test_a_change_stands_in_the_title_and_in_the_command(
    words: tuple[str, ...], results: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["sim", *words])  # what was typed
    done = CliRunner().invoke(commands, [*words, "--results", results], prog_name="python -m sim")
    assert done.exit_code == 0, done.output
    change = words[words.index("--set") + 1]
    assert change in done.stdout
    (page,) = re.findall(r"\S+/report\.html", done.stdout)
    html = unescape(Path(page).read_text("utf-8"))
    for tag in ("title", "h1"):
        assert change in html.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
    assert f"--set {change}" in html


def test_the_first_line_of_the_screen_says_what_was_changed(results: str) -> None:
    done = CliRunner().invoke(commands, ["run", FILE, *ASKED, "--results", results])
    assert CHANGE in done.stdout.splitlines()[0]


def test_the_command_of_a_page_makes_the_same_page(results: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = CliRunner().invoke(commands, ["run", FILE, *ASKED, "--results", results, "-q"]).stdout.strip()
    html = unescape((Path(first) / "report.html").read_text("utf-8"))
    (command,) = set(re.findall(r"python -m sim (scenario\.yaml [^<\"]+)", html))
    monkeypatch.chdir(first)
    again = CliRunner().invoke(commands, [*command.split(), "--results", results, "-q"])
    assert (again.exit_code, again.stdout.strip()) == (0, first)


def test_a_study_that_was_changed_is_asked_about_as_such(results: str) -> None:
    folder = CliRunner().invoke(commands, ["run", FILE, *ASKED, "--results", results, "-q"]).stdout.strip()
    done = CliRunner().invoke(commands, ["explain", folder, "--run", "2", "--results", results, "-q"])
    html = unescape((Path(done.stdout.strip()) / "report.html").read_text("utf-8"))
    assert CHANGE in html.partition("<h1>")[2].partition("</h1>")[0]
