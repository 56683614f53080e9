"""What the README tells a newcomer to type works, in the order in which it is told."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim import browsing
from sim.cli.main import commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"(?:<!-- (?P<mark>[^>]+) -->\n)?```(?P<language>\w+)\n(?P<code>.*?)```", re.DOTALL)
FENCES = list(FENCE.finditer(README))
INSTALLING = {"install and run", "install and test"}  # these two are run by .ci/run
TOUR = [fence for fence in FENCES if fence["mark"] not in INSTALLING]
DRAWN = "needs a browser"
SIZE = re.compile(r"(--runs |\bruns=)\w+")
WRITTEN = date(2026, 11, 28)  # its forecasts are of what was still to come
FEWER = "120"  # replications: how many there are changes what is told, and not whether it works


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a newcomer has it after cloning, without results."""
    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    return folder


def test_each_of_the_two_commands_is_one_line() -> None:
    commands = {fence["mark"]: fence["code"] for fence in FENCES if fence["mark"] in INSTALLING}
    assert commands.keys() == INSTALLING
    assert all(command.count("\n") == 1 for command in commands.values())
    assert "scenarios/ceasefire30.yaml" in commands["install and run"]
    assert "pytest" in commands["install and test"]


def can_draw() -> bool:
    """Where everything is meant to run, a missing browser is an error of the command itself."""
    try:
        return bool(browsing.found())
    except browsing.NoBrowser:
        return bool(os.environ.get("CI"))


def in_the_shell(*program: str) -> None:
    python = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{python}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, program[-1] + done.stdout + done.stderr


def sooner(code: str) -> str:
    """The same asked of fewer replications, so that lines which share a study still do."""
    return SIZE.sub(rf"\g<1>{FEWER}", code)


def typed(line: str) -> None:
    """One line of the tour: our own program without a new start of Python, which costs more than most answers."""
    if not line.startswith("python -m sim "):
        in_the_shell("bash", "-euo", "pipefail", "-c", line)
        return
    answer = CliRunner().invoke(commands, shlex.split(line)[3:], prog_name="python -m sim")
    assert answer.exit_code == 0, f"{line}\n{answer.output}{answer.exception!r}"


@pytest.mark.long
@pytest.mark.slow
def test_the_tour_works_from_beginning_to_end(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setattr("sim.cli.forecast.today", lambda: WRITTEN)
    first, *others = TOUR
    assert len(others) >= 5
    in_the_shell("bash", "-euo", "pipefail", "-c", sooner(first["code"]))
    for fence in others:
        if fence["mark"] == DRAWN and not can_draw():
            continue
        if fence["language"] == "python":
            in_the_shell("python", "-c", sooner(fence["code"]))
        else:
            for line in fence["code"].splitlines():
                typed(sooner(line))


def test_the_place_for_the_landing_table_is_marked_once() -> None:
    begin, end = "<!-- landing: begin -->\n", "<!-- landing: end -->\n"
    assert README.count(begin) == README.count(end) == 1
    assert README.index(begin) < README.index(end)


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_what_changed_is_told_for_this_version() -> None:
    from sim import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
