"""UCDP: does a war that has been fought for a year end by negotiation within another?

Kreutz (2010), How and when armed conflicts end, Journal of Peace Research 47:243-250; UCDP Conflict Termination Dataset
3-2021, dyads, 1946-2020, CC BY 4.0. One row for each pair of enemies and year.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import numpy as np

from sim.backtest.blind import RUNS, WarFacts, settled, talks
from sim.backtest.event import ScoredEvent, judged, labels
from sim.backtest.records import Line, Record, country, day, few, records, whole
from sim.backtest.score import Findings
from sim.bargaining.outcomes import Floats

SET, FILE = "wars", "ucdp_termination_dyad_3-2021.csv"
CODES = ("dyadepisode", "intensity_level", "incompatibility", "type_of_conflict")
KNOWN = ("dyad_id", "conflict_id", "gwno_loc", "start_date2", *CODES)
AFTER = ("year", "ependdate", "outcome")
YEAR, LAST = timedelta(days=365), date(2020, 12, 31)
NEGOTIATED = (1, 2)  # peace agreement, ceasefire
BLIND = "blind scenario of talks"
NOTE = "pairs of enemies who had fought for 365 days; a scenario knows nothing of mediators here"


def read(file: Path) -> list[tuple[Line, bool]]:
    """What was known of each episode in its first year, and whether it ended so. Raises Unreadable."""
    episodes = groupby(records(file, KNOWN, AFTER), key=episode)
    cases = [(rows[0].known, came(rows)) for rows in (list(found) for _, found in episodes)]
    kept = [(known, ended) for known, ended in cases if ended is not None]
    few(file, (known["conflict_id"].text for known, _ in kept))
    return kept


def episode(row: Record) -> tuple[str, str]:
    """Which pair of enemies, and which of their wars; the file's own numbers of episodes went through a spreadsheet."""
    return row.known["dyad_id"].text, row.known["dyadepisode"].text


def came(rows: list[Record]) -> bool | None:
    """Did it end by negotiation in its second year? None if it had ended before, or if that is not known."""
    begun, last = day(rows[0].known["start_date2"]), rows[-1].after
    ended = day(last["ependdate"])
    if begun is None:
        return None
    if ended is None:
        return False if whole(last["year"]) == LAST.year and LAST - begun > 2 * YEAR else None
    if ended - begun <= YEAR:
        return None
    return ended - begun <= 2 * YEAR and whole(last["outcome"]) in NEGOTIATED


def scenario(known: Line) -> str:
    """Of what its first year shows."""
    code = {name: whole(known[name]) for name in CODES}
    return talks(
        WarFacts(
            mediated=False,
            full_scale=code["intensity_level"] == 2,
            protracted=code["dyadepisode"] > 1,
            vital=code["incompatibility"] >= 2,
        )
    )


def facts(known: Line) -> list[float]:
    """War in the first year; fought before; over government; against a colony, between states, with others' troops."""
    code = {name: whole(known[name]) for name in CODES}
    return [
        float(code["intensity_level"] == 2),
        float(code["dyadepisode"] > 1),
        float(code["incompatibility"] >= 2),
        *(float(code["type_of_conflict"] == kind) for kind in (1, 2, 4)),
    ]


def wars(file: Path, seed: int, runs: int = RUNS) -> Findings:
    """One question."""
    found = read(file)
    said = {BLIND: np.array([settled(scenario(line), seed, runs) for line, _ in found])}
    return judged(asked(found, said), seed)


def asked(found: list[tuple[Line, bool]], said: dict[str, Floats]) -> ScoredEvent:
    """What is asked of these wars, and what is said of each."""
    return ScoredEvent(
        SET,
        "negotiated end within a further year",
        np.array([float(ended) for _, ended in found]),
        labels([line["conflict_id"].text for line, _ in found]),
        labels([country(line["gwno_loc"], line["conflict_id"].text) for line, _ in found]),
        np.array([facts(line) for line, _ in found]),
        said,
        note=NOTE,
    )
