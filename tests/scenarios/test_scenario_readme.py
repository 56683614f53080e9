"""scenarios/README.md names every key, and each of its examples does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from readme_examples import EXAMPLE, FOLDER, MISTAKE, README, answer, lay_out

from sim import doubts
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

EXAMPLES = [match["name"] for match in EXAMPLE.finditer(README)]
MISTAKES = {match["name"]: match["message"] for match in MISTAKE.finditer(README)}


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    return tmp_path


def keys_in_files() -> dict[str, set[str]]:
    """Keys of every block of a file, by its class; of Circumstances a Condition has all, and more."""
    schema: Any = Scenario.model_json_schema()
    blocks = schema["$defs"] | {"Scenario": schema}
    return {name: set(block["properties"]) for name, block in blocks.items() if name != "Circumstances"}


def keys_on_the_page() -> dict[str, set[str]]:
    """Keys in the first column of each table, by the class that the heading names."""
    found: dict[str, set[str]] = {}
    for part in re.split(r"^### ", README, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        names = re.findall(r"`(\w+)`", heading)
        tables = re.split(r"^\|---", body, flags=re.MULTILINE)[1:]
        for name, table in zip(names, tables, strict=bool(names)):
            first = [row.split("|")[1] for row in re.findall(r"^\| .*", table, re.MULTILINE)]
            found[name] = {key for cell in first for key in re.findall(r"`(\w+)`", cell)}
    return found


def test_the_tables_have_every_key_and_no_other() -> None:
    known = keys_in_files()
    known["Scenario"].add("extends")  # it is gone once a file has been read
    page = keys_on_the_page()
    unsaid = [f"{block}.{key}" for block in known for key in sorted(known[block] - page.get(block, set()))]
    assert not unsaid, (
        "say it in scenarios/README.md: a row of the table under the heading that names the block"
    )
    unknown = [f"{block}.{key}" for block in page for key in sorted(page[block] - known.get(block, set()))]
    assert not unknown, "take it out of scenarios/README.md, or name the class in sim.scenario.schema.__all__"


def test_every_fenced_yaml_block_is_a_file_or_a_mistake() -> None:
    names = [*EXAMPLES, *MISTAKES]
    assert README.count("```yaml") == len(names) == len(set(names))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_reads(name: str, examples: Path) -> None:
    found = doubts.read(examples / name)
    assert (found.scenario.name, found.doubts) == (Path(name).stem, ())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_plays(name: str, examples: Path) -> None:
    from sim.bargaining.run.batch import play

    assert len(play(read(examples / name), runs=20, seed=1)) == 20


@pytest.mark.parametrize("name", MISTAKES)
def test_the_mistake_is_answered_as_printed(
    name: str, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If only the words changed, `python tests/scenarios/readme_examples.py` brings the page up to date."""
    monkeypatch.chdir(examples)
    assert answer(name) == MISTAKES[name]


def test_the_smallest_example_has_ten_lines() -> None:
    first = EXAMPLE.search(README)
    assert first is not None
    assert len(first["text"].splitlines()) <= 10


def test_every_shipped_file_is_in_the_list() -> None:
    assert {path.name for path in FOLDER.glob("*.yaml")} <= set(re.findall(r"\]\(([\w.]+)\)", README))
