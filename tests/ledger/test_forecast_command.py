"""`forecast`: entered, resolved, shown and graded, or refused in one line with exit code 2."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import commands
from sim.ledger import book

RAIN = ("add", "Does it rain?", "--by", "2026-12-31", "--probability", "0.3")
TALKS = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
SHIPPED = Path(__file__).parents[2] / "scenarios" / "forecasts" / "ledger.jsonl"


class Desk:
    """A folder in which somebody types, on a day that can be moved on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)
        self.monkeypatch, self.file = monkeypatch, folder / "ledger.jsonl"
        self.on("2026-11-28")

    def on(self, day: str) -> None:
        self.monkeypatch.setattr("sim.cli.ledgers.today", lambda: datetime.date.fromisoformat(day))

    def typed(self, *words: str) -> Result:
        line = ["forecast", words[0], "--ledger", str(self.file), *words[1:]]
        return CliRunner().invoke(commands, line, prog_name="python -m sim")

    def refused(self, *words: str) -> str:
        before = self.file.read_bytes() if self.file.exists() else None
        answer = self.typed(*words)
        assert answer.exit_code == 2, answer.output
        assert (self.file.read_bytes() if self.file.exists() else None) == before
        *_, last = answer.stderr.strip().splitlines()
        return last


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_a_forecast_is_entered_resolved_and_graded(desk: Desk) -> None:
    said = desk.typed(*RAIN, "--beside", "A market, 3 May=0.2", "--base", "0", "--note", "Dry so far")
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.output.startswith("entered “Does it rain?” with 0.3 by 2026-12-31 as 1 in ")
    assert "open" in desk.typed("list").output
    desk.on("2027-01-01")
    assert desk.typed("resolve", "1", "--outcome", "no", "--source", "The office, 1 January").exit_code == 0
    graded = desk.typed("score")
    assert "1 forecast, 1 resolved, 0 open. The Brier score is 0.090 (one case)" in graded.output
    assert "0% · 20% A market, 3 May" in graded.output
    (page,) = Path("results/forecasts").glob("*/report.html")
    assert "The office, 1 January" in page.read_text("utf-8")
    assert desk.typed("score").output.splitlines()[1:] == graded.output.splitlines()


def test_who_resolved_it_wrongly_may_correct_it_and_both_stay(desk: Desk) -> None:
    desk.typed(*RAIN)
    assert desk.typed("resolve", "1", "--outcome", "yes", "--source", "me").exit_code == 0
    assert desk.refused("resolve", "1", "--outcome", "void", "--source", "me") == (
        "forecast 1 is resolved: yes (me); --correct enters another"
    )
    assert desk.typed("resolve", "1", "--outcome", "void", "--source", "you", "--correct").exit_code == 0
    assert len(book.read(desk.file).entries) == 3
    assert "void: you" in desk.typed("list").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*RAIN[:4], "--probability", "1"), "'1': nothing is certain: it must be above 0 and below 1"),
        ((*RAIN[:4], "--probability", "nan"), "'nan': it is no number from 0 to 1"),
        ((*RAIN[:4], "--probability", "often"), "'often': it is no number from 0 to 1, such as 0.2"),
        ((*RAIN[:4],), "a forecast needs --probability, or --from SCENARIO --outcome EVENT, and not both"),
        ((*RAIN, "--from", str(TALKS)), "a forecast needs --probability, or --from"),
        ((*RAIN, "--outcome", "settlement"), "--from and --outcome go together"),
        ((*RAIN[:4], "--from", str(TALKS)), "--from and --outcome go together"),
        (
            (*RAIN[:4], "--from", "minimal.yml", "--outcome", "zone"),
            "there is no file or folder 'minimal.yml'",
        ),
        (
            (*RAIN[:2], "--by", "tomorrow", "--probability", "0.3"),
            "'tomorrow' is not a date such as 2026-12-31",
        ),
        (
            (*RAIN[:2], "--by", "2026-11-27", "--probability", "0.3"),
            "2026-11-27 is over: a forecast is made before",
        ),
        (("add", " ", *RAIN[2:]), "it is empty"),
        (("add", "a\nb", *RAIN[2:]), "it has letters that cannot be shown, or is more than one line"),
        (("add", "x" * 501, *RAIN[2:]), "it has more than 500 letters"),
        ((*RAIN, "--beside", "0.2"), "'0.2' is not who said it, = and a probability"),
        ((*RAIN, "--beside", "me=2"), "'2': it is no number from 0 to 1"),
        ((*RAIN, "--base", "-1"), "'-1': it is no number from 0 to 1"),
        (("resolve", "2", "--outcome", "yes", "--source", "me"), "entry 2 is no forecast; forecasts: 1"),
        (("resolve", "0", "--outcome", "yes", "--source", "me"), "0 is not in the range x>=1"),
        (("resolve", "1", "--outcome", "maybe", "--source", "me"), "'maybe' is not one of"),
        (("resolve", "1", "--outcome", "no", "--source", "me"), "can come true until 2026-12-31 has passed"),
        (("score", "--holding", "ab"), "does not hold the entry ab: entries were taken away"),
        (
            (*RAIN[:4], "--from", str(TALKS), "--outcome", "settlement"),
            "minimal has no `start`, so 2026-12-31 is no day of it",
        ),
    ],
)
def test_a_mistake_is_one_line(words: tuple[str, ...], said: str, desk: Desk) -> None:
    desk.typed(*RAIN)
    assert said in desk.refused(*words)


