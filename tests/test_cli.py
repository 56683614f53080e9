"""What a person types, and what comes back."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import commands
from sim.cli.types import Count

ROOT = Path(__file__).parent.parent
SCENARIOS = ROOT / "scenarios"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, prog_name="python -m sim")


def in_a_process(*words: str, cwd: Path = ROOT, **how: Any) -> subprocess.CompletedProcess[str]:
    how = {"capture_output": True, "text": True, "check": False, "env": ENVIRONMENT, **how}
    return subprocess.run([sys.executable, "-m", "sim", *words], cwd=cwd, **how)


@contextmanager
def running(*words: str, **how: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process that never outlives its test."""
    with subprocess.Popen([sys.executable, "-m", "sim", *words], env=ENVIRONMENT, **how) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a small scenario."""
    monkeypatch.chdir(tmp_path)
    assert typed("new", "mine.yaml").exit_code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("text", "count"),
    [("500", 500), ("10_000", 10_000), ("10k", 10_000), ("2.5k", 2_500), ("1M", 10**6), ("1.0", 1)],
)
def test_counts_may_be_written_as_people_write_them(text: str, count: int) -> None:
    assert Count().convert(text, None, None) == count


@pytest.mark.parametrize("text", ["0", "-3", "2.5", "1e3", "k", "ten", "1__0", "", "٣"])
def test_what_is_not_a_count_is_refused_with_examples(text: str) -> None:
    result = typed("run", str(SCENARIOS / "ceasefire30.yaml"), f"--runs={text}")
    assert result.exit_code == 2
    assert "not a" in result.stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["chekc", "x.yaml"], "'check'"),
        (["run", "--rnus", "5"], "'--runs'"),
        (["--rnus", "5"], "'--runs'"),
        (["scenarios/ceasfire30.yaml"], "'scenarios/ceasefire30.yaml'"),
        (["ceasefire30"], "'scenarios/ceasefire30.yaml'"),
        (["check", "ceasefire30.yml"], "'scenarios/ceasefire30.yaml'"),
    ],
)
def test_a_slip_of_the_finger_is_answered_with_what_was_meant(
    words: list[str], meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = typed(*words)
    assert result.exit_code == 2
    assert f"id you mean {meant}?" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mine.yaml", "--seed", "abc"], "'abc' is not a whole number"),
        (["mine.yaml", "mine.yaml"], "one file per run"),
        (["mine.yaml", "--set", "title="], "there is no value after =; say title=null for nothing"),
    ],
)
def test_a_mistake_is_told_in_the_words_of_who_made_it(words: list[str], said: str, here: Path) -> None:
    result = typed(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (here / "results").exists()


def test_actors_in_a_list_are_one_mistake(here: Path) -> None:
    text = (here / "mine.yaml").read_text()
    actors = text[text.index("actors:") : text.index("issues:")]
    (here / "mine.yaml").write_text(text.replace(actors, "actors: [north, south]\n"))
    result = typed("check", "mine.yaml")
    assert "1 problem\n" in result.stderr
    assert "actors: a table is needed here, not a list" in result.stderr


def test_results_of_a_new_scenario_are_kept_under_the_name_of_its_file(here: Path) -> None:
    result = typed("mine.yaml", "-n", "20", "--quiet")
    assert result.exit_code == 0, result.output
    assert Path(result.stdout.strip()).parent == Path("results/mine")


@pytest.mark.parametrize("order", [["run", "{}", "-n", "20"], ["{}", "-n", "20"], ["-n", "20", "{}"]])
def test_run_may_be_left_out_and_options_may_stand_anywhere(order: list[str], here: Path) -> None:
    result = typed(*(word.format("mine.yaml") for word in order), "--quiet")
    assert result.exit_code == 0, result.output
    assert (here / result.stdout.strip() / "report.html").exists()


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers", "challenge"])
def test_each_protocol_can_be_asked_for_and_has_results_of_its_own(protocol: str, here: Path) -> None:
    folders = {
        typed("mine.yaml", "-n", "20", "-q", "--protocol", name).stdout for name in (protocol, "mediated")
    }
    assert len(folders) == 1 + (protocol != "mediated")
    kept = [(here / folder.strip() / "scenario.yaml").read_text(encoding="utf-8") for folder in folders]
    assert any(f"protocol: {protocol}\n" in text for text in kept)


def test_all_protocols_are_shown_side_by_side(here: Path) -> None:
    shown = typed("mine.yaml", "-n", "20", "--protocol", "all").stdout
    for said in ("alternating offers", "less mediated", "Settlement", "heor", "What settlements are worth"):
        assert said in shown
    reports = re.findall(r"results/\S+/report.html", shown)
    assert len(reports) == 3
    assert all((here / report).exists() for report in reports)
    assert typed("mine.yaml", "-n", "20", "--protocol", "all", "-q").stdout.count("\n") == 3
    (latest,) = (here / "results").glob("*/latest")
    assert "protocol: mediated" in (latest.parent / latest.read_text().strip() / "scenario.yaml").read_text()


@pytest.mark.slow
def test_protocols_with_and_without_a_ceasefire_stand_side_by_side(here: Path) -> None:
    war = str(SCENARIOS / "energy_only.yaml")
    shown = typed(war, "-n", "5", "--protocol", "all", "--set", "actors.us.credibility=0.5").stdout
    assert re.search(r"Full ceasefire .* –  +–$", shown, re.MULTILINE)
    assert "changed  actors.us.credibility=0.5" in shown


def test_a_protocol_is_asked_for_in_one_way(here: Path) -> None:
    result = typed("mine.yaml", "--protocol", "all", "--set", "protocol=challenge")
    assert result.exit_code == 2
    assert "give one of them" in result.stderr


def test_the_protocols_of_the_command_line_are_those_of_a_scenario() -> None:
    from sim.cli import options
    from sim.scenario.protocols import PROTOCOLS

    assert options.PROTOCOLS == PROTOCOLS, "PROTOCOLS of sim/cli/options.py"


def test_more_packages_than_can_be_sorted_are_refused_with_a_way_out(tmp_path: Path) -> None:
    issue = "{range: {from: 0, to: 999, step: 1}, value: {a: {0: 0, 999: 1}, b: {0: 1, 999: 0}}}"
    issues = "".join(f"  {name}: {issue}\n" for name in "pqr")
    (tmp_path / "vast.yaml").write_text(f"actors: {{a: {{}}, b: {{}}}}\nissues:\n{issues}")
    vast = str(tmp_path / "vast.yaml")
    refused = typed(vast, "--protocol", "alternating_offers")
    assert refused.exit_code == 2
    assert "packages: menu" in refused.stderr
    assert typed("check", vast, "--set", "protocol=alternating_offers").exit_code == 2
    menu = "alternating_offers={packages: menu}"
    assert typed("check", vast, "--set", "protocol=alternating_offers", "--set", menu).exit_code == 0


def test_a_mistake_in_a_scenario_names_its_place_and_exits_2(here: Path) -> None:
    text = (here / "mine.yaml").read_text()
    (here / "mine.yaml").write_text(text.replace("outside_value", "outsid_value"))
    result = in_a_process("mine.yaml", cwd=here)
    assert result.returncode == 2
    assert re.search(r"mine\.yaml:\d+:\d+", result.stderr)
    assert "outside_value" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (here / "results").exists()


def test_check_says_what_is_in_a_fine_file(here: Path) -> None:
    result = typed("check", "mine.yaml")
    assert result.exit_code == 0
    assert re.fullmatch(r"mine.yaml: fine, 2 actors, 1 issue, \d+ numbers \(2 uncertain\)\n", result.stdout)


def test_check_goes_on_after_a_bad_file_and_exits_2(here: Path) -> None:
    (here / "bad.yaml").write_text("actors: 3\n")
    result = typed("check", "bad.yaml", "mine.yaml")
    assert result.exit_code == 2
    assert "bad.yaml" in result.stderr
    assert "mine.yaml: fine" in result.stdout


def test_check_tries_an_override_without_playing(here: Path) -> None:
    assert typed("check", "mine.yaml", "--set", "actors.north.concession=0.5").exit_code == 0
    assert typed("check", "mine.yaml", "--set", "actors.nroth.concession=0.5").exit_code == 2


def test_what_is_probably_a_mistake_is_a_warning(here: Path) -> None:
    result = typed("check", "mine.yaml", "--set", "actors.north.hope=0.9")
    assert result.exit_code == 0
    assert result.stdout.startswith("mine.yaml: fine, 2 actors")
    assert result.stderr.startswith("mine.yaml may not be what was meant: 1 warning\n")
    assert "actors.north.hope: has no effect: there is no" in result.stderr


def test_strict_makes_an_error_of_a_warning(here: Path) -> None:
    odd = ("--set", "actors.north.hope=0.9")
    result = typed("check", "mine.yaml", "--strict", *odd)
    assert (result.exit_code, result.stdout) == (2, "")
    assert typed("check", "mine.yaml", "--strict").exit_code == 0
    for words in (["mine.yaml"], ["compare", "mine.yaml", "mine.yaml"], ["explain", "mine.yaml"]):
        refused = typed(*words, "--strict", *odd)
        assert (refused.exit_code, refused.stderr) == (2, result.stderr)
    assert not (here / "results").exists()


@pytest.mark.parametrize("words", [["mine.yaml", "-n", "20"], ["export", "mine.yaml", "there"]])
def test_other_commands_warn_in_short(words: list[str], here: Path) -> None:
    result = typed(*words, "--set", "actors.north.hope=0.9")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith(
        "warning: 1 thing in mine.yaml may not be what was meant; told by\n"
        "  python -m sim check mine.yaml --set actors.north.hope=0.9\n"
    )


def test_a_protocol_that_was_asked_for_is_no_reason_to_warn(here: Path) -> None:
    text = (here / "mine.yaml").read_text().replace("concession: boulware", "reciprocity: 0.5")
    (here / "mine.yaml").write_text(text)
    assert typed("check", "mine.yaml", "--set", "protocol=alternating_offers").stderr != ""
    for asked in (["--protocol", "alternating_offers"], ["--set", "protocol=alternating_offers"]):
        assert "warning" not in typed("mine.yaml", "-n", "20", *asked).stderr


def test_new_never_overwrites(here: Path) -> None:
    before = (here / "mine.yaml").read_text()
    result = typed("new", "mine.yaml")
    assert result.exit_code == 2
    assert "already" in result.stderr
    assert (here / "mine.yaml").read_text() == before


def test_new_in_a_folder_that_is_not_there_says_so(here: Path) -> None:
    result = typed("new", "nowhere/mine.yaml")
    assert result.exit_code == 2
    assert "no folder 'nowhere'" in result.stderr


def test_the_schema_is_printed_for_editors() -> None:
    printed = json.loads(typed("schema").stdout)
    assert "actors" in printed["properties"]


HEAVY = {"numpy", "numba", "pandas", "plotly", "scipy", "mesa", "pyarrow"}


@pytest.mark.parametrize(
    "words", [["--help"], ["check", "scenarios/ceasefire30.yaml"], ["new", "{}/fresh.yaml"]]
)
def test_light_commands_leave_the_engine_alone(words: list[str], tmp_path: Path) -> None:
    program = (
        "import sys; from sim.cli.main import commands; commands(sys.argv[1:], standalone_mode=False);"
        f"print('loaded', sorted({HEAVY!r} & set(sys.modules)))"
    )
    arguments = [word.format(tmp_path) for word in words]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("loaded []\n")


# Bars of wall time on an idle machine are 0.4 and 0.6 s; processor time leaves out what others do to it.
@pytest.mark.parametrize(
    ("words", "bar"), [(["--help"], 0.4), (["check", "scenarios/ceasefire30.yaml"], 0.6)]
)
def test_light_commands_answer_at_once(words: list[str], bar: float) -> None:
    assert min(processor_seconds(words) for _ in range(3)) < bar


def processor_seconds(words: list[str]) -> float:
    before = os.times()
    assert in_a_process(*words).returncode == 0
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.parametrize("interruption", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_nothing_and_exits_130(interruption: signal.Signals, here: Path) -> None:
    screen, terminal = os.openpty()
    with running(
        "mine.yaml", "--runs", "2M", cwd=here, stdout=subprocess.DEVNULL, stderr=terminal
    ) as process:
        os.close(terminal)
        seen = iter(lambda: shown_on(screen), b"")
        assert any(re.search(rb"[1-9]\d*/2000000", shown) for shown in seen)  # some are played
        process.send_signal(interruption)
        errors = b"".join(seen).decode()
        process.wait(60)
    assert process.returncode == 130
    assert "interrupted: nothing was written" in errors
    assert "Traceback" not in errors
    assert not (here / "results").exists()


def test_what_was_changed_can_be_recognised_and_typed_again(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = "actors.north.concession=0.5"
    words = ("mine.yaml", "-n", "20", "--set", change, "--set", "title=A $5 strike")
    monkeypatch.setattr(sys, "argv", ["sim", *words])  # what was typed
    done = typed(*words)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(f"A $5 strike, {change}, title=A $5 strike ")
    assert "playing" not in done.stderr  # a bar is for terminals
    (manifest,) = (json.loads(file.read_text()) for file in here.glob("results/*/*/manifest.json"))
    assert manifest["changed"] == [change, "title=A $5 strike"]
    assert manifest["command"] == f"python -m sim mine.yaml -n 20 --set {change} --set 'title=A $5 strike'"
    assert change in (here / "results" / "index.html").read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "kept"), [(500, "nothing was written to results/mine/"), (20_000, "the replications are kept")]
)
def test_a_full_disk_is_told_and_leaves_nothing_half_written(size: int, kept: str, here: Path) -> None:
    """The system refuses files beyond so many bytes, as a full disk refuses any."""

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = in_a_process("mine.yaml", "-n", "20", cwd=here, preexec_fn=small_disk)
    assert done.returncode == 1
    assert f"File too large; {kept}" in done.stderr
    assert "Traceback" not in done.stderr
    left = {path.name for path in (here / "results").rglob("*") if path.is_file()}
    assert left == ({"manifest.json", "outcomes.parquet", "scenario.yaml"} if size > 500 else set())


@pytest.mark.parametrize("seconds", [0.3, 0.8])
def test_an_impatient_interruption_while_starting_is_no_traceback(seconds: float, here: Path) -> None:
    with running("mine.yaml", "--runs", "2M", cwd=here, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(seconds)
        while process.poll() is None:  # a library that is being loaded may swallow the first
            for _ in range(3):
                process.send_signal(signal.SIGINT)
                time.sleep(0.03)
            time.sleep(1.5)
        _, errors = process.communicate(timeout=60)
    # The last signal may fall into the very end, where Python handles none any more: 130, too, to a shell.
    assert process.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in errors
    assert not (here / "results").exists()


def test_results_that_cannot_be_kept_are_refused_before_playing(here: Path) -> None:
    """A file stands where a folder is wanted: nobody can write there, whoever they are."""
    (here / "taken").write_text("x")
    before = sorted(here.iterdir())
    done = in_a_process("mine.yaml", "--runs", "1000M", "--results", "taken/results", cwd=here)
    assert done.returncode == 2
    said = "results cannot be written to taken/results: not a directory; choose another with --results\n"
    assert done.stderr == said
    assert sorted(here.iterdir()) == before


def test_a_terminal_sees_a_bar(here: Path) -> None:
    screen, terminal = os.openpty()
    with running("mine.yaml", "-n", "21", cwd=here, stdout=subprocess.DEVNULL, stderr=terminal):
        os.close(terminal)
        assert any(b"playing" in shown for shown in iter(lambda: shown_on(screen), b""))


def shown_on(screen: int) -> bytes:
    """What a terminal shows next; nothing once the program has left it."""
    try:
        return os.read(screen, 4096)
    except OSError:
        return b""


@pytest.mark.slow
def test_a_reader_that_stops_early_hears_no_complaint(here: Path) -> None:
    command = f"{sys.executable} -m sim mine.yaml -n 20 | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=here, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_another_module_named_sim_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "sim.py").write_text("x = 1\n")
    program = f"import runpy; runpy.run_path({str(ROOT / 'sim' / 'launcher.py')!r})['main']()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"another module named `sim` stands before ours on Python's path: {tmp_path}" in done.stderr
    assert "Traceback" not in done.stderr


def test_code_that_comes_with_a_scenario_runs_only_when_allowed(here: Path) -> None:
    text = (here / "mine.yaml").read_text()
    (here / "mine.yaml").write_text(
        text.replace("role: party", "role: party\n    behaviour: mine.py:Mine", 1)
    )
    result = typed("mine.yaml")
    assert result.exit_code == 2
    assert "--allow-code" in result.stderr
