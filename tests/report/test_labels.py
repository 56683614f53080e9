"""Where an option is shown to people it is by its label; in tables of results, paths and files by its name."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import commands
from sim.report.terminal import WIDTH

LABEL, PAUSE = "Run by <b>the United States</b> & nobody else", "Everywhere, from the first minute"
TEXT = f"""\
horizon_days: 60
sequence: ceasefire_first
war: {{if_attacker_wins: a, if_defender_wins: b}}
actors:
  north: {{side: attacker, optimism: 0, distrust: 0, cost_per_day: 0.0008, concession: conceder}}
  south: {{side: defender, optimism: 0, distrust: 0, cost_per_day: 0.0008, concession: conceder}}
issues:
  plant:
    options: {{mine: mine, us_run_for_all: "{LABEL}", yours: yours}}
    value: {{north: [1, 0.9, 0], south: [0, 0.9, 1]}}
ceasefire:
  issues:
    scope: {{options: {{air_only: air_only, all_of_it: "{PAUSE}"}}, halts: [0.4, 1],
             worth: {{north: {{all_of_it: 0.2}}, south: {{all_of_it: 0.2}}}}}}
proposals:
  a: {{plant: mine}}
  b: {{plant: yours}}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    written = tmp_path / "plant.yaml"
    written.write_text(TEXT, encoding="utf-8")
    return written


def typed(*words: str) -> str:
    result = CliRunner().invoke(
        commands,
        words,
        prog_name="python -m sim",
    )
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers", "challenge"])
def test_the_page_shows_labels_and_escapes_them(protocol: str, file: Path) -> None:
    study = sim.run(file, runs=30, overrides=[f"protocol={protocol}"])
    page = (study.folder / "report.html").read_text(encoding="utf-8")
    assert escape(LABEL, quote=False) in page
    assert LABEL not in page.replace("\\u003c", "<")
    assert "us run for all" not in page
    assert protocol != "mediated" or PAUSE in page


def test_tables_and_files_keep_the_names(file: Path) -> None:
    study = sim.run(file, runs=30, csv=True)
    assert set(study.outcomes["terms.plant"].dropna()) <= {"mine", "us_run_for_all", "yours"}
    assert "us_run_for_all" in (study.folder / "outcomes.csv").read_text(encoding="utf-8")
    assert LABEL not in (study.folder / "summary.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [["plant.yaml", "-n", "30"], ["explain", "plant.yaml", "--outcome", "settlement", "-n", "30"]]
)
def test_screens_show_labels_within_their_width(words: list[str], file: Path) -> None:
    said = typed(*words)
    assert LABEL in " ".join(said.split())
    assert "us run" not in said
    assert max(map(len, said.splitlines())) <= WIDTH


def test_a_comparison_shows_labels(file: Path) -> None:
    variant = file.with_name("other.yaml")
    variant.write_text("extends: plant.yaml\nhorizon_days: 50\n", encoding="utf-8")
    typed("compare", "plant.yaml", "other.yaml", "-n", "30")
    pages = [each.read_text(encoding="utf-8") for each in Path("results/compare").rglob("*.html")]
    assert any(escape(LABEL, quote=False) in page for page in pages)
