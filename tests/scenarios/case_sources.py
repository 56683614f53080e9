"""What the twenty talks rest on beside ICB's codes, and where it stands. As a script: write both tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "scenarios" / "cases"
PAGE, SHEET, CASES = FOLDER / "README.md", FOLDER / "sources.csv", FOLDER / "twenty_talks.csv"
BEGIN, END = "<!-- sources: begin -->\n", "<!-- sources: end -->\n"
CODES, SUMMARY = 1, 2  # of ICB; all others are other texts
CITED = re.compile(r" ?\[(\d)\]")

Statement = tuple[str, str, str, tuple[int, ...]]


@cache
def content(file: Path) -> Any:
    """Of a case."""
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)


def statements(file: Path) -> Iterator[Statement]:
    """Of each note that rests on more than codes of ICB: the file, where it stands, what it says, which sources."""
    for path, note in notes(content(file), ()):
        cited = sorted({int(number) for number in CITED.findall(note)} - {CODES})
        if cited:
            yield file.stem, ".".join(path), CITED.sub("", note), tuple(cited)


def notes(part: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every note below, and what it stands beside."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "note":
                yield path, value
            else:
                yield from notes(value, (*path, str(key)))


def files() -> list[Path]:
    """In the order of the coding sheet."""
    with CASES.open(encoding="utf-8", newline="") as opened:
        return [FOLDER / f"{row['case']}.yaml" for row in csv.DictReader(opened)]


def everything() -> list[Statement]:
    """Of all cases."""
    return [row for file in files() for row in statements(file)]


def sources(file: Path) -> dict[int, str]:
    """By number."""
    found: dict[int, str] = content(file)["sources"]
    return found


def sheet() -> str:
    """As CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("case", "where", "says", "source"))
    for file in files():
        named = sources(file)
        for case, where, says, cited in statements(file):
            writer.writerow((case, where, says, "; ".join(named[number] for number in cited)))
    return text.getvalue()


def counts() -> dict[str, tuple[int, int, int]]:
    """By case: how many statements, how many of them by ICB's summary alone, how many by other texts."""
    told: dict[str, list[bool]] = {file.stem: [] for file in files()}
    for case, *_, cited in everything():
        told[case].append(set(cited) == {SUMMARY})
    return {case: (len(alone), sum(alone), len(alone) - sum(alone)) for case, alone in told.items()}


def table() -> str:
    """For the page."""
    heads = ("case", "statements", "ICB's summary of the crisis alone", "other texts")
    found = counts()
    total = [sum(column) for column in zip(*found.values(), strict=True)]
    lines = [heads, ("---",) * len(heads), *((case, *row) for case, row in found.items()), ("all", *total)]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def main() -> None:
    """Write both."""
    SHEET.write_text(sheet(), encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{table()}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
