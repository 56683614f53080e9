"""Files of other programs as plain data that knows its place: XML, YAML and JSON, and tables of cells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sim.interchange.encodings import declared, marked, of_a_spreadsheet
from sim.interchange.plain_json import document
from sim.interchange.safe_xml import Element, parse
from sim.interchange.tables import Rows, rows
from sim.scenario.draft import Spot
from sim.scenario.files import content
from sim.scenario.places import Place
from sim.scenario.suggestions import listed, shown

MARKUP = {".yml": "YAML", ".yaml": "YAML", ".xml": "XML", ".json": "JSON"}  # what is looked for in a folder
SHEETS = (".csv", ".tsv", ".txt")
Data: TypeAlias = Element | Spot | Rows


@dataclass(frozen=True)
class Document:
    """A file and what is in it."""

    file: Path
    data: Data
    place: Place

    @property
    def name(self) -> str:
        return readable(self.file.name)

    @property
    def stem(self) -> str:
        return readable(self.file.stem)

    @property
    def xml(self) -> Element | None:
        return self.data if isinstance(self.data, Element) else None

    @property
    def spot(self) -> Spot | None:
        return self.data if isinstance(self.data, Spot) else None

    @property
    def what(self) -> str:
        """What it says it is."""
        if isinstance(self.data, Element):
            return str(self.data)
        if isinstance(self.data, Rows):
            return (
                f"a table that begins with {listed(self.data.lines[0], 6)}" if self.data.lines else "nothing"
            )
        kind = (self.data["type"].name or "").rpartition(".")[2]
        return shown(kind) if kind else f"something with the keys {listed(self.data.entries, 6) or 'of none'}"

    @property
    def rows(self) -> Rows | None:
        return self.data if isinstance(self.data, Rows) else None


def readable(name: str) -> str:
    """The name of a file as text; what is none in it becomes a question mark."""
    return name.encode("utf-8", "replace").decode("utf-8")


def markup(file: Path) -> str | None:
    """XML, YAML or JSON, going by its name; None if it is something else."""
    return MARKUP.get(file.suffix.lower())


def opened(file: Path) -> Document:
    """Its data. Raises Unreadable."""
    raw = content(file)
    if markup(file) == "XML":
        source = declared(file, raw)
        return Document(file, parse(source), Place(source))
    if markup(file):
        source = marked(file, raw)
        return Document(file, document(source), Place(source))
    source, guessed = of_a_spreadsheet(file, raw)
    return Document(file, rows(source, guessed), Place(source))
