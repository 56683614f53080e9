"""The tables of why one may believe it: `python tests/validation/table.py`; with PARLEYSIM_DATA, all of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sim.validation.check import Check
from sim.validation.groups import GROUPS, CheckOptions, check_pieces
from sim.validation.table import counts, markdown

ROOT = Path(__file__).parents[2]
PAGE = ROOT / ".docs" / "validation.md"


def asked() -> CheckOptions:
    """As the command does it."""
    data = os.environ.get("PARLEYSIM_DATA")
    return CheckOptions(ROOT / "scenarios", Path(data) if data else None, runs=2000, seed=1)


def computed(group: str) -> list[Check]:
    """Nothing for a group that needs something which is not here: what the page says of it stays."""
    rows = [row for piece in check_pieces(asked())[group] for row in piece()]
    return [] if any(row.verdict == "skipped" for row in rows) else rows


def marks(group: str) -> tuple[str, str]:
    """Between which lines a group stands."""
    return f"<!-- validation of {group}: begin -->\n", f"<!-- validation of {group}: end -->\n"


def block(group: str, rows: Sequence[Check]) -> str:
    """A table that can be folded away."""
    title = f"<details><summary><b>{group}</b>: {GROUPS[group]}. {counts(rows)}</summary>"
    return "\n".join([title, "", *markdown(rows), "", "</details>", ""])


def main() -> None:
    """Put the tables between their marks."""
    text = PAGE.read_text(encoding="utf-8")
    for group in GROUPS:
        if rows := computed(group):
            begin, end = marks(group)
            before, rest = text.split(begin)
            text = f"{before}{begin}{block(group, rows)}{end}{rest.split(end)[1]}"
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
