"""Whatever is typed, and whatever a file is, ends in a line that says what is wrong: no traceback, and no waiting."""

import errno
import json
import os
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner, Result

from sim.cli.main import commands
from sim.questions.choosing import LAST
from sim.questions.explain import explain
from sim.scenario.reading import ScenarioError, read

ROOT = Path(__file__).parent.parent
MINIMAL = str(ROOT / "scenarios" / "minimal.yaml")
ENDLESS = """
actors: {a: {}, b: {}}
issues: {price: {range: {from: 0, to: 1, step: 1}, value: {a: {0: 0, 1: 1}, b: {0: 1, 1: 0}}}}
"""


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, prog_name="python -m sim")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(*words: str) -> str:
    """What is said of a mistake: some lines, and nothing else."""
    result = typed(*words)
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert not result.stdout
    return result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([MINIMAL, "--runs", "9" * 5000], "a count of more than 30 digits"),
        ([MINIMAL, "--runs", "1000000M"], "more than 1,000,000,000"),
        ([MINIMAL, "--runs", f"1.{'0' * 5000}"], "a count of more than 30 digits"),
        ([MINIMAL, "--seed", "9" * 5000], "a number of more than 30 digits"),
        (["explain", MINIMAL, "--run", str(2**64)], "is not in the range"),
        (["sweep", MINIMAL, "--vary", "horizon_days=1e99999999:1e99999999:1"], "too large or too small"),
        (["sweep", MINIMAL, "--vary", "horizon_days=0:1e-99999:1e-99999"], "too large or too small"),
        (["check", MINIMAL, "--set", ".".join("a" * 2000) + "=1"], "a path of more than 40 steps"),
        (["sweep", MINIMAL, "--vary", ".".join("a" * 2000) + "=1,2"], "a path of more than 40 steps"),
        (["check", "x" * 300], "there is no file"),
        (["compare", "x" * 300, MINIMAL], "there is no file"),
        ([MINIMAL, "--results", "x" * 300], "File name too long".lower()),
        (["new", "x" * 300], "cannot be written: File name too long"),
        (["check", MINIMAL, "--set", "horizon_days=1e308"], "1e308 is too large"),
        (["check", MINIMAL, "--set", "horizon_days=1e8"], "more than 100,000 rounds"),
        (["check", MINIMAL, "--set", "round_days=1e-9"], "more than 100,000 rounds"),
        (
            [
                "check",
                MINIMAL,
                "--set",
                "horizon_days=1e8",
                "--set",
                "round_days=1e5",
                "--set",
                "start=2025-03-16",
            ],
            "after the year 9999",
        ),
        (
            ["sweep", MINIMAL, "--vary", "protocol=mediated", "--cluster", "http://127.0.0.1:1"],
            "no address of a Dask",
        ),
        (
            ["sweep", MINIMAL, "--vary", "protocol=mediated", "--cluster", "tls://127.0.0.1:1"],
            "no address of a Dask",
        ),
        (
            ["sweep", MINIMAL, "--vary", "protocol=mediated", "--cluster", "zzz://127.0.0.1:1"],
            "no address of a Dask",
        ),
    ],
)
def test_a_number_or_a_name_beyond_all_bounds_is_a_mistake(words: list[str], said: str, here: Path) -> None:
    assert said in refused(*words)
    assert not list(here.iterdir())


def test_a_path_that_a_blank_has_broken_is_put_in_quotes(here: Path) -> None:
    (here / "my war.yaml").write_text(ENDLESS)
    assert "there is no file 'my'; a path with blanks needs quotes: 'my war.yaml'" in refused(
        "my", "war.yaml"
    )
    assert "a path with blanks needs quotes" in refused("explain", "my", "war.yaml")


def test_a_word_that_is_neither_command_nor_file_is_called_so(here: Path) -> None:
    assert "there is no command and no file 'marmalade'" in refused("marmalade", MINIMAL)
    assert "No such command 'swep'" in refused("swep", MINIMAL)
    (here / "peace.yaml").write_text(ENDLESS)
    assert "there is no file 'peac'; did you mean 'peace.yaml'?" in refused("peac")
    assert "there is no file 'nope.yaml'\n" in refused("nope.yaml")


def test_the_last_replication_can_be_told_and_none_beyond(here: Path) -> None:
    assert explain(MINIMAL, LAST, results=here).answer.replication == LAST
    with pytest.raises(ValueError, match="there is no replication"):
        explain(MINIMAL, LAST + 1, results=here)


def test_a_file_whose_name_is_no_text_is_played_like_any_other(here: Path) -> None:
    odd = Path(os.fsdecode(b"caf\xe9.yaml"))
    odd.write_text(ENDLESS, encoding="utf-8")
    assert typed(str(odd), "--runs", "20").exit_code == 0
    (manifest,) = here.glob("r*/caf/*/manifest.json")
    assert json.loads(manifest.read_text("utf-8"))["answer"]["scenario"] == "caf"
    assert "there is no file" in refused("check", os.fsdecode(b"\xff.yaml"))


