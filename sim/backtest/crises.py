"""ICB: does a violent crisis end in an agreement within a year?

Brecher, Wilkenfeld, Beardsley, James & Quinn, International Crisis Behavior data, version 13: system level, crises
since 1946 with serious clashes or full-scale war.
"""

from __future__ import annotations

import math
from datetime import date
from itertools import compress
from pathlib import Path

import numpy as np

from sim.backtest.blind import RUNS, WarFacts, settled, talks
from sim.backtest.event import ScoredEvent, judged, labels
from sim.backtest.records import Line, Record, few, records, whole
from sim.backtest.score import Findings
from sim.backtest.wars import BLIND
from sim.validation.tables import BadData

SET, FILE = "crises", "icb1v13.csv"
CODES = ("viol", "mediate", "gravcr", "protrac", "cractr", "powdissy", "geostr", "ethnic")
KNOWN = ("crisno", "pcid", "yrtrig", "motrig", "datrig", *CODES)
AFTER = ("forout", "yrterm", "moterm", "daterm")
SINCE, LAST, YEAR = 1946, 2100, 365
QUESTION = "agreement within a year"
CLASHES, WAR, MEDIATED = 3, 4, 4
AGREED = (1, 2)  # formally, semi-formally
GRAVE = (5, 6)  # threat of grave damage, threat to existence
MIDDLE = 15  # of a month, where no day is known
NOTE = "violence and mediation are coded of a whole crisis: whoever is told of them knows more than on its first day"


def read(file: Path) -> list[Record]:
    """Violent crises since 1946. Raises Unreadable."""
    found = records(file, KNOWN, AFTER)
    recent = [row for row in found if whole(row.known["yrtrig"]) >= SINCE]
    kept = [row for row in recent if whole(row.known["viol"]) >= CLASHES]
    for with_one in (True, False):
        told = (conflict(row.known) for row in kept if mediated(row.known) is with_one)
        few(file, told, f" {'with' if with_one else 'without'} a mediator")
    return kept


def mediated(known: Line) -> bool:
    """Was there one?"""
    return whole(known["mediate"]) == MEDIATED


def agreed(row: Record) -> bool:
    """Within a year of its trigger."""
    lasted = on(row.after, "term") - on(row.known, "trig")
    return whole(row.after["forout"]) in AGREED and lasted.days <= YEAR


def on(line: Line, end: str) -> date:
    """The middle of the month, or of the year, where no more is known."""
    year, month, of = (whole(line[f"{part}{end}"]) for part in ("yr", "mo", "da"))
    if not 1 <= year <= LAST:
        raise BadData(f"{line[f'yr{end}'].place}: {year} is not a year")
    return date(year, month if 1 <= month <= 12 else 7, min(of, 28) if of >= 1 else MIDDLE)


def conflict(known: Line) -> str:
    """Crises of one protracted conflict belong together; others stand alone."""
    protracted = whole(known["pcid"], 0)
    return f"conflict {protracted}" if protracted > 1 else f"crisis {known['crisno'].text}"


def scenario(known: Line) -> str:
    """By the codes of the crisis."""
    code = {name: whole(known[name]) for name in CODES}
    return talks(
        WarFacts(
            mediated=mediated(known),
            full_scale=code["viol"] == WAR,
            protracted=code["protrac"] > 1,
            vital=code["gravcr"] in GRAVE,
        )
    )


def facts(known: Line) -> list[float]:
    """Mediated; war; protracted; grave; how many actors; how unequal; between great powers' regions; ethnic."""
    code = {name: whole(known[name]) for name in CODES}
    return [
        float(mediated(known)),
        float(code["viol"] == WAR),
        float(code["protrac"] > 1),
        float(code["gravcr"] in GRAVE),
        float(max(code["cractr"], 1)),
        math.log1p(max(code["powdissy"], 0)),
        float(code["geostr"] > 1),
        float(code["ethnic"] != 3),
    ]


def crises(file: Path, seed: int, runs: int = RUNS) -> Findings:
    """All, those with a mediator, those without."""
    found = read(file)
    with_one, every = np.array([mediated(row.known) for row in found]), np.ones(len(found), np.bool_)
    parts = {QUESTION: every, f"{QUESTION}, mediated": with_one, f"{QUESTION}, not mediated": ~with_one}
    asked = (event(question, list(compress(found, part)), seed, runs) for question, part in parts.items())
    return sum((judged(one, seed) for one in asked), Findings())


def event(question: str, found: list[Record], seed: int, runs: int) -> ScoredEvent:
    """What is asked of these crises."""
    known = [row.known for row in found]
    return ScoredEvent(
        SET,
        question,
        np.array([float(agreed(row)) for row in found]),
        labels([conflict(line) for line in known]),
        None,
        np.array([facts(line) for line in known]),
        {BLIND: np.array([settled(scenario(line), seed, runs) for line in known])},
        note=NOTE,
    )
