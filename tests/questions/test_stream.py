"""Replications that nobody holds: the same numbers as those that are held, and the same bytes whoever plays."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from impatient import Impatient
from pyarrow.dataset import dataset

import sim
from sim.analysis.events import events, measures
from sim.analysis.intervals import mean_of, quantile_of, share_of
from sim.analysis.tally import LEVELS, Streamed, tally, tally_from_text
from sim.cli.main import commands
from sim.questions.asking import Unanswerable
from sim.questions.finding import Finding
from sim.questions.stream import NOTICE
from sim.questions.streaming import room
from sim.results.store import read_manifest
from sim.scenario.reading import read
from tests.questions.elsewhere import Elsewhere

STARTER = Path(str(files("sim") / "new.yaml"))
STUBBORN = Path(__file__).parents[2] / "scenarios" / "behaviours" / "stubborn.yaml"
RUNS = 700


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of few replications."""
    monkeypatch.setattr("sim.questions.streaming.part.PART", 300)


def played(results: Path, **how: object) -> Finding[Streamed]:
    return sim.stream(STARTER, runs=RUNS, seed=3, results=results, **how)  # type: ignore[arg-type]


def digests(finding: Finding[Streamed]) -> dict[str, str]:
    found: dict[str, str] = read_manifest(finding.folder)["files"]
    return found


def test_it_counts_what_a_study_holds_and_keeps_the_same_table(tmp_path: Path) -> None:
    finding, held = played(tmp_path), sim.play(STARTER, RUNS, 3)
    found = finding.answer
    assert (found.runs, found.parts) == (RUNS, 3)
    shares = {name: share_of(flags) for name, flags in events(held).items()}
    assert [(name, each.hits) for name, each in found.events.items()] == [
        (name, each.hits) for name, each in shares.items()
    ]
    assert found.events["settlement"].low == pytest.approx(shares["settlement"].low)
    for name, values in measures(held).items():
        there, told = mean_of(values[~np.isnan(values)]), found.amounts[name]
        assert told.of == there.of
        assert (told.mean, told.low, told.high) == pytest.approx(
            (there.mean, there.low, there.high), nan_ok=True
        )
        if name in found.days and told.of:
            exact = [quantile_of(values[~np.isnan(values)], level) for level in LEVELS]
            ends = [[each.value, each.low, each.high] for each in exact]
            assert [[each.value, each.low, each.high] for each in found.days[name]] == [
                pytest.approx(each, abs=0.05 + 1e-9, nan_ok=True) for each in ends
            ]
    files = sorted(file.name for file in (finding.folder / "outcomes").iterdir())
    assert files == [f"part-{k:05}.parquet" for k in range(3)]  # else the tenth would come before the second
    table = dataset(finding.folder / "outcomes").to_table().to_pandas()
    kept = sim.run(STARTER, runs=RUNS, seed=3, results=tmp_path).outcomes
    assert table.astype(object).equals(kept.astype(object))
    assert "of 700 replications end in a settlement" in repr(finding)


def test_whoever_plays_the_bytes_are_the_same(tmp_path: Path) -> None:
    with Elsewhere() as elsewhere:
        far = played(tmp_path / "far", executor=elsewhere)
    assert elsewhere.sent == 3
    assert digests(far) == digests(played(tmp_path / "near", threads=1))
    again = sim.load(far.folder)
    assert isinstance(again, Finding)
    assert again.answer == far.answer


@pytest.mark.parametrize("damaged", [False, True])
def test_broken_off_it_goes_on_where_it_stopped(damaged: bool, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt, match="1 of 3 parts are kept; the same command goes on from there"):
        played(tmp_path / "a", watch=Impatient("parts", after=1), threads=1)
    (kept,) = tmp_path.glob("a/stream/.*/*")
    kept.write_bytes(b"damaged" if damaged else kept.read_bytes())
    heard = Impatient("parts")
    found = played(tmp_path / "a", watch=heard)
    assert heard.said == [NOTICE, *([] if damaged else ["resumed: 1 of 3 parts were there"])]
    assert digests(found) == digests(played(tmp_path / "b"))
    assert list((tmp_path / "a" / "stream").iterdir()) == [found.folder]


def test_counts_survive_being_written_down() -> None:
    counts = tally(sim.play(STARTER, 50), 100)
    assert tally_from_text(counts.text) == counts


def test_what_fits_is_told_by_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three copies of everything that is held, in half of the memory; and a million on any machine."""
    scenario, many = read(STARTER), 100_000_000
    held = sim.play(scenario, 10)
    row = sum(column.nbytes for column in vars(held).values() if isinstance(column, np.ndarray)) // 10
    assert room.row_bytes(scenario) == row
    for bytes_, holds in ((6 * many * row, True), (6 * many * row - 1, False), (1, False)):
        monkeypatch.setattr(room, "memory", lambda bytes_=bytes_: bytes_)
        assert room.fit(scenario, many) is holds
    assert room.fit(scenario, room.ALWAYS)
    assert not room.fit(scenario, room.ALWAYS + 1)


def test_a_run_of_too_many_is_a_stream_and_says_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "ALWAYS", 100)
    monkeypatch.setattr(room, "memory", lambda: 1)
    typed = ["run", str(STARTER), "-n", str(RUNS), "--seed", "3", "--results", str(tmp_path)]
    done = CliRunner().invoke(commands, typed)
    assert done.exit_code == 0, done.output
    assert NOTICE in done.stderr
    assert "they lie in 3 files of one dataset" in done.stdout.replace("\n", " ")
    assert "may be off by a twentieth of a day" in done.stdout.replace("\n", " ")
    (folder,) = (each for each in (tmp_path / "stream").iterdir())
    assert digests(played(tmp_path)) == read_manifest(folder)["files"]
    assert "What was counted" in (folder / "report.html").read_text("utf-8")
    for more in (["--format", "csv"], ["--protocol", "all"]):
        refused = CliRunner().invoke(commands, [*typed, *more])
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


def test_code_of_ones_own_is_not_streamed(tmp_path: Path) -> None:
    with pytest.raises(Unanswerable, match="by Python code of their own"):
        sim.stream(STUBBORN, runs=10, allow_code=True, results=tmp_path)