@pytest.mark.parametrize("protocol", ["", "alt"])
def test_words_are_completed_behind_a_file_and_an_option(protocol: str) -> None:
    completion = BashComplete(commands, {}, "parleysim", "_PARLEYSIM_COMPLETE")
    found = completion.get_completions(["mine.yaml", "--protocol"], protocol)
    every = ["mediated", "alternating_offers", "challenge", "all"]
    assert [item.value for item in found] == [name for name in every if name.startswith(protocol)]


@pytest.fixture
def pipe(here: Path) -> str:
    """To read from it would be to wait for ever."""
    os.mkfifo(here / "pipe.yaml")
    return "pipe.yaml"


@pytest.mark.parametrize(
    "words",
    [
        ["check", "{}"],
        ["compare", MINIMAL, "{}"],
        ["sweep", MINIMAL, "--vary-file", "{}"],
        ["calibrate", MINIMAL, "--target", "{}"],
        ["import", "{}", "-o", "x.yaml"],
    ],
)
@pytest.mark.parametrize("endless", ["pipe", "/dev/zero", "/dev/tty"])
def test_a_pipe_or_a_device_is_no_file(words: list[str], endless: str, pipe: str) -> None:
    file = pipe if endless == "pipe" else endless
    assert "it is neither a file nor a folder" in refused(*(word.format(file) for word in words)) or (
        words[0] == "import" or endless == "/dev/tty"  # said in other words
    )


def test_a_scenario_that_extends_a_pipe_is_refused(pipe: str, here: Path) -> None:
    (here / "x.yaml").write_text(f"extends: {pipe}\n")
    assert "pipe.yaml cannot be read: it is neither a file nor a folder" in refused("check", "x.yaml")


def test_results_with_a_pipe_in_them_are_damaged_and_mended(here: Path) -> None:
    (here / "x.yaml").write_text(ENDLESS)
    asked = ("x.yaml", "--runs", "20", "--quiet")
    manifest = Path(typed(*asked).stdout.strip()) / "manifest.json"
    manifest.unlink()
    os.mkfifo(manifest)
    again = typed(*asked)
    assert again.exit_code == 0
    assert manifest.is_file()


SECRETS = {
    "text": "root:x:0:0:root:/root:/bin/bash\n",
    "table": "name: app\npassword: hunter2\n",
    "list": "- hunter2\n",
    "no YAML": "password: [hunter2\n",
    "no text": "hunter2 \udcff\n",
    "tag": "!hunter2 x\n",
    "twice": "hunter2: 1\nhunter2: 2\n",
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
@pytest.mark.parametrize("linked", [False, True])
def test_a_scenario_of_a_stranger_cannot_have_another_file_told(
    secret: str, linked: bool, here: Path
) -> None:
    (here / "scenarios").mkdir()
    (here / "secret").write_text(secret, "utf-8", "surrogateescape")
    if linked:
        (here / "scenarios" / "near").symlink_to(here / "secret")
    (here / "scenarios" / "x.yaml").write_text(f"extends: {'near' if linked else '../secret'}\n")
    said = refused("check", "scenarios/x.yaml")
    assert "is no scenario" in said
    assert not [word for word in ("hunter2", "root", "password") if word in said]


def test_mistakes_in_a_scenario_that_is_extended_are_shown_wherever_it_is(here: Path) -> None:
    (here / "scenarios").mkdir()
    (here / "base.yaml").write_text("actors: {a: {optimsm: 1}}\nissues: 3\n")
    (here / "scenarios" / "part.yaml").write_text("wra: 3\n")
    for base, shown in (("../base.yaml", "optimsm"), ("part.yaml", "wra")):
        (here / "scenarios" / "x.yaml").write_text(f"extends: {base}\n")
        with pytest.raises(ScenarioError, match=shown):
            read(here / "scenarios" / "x.yaml")


def test_code_that_does_not_run_is_told_with_its_line(here: Path) -> None:
    (here / "x.yaml").write_text(ENDLESS.replace("a: {}", "a: {behaviour: mine.py:A}"))
    codes = {"y ==": "SyntaxError: invalid syntax", "1 / 0": "ZeroDivisionError: division by zero"}
    codes |= {"import nowhere": "No module named 'nowhere'", "raise SystemExit(7)": "SystemExit: 7"}
    for code, wrong in codes.items():
        (here / "mine.py").write_text(f"x = 1\n{code}\n")
        said = refused("x.yaml", "--allow-code", "--runs", "20")
        assert said.startswith("actors.a.behaviour: ")
        assert said.endswith(f"{wrong} ({here / 'mine.py'}, line 2)\n")


def test_a_scenario_named_as_the_list_of_results_leaves_it_alone(here: Path) -> None:
    (here / "x.yaml").write_text(f"name: index.html\n{ENDLESS}")
    assert typed("x.yaml", "--runs", "20").exit_code == 0
    assert "index.html" in (here / "results" / "index.html").read_text()


def test_new_writes_all_or_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "x")

    monkeypatch.setattr("os.fsync", full)
    result = typed("new", "mine.yaml")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: mine.yaml cannot be written: No space left on device\n",
    )
    assert not list(here.iterdir())
    monkeypatch.undo()
    monkeypatch.chdir(here)
    assert typed("new", "mine.yaml").exit_code == 0
    assert "is there already; nothing was written" in refused("new", "mine.yaml")
