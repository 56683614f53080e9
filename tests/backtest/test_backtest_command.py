"""`python -m sim backtest` scores what is there, says what is not, and writes a whole table and page or nothing."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.backtest import groups, sentences, values
from sim.backtest.score import Findings, Fitted, Placebo, Reliability, Score, Span, Survival
from sim.backtest.scoring import calibration
from sim.cli.backtest import NAMES
from sim.cli.main import commands

OURS = Path(__file__).parent / "data"
AGREEMENTS = "ucdp_peace_agreements_22.1_trimmed.csv"
WARS = "ucdp_termination_dyad_3-2021.csv"


def typed(folder: Path, *words: str) -> Result:
    words = ("backtest", "--results", str(folder), *words)
    return CliRunner(env={"PARLEYSIM_DATA": None}).invoke(commands, words, prog_name="python -m sim")


def some() -> Findings:
    """A line of every kind."""
    import numpy as np

    def line(by: str, less: Span, **more: object) -> Score:
        return Score("ceasefires", "a | question", by, of=9, clusters=3, kind="Brier", loss=Span(0.2, 0.1, 0.3),
                     less=less, log=Span(0.5, 0.4, 0.6), auc=Span(0.7, 0.6, 0.8), enough=40.0, **more)  # fmt: skip

    said, came = np.array([0.1, 0.2, 0.7, 0.9]), np.array([0.0, 1.0, 1.0, 1.0])
    return Findings(
        scores=(
            line("base rate", Span(), note="of <others>"),
            line("our life", Span(0.1, 0.05, 0.2), verdict="worse", ours=True),
            line("our fit", Span(-0.1, -0.2, -0.05), verdict="better", ours=True),
            line("our memory", Span(-0.1, -0.2, -0.05), verdict="better", ours=True, seen=True),
            Score("fortna", "do they hold?", "", verdict="not here", note="pass --data DIR"),
        ),
        curves=(Reliability("ceasefires", "a | question", "our fit", calibration(said, came)),),
        placebos=(Placebo("ceasefires", "a | question", "our fit", 1, 20, 0.51),),
        fitted=(
            Fitted(
                "ceasefires",
                "shape",
                "ends",
                Span(0.3, 0.2, 0.4),
                Span(0.9, 0.8, 1.0),
                Span(0.6, 0.5, 0.7),
                0.28,
                0.031,
            ),
        ),
        survivals=(Survival("ceasefires", (7.0, 30.0), (0.5, 0.4), (0.9, 0.8), (0.7, 0.6), (0.7, 0.57)),),
    )


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> None:
    """No work."""
    monkeypatch.setattr(groups, "pieces", lambda data, seed: {"all": some})


@pytest.mark.usefixtures("played")
def test_the_first_line_says_where_it_is_worse_and_the_next_where_it_is_better(tmp_path: Path) -> None:
    result = typed(tmp_path, "--data", str(OURS))
    assert result.exit_code == 0, result.output
    text = " ".join(result.stdout.split())
    assert text.startswith(
        "Clearly worse than the base rate: ceasefires (our life). Clearly better, on cases that"
    )
    assert "Clearly better, on cases that were not seen: ceasefires (our fit)." in text
    assert "1 of 20 forecasts seemed better" in text
    assert "than their intervals allow, are 1 of 1 numbers (one in twenty by chance): ceasefires" in text
    assert "ceasefires (shape, ends; by lot 3.1%)" in text
    assert "Not here, so not scored: fortna." in text
    assert "\x1b" not in result.output
    assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.usefixtures("played")
def test_the_table_and_the_page_say_the_same(tmp_path: Path) -> None:
    typed(tmp_path, "--data", str(OURS), "--seed", "3")
    folder = tmp_path / "backtest"
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    told = json.loads((folder / "backtest.json").read_text("utf-8"))
    assert told["seed"] == 3
    assert told["scores"][0]["less"] == {"value": None, "low": None, "high": None}
    rows = list(csv.DictReader((folder / "backtest.csv").read_text("utf-8").splitlines()))
    assert [row["by"] for row in rows] == [row["by"] for row in told["scores"]]
    assert float(rows[1]["less.high"]) == 0.2
    markdown = (folder / "backtest.md").read_text("utf-8")
    assert r"| a \| question | our memory | 9 of 3 |" in markdown
    assert (
        "| shape | ends | 0.3 (0.2 to 0.4) | 0.9 (0.8 to 1) | no | 3.1% | 0.6 (0.5 to 0.7) | 0.28 | even half |"
        in markdown
    )
    page = (folder / "report.html").read_text("utf-8")
    assert "of &lt;others&gt;" in page.replace("Of", "of")
    for what in ("skill-ceasefires", "calibration-ceasefires", "survival-ceasefires", "placebos"):
        assert f'id="{what}' in page


@pytest.mark.slow
def test_one_set_alone_is_scored_and_the_others_are_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(groups.SETS, "cases", replace(groups.SETS["cases"], shipped=None))  # comes with us
    data = tmp_path / "data"
    data.mkdir()
    with (OURS / WARS).open(encoding="utf-8", newline="") as whole:
        head, *rows = csv.reader(whole)
    with (data / WARS).open("w", encoding="utf-8", newline="") as part:
        csv.writer(part).writerows([head, *rows[::8]])
    first = typed(tmp_path / "a", "--data", str(data))
    again = typed(tmp_path / "b", "--data", str(data))
    assert first.exit_code == again.exit_code == 0
    one, other = (
        {name: (tmp_path / place / "backtest" / name).read_bytes() for name in NAMES[:3]} for place in "ab"
    )
    assert one == other
    lines = list(csv.DictReader(one["backtest.csv"].decode().splitlines()))
    verdicts = {row["set"]: row["verdict"] for row in lines if not row["kind"]}
    assert verdicts == {name: "not here" for name in groups.SETS if name != "wars"} | {
        "summits": "no outcomes"
    }
    assert "pass --data DIR with ethprio_ceasefires_collapsed.csv" in " ".join(first.stdout.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Missing option '--data'"),
        (["--data", "nowhere"], "'nowhere' does not exist"),
        (["--data", "{empty}"], "holds none of ethprio_ceasefires_collapsed.csv"),
        (["--data", "{empty}", "--seed", "x"], "x"),
        (["--data", "{wrong}"], f"{AGREEMENTS}:1: the first line names no column conflict_id"),
        (["--data", "{wrong}", "--results", "{file}"], "{file}"),
    ],
)
def test_a_mistake_exits_with_2_and_writes_nothing(tmp_path: Path, words: list[str], said: str) -> None:
    places = {name: str(tmp_path / name) for name in ("empty", "wrong", "file")}
    (tmp_path / "empty").mkdir()
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / AGREEMENTS).write_text("pa_date\n1995-12-14\n", encoding="utf-8")
    (tmp_path / "file").touch()
    result = typed(tmp_path / "results", *(word.format(**places) for word in words))
    assert result.exit_code == 2, result.output
    assert said.format(**places) in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    assert not (tmp_path / "results").exists()


@pytest.mark.usefixtures("played")
def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "backtest" / "1234").mkdir(parents=True)
    result = typed(tmp_path, "--data", str(OURS))
    assert result.exit_code == 2
    assert "holds other things (1234)" in result.stderr


def test_numbers_are_kept_with_no_more_digits_than_any_processor_gives() -> None:
    assert values.plain({"a": 1.23456789, "b": [float("nan"), 2], "c": "x"}) == {
        "a": 1.23457,
        "b": [None, 2],
        "c": "x",
    }


def test_nowhere_worse_is_said_as_plainly() -> None:
    fine = Findings(tuple(row for row in some().scores if row.verdict != "worse"))
    assert sentences.first_line(fine) == "Clearly worse than the base rate: nowhere."
    twice = Findings(some().scores * 2)
    assert (
        sentences.first_line(twice)
        == "Clearly worse than the base rate: ceasefires (our life in 2 questions)."
    )
