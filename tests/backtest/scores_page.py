"""The tables of sim/backtest/README.md: `python tests/backtest/scores_page.py`; with PARLEYSIM_DATA, all of them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from sim.backtest.groups import SETS, pieces
from sim.backtest.score import Findings
from sim.backtest.sentences import tally
from sim.backtest.table import TITLES, markdown

PAGE = Path(__file__).parents[2] / "sim" / "backtest" / "README.md"
OURS = Path(__file__).parent / "data"  # rows that may be handed on
OPEN = [name for name, one in SETS.items() if one.open]
SEED = 1


def data(name: str) -> Path | None:
    """Where the rows of a set are: here, or where PARLEYSIM_DATA says."""
    if name in OPEN:
        return OURS
    return Path(os.environ["PARLEYSIM_DATA"]) if os.environ.get("PARLEYSIM_DATA") else None


@cache
def computed(name: str) -> Findings | None:
    """None for a set whose data are not here: what the page says of it stays."""
    found = pieces(data(name), SEED)[name]()
    return None if found.scores[0].verdict == "not here" else found


def everything() -> Findings | None:
    """Of all sets, if all are here."""
    if any(computed(name) is None for name in TITLES if name not in OPEN):  # before others take their time
        return None
    return sum((each for each in map(computed, TITLES) if each), Findings())


def marks(name: str) -> tuple[str, str]:
    """Between which lines something stands."""
    return f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"


def told(name: str) -> str:
    """What the page says there."""
    begin, end = marks(name)
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(begin) == text.count(end) == 1
    return text.split(begin)[1].split(end)[0]


def block(found: Findings, name: str) -> str:
    """The tables of a set."""
    return "\n".join([f"### {name}: {TITLES[name]}", "", *markdown(found, name), ""])


def summary(found: Findings) -> str:
    """What it all comes to."""
    first, *others = tally(found)
    return "\n".join([f"**{first}**", "", *(f"- {said}" for said in others), ""])


def nothing_is_left(found: Findings) -> bool:
    """When outcomes are dealt out anew, is there no skill? One in forty seems to have some by chance."""
    better, of = (sum(getattr(one, name) for one in found.placebos) for name in ("better", "of"))
    ranked = all(abs(one.auc - 0.5) < 0.15 for one in found.placebos if one.auc == one.auc)
    return 0 < of >= 20 * better and ranked


def put(text: str, name: str, inside: str) -> str:
    """The page with something else between two marks."""
    begin, end = marks(name)
    before, rest = text.split(begin)
    return f"{before}{begin}{inside}{end}{rest.split(end)[1]}"


def main() -> None:
    """Put the tables between their marks."""
    text = PAGE.read_text(encoding="utf-8")
    for name in TITLES:
        if found := computed(name):
            text = put(text, name, block(found, name))
    if every := everything():
        text = put(text, "summary", summary(every))
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
