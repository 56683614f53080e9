"""The twenty talks under scenarios/cases: each number is what the rule sheet makes of the coding sheet in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.scenario.reading import read

FOLDER = Path(__file__).parents[2] / "scenarios" / "cases"
RULES = (FOLDER / "README.md").read_text(encoding="utf-8")
FILES = sorted(FOLDER.glob("*.yaml"))
RULE = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| `(.+)` \|$", re.MULTILINE)
CODE = re.compile(r"^#   (\w[\w ]*?)(?: of (\w+))?: (.+?)(?:  \(.*\))?$", re.MULTILINE)
OWN = {"cost_per_day", "deadline_days", "distrust", "concession", "audience_cost"}  # of both sides
MEDIATORS = {"proposal_rate", "bias", "credibility"}

every_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def rules() -> dict[tuple[str, str], dict[str, Any]]:
    """What each code sets, and to which number."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for field, code, key, number in RULE.findall(RULES):
        found.setdefault((field, code), {})[key] = yaml.safe_load(number)
    return found


def codes(file: Path) -> Iterator[tuple[str, str, str]]:
    """Field, of whom, and code."""
    yield from CODE.findall(file.read_text(encoding="utf-8"))


def bare(number: Any) -> Any:
    """Without its note, and without the mapping of a number that is known."""
    if not isinstance(number, dict):
        return number
    kept = {key: bare(item) for key, item in number.items() if key != "note"}
    return kept["value"] if set(kept) == {"value"} else kept


def found(content: dict[str, Any], key: str, whom: str) -> list[Any]:
    """All numbers in a file that a rule is about."""
    actors = content["actors"]
    seats = [actors[whom]] if whom else list(actors.values())
    if key == "balance":
        return [content["war"][key]]
    if key == "red lines":
        return [line["probability"] for seat in seats for line in seat.get("red_lines", {}).values()]
    if key == "leverage":
        return [lever for seat in seats for lever in seat.get(key, {}).values()]
    return [seat[key] for seat in seats if key in seat]


@every_case
def test_each_number_is_what_the_rules_make_of_the_code(file: Path) -> None:
    content, table, checked = yaml.safe_load(file.read_text(encoding="utf-8")), rules(), set()
    for field, whom, code in codes(file):
        for key, number in table.get((field, code), {}).items():
            there = [bare(each) for each in found(content, key, whom)]
            assert all(each == number for each in there), (file.stem, field, whom, key)
            assert there or key in {"bias", "credibility", "red lines", "leverage"}
            checked.add((field, whom, key))
    sides = [name for name, actor in content["actors"].items() if "side" in actor]
    assert {whom for field, whom, _ in checked if field == "gravity"} == set(sides)
    assert {key for *_, key in checked} >= {*OWN, *MEDIATORS, "balance"}


@every_case
def test_levers_need_a_mediator_who_manipulates_and_leaning_is_coded(file: Path) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    said = {field: code for field, _, code in codes(file)}
    [mediator] = (actor for actor in content["actors"].values() if actor.get("role") == "mediator")
    assert ("leverage" in mediator) == (said["style"] == "manipulation")
    assert ("bias" in mediator) == (said["leaning"] != "none")
    assert int(said["balance"]) == int(said["ground"]) + int(said["power"])


@every_case
def test_positions_and_weights_are_by_rank(file: Path) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    own = [number["value"] for (field, _), number in rules().items() if field == "position"]
    issues = content["issues"]
    for issue in issues.values():
        assert all(value in own or value[::-1] in own for value in issue["value"].values())
        assert len(issue["options"]) == len(next(iter(issue["value"].values())))
    assert 2 <= len(issues) <= 5
    for side in issue["weight"]:
        ranks = sorted((issue["weight"][side] for issue in issues.values()), reverse=True)
        assert ranks[0] == 3
        assert set(ranks[1:]) <= {1, 2, 3}


@every_case
def test_all_else_is_the_same_in_all(file: Path) -> None:
    scenario = read(file)
    assert (scenario.horizon_days, scenario.text_days, scenario.protocol) == (365, 3, "mediated")
    assert scenario.truce is None
    assert scenario.start is not None


def test_every_file_has_an_outcome_and_no_file_tells_it() -> None:
    rows = [
        line.split(",") for line in (FOLDER / "twenty_talks.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert sorted(row[0] for row in rows) == [file.stem for file in FILES]
    assert len(rows) == 20
    for name, crisis, *_, first, last, ended in rows:
        file = FOLDER / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        assert f"crisis: {crisis} " in text
        assert str(read(file).start) == first
        assert last not in text
        assert ended not in text.lower()
