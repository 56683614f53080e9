"""Every mistake is named where it is, with what is allowed or the name that was probably meant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from example import WAR, problems, refusal, spoilt

from sim.scenario.reading import read

MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["mistake"])
def test_the_mistake_is_named(case: dict[str, Any], tmp_path: Path) -> None:
    changes = [(case["old"], case["new"]), *([case["also"]] if "also" in case else [])]
    assert problems(tmp_path, spoilt(*changes)) == case["said"].splitlines()


def test_the_example_itself_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_text(WAR, encoding="utf-8")
    assert read(file).name == "war"


@pytest.mark.parametrize("weight", ["0", "{choice: {0: 0.1, 1: 0.9}}"])
def test_a_party_may_not_come_to_care_about_nothing(weight: str, tmp_path: Path) -> None:
    text = spoilt(("{north: 0.6", f"{{north: {weight}"), ("{north: 0.4", f"{{north: {weight}"))
    (problem,) = problems(tmp_path, text)
    assert problem.startswith("5:3 actors.north: cares about nothing")


def test_a_tired_user_hears_everything_at_once_with_carets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slips = ("optimism:", "optimsm:"), ("north: [0, 0.5, 1]", "north: [0, 0.5]"), ("0.5, if", "high, if")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()
    assert str(refusal(Path("scenarios"), spoilt(*slips), ["actors.us.floor=low"])) == "\n".join(
        [
            "scenarios/mine.yaml cannot be simulated: 4 problems",
            "  mine.yaml:3:16   war.balance: high is not a number; it must lie in -4..4",
            "        3 | war: {balance: high, if_attacker_wins: north_terms, if_defender_wins: south_terms}",
            "          |                ^^^^",
            "  mine.yaml:7:5    actors.north.optimsm: unknown key; did you mean optimism?",
            "        7 |     optimsm: {triangular: [0.2, 0.8, 1.6]}",
            "          |     ^^^^^^^",
            "  mine.yaml:26:14  issues.land.value.north: 2 values for 3 options (back, line, all)",
            "       26 |       north: [0, 0.5]",
            "          |              ^^^^^^^^",
            "  --set actors.us.floor=low  actors.us.floor: low is not a number",
            "    --set | actors.us.floor=low",
            "          |                 ^^^",
        ]
    )


def scales(steps: int) -> str:
    """Two issues that are linked, each a scale of so many steps."""
    value = f"value: {{north: {{0: 1, {steps}: 0}}, south: {{0: 0, {steps}: 1}}}}"
    scale = f"{{range: {{from: 0, to: {steps}, step: 1}}, {value}}}"
    link = f"links: [{{never: {{one: '0', two: '{steps}'}}}}]"
    return f"actors: {{north: {{}}, south: {{}}}}\nissues:\n  one: {scale}\n  two: {scale}\n{link}\n"


def test_issues_that_are_linked_have_not_too_many_combinations(tmp_path: Path) -> None:
    file = tmp_path / "scales.yaml"
    file.write_text(scales(63), encoding="utf-8")
    assert read(file).links
    assert problems(tmp_path, scales(120)) == [
        "5:1 links: one, two are linked, with 14,640 combinations; at most 4,096; link fewer issues, or give "
        "them fewer options"
    ]


def test_the_caret_stands_under_the_mistake_even_behind_wide_characters(tmp_path: Path) -> None:
    text = spoilt(("concession: boulware", "red_lines: {日本語: {options: [a], probability: 3}}"))
    *_, excerpt, carets = str(refusal(tmp_path, text)).splitlines()
    assert excerpt.index("3}}") + len("日本語") == carets.index("^")


def test_a_long_line_is_shown_around_the_mistake(tmp_path: Path) -> None:
    text = spoilt(("title: A war", f"sources: {{one: {'x' * 500}, two: [z], three: {'x' * 500}}}"))
    *_, excerpt, carets = str(refusal(tmp_path, text)).splitlines()
    assert len(excerpt) < 120
    assert excerpt[carets.index("^") :].startswith("[z]")


def test_no_message_obeys_the_file(tmp_path: Path) -> None:
    error = refusal(tmp_path, spoilt(("guarantor: europe", 'guarantor: "\\e[2J\\r\\nall fine"')))
    assert re.fullmatch(r"[ -~\n]*", str(error).replace(str(tmp_path), ""))


def test_hundreds_of_mistakes_are_counted_but_not_all_told(tmp_path: Path) -> None:
    strangers = ", ".join(f"stranger{i}: 1" for i in range(900))
    error = refusal(tmp_path, spoilt(("weight: {north: 0.6,", f"weight: {{{strangers}, north: 0.6,")))
    assert len(error.problems) == 900
    assert str(error).endswith("  and 800 more")


def test_problems_can_be_read_by_programs(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, spoilt(("optimism:", "optimsm:"))).problems
    assert problem.file == str(tmp_path / "mine.yaml")
    assert (problem.line, problem.column, problem.path) == (7, 5, "actors.north.optimsm")
    assert (problem.message, problem.hint) == ("unknown key", "did you mean optimism?")


@pytest.mark.parametrize(
    "written",
    [
        "1.1e15",
        "-1e16",
        "{value: 1e16, basis: assumed}",
        "{uniform: [0, 1e16]}",
        "{triangular: [0, 1, 1e16]}",
        "{normal: {mean: 0, sd: 1e16}}",
        "{beta: {a: 1, b: 1, low: 0, high: 1e16}}",
        "{beta: [1e308, 1e308]}",
        "{choice: {0: 0.5, 1e16: 0.5}}",
        "{quantiles: {0: -1e16, 1: 0}}",
        "0xffffffffffffffff",
    ],
)
def test_no_number_is_beyond_all_measure(written: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, spoilt(("war: {balance", f"war: {{drift: {written}, balance")))
    assert problem.startswith("3:14 war.drift: ")
    assert "is too large: a number may be 1e+15 in size at most" in problem
