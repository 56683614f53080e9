"""What was asked. The same question has the same id, and so the same folder."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

ID_LENGTH = 12
LONGEST_FOLDER = 80
SOURCES = ("*.py", "*.html", "*.css", "*.js", "*.j2")


@dataclass(frozen=True)
class Question:
    """A scenario, how often it is played, and the seed of all chance."""

    scenario: Scenario
    runs: int
    seed: int

    @cached_property
    def resolved(self) -> str:
        """The scenario as YAML, every default visible."""
        from sim.scenario.reading import resolved

        return resolved(self.scenario)

    @property
    def parts(self) -> dict[str, str | int]:
        """Everything that the answer depends on. A seed is text: other programs lose digits above 2^53."""
        resolved = hashlib.sha256(self.resolved.encode()).hexdigest()
        return {"scenario": resolved, "seed": str(self.seed), "runs": self.runs, "program": fingerprint()}

    @property
    def id(self) -> str:
        canonical = json.dumps(self.parts, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:ID_LENGTH]

    def folder(self, results: Path) -> Path:
        """results/<scenario>/<id>"""
        return results / folder_name(self.scenario.name) / self.id


@cache
def fingerprint() -> str:
    """Of every source file of the program: an edited rule or report is another answer."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for source in sorted(path for pattern in SOURCES for path in package.rglob(pattern)):
        digest.update(source.relative_to(package).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()


def folder_name(scenario: str) -> str:
    """A name that every file system takes.

    >>> folder_name("../Korea: 1951/53")
    'Korea_1951_53'
    """
    kept = re.sub(r"[^\w.-]+", "_", scenario).strip("._")[:LONGEST_FOLDER]
    return kept or "scenario"
