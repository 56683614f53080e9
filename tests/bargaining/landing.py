"""The table of where the founding scenario lands. `python tests/bargaining/landing.py` writes it into the README."""

from __future__ import annotations

from pathlib import Path

from test_landing import DIRECTIONS, LANDING
from worlds import full, shipped

from sim.analysis.intervals import share_of
from sim.bargaining.outcomes import Flags, Outcomes

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- landing: begin -->\n", "<!-- landing: end -->\n"


def percent(flags: Flags) -> str:
    """A share with its 95 % interval."""
    share = share_of(flags)
    return f"{100 * share.share:.0f} % ({100 * share.low:.0f}–{100 * share.high:.0f})"


def landing() -> list[str]:
    """What came of the founding scenario."""
    return [
        "| in 4,000 replications | |",
        "|---|---|",
        *(f"| {what} | {percent(seen())} |" for what, seen in LANDING.items()),
    ]


def sibling(name: str, outcomes: Outcomes) -> str:
    """One variant in a row."""
    return f"| {name} | {percent(full(outcomes))} | {percent(outcomes.settled)} | {percent(outcomes.zone_at_end)} |"


def siblings() -> list[str]:
    """Its variants under the same luck."""
    rows = [sibling(name, shipped(*played)) for name, (played, _) in DIRECTIONS.items()]
    head = ["| variant | full ceasefire | settlement | zone at the end |", "|---|---|---|---|"]
    return [*head, sibling("ceasefire30", shipped("ceasefire30")), *rows]


def table() -> str:
    """Both tables as Markdown."""
    return "\n".join([*landing(), "", *siblings(), ""])


def main() -> None:
    """Put the tables between their marks."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    README.write_text(f"{before}{BEGIN}{table()}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
