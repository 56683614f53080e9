"""`python -m sim calibrate`: what is printed, what is kept, and how mistakes are told."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import commands
from sim.scenario.reading import read

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FOUNDING, FORECASTS = SCENARIOS / "ceasefire30.yaml", SCENARIOS / "targets" / "march_2025_forecasts.yaml"


def calibrate(*words: object, into: Path) -> Result:
    return CliRunner().invoke(commands, ["calibrate", *map(str, words), "--results", str(into)])


def test_how_many_of_the_forecasts_of_march_2025_can_be_met_is_said(tmp_path: Path) -> None:
    """Nothing in the founding scenario was fitted to them, so that need not be all."""
    done = calibrate(FOUNDING, "--target", FORECASTS, "-n", 80, "-o", tmp_path / "mine.yaml", into=tmp_path)
    assert done.exit_code == 0, done.output
    assert re.search(r"^(All 6|[1-5] of 6) targets are met", done.output, re.MULTILINE)
    assert "not evidence" in done.output
    assert read(tmp_path / "mine.yaml").name == "ceasefire30 narrowed"
    (folder,) = (tmp_path / "calibrate").iterdir()
    kept = {path.name for path in folder.iterdir()}
    assert kept == {
        "calibrate.json",
        "manifest.json",
        "narrowed.yaml",
        "report.html",
        "scenario.yaml",
        "targets.yaml",
    }
    assert "calibrate" in (tmp_path / "index.html").read_text()


def test_every_name_of_a_target_is_text_on_the_page(tmp_path: Path) -> None:
    target = tmp_path / "targets.yaml"
    target.write_text('targets: {"<script>alert(1)</script>": {event: zone, probability: [0, 1]}}')
    done = calibrate(FOUNDING, "--target", target, "-n", 200, "-q", into=tmp_path)
    page = (Path(done.output.strip()) / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("file", "target", "said"),
    [
        (FOUNDING, "{event: peace, probability: 0.5}", "there is no event 'peace'"),
        (FOUNDING, "{event: zone, probabilty: 0.5}", "did you mean probability?"),
        (SCENARIOS / "minimal.yaml", "{event: settlement, probability: 0.5}", "has no uncertain number"),
        (SCENARIOS / "behaviours" / "stubborn.yaml", "{probability: 0.5}", "by Python code of their own"),
        (
            SCENARIOS / "camp_david_1978.yaml",
            "{event: settlement, by: 1978-10-01, probability: 2}",
            "out of range",
        ),
    ],
)
def test_a_mistake_exits_2_and_leaves_nothing(file: Path, target: str, said: str, tmp_path: Path) -> None:
    targets = tmp_path / "targets.yaml"
    targets.write_text(f"targets: {{a: {target}}}")
    done = calibrate(file, "--target", targets, "-n", 100, into=tmp_path / "results")
    assert done.exit_code == 2
    assert said in done.output
    assert not (tmp_path / "results").exists()


def test_what_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("# written by hand")
    done = calibrate(FOUNDING, "--target", FORECASTS, "-n", 100, "-o", mine, into=tmp_path / "results")
    assert done.exit_code == 2
    assert "is there already; nothing was written" in done.output
    assert mine.read_text() == "# written by hand"
    nowhere = calibrate(
        FOUNDING, "--target", FORECASTS, "-o", tmp_path / "no" / "x.yaml", into=tmp_path / "results"
    )
    assert nowhere.exit_code == 2
    assert not (tmp_path / "results").exists()


def test_a_target_that_no_input_moves_is_missed_and_named(tmp_path: Path) -> None:
    target = tmp_path / "targets.yaml"
    target.write_text(
        "targets: {never: {event: not_ratified, probability: 0.5}, zone: {event: zone, probability: [0, 1]}}"
    )
    done = calibrate(SCENARIOS / "korea_1951.yaml", "--target", target, "-n", 200, into=tmp_path)
    assert done.exit_code == 0, done.output
    assert "“never” was not reached" in done.output
