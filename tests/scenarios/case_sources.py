"""What the twenty talks rest on beside ICB's codes, and whether it was looked up. As a script: write both tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "scenarios" / "cases"
PAGE, SHEET, CASES = FOLDER / "README.md", FOLDER / "sources.csv", FOLDER / "twenty_talks.csv"
BEGIN, END = "<!-- sources: begin -->\n", "<!-- sources: end -->\n"
MEMORY, LOOKED_UP = "2", "3"
CITED = re.compile(r" ?\[(\d)\]")


def statements(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """Of each note that rests on more than codes of ICB: the file, where it stands, what it says, was it checked?"""
    for path, note in notes(yaml.safe_load(file.read_text(encoding="utf-8")), ()):
        cited = set(CITED.findall(note))
        if cited & {MEMORY, LOOKED_UP}:
            yield file.stem, ".".join(path), CITED.sub("", note), checked(cited)


def checked(cited: set[str]) -> str:
    """By what is cited for it."""
    if MEMORY not in cited:
        return "yes"
    return "in part" if LOOKED_UP in cited else "no"


def notes(part: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every note below, and what it stands beside."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "note":
                yield path, value
            else:
                yield from notes(value, (*path, str(key)))


def everything() -> list[tuple[str, str, str, str]]:
    """In the order of the coding sheet."""
    with CASES.open(encoding="utf-8", newline="") as opened:
        cases = [row["case"] for row in csv.DictReader(opened)]
    return [row for case in cases for row in statements(FOLDER / f"{case}.yaml")]


def sheet() -> str:
    """As CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("case", "where", "says", "checked"), *everything()])
    return text.getvalue()


def counts() -> dict[str, tuple[int, int, int]]:
    """By case: how many were checked, in part, not."""
    told: dict[str, list[str]] = {}
    for case, *_, check in everything():
        told.setdefault(case, []).append(check)
    return {
        case: (found.count("yes"), found.count("in part"), found.count("no")) for case, found in told.items()
    }


def verdict(yes: int, part: int, no: int) -> str:
    """Of a whole case."""
    return "yes" if part + no == 0 else "no" if yes + part == 0 else "in part"


def table() -> str:
    """For the page."""
    heads = ("case", "statements", "looked up again", "in part", "from memory", "source checked")
    rows = [(case, sum(found), *found, verdict(*found)) for case, found in counts().items()]
    total = [sum(column) for column in zip(*(row[1:5] for row in rows), strict=True)]
    lines = [heads, ("---",) * len(heads), *rows, ("all", *total, verdict(*total[1:]))]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def main() -> None:
    """Write both."""
    SHEET.write_text(sheet(), encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{table()}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
