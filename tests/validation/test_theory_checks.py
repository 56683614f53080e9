"""What is taught comes out of the files in scenarios/theory, row by row of the validation table."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from sim.scenario.reading import read
from sim.validation.bench import Bench
from sim.validation.emissions import emissions
from sim.validation.theory import theory_checks

SCENARIOS = Path(__file__).parents[2] / "scenarios"
THEORY = SCENARIOS / "theory"
FILES = sorted(THEORY.glob("*.yaml"))
README = (THEORY / "README.md").read_text(encoding="utf-8")


def test_there_are_rows_for_every_file(monkeypatch: pytest.MonkeyPatch) -> None:
    played: set[str] = set()
    plain = Bench.replications

    def watched(bench: Bench, name: str, overrides: tuple[str, ...], runs: int) -> object:
        played.add(name)
        return plain(bench, name, overrides, runs)

    monkeypatch.setattr(Bench, "replications", watched)
    rows = list(theory_checks(SCENARIOS, runs=20))
    assert list(emissions(Bench(THEORY)))
    assert played == {path.stem for path in FILES}
    assert {row.group for row in rows} == {"theory"}
    assert len({(row.source, row.name) for row in rows}) == len(rows)


@pytest.mark.slow
def test_other_luck_bears_them_out_as_well() -> None:
    assert {row.verdict for row in theory_checks(SCENARIOS, runs=600, seed=20)} == {"agrees"}


def commands(text: str) -> list[list[str]]:
    """Arguments of every command in a text, with lines that a backslash or a comment breaks put together."""
    joined = re.sub(r"\\\n#?\s*", " ", text)
    return [shlex.split(words) for words in re.findall(r"^#?\s*python -m sim (.*)$", joined, re.MULTILINE)]


def test_every_file_is_in_the_table_and_says_how_to_vary_it() -> None:
    assert set(re.findall(r"\]\((\w+\.yaml)\)", README)) == {path.name for path in FILES}
    for path in FILES:
        assert commands(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("path", [*FILES, THEORY / "README.md"], ids=lambda path: path.stem)
def test_every_command_that_is_printed_can_be_given(path: Path) -> None:
    for file, *options in commands(path.read_text(encoding="utf-8")):
        assert options[::2] == ["--set"] * (len(options) // 2)
        read(SCENARIOS.parent / file, options[1::2])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_states_its_claim(path: Path) -> None:
    scenario = read(path)
    assert scenario.title is not None
    assert scenario.description is not None
    assert re.search(r"\d{4}: ", scenario.title)
    assert scenario.description.startswith("Claim: ")
