"""Every scenario file that is shipped can be read, stands on stated ground, and plays."""

from __future__ import annotations

import calendar
import json
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from sim.scenario.reading import json_schema, numbers, resolved
from sim.scenario.reading import read as read_anew

FOLDER = Path(__file__).parents[2] / "scenarios"
FILES = sorted(file for file in FOLDER.rglob("*.yaml") if file.parent.name != "targets")
NAMES = [path.stem for path in FILES]
# Overlays that are worlds of their own and not one idea.
WORLDS = {"ceasefire30_hindsight", "autumn_2026", "csis_2025", "korea_1953"}
OVERLAYS = [path for path in FILES if re.search(r"^extends:", path.read_text(encoding="utf-8"), re.MULTILINE)]
ARGUED = [path for path in FILES if path.stem != "minimal"]

read = cache(read_anew)

every_file = pytest.mark.parametrize("path", FILES, ids=NAMES)
every_argued_file = pytest.mark.parametrize("path", ARGUED, ids=lambda path: path.stem)


def content(path: Path) -> list[str]:
    """The lines that say something."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def cited(text: str) -> set[str]:
    """Ids in square brackets, as in [P3] or [1, 2]."""
    found = re.findall(r"\[([A-Z]?\d*(?:, [A-Z]?\d*)*)\]", text)
    return {name for group in found for name in group.split(", ")}


@every_file
def test_other_protocols_have_as_many_turns_as_there_are_texts(path: Path) -> None:
    scenario = read(path)
    others = (scenario.replaced(protocol=name) for name in ("alternating_offers", "challenge"))
    assert {each.step_days for each in others} == {scenario.pace_days}


def test_the_founding_scenario_its_siblings_and_the_historical_cases_are_shipped() -> None:
    assert set(NAMES) >= {
        *("ceasefire30", "energy_only", "us_walks_away", "european_force", "us_backstop", "land_swap"),
        *("frozen_line", "sanctions_hammer", "nato_off_table", "black_sea_swap", "peace_first"),
        *("ceasefire_first", "front_2026", "camp_david_1978", "korea_1951", "dayton_1995", "minimal"),
        *("ceasefire30_hindsight", "autumn_2026", "csis_2025"),
    }


@every_file
def test_it_reads_and_is_named_after_its_file(path: Path) -> None:
    assert read(path).name == path.stem


@every_file
def test_its_resolved_form_says_the_same(path: Path, tmp_path: Path) -> None:
    scenario = read(path)
    again = tmp_path / "again.yaml"
    again.write_text(resolved(scenario), encoding="utf-8")
    assert read_anew(again) == scenario


@every_argued_file
def test_every_number_says_what_it_rests_on(path: Path) -> None:
    silent = [number.path for number in numbers(read(path)) if not (number.basis and number.note)]
    assert silent == []


@every_argued_file
def test_every_source_is_cited_and_every_citation_has_a_source(path: Path) -> None:
    sources = read(path).sources
    assert sources
    above = re.split(r"^sources:$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    prose = " ".join(re.findall(r"(?:note:|#)(.*)$", above, re.MULTILINE))
    assert cited(prose) <= set(sources)
    if path not in OVERLAYS:
        assert cited(prose) == set(sources)


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_an_overlay_is_one_idea(path: Path) -> None:
    assert 5 <= len(content(path)) <= 15 or path.stem in WORLDS
    scenario, base = read(path), read(FOLDER / "ceasefire30.yaml")
    assert scenario.title != base.title
    assert scenario.description != base.description


def days(text: str) -> list[date]:
    """Dates as sources write them, like 16 March 2025; of a month alone, its first day; of a year alone, none."""
    named = re.findall(r"(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})\b", text)
    return [
        datetime.strptime(f"{day or 1} {month} {year}", "%d %B %Y").date()
        for day, month, year in named
        if month in calendar.month_name
    ]


def test_the_founding_scenario_rests_on_nothing_later_than_its_first_day() -> None:
    """And nothing in it was chosen so that something comes out."""
    founding = read(FOLDER / "ceasefire30.yaml")
    read_by_then = [day for text in founding.sources.values() for day in days(text)]
    assert len(read_by_then) > 20
    assert max(read_by_then) == founding.start
    assert {number.basis for number in numbers(founding)} == {"source", "assumed"}


def extended(path: Path) -> list[str]:
    """The files that a file is made of, itself first."""
    base = re.search(r"^extends: (\w+)\.yaml$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [path.stem, *(extended(path.parent / f"{base[1]}.yaml") if base else [])]


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_who_uses_hindsight_says_so(path: Path) -> None:
    """What begins in March 2025 and cites anything later extends the file of hindsight, and has the word on top."""
    scenario = read(path)
    start = read(FOLDER / "ceasefire30.yaml").start
    later = any(day > start for text in scenario.sources.values() for day in days(text))
    assert later == ("ceasefire30_hindsight" in extended(path))
    if later and scenario.start == start:
        assert "hindsight" in f"{scenario.title} {scenario.description}".lower()


@every_file
def test_editors_find_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    link = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert link is not None
    assert (path.parent / link[1]).is_file()


def test_the_shipped_schema_is_that_of_the_program() -> None:
    known = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    assert known == json_schema(), "write it anew: python -m sim schema > scenarios/schema.json"


@every_file
def test_lines_fit_on_a_screen(path: Path) -> None:
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 140


@every_file
def test_it_plays(path: Path) -> None:
    from sim.bargaining.run.batch import play

    outcomes = play(read(path), runs=20, seed=1)
    assert len(outcomes) == 20
