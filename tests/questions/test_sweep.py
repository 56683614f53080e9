"""A sweep is many studies with the same luck, whoever plays it and however often it is broken off."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from impatient import Impatient
from pyarrow.parquet import read_table

import sim
from sim.analysis.intervals import paired_difference
from sim.analysis.sweep import Sweep
from sim.bargaining.run.parcel import OtherProgram
from sim.cli.main import commands
from sim.cluster import Cluster, NoCluster
from sim.processes import processes
from sim.questions.finding import Finding
from sim.questions.sweep import sweep
from sim.questions.sweeping.task import task_of
from sim.report.sweeps.maps import differences
from sim.report.sweeps.sentences import headline
from sim.results.store import read_manifest
from sim.scenario.problems import ScenarioError
from sim.scenario.reading import read

STARTER = Path(str(files("sim") / "new.yaml"))
SCENARIOS = Path(__file__).parents[2] / "scenarios"
PATH = "actors.north.outside_value"
VARY = [f"{PATH}=0.1:0.9:0.2"]
RUNS = 300


def played(results: Path, **asked: object) -> Finding[Sweep]:
    return sweep(STARTER, VARY, runs=RUNS, results=results, **asked)  # type: ignore[arg-type]


def digests(finding: Finding[Sweep]) -> dict[str, str]:
    found: dict[str, str] = read_manifest(finding.folder)["files"]
    return found


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, prog_name="python -m sim")


def settled(change: str) -> np.ndarray:
    from sim.bargaining.run.batch import play

    return play(read(STARTER, [change] if change else []), RUNS, 1).settled


def test_a_cell_is_the_study_that_set_gives_beside_the_scenario_with_the_same_luck(tmp_path: Path) -> None:
    found = played(tmp_path).answer
    before = settled("")
    assert found.base.events["settlement"].share.hits == before.sum()
    for cell in found.cells:
        flags = settled(f"{PATH}={cell.values[0]}")
        assert cell.events["settlement"].share.hits == flags.sum()
        expected, apart = paired_difference(flags, before), cell.events["settlement"].less_base
        assert apart is not None
        assert (apart.difference, apart.low) == pytest.approx((expected.difference, expected.low))


@pytest.mark.slow
def test_who_plays_changes_no_byte(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as own:
        crews: list[dict[str, object]] = [{"threads": 1}, {"threads": 16}, {"executor": own}]
        found = [played(tmp_path / str(k), **crew) for k, crew in enumerate(crews)]
        with processes(2) as others:
            found.append(played(tmp_path / "others", executor=others))
        assert own.submit(int).result() == 0  # an executor of somebody else's still works
    assert all(digests(each) == digests(found[0]) for each in found)


def test_asked_again_it_is_answered_from_disk(tmp_path: Path) -> None:
    first, second = played(tmp_path), played(tmp_path)
    assert (first.recalled, second.recalled) == (False, True)
    assert repr(first.answer) == repr(second.answer)  # NaN equals no NaN


def test_broken_off_it_goes_on_where_it_stopped_and_ends_as_if_undisturbed(tmp_path: Path) -> None:
    stopped = Impatient("cells", after=2)
    with pytest.raises(KeyboardInterrupt, match="of 6 cells are kept; the same command goes on from there"):
        played(tmp_path / "a", watch=stopped, threads=1)
    (partial,) = (tmp_path / "a" / "sweep").iterdir()
    kept = sorted(partial.iterdir())
    assert len(kept) == 2
    kept[0].write_bytes(b"damaged")
    goes_on = Impatient("cells")
    found = played(tmp_path / "a", watch=goes_on)
    assert goes_on.said == ["resumed: 1 of 6 cells were there"]
    assert digests(found) == digests(played(tmp_path / "b"))
    assert list((tmp_path / "a" / "sweep").iterdir()) == [found.folder]


def test_broken_off_before_anything_was_done_it_leaves_nothing(tmp_path: Path) -> None:
    class Stopped(ThreadPoolExecutor):
        def submit(self, *_: object) -> None:  # type: ignore[override]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stop, Stopped() as stopped:
        played(tmp_path / "results", executor=stopped)
    assert str(stop.value) == ""
    assert list(tmp_path.iterdir()) == []


def test_two_programs_on_one_sweep_do_not_hurt_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = [each.result() for each in [pool.submit(played, tmp_path) for _ in range(4)]]
    assert len({str(digests(each)) for each in found}) == 1
    assert [each.name for each in (tmp_path / "sweep").iterdir()] == [found[0].folder.name]


def test_a_worker_with_another_program_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    task = task_of(read(STARTER), 10, 1, allow_code=False)
    monkeypatch.setattr("sim.bargaining.run.parcel.fingerprint", lambda: "edited")
    with pytest.raises(OtherProgram, match="another version"):
        task.play()


def test_every_mistake_in_any_cell_is_told_before_anything_is_played(tmp_path: Path) -> None:
    vary = ["actors.south.outside_value=0.9,1.7", "actors.nroth.outside_value=0:1:0.1"]
    with pytest.raises(ScenarioError) as caught:
        sweep(STARTER, vary, results=tmp_path / "results")
    said = str(caught.value)
    assert "2 problems" in said
    assert "--vary actors.south.outside_value=1.7" in said
    assert "did you mean north?" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--vary", f"{PATH}=1:0:0.1"], "below where it starts"),
        (["--vary", f"{PATH}=2"], "out of range"),
        ([], "say what is varied"),
        (["--vary", f"{PATH}=0,1", "--cluster", "nowhere"], "no address of a Dask scheduler"),
        (
            ["--vary", f"{PATH}=0,1", "--cluster", "tcp://127.0.0.1:1", "--workers", "2"],
            "leave out --threads",
        ),
    ],
)
def test_a_mistake_exits_with_2_and_a_sentence(words: list[str], said: str, tmp_path: Path) -> None:
    result = typed("sweep", str(STARTER), "--results", str(tmp_path / "results"), *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_without_dask_a_cluster_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"parleysim\[cluster\]"):
        played(tmp_path, executor=Cluster("tcp://127.0.0.1:8786"))


def test_cases_may_stand_in_csv_in_yaml_or_in_python(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"case,{PATH},protocol\nhigh,0.9,\nother rules,,alternating_offers\n")
    (tmp_path / "a.yaml").write_text(
        f"- {{case: high, {PATH}: 0.9}}\n- {{case: other rules, protocol: alternating_offers}}\n"
    )
    rows = [{"case": "high", PATH: 0.9}, {"case": "other rules", "protocol": "alternating_offers"}]
    found = [
        sweep(STARTER, cases=cases, runs=RUNS, results=tmp_path / "r")  # type: ignore[arg-type]
        for cases in (tmp_path / "a.csv", tmp_path / "a.yaml", rows)
    ]
    assert [each.recalled for each in found] == [False, True, True]
    assert [(cell.label, cell.values) for cell in found[0].answer.cells] == [
        ("high", ("0.9", "")),
        ("other rules", ("", "alternating_offers")),
    ]
    again = sweep(STARTER, cases=found[0].folder / "cases.csv", runs=RUNS, results=tmp_path / "r")
    assert again.recalled


def test_cases_that_a_spreadsheet_would_compute_are_kept_as_text_and_read_back(tmp_path: Path) -> None:
    labels, titles = ["=1+1", "'=1", "@x", "-2"], ["=it's", "+1 apple", "-3", "'=1'"]
    rows = [{"case": case, "title": title} for case, title in zip(labels, titles, strict=True)]
    found = sweep(STARTER, cases=rows, runs=RUNS, results=tmp_path / "r")
    kept = found.folder / "cases.csv"
    assert kept.read_text().splitlines()[1:] == [
        "'=1+1,'=it''s'",
        "''=1,'+1 apple'",
        "'@x,-3",
        "-2,'=1'",
    ]
    assert [cell.label for cell in found.answer.cells] == labels
    again = sweep(STARTER, cases=kept, runs=RUNS, results=tmp_path / "r")
    assert [cell.label for cell in again.answer.cells] == labels
    assert [cell.values[0] for cell in again.answer.cells][:3] == titles[:3]


def test_a_name_is_what_a_case_is_called_and_sets_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"name,{PATH}\nhigh,0.9\n")
    (tmp_path / "a.yaml").write_text(f"- {{name: high, {PATH}: 0.9}}\n")
    for cases in (tmp_path / "a.csv", tmp_path / "a.yaml", [{"name": "high", PATH: 0.9}]):
        found = sweep(STARTER, cases=cases, runs=RUNS, results=tmp_path / "r").answer  # type: ignore[arg-type]
        assert [varied.path for varied in found.varied] == [PATH]
        assert [cell.label for cell in found.cells] == ["high"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "actors.north.hope\n1,2\n", "2: 2 cells under 1 paths"),
        ("a.csv", "actors.north.hope;protocol\n1;2\n", "semicolons"),
        ("a.csv", ",\n1,2\n", "no path above"),
        ("a.csv", "", "no path above"),
        ("a.csv", "case\nnothing\n", "sets nothing"),
        ("a.csv", "actors.nroth.hope\n\n0.5\n", "a.csv:3 actors.nroth.hope=0.5"),
        ("a.yaml", "actors: {}\n", "a list of tables"),
        ("a.yaml", "- {actors.north.outside_value: 7}\n", "a.yaml:1:32"),
        ("a.yaml", "- {actors.north.outside_value: [}\n", "a.yaml:1"),
    ],
)
def test_a_table_that_is_wrong_says_where(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    result = typed(
        "sweep", str(STARTER), "--vary-file", str(tmp_path / name), "--results", str(tmp_path / "r")
    )
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_table_is_tidy_and_numbers_are_numbers(tmp_path: Path) -> None:
    vary = {PATH: [0.1, 0.5], "actors.south.concession": ["linear", "boulware"]}
    found = sweep(STARTER, vary, runs=RUNS, results=tmp_path)
    table = read_table(found.folder / "sweep.parquet").to_pandas()
    assert not table.duplicated(["cell", "measure", "kind"]).any()
    assert sorted(table["cell"].unique()) == [-1, 0, 1, 2, 3]
    rows = table[(table["measure"] == "settlement") & (table["kind"] == "share")].set_index("cell")
    assert rows[PATH].tolist()[1:] == [0.1, 0.1, 0.5, 0.5]
    assert np.isnan(rows[PATH][-1])
    assert rows["actors.south.concession"].tolist()[1:] == ["linear", "boulware"] * 2
    shares = [cell.events["settlement"].share for cell in (found.answer.base, *found.answer.cells)]
    assert rows["hits"].tolist() == [share.hits for share in shares]
    assert np.allclose(rows["value"], [share.share for share in shares])


@pytest.mark.parametrize(
    ("file", "vary"),
    [
        ("minimal.yaml", ["actors.union.concession=0.5,2"]),
        ("ceasefire30.yaml", ["actors.us.credibility=0,1", "protocol=mediated,alternating_offers,challenge"]),
        ("ceasefire30.yaml", ["protocol=alternating_offers,challenge"]),
        ("theory/fearon_1995.yaml", ["actors.b.optimism={uniform: [0, 1]},0"]),
    ],
)
def test_any_scenario_can_be_varied_and_fits_a_screen(
    file: str, vary: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [word for each in vary for word in ("--vary", each)]
    result = typed("sweep", str(SCENARIOS / file), *words, "--runs", "60")
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 100
    files = dict(line.rsplit(maxsplit=1) for line in result.stdout.splitlines()[-3:])
    assert all(Path(file).exists() for file in files.values())
    assert set(files) == {"page", "all files", "table"}


def test_where_a_decision_always_comes_only_its_worth_is_told(tmp_path: Path) -> None:
    vary = ["--set", "protocol=challenge", "--vary", "actors.us.capability=0:1:0.5"]
    file = str(SCENARIOS / "ceasefire30.yaml")
    result = typed("sweep", file, *vary, "--runs", "60", "--results", str(tmp_path))
    assert "a decision always comes" in result.stdout
    assert "less frequent" not in result.stdout


def test_what_the_rules_do_not_read_is_not_said_to_differ_in_worth(tmp_path: Path) -> None:
    vary = ["--set", "protocol=challenge", "--vary", "actors.us.credibility=0,1"]
    file = str(SCENARIOS / "ceasefire30.yaml")
    result = typed("sweep", file, *vary, "--runs", "1", "--results", str(tmp_path))
    assert "changes nothing" in " ".join(result.stdout.split())
    assert "what differs" not in result.stdout
    assert "1 replication of each" in result.stdout


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        (
            f"{PATH}=1,0.99",
            "With every value of “north: worth of no deal” a settlement comes in 0% (0–1%) of replications; as written",
        ),
        (
            f"{PATH}=1",
            "With “north: worth of no deal” = 1 a settlement comes in 0% (0–1%) of replications; as written in",
        ),
        (
            f"{PATH}=0.3",
            "With “north: worth of no deal” = 0.3 no settlement or zone of agreement is clearly more",
        ),
    ],
)
def test_the_same_share_everywhere_is_said_once(vary: str, said: str, tmp_path: Path) -> None:
    found = sweep(STARTER, [vary], runs=RUNS, results=tmp_path)
    assert headline(found.answer).startswith(said)


def test_a_cell_that_cannot_be_compared_is_a_dash_on_its_map_and_no_number(tmp_path: Path) -> None:
    found = sweep(STARTER, [f"{PATH}=0,1", "protocol=mediated,challenge"], runs=RUNS, results=tmp_path).answer
    (drawn,) = differences(found, "settlement").data
    assert [row[1] for row in drawn["text"]] == ["–", "–"]
    assert all(np.isnan(row[1]) for row in drawn["z"])
    assert not any(np.isnan(row[0]) for row in drawn["z"])


def test_where_only_the_scenario_itself_always_decides_nothing_is_said_to_be_like_chance(
    tmp_path: Path,
) -> None:
    vary = ["--set", "protocol=challenge", "--vary", "protocol=mediated,alternating_offers"]
    file = str(SCENARIOS / "ceasefire30.yaml")
    result = typed("sweep", file, *vary, "--runs", "60", "--results", str(tmp_path))
    assert "As written a decision always comes" in result.stdout
    assert "chance" not in result.stdout
    assert "frequent" not in result.stdout


def test_the_folder_of_a_study_can_be_varied(tmp_path: Path) -> None:
    study = sim.run(STARTER, runs=20, seed=7, results=tmp_path)
    found = sweep(study, VARY, runs=20, results=tmp_path).answer
    assert found.seed == "7"
    assert found.base.events["settlement"].share.hits == study.summary.outcomes["settlement"].hits


def test_code_that_comes_with_a_scenario_is_played_only_when_allowed(tmp_path: Path) -> None:
    stubborn = str(SCENARIOS / "behaviours" / "stubborn.yaml")
    words = ["sweep", stubborn, "--vary", "horizon_days=60,90", "--runs", "5"]
    refused = typed(*words, "--results", str(tmp_path / "r"))
    assert refused.exit_code == 2
    assert "--allow-code" in refused.stderr
    assert typed(*words, "--results", str(tmp_path / "r"), "--allow-code").exit_code == 0
