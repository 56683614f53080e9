"""The rows as text: cells for any table, Markdown, and CSV with every digit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from io import StringIO
from math import floor, isfinite, log10
from typing import get_args

from sim.analysis.spreadsheet import as_text
from sim.validation.check import Check, Verdict
from sim.validation.deu3 import CONTEST
from sim.validation.groups import GROUPS

HEADS = ("check", "source", "expected", "computed", "verdict")
FIELDS = ("group", "check", "source", "expected", "computed", "verdict", "error", "allowed", "apart", "note")
LEGEND = (
    "± after what is expected: so far off is allowed. ± after what was computed: one standard error, of which 3.5 are "
    "allowed where nothing else is said. “differs, as known”: the note says why, and any other number would fail. "
    "“measured”: there is no number to agree with. Only “differs” fails."
)
FEW = 3
VERBS = {"agrees": "agree", "differs": "differ", "differs, as known": "differ as known"}


def digits(error: float) -> int:
    """Decimals that show two digits of an error."""
    return max(0, 1 - floor(log10(error)))


def exactly(value: str | float, allowed: float | None) -> str:
    """Six digits at most; what is far smaller than the distance that is allowed is nothing."""
    if isinstance(value, str):
        return value
    if allowed and isfinite(value):
        value = round(value, digits(allowed)) + 0.0  # without the sign of -0.0
    return f"{value:.6g}"


def estimated(value: float, error: float) -> str:
    """As many decimals as two digits of the error have."""
    return f"{value:.{digits(error)}f} ± {error:.{digits(error)}f}"


def cells(row: Check) -> tuple[str, ...]:
    """Under HEADS."""
    expected, computed = exactly(row.expected, None), exactly(row.computed, row.allowed)
    if row.allowed:
        expected += f" ± {row.allowed:.2g}"
    if row.error and isfinite(row.error):
        computed = estimated(float(row.computed), row.error)
    return row.name, row.source, expected, computed, row.verdict


def counts(rows: Iterable[Check]) -> str:
    """How many agree, and how many do not."""
    found = [row.verdict for row in rows]
    there = [kind for kind in get_args(Verdict) if kind in found]
    return ", ".join(f"{found.count(kind)} {VERBS.get(kind, kind)}" for kind in there)


def tally(rows: Iterable[Check]) -> Iterator[str]:
    """What it all comes to: the verdicts, and whether anything foretells laws better than the simplest rule."""
    rows = list(rows)
    yield counts(rows)
    yield from (f"{row.name}: {row.computed}" for row in rows if row.name.startswith(CONTEST))


def grouped(rows: Iterable[Check]) -> dict[str, list[Check]]:
    """Those groups that have any."""
    found: dict[str, list[Check]] = {name: [] for name in GROUPS}
    for row in rows:
        found[row.group].append(row)
    return {name: members for name, members in found.items() if members}


def remarks(rows: Iterable[Check]) -> dict[str, str]:
    """What has to be said of which rows."""
    about: dict[str, list[str]] = {}
    for row in rows:
        far = row.apart if row.verdict.startswith("differs") else ""
        if said := "; ".join(part for part in (far, row.note) if part):
            about.setdefault(said, []).append(row.name)
    return {said: these(names) for said, names in about.items()}


def these(names: Sequence[str]) -> str:
    """All of few; of many the first and how many more."""
    return "; ".join(names) if len(names) <= FEW else f"{names[0]}, and {len(names) - 1} more"


def markdown(rows: Sequence[Check]) -> Iterator[str]:
    """The table of one group, line by line, and its remarks."""
    yield f"| {' | '.join(HEADS)} |"
    yield f"|{'---|' * len(HEADS)}"
    yield from (f"| {' | '.join(escaped(cell) for cell in cells(row))} |" for row in rows)
    for said, names in remarks(rows).items():
        yield ""
        yield f"*{escaped(names)}*: {escaped(said)}."


def as_markdown(rows: Sequence[Check], about: Mapping[str, object]) -> str:
    """The whole page."""
    asked = ", ".join(f"{what} {value}" for what, value in about.items())
    lines = ["# Why believe it", "", f"`python -m sim validate`: {asked}.", "", LEGEND, ""]
    lines += [f"- {told}" for told in tally(rows)]
    for name, members in grouped(rows).items():
        title = f"{name}: {GROUPS[name]}. {counts(members)}."
        lines += ["", f"## {title}", "", *markdown(members)]
    return "\n".join([*lines, ""])


def escaped(text: str) -> str:
    """Nothing in it is read as markup."""
    for mark in "\\|*_<`":
        text = text.replace(mark, f"\\{mark}")
    return text


def as_values(rows: Iterable[Check]) -> list[dict[str, str | float | None]]:
    """By FIELDS; None where there is no number."""
    named = (dict(zip(FIELDS, astuple(row), strict=True)) for row in rows)
    return [{key: finite(value) for key, value in row.items()} for row in named]


def finite(value: str | float | None) -> str | float | None:
    """JSON knows no other numbers."""
    return None if isinstance(value, float) and not isfinite(value) else value


def as_csv(rows: Iterable[Check]) -> str:
    """With every digit; an empty cell where there is nothing."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow(as_text(cell) if isinstance(cell, str) else cell for cell in astuple(row))
    return text.getvalue()
