"""Fortna: how long do ceasefires of civil wars last that no victory made?

Fortna (2008), Does Peacekeeping Work? Shaping Belligerents' Choices after Civil War, Princeton University Press;
replication data, 1945-1999, seen until the end of 2004. One row for each spell between changes of what is coded.
"""

from __future__ import annotations

from itertools import groupby
from math import log
from pathlib import Path

import numpy as np

from sim.backtest import lives
from sim.backtest.agreements import ends
from sim.backtest.ceasefires import DEFINITIVE
from sim.backtest.event import judged
from sim.backtest.lasting import Lives, Said, course, events
from sim.backtest.records import MISSING, Line, Record, country, few, known_day, records, whole
from sim.backtest.score import Findings

SET, FILE = "fortna", "fortna_2008_peacekeeping.csv"
AGES = (90.0, 365.0, 1825.0)
LEAST = 0.1  # years of war
MONTH = 30.0  # days: what fell silent for less is no ceasefire there
CODES = ("victory", "treaty", "pk_dum", "wardur", "wartype", "illit")
KNOWN, AFTER = ("id", "cluster", "ccode", "t0", *CODES), ("t1", "failed")
SHIPPED = "as shipped: life after a month, treaties' factor"
MADE = (
    f"the default life of a ceasefire from its {MONTH:g}th day on, its hazard times {DEFINITIVE:g} for a "
    "treaty; factors that were found in these data, like that of peacekeepers, are left out"
)
NOTE = "the life that is shipped comes from other ceasefires; the data begin where a lull has lasted a month"


def read(file: Path) -> Lives:
    """Ceasefires without a victor that lasted a month. Raises Unreadable."""
    cases = [
        list(spells)
        for _, spells in groupby(records(file, KNOWN, AFTER), key=lambda row: row.known["id"].text)
    ]
    kept = [spells for spells in cases if not whole(spells[0].known["victory"]) and lasted(spells)[1] > MONTH]
    few(file, (spells[0].known["cluster"].text for spells in kept))
    low, high = np.array([lasted(spells) for spells in kept]).T
    return Lives(
        scenarios=tuple(scenario(spells[0].known) for spells in kept),
        conflict=tuple(spells[0].known["cluster"].text for spells in kept),
        country=tuple(country(spells[0].known["ccode"], spells[0].known["cluster"].text) for spells in kept),
        odd=np.array([whole(spells[0].known["id"]) % 2 == 1 for spells in kept]),
        facts=np.array([facts(spells[0].known) for spells in kept]),
        factors=0,
        low=low,
        high=high,
        start=(0.28, 230.0),
    )


def lasted(spells: list[Record]) -> tuple[float, float]:
    """The ages between which it ended: `inf` where it was still seen to hold."""
    age = (known_day(spells[-1].after["t1"]) - known_day(spells[0].known["t0"])).days
    return ends(age) if whole(spells[-1].after["failed"]) == 1 else (float(age), np.inf)


def scenario(known: Line) -> str:
    """A treaty is a definitive text; nothing else of the text is coded."""
    return lives.ceasefire({"definitive": DEFINITIVE} if whole(known["treaty"]) == 1 else {})


def facts(known: Line) -> list[float]:
    """Treaty; peacekeepers at the beginning; how long the war had lasted; was it about identity; illiteracy."""
    years = max(0.0 if known["wardur"].text in MISSING else known["wardur"].number, LEAST)
    return [
        float(whole(known["treaty"]) == 1),
        float(whole(known["pk_dum"]) == 1),
        log(years),
        float(whole(known["wartype"]) == 1),
        0.0 if known["illit"].text in MISSING else known["illit"].number,
    ]


def after_a_month(text: str, ages: tuple[float, ...]) -> tuple[float, ...]:
    """The share of those that live a month which reach each age; until then all do."""
    first, *rest = lives.ceasefire_lasts(text, (MONTH, *ages))
    return tuple(min(1.0, share / first) for share in rest)


def fortna(file: Path, seed: int) -> Findings:
    """Every age, and how long."""
    found = read(file)
    said: dict[str, Said] = {
        SHIPPED: lambda ages: np.array([after_a_month(t, ages) for t in found.scenarios])
    }
    asked = events(SET, found, AGES, "holds after {} days", said, NOTE)
    also = Findings(tuple(course(SET, found, AGES[-1], said, (), seed)))
    return sum((judged(event, seed) for event in asked), Findings()) + also
