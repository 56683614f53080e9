"""The tables of where the founding scenario lands. `python tests/bargaining/landing.py` writes them into their page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from bytewise import rows
from test_landing import (
    DECEMBER,
    DIRECTIONS,
    FEWER,
    JUNE,
    LANDING,
    MANY,
    OCTOBER,
    RUSSIA,
    WITH_HINDSIGHT,
    YEAR,
    first_quiet,
    founding,
    hindsight,
    lives,
    opens,
    watched,
)
from worlds import full, shipped

from sim.analysis.intervals import share_of
from sim.bargaining.outcomes import Flags, Outcomes

README = Path(__file__).parents[2] / "README.md"  # has the first table
PAGE = README.parent / ".docs" / "landing.md"  # has the others
BEGIN, END = "<!-- landing: begin -->\n", "<!-- landing: end -->\n"


def percent(flags: Flags) -> str:
    """A share with its 95 % interval."""
    share = share_of(flags)
    return f"{100 * share.share:.0f} % ({100 * share.low:.0f}–{100 * share.high:.0f})"


class Row(NamedTuple):
    """A question, what is said to it here, and what others say."""

    what: str
    seen: Callable[[], Flags]
    said: (
        str  # by this file while some of its numbers were set with hindsight, and to agree with the forecasts
    )
    base: str
    forecasts: str  # of 31 March 2025, the lowest and the highest of three
    happened: str  # by 10 October 2026


# Base rates, the lowest and the highest of the kinds of cases that this could be one of:
# - quiet in a year: pairs in civil wars that have a bilateral ceasefire, 12.6 % (ETH/PRIO, UCDP), and mediated violent
#   crises with an agreement, 47 % (ICB); by another day at the same rate;
# - peace: pairs that have fought for a year, 6.2 % in the next (UCDP), and 5 or 6 of 22 wars of 1,116 days (MID);
# - lives: 34 truces in Donbas, and 780 bilateral ceasefires of 1989 to 2020 (ETH/PRIO).
BESIDE = (
    Row("a full truce or peace by June 2025", lambda: first_quiet(JUNE), "19 %", "4–17 %", "8–27 %", "no"),
    Row("... by December 2025", lambda: first_quiet(DECEMBER), "45 %", "10–40 %", "39–74 %", "no"),
    Row("... within a year", lambda: first_quiet(YEAR), "58 %", "13–47 %", "", "no"),
    Row("... by 10 October 2026", lambda: first_quiet(OCTOBER), "81 %", "19–63 %", "", "no"),
    Row("peace in 2025", lambda: watched().settlement_day <= DECEMBER, "4 %", "5–23 %", "", "no"),
    Row("... by 10 October 2026", lambda: watched().settled, "41 %", "10–27 %", "", "no"),
    Row(
        "a truce lives less than 30 days",
        lambda: lives(0, 29.99),
        "51 %",
        "43–74 %",
        "27–69 %",
        "1 to 3 days",
    ),
    Row("... 30 to 90 days", lambda: lives(30, 90), "35 %", "9–18 %", "25–37 %", ""),
    Row("... longer", lambda: lives(90.01, float("inf")), "14 %", "8–48 %", "6–37 %", ""),
    Row("Russia signs the opening text", lambda: opens(RUSSIA), "4 %", "", "", "no"),
)


def beside() -> list[str]:
    """What is said now beside what others say, and what happened."""
    rows = [" | ".join((r.what, percent(r.seen()), *r[2:])) for r in BESIDE]
    head = "| | here | as it was before | base rates | forecasts of March 2025 | what happened |"
    return [head, "|---|---|---|---|---|---|", *(f"| {row} |" for row in rows)]


NEW_YEAR, FEBRUARY = 82, 113  # days from 10 October 2026 to the ends of December and of January

# What a market said on 24 September and 10 October 2026, the last that could be found.
OPEN = {
    "a full truce or peace": (
        lambda autumn: np.fmin(autumn.full_ceasefire_day, autumn.settlement_day),
        "13 %",
        "3–13 %",
    ),
    "peace": (lambda autumn: autumn.settlement_day, "4 %", "1–8 %"),
    "at least something stops": (lambda autumn: autumn.ceasefire_day, "", ""),
}


def still_open() -> list[str]:
    """What autumn_2026 says of what nobody here knows yet."""
    autumn = shipped("autumn_2026", runs=MANY)
    rows = [
        f"| {what} | {percent(day(autumn) <= NEW_YEAR)} | {percent(day(autumn) <= FEBRUARY)} | {market} | {base} |"
        for what, (day, market, base) in OPEN.items()
    ]
    head = "| autumn_2026, written down on 28 November 2026 | by 31 December 2026 | by 31 January 2027 |"
    return [
        f"{head} a market, by December | base rates, by December |",
        "|---|---|---|---|---|",
        *rows,
    ]


def landing() -> list[str]:
    """What came of the founding scenario."""
    return [
        f"| in {MANY:,} replications | |",
        "|---|---|",
        *(f"| {what} | {percent(seen())} |" for what, seen in LANDING.items()),
    ]


def sibling(name: str, outcomes: Outcomes) -> str:
    """One variant in a row."""
    return f"| {name} | {percent(full(outcomes))} | {percent(outcomes.settled)} | {percent(outcomes.zone_at_end)} |"


def siblings() -> list[str]:
    """Its variants under the same luck."""
    found = [sibling(name, shipped(*played, runs=FEWER)) for name, (played, _) in DIRECTIONS.items()]
    later = [
        sibling(name, rows(hindsight(name), 0, FEWER)) for name in ("ceasefire30_hindsight", *WITH_HINDSIGHT)
    ]
    head = [
        f"| in {FEWER:,} replications | full ceasefire | settlement | zone at the end |",
        "|---|---|---|---|",
    ]
    return [*head, sibling("ceasefire30", rows(founding(), 0, FEWER)), *found, *later]


def tables() -> dict[Path, str]:
    """As Markdown, by the file in which they stand."""
    others = [*still_open(), "", *landing(), "", *siblings()]
    return {file: "\n".join([*lines, ""]) for file, lines in ((README, beside()), (PAGE, others))}


def main() -> None:
    """Put the tables between their marks."""
    for file, table in tables().items():
        before, rest = file.read_text(encoding="utf-8").split(BEGIN)
        file.write_text(f"{before}{BEGIN}{table}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
