"""What was asked. The same question has the same id, and so the same folder."""

from __future__ import annotations

import json
import re
import shlex
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sim.bargaining.agents.behaviour import code_files
from sim.program import digest, fingerprint

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

ID_LENGTH = 12
LONGEST_FOLDER = 80  # bytes
# Of answers: each kind has a folder of its own.
KINDS = (
    *("calibrate", "compare", "dealbreakers", "discover", "explain", "forecasts", "sensitivity", "stream"),
    *("sweep", "tournament"),
)
# What stands beside the folders of scenarios, and what Windows takes for a device.
TAKEN = re.compile(
    rf"(index\.html|plotly-[0-9a-f]+\.js|validation|rooms|{'|'.join(KINDS)})"
    r"|(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Question:
    """A scenario, how often it is played, and the seed of all chance."""

    scenario: Scenario
    runs: int
    seed: int
    changes: tuple[str, ...] = ()  # "war.noise=0": what was set over the file; it stands in the title

    def __post_init__(self) -> None:
        refuse_below("runs", self.runs, 1)
        refuse_below("seed", self.seed, 0)

    @cached_property
    def resolved(self) -> str:
        """The scenario as YAML, every default visible."""
        from sim.scenario.reading import resolved

        return resolved(self.scenario)

    @cached_property
    def told(self) -> Scenario:
        """The scenario under a title that says what was changed."""
        title = ", ".join([self.scenario.title or self.scenario.name, *self.changes])
        return self.scenario.replaced(title=title) if self.changes else self.scenario

    def again(self, *words: str) -> str:
        """The command that makes the same page of the scenario that is kept beside it."""
        size = ("--runs", str(self.runs), "--seed", str(self.seed))
        return shlex.join(["python", "-m", "sim", *words, *size, *self.settings])

    @property
    def settings(self) -> tuple[str, ...]:
        """The changes as they are typed."""
        return tuple(word for change in self.changes for word in ("--set", change))

    @cached_property
    def parts(self) -> dict[str, object]:
        """Everything that the answer depends on. A seed is text: other programs lose digits above 2^53."""
        asked: dict[str, object] = {
            "scenario": digest(self.resolved.encode()),
            "seed": str(self.seed),
            "runs": self.runs,
        }
        if self.changes:
            asked["changes"] = list(self.changes)
        code = [digest(file.read_bytes()) for file in code_files(self.scenario)]
        return asked | {"program": fingerprint()} | ({"code": " ".join(code)} if code else {})

    @property
    def id(self) -> str:
        canonical = json.dumps(self.parts, sort_keys=True)
        return digest(canonical.encode())[:ID_LENGTH]

    def folder(self, results: Path) -> Path:
        """results/<scenario>/<id>"""
        return results / folder_name(self.scenario.name) / self.id


def refuse_below(name: str, number: object, least: int) -> None:
    """Raises ValueError for what is no whole number from the least one up."""
    if not isinstance(number, int) or number < least:
        raise ValueError(f"{name} must be a whole number from {least} up, not {number!r}")


def folder_name(scenario: str) -> str:
    """A name that every file system takes.

    >>> folder_name("../Korea: 1951/53")
    'Korea_1951_53'
    >>> folder_name("index.html")
    'index.html_'
    """
    plain = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", scenario)).strip("._")
    kept = plain.encode()[:LONGEST_FOLDER].decode(errors="ignore").rstrip(".") or "scenario"
    return f"{kept}_" if TAKEN.fullmatch(kept) else kept
