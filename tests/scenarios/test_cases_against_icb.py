"""Coding sheets of the twenty talks: what is marked [1] stands so in ICB; all else says what it rests on."""

from __future__ import annotations

import csv
import os
import re
from calendar import month_name
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_sources import (
    BEGIN,
    CASES,
    END,
    FOLDER,
    PAGE,
    SHEET,
    SUMMARY,
    content,
    everything,
    sheet,
    sources,
    table,
)

from sim.backtest import crises, drawing
from sim.backtest.records import found

FILES = sorted(FOLDER.glob("*.yaml"))
LINE = re.compile(r"^#   (\w[\w ]*?)(?: of (\w+))?: ([^(\n]+?)(?:  \((.*)\))?$", re.MULTILINE)
GRAVITY = ("economic", "military", "political", "territorial", "influence", "grave damage", "existence")
STYLES = {"2": "facilitation", "3": "formulation", "4": "manipulation"}
MONTHS = list(month_name)[1:]
ACTORS = "icb2v13.csv"
UNEQUAL = 5  # power discrepancy

Row = dict[str, str]


def coded(file: Path) -> list[tuple[str, str, str, str]]:
    """Field, of whom, code, and what it rests on."""
    return LINE.findall(file.read_text(encoding="utf-8"))


def icb(name: str) -> dict[str, list[Row]]:
    """By number of the crisis. Skipped without the file."""
    folder = os.environ.get("PARLEYSIM_DATA")
    file = found(Path(folder) if folder else None, name)
    if file is None:
        pytest.skip(f"coding sheets are held against {name} in the folder that PARLEYSIM_DATA names")
    by: dict[str, list[Row]] = {}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            by.setdefault(row["crisno"], []).append(row)
    return by


def begun(row: Row) -> str:
    """6 April 1982; 88 and nothing are days that nobody knows."""
    day, month, year = row["damedst"], MONTHS[int(row["momedst"]) - 1], row["yrmedst"]
    return f"{day} {month} {year}" if day not in ("", "88") else f"{month} {year}, day unknown"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_marked_as_icb_stands_in_icb(file: Path) -> None:
    sheet = {(field, whom): (code, why) for field, whom, code, why in coded(file)}
    number = sheet["crisis", ""][0]
    [whole] = icb(drawing.FILE)[number]
    assert sheet["violence", ""][0] == whole["violence"].lower()
    assert sheet["protracted", ""][0] == ("no" if whole["protracted_conflict"] == drawing.ALONE else "yes")
    if number not in icb(crises.FILE):  # the crisis of 2020
        return
    [one], actors = icb(crises.FILE)[number], icb(ACTORS)[number]
    assert sheet["mediation begins", ""][0].removesuffix(", before the trigger") == begun(one)
    assert sheet["style", ""][0] == STYLES[one["medstyle"]]
    assert (sheet["power", ""][0] != "0") == (int(one["powdissy"]) >= UNEQUAL)
    for field, known in (("gravity", {GRAVITY[int(row["gravty"])] for row in actors}),
                         ("regime", {"democracy" if row["regime"] == "1" else "other" for row in actors})):  # fmt: skip
        of_icb = {code for (key, _), (code, why) in sheet.items() if key == field and why.startswith("[1]")}
        assert of_icb <= known


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_of_a_coding_sheet_says_what_it_rests_on(file: Path) -> None:
    for field, _, code, why in coded(file):
        assert "[" in why or "ours" in f"{code} {why}" or field in ("ground", "balance"), (field, why)
    ground = next(why for field, _, _, why in coded(file) if field == "ground")
    assert re.search(r"\[[2-9]\]", ground), "what the ground rests on"


def test_statements_are_listed_one_by_one_and_counted_on_the_page() -> None:
    """Else: python tests/scenarios/case_sources.py"""
    assert SHEET.read_text(encoding="utf-8") == sheet()
    assert table() in PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]


def test_how_many_there_are_is_in_the_data_of_each_case() -> None:
    with CASES.open(encoding="utf-8", newline="") as opened:
        rows: list[Any] = list(csv.DictReader(opened))
    statements = [case for case, *_ in everything()]
    for row in rows:
        assert int(row["statements"]) == statements.count(row["case"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_rests_on_memory(file: Path) -> None:
    """What was not looked up may not stand: neither beside a number nor in the coding sheet."""
    text, named = file.read_text(encoding="utf-8"), sources(file)
    assert "memory" not in text.lower()
    assert named[SUMMARY].startswith("International Crisis Behavior, summary of crisis")
    assert not re.search(r"note: \"Said in public\b", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_lever_red_line_and_war_says_where_it_stands(file: Path) -> None:
    actors = content(file)["actors"]
    wanted = {
        f"actors.{name}.{key}.{one}"
        for name, actor in actors.items()
        for key in ("red_lines", "leverage")
        for one in actor.get(key, {})
    }
    listed = {where for case, where, *_ in everything() if case == file.stem}
    own_end = {"actors.iraq.red_lines.government"} if file.stem == "khorramshahr_1982" else set()
    assert {*wanted, "war.balance"} - listed == own_end, (
        "no government signs its own end; all else has a source"
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_statement_is_of_a_later_day_than_the_eve(file: Path) -> None:
    with CASES.open(encoding="utf-8", newline="") as opened:
        [last] = (row["last_day"] for row in csv.DictReader(opened) if row["case"] == file.stem)
    for case, where, says, _ in everything():
        if case == file.stem:
            assert all(day < date.fromisoformat(last) for day in dated(says)), (where, says)


def dated(text: str) -> list[date]:
    """Days of which the year is told."""
    found = re.findall(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b", text)
    return [date(int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in found]
