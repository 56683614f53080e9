"""What the README and the pages tell a newcomer to type works, in the order in which a page tells it."""

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

import sim
from sim import browsing
from sim.cli.main import commands

ROOT = Path(__file__).parent.parent
DOCS = ROOT / ".docs"
README = ROOT / "README.md"
KEYS = ROOT / "scenarios" / "README.md"
OWN = [page for page in sorted(DOCS.rglob("*.md")) if not page.is_relative_to(DOCS / "site")]
FENCE = re.compile(r"(?:<!-- (?P<mark>[^>]+) -->\n)?```(?P<language>\w+)\n(?P<code>.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!http|#)([^)#]+)[^)]*\)")
INSTALLING = {"install and run", "install and test"}  # these two are run by .ci/run
DRAWN = "needs a browser"
SIZE = re.compile(r"(--runs |\bruns=)\w+")
WRITTEN = date(2026, 11, 28)  # the forecasts that are told are of what was still to come
FEWER, ENOUGH = "20", "80"  # replications: how many there are changes what is told, and not whether it works
WHAT_DECIDES = re.compile(r" (discover|sensitivity|calibrate) ")  # of too few nothing can be said of that


def fences(page: Path) -> list[re.Match[str]]:
    return list(FENCE.finditer(page.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a newcomer has it after cloning, without results."""
    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    return folder


def test_each_of_the_two_commands_is_one_line() -> None:
    commands = {fence["mark"]: fence["code"] for fence in fences(README) if fence["mark"] in INSTALLING}
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
    lines = code.split("\n")
    return "\n".join(
        SIZE.sub(rf"\g<1>{ENOUGH if WHAT_DECIDES.search(line) else FEWER}", line) for line in lines
    )


def lines(fence: re.Match[str]) -> list[str]:
    """What is typed of a block, without what is said of it."""
    typed = (re.sub(r"\s+# .*", "", line) for line in sooner(fence["code"]).splitlines())
    return [line for line in typed if not line.startswith("#")]


def typed(line: str) -> None:
    """One line: our own program without a new start of Python, which costs more than most answers."""
    if not line.startswith("python -m sim "):
        in_the_shell("bash", "-euo", "pipefail", "-c", line)
        return
    answer = CliRunner().invoke(commands, shlex.split(line)[3:], prog_name="python -m sim")
    assert answer.exit_code == 0, f"{line}\n{answer.output}{answer.exception!r}"


def save(code: str) -> None:
    """A file that a reader is told to make: its name stands in its first line."""
    name = re.match(r"# ([\w.]+)\n", code)
    assert name is not None, code
    Path(name[1]).write_text(code, encoding="utf-8")


def follow(fence: re.Match[str], done: set[str]) -> None:
    """What a reader does with a block; what another page told to do already is not done again."""
    if fence["language"] == "yaml":
        save(fence["code"])
    elif fence["language"] == "python":
        exec(compile(sooner(fence["code"]), "a page", "exec"), {"__name__": "__main__"})
    else:
        for line in lines(fence):
            if line not in done:
                typed(line)
                done.add(line)


@pytest.mark.long
@pytest.mark.slow
def test_the_pages_work_from_beginning_to_end(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setattr("sim.cli.ledgers.today", lambda: WRITTEN)
    told = [fence for page in (README, *OWN) for fence in fences(page) if fence["mark"] not in INSTALLING]
    told += [
        fence for fence in fences(KEYS) if fence["language"] == "bash"
    ]  # its files have a test of their own
    assert {fence["language"] for fence in told} == {"bash", "python", "yaml"}
    first = lines(told[0])[0]
    in_the_shell("bash", "-euo", "pipefail", "-c", first)
    done = {first}
    for fence in told:
        if fence["mark"] != DRAWN or can_draw():
            follow(fence, done)


def test_the_tutorial_says_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for fence in fences(DOCS / "tutorial.md"):
        if fence["language"] == "yaml":
            save(fence["code"])
    steps = ("lease", "lease_years", "lease_unsure", "lease_firm")
    lease, years, unsure, firm = (sim.play(f"{step}.yaml", runs=1_000).to_frame() for step in steps)
    assert (lease["outcome"] == "settlement").all()
    assert set(lease["terms.rent"]) == {"1000"}
    assert set(zip(years["terms.years"], years["terms.rent"], strict=True)) == {("five", "900")}
    signed = [(table["outcome"] == "settlement").mean() for table in (unsure, firm)]
    assert 0.9 < signed[0] < 1
    assert round(100 * (signed[0] - signed[1])) == 14  # "some 14 leases in a hundred are lost"
    assert firm["terms.years"].mode()[0] == "three"


@pytest.mark.parametrize("page", [README, *OWN], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    """As a forge follows it; headings are looked for where the site is built (tests/test_site.py)."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_is_short_and_leads_to_every_page() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    linked = {(ROOT / target).resolve() for target in LINK.findall(text)}
    shown = {page for page in OWN if "```{include}" not in page.read_text(encoding="utf-8")}
    assert shown - linked == set()


@pytest.mark.parametrize("page", [README, DOCS / "landing.md"], ids=lambda page: page.name)
def test_the_place_for_a_landing_table_is_marked_once(page: Path) -> None:
    begin, end = "<!-- landing: begin -->\n", "<!-- landing: end -->\n"
    text = page.read_text(encoding="utf-8")
    assert text.count(begin) == text.count(end) == 1
    assert text.index(begin) < text.index(end)


def test_what_changed_is_told_for_this_version() -> None:
    assert f"## {sim.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
