"""What CONTRIBUTING.md tells to edit and to type is there."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", TEXT, re.DOTALL)
TYPED = [line for block in BLOCKS for line in block.splitlines()]
WORDS = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
PATHS = sorted(
    {word for word in re.findall(r"`([\w./-]+)`", WORDS) if "/" in word and not word.endswith("/")}
)
BESIDE = sorted(set(re.findall(r"`(\w+\.(?:py|js|json|toml))`", WORDS)))
# `NAME` in `FILE`, or `FILE`: `NAME` ... with a few words between.
NAMED = sorted(
    {(name, file) for name, file in re.findall(r"`(\w+)`,?[^`.;:]*? (?:in|of) `([\w.]+/[\w./]+)`", WORDS)}
)
MADE = {".docs/site/html", ".docs/site/html/index.html"}
MOVED = "CONTRIBUTING.md tells newcomers to go there: where is it now?"
STEPS = re.findall(r"^\*\*(Add [^*]+)\*\*(.*?)(?=^\*\*)", TEXT, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", PATHS)
def test_every_place_is_there(path: str) -> None:
    assert path in MADE or (ROOT / path).exists(), MOVED


@pytest.mark.parametrize("name", BESIDE)
def test_every_file_without_its_folder_is_somewhere(name: str) -> None:
    assert (
        any(next((ROOT / home).rglob(name), None) for home in ("sim", "scenarios")) or (ROOT / name).exists()
    ), MOVED


@pytest.mark.parametrize(("name", "file"), NAMED)
def test_every_name_is_in_its_file(name: str, file: str) -> None:
    place = ROOT / file
    assert place.is_dir() or re.search(rf"\b{name}\b", place.read_text(encoding="utf-8")), MOVED


@pytest.mark.parametrize("line", TYPED)
def test_every_command_is_one(line: str) -> None:
    """What it would run is there; that the commands of a study work, the pages' own tests hold."""
    words = [word for word in shlex.split(line) if "=" not in word]
    assert words[0] in ("python", "bash")
    if words[1] == "-m":
        assert find_spec(words[2]) is not None
    else:
        assert (ROOT / words[1]).is_file()
    for word in words[2:]:
        if re.match(r"(tests|scenarios|\.docs)/", word):
            assert word in MADE or (ROOT / word).exists()


def test_names_are_looked_for() -> None:
    assert ("KINDS", "sim/results/question.py") in NAMED
    assert ("Speaker", "sim/bargaining/records/offers.py") in NAMED


def test_each_way_to_add_something_has_at_most_ten_steps() -> None:
    assert [title.split(" ")[2] for title, _ in STEPS][1:] == [
        "strategy",
        "figure.",
        "question.",
        "protocol.",
    ]
    for title, body in STEPS:
        assert len(re.findall(r"^\d+\. ", body, re.MULTILINE)) <= 10, title
