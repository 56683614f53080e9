"""scenarios/README.md names every key, and each of its examples does what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel

from sim.scenario import schema
from sim.scenario.reading import ScenarioError, read

FOLDER = Path(__file__).parents[2] / "scenarios"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
# A whole file, under the name in its first line; ```yaml wrong is followed by what the program prints.
BLOCK = re.compile(r"^```yaml\n# (?P<name>\S+\.yaml)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
WRONG = re.compile(
    r"^```yaml wrong\n# (?P<name>\S+\.yaml)\n(?P<text>.*?)^```\n+```text\n(?P<message>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
EXAMPLES = [match["name"] for match in BLOCK.finditer(README)]
MISTAKES = [match["name"] for match in WRONG.finditer(README)]


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A folder with all the files that a reader of the page would have."""
    for shipped in FOLDER.glob("*.yaml"):
        shutil.copy(shipped, tmp_path)
    for match in [*BLOCK.finditer(README), *WRONG.finditer(README)]:
        (tmp_path / match["name"]).write_text(f"# {match['name']}\n{match['text']}", encoding="utf-8")
    return tmp_path


def keys_in_files() -> dict[str, set[str]]:
    """Keys of every block of a file, by its class."""
    named = {name: getattr(schema, name) for name in schema.__all__}
    blocks = {
        name: kind for name, kind in named.items() if isinstance(kind, type) and issubclass(kind, BaseModel)
    }
    bases = {base for kind in blocks.values() for base in kind.__mro__[1:]}
    return {
        name: {field.alias or key for key, field in kind.model_fields.items()}
        for name, kind in blocks.items()
        if kind not in bases
    }


def tables() -> dict[str, set[str]]:
    """Keys in the first column, by the class that the heading names."""
    found: dict[str, set[str]] = {}
    for part in re.split(r"^### ", README, flags=re.MULTILINE)[1:]:
        heading, *lines = part.splitlines()
        names = re.findall(r"`(\w+)`", heading)
        blocks = re.split(r"^\|---", "\n".join(lines), flags=re.MULTILINE)[1:]
        for name, block in zip(names, blocks, strict=True):
            first = [row.split("|")[1] for row in re.findall(r"^\| .*", block, re.MULTILINE)]
            found[name] = {key for cell in first for key in re.findall(r"`(\w+)`", cell)}
    return found


def test_the_tables_have_every_key_and_no_other() -> None:
    known = keys_in_files()
    known["Scenario"].add("extends")  # it is gone once a file has been read
    assert tables() == known


def test_every_fenced_yaml_block_is_a_file_or_a_mistake() -> None:
    assert README.count("```yaml") == len(EXAMPLES) + len(MISTAKES)
    assert len(set(EXAMPLES + MISTAKES)) == len(EXAMPLES) + len(MISTAKES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_reads(name: str, examples: Path) -> None:
    assert read(examples / name).name == Path(name).stem


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_plays(name: str, examples: Path) -> None:
    from sim.bargaining.batch import play

    assert len(play(read(examples / name), runs=20, seed=1)) == 20


@pytest.mark.parametrize("match", list(WRONG.finditer(README)), ids=MISTAKES)
def test_the_mistake_is_answered_as_printed(
    match: re.Match[str], examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(examples)
    with pytest.raises(ScenarioError) as caught:
        read(Path(match["name"]))
    assert str(caught.value).strip() == match["message"].strip()


def test_the_smallest_example_has_ten_lines() -> None:
    first = BLOCK.search(README)
    assert first is not None
    assert len(first["text"].splitlines()) <= 10


def test_every_shipped_file_is_in_the_list() -> None:
    assert {path.name for path in FOLDER.glob("*.yaml")} <= set(re.findall(r"\]\(([\w.]+)\)", README))
