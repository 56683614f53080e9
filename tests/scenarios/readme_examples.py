"""The examples of scenarios/README.md. As a script: write the answers to its mistakes anew."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from sim import doubts
from sim.scenario.reading import ScenarioError

FOLDER = Path(__file__).parents[2] / "scenarios"
PAGE = FOLDER / "README.md"
README = PAGE.read_text(encoding="utf-8")
# A whole file, under the name in its first line; ```yaml wrong is followed by what the program prints.
EXAMPLE = re.compile(r"^```yaml\n# (?P<name>\S+\.yaml)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MISTAKE = re.compile(
    r"^```yaml wrong\n# (?P<name>\S+\.yaml)\n(?P<text>.*?)^```\n+```text\n(?P<message>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def lay_out(folder: Path) -> None:
    """Write all the files that a reader of the page would have."""
    for shipped in FOLDER.glob("*.yaml"):
        shutil.copy(shipped, folder)
    for match in [*EXAMPLE.finditer(README), *MISTAKE.finditer(README)]:
        (folder / match["name"]).write_text(f"# {match['name']}\n{match['text']}", encoding="utf-8")


def answer(name: str) -> str:
    """What the program says to a mistake in a file of the working directory."""
    try:
        found = doubts.read(Path(name)).doubts
    except ScenarioError as error:
        return f"{error}\n"
    assert found, f"{name} is no mistake"
    return f"{doubts.Doubtful(name, found)}\n"


def refreshed(match: re.Match[str]) -> str:
    """A mistake and its answer, as they belong on the page."""
    return match[0].replace(f"```text\n{match['message']}", f"```text\n{answer(match['name'])}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        os.chdir(folder)
        PAGE.write_text(MISTAKE.sub(refreshed, README), encoding="utf-8")