@pytest.mark.parametrize("day", ["5 December 2026", "December 5, 2026", "2026-12-05"])
def test_a_source_of_tomorrow_is_a_slip_of_the_pen(day: str, desk: Desk) -> None:
    desk.typed(*RAIN)
    done = desk.typed("resolve", "1", "--outcome", "yes", "--source", f"The Times of {day}, as on 1 May 2026")
    assert done.exit_code == 0
    assert done.stderr == (
        "warning: the source names 2026-12-05, which is still to come; --correct enters another\n"
    )
    again = ("resolve", "1", "--outcome", "yes", "--correct", "--source", "The Times of 28 November 2026")
    assert desk.typed(*again).stderr == ""


@pytest.mark.parametrize("command", ["list", "score"])
def test_without_a_ledger_there_is_nothing_to_show(command: str, desk: Desk) -> None:
    assert desk.refused(command) == f"there is no ledger {str(desk.file)!r}; `forecast add` begins one"


@pytest.mark.parametrize(
    "words", [RAIN, ("list",), ("score",), ("resolve", "1", "--outcome", "yes", "--source", "me")]
)
def test_a_broken_ledger_is_refused_by_every_command(words: tuple[str, ...], desk: Desk) -> None:
    desk.typed(*RAIN)
    desk.file.write_bytes(desk.file.read_bytes().replace(b"0.3", b"0.9"))
    assert desk.refused(*words) == (
        f"{desk.file}: line 1 is not as it was written; nothing was entered or scored"
    )


def test_what_is_no_file_is_refused_at_once(desk: Desk) -> None:
    os.mkfifo(desk.file)
    for words in (("score",), RAIN, ("resolve", "1", "--outcome", "yes", "--source", "me")):
        answer = desk.typed(*words)
        assert answer.exit_code == 2
        assert answer.stderr.endswith(": it is neither a file nor a folder\n")
    desk.file = Path("nowhere") / "ledger.jsonl"
    assert desk.refused(*RAIN) == "there is no folder 'nowhere' to keep ledger.jsonl in"


def test_a_ledger_that_holds_what_was_noted_down_is_scored(desk: Desk) -> None:
    desk.typed(*RAIN)
    head = book.read(desk.file).head
    desk.typed(*RAIN)
    assert desk.typed("score", "--holding", head, "-q").exit_code == 0


@pytest.mark.slow
def test_a_study_foretells_and_can_be_found_again(desk: Desk, tmp_path: Path) -> None:
    talks = tmp_path / "talks.yaml"
    talks.write_text(
        f"extends: {TALKS}\nstart: 2026-11-01\n"
        "reference: {cases: 12, of: 45, within_days: 365, source: Somebody}\n"
    )
    asked = ("--from", str(talks), "--outcome", "settlement", "--runs", "40", "-q")
    assert "did you mean settlement?" in desk.refused(*RAIN[:4], *asked[:3], "setlement", *asked[4:])
    assert "is no day of talks, which is played from 2026-11-01 to" in desk.refused(
        *RAIN[:3], "2030-01-01", *asked
    )
    done = desk.typed(*RAIN[:4], *asked, "--set", "actors.union.aspiration=0.99")
    assert done.exit_code == 0, done.output
    entry = json.loads(desk.file.read_text("utf-8"))
    played = entry["played"]
    assert entry["probability"] == round((played["hits"] + 0.5) / 41, 5)
    assert (played["runs"], played["seed"], played["changes"]) == (40, "1", ["actors.union.aspiration=0.99"])
    assert entry["base"] == round(1 - (1 - 12 / 45) ** (60 / 365), 5)
    (study,) = Path("results/talks").glob("*/manifest.json")
    question = json.loads(study.read_text("utf-8"))["question"]
    assert (question["scenario"], question["program"]) == (
        played["scenario_sha256"],
        played["program_sha256"],
    )


def test_what_is_shipped_is_whole_and_was_said_before() -> None:
    known = book.read(SHIPPED)
    assert len(known.forecasts) >= 4
    for each in known.forecasts.values():
        assert each.made == datetime.date(2026, 11, 28)
        assert each.by == datetime.date(2026, 12, 31)
        assert each.played is not None
        assert (each.played.scenario, each.played.runs) == ("autumn_2026", 10_000)
        assert (SHIPPED.parents[1] / f"{each.played.scenario}.yaml").is_file()
