"""UCDP: is a peace agreement still in force after so many days?

Pettersson, Högbladh & Öberg (2019), Organized violence 1989-2018 and peace agreements, Journal of Peace Research
56:589-603. UCDP Peace Agreement Dataset 22.1, 1975-2021, CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import nan
from pathlib import Path

import numpy as np

from sim.backtest import lives
from sim.backtest.durations import Durations
from sim.backtest.halves import (
    BY_ENDS,
    BY_STATUS,
    WITH_CODES,
    Halves,
    both_halves,
    told,
)
from sim.backtest.lasting import Lives, by_ends, by_what_was_known
from sim.backtest.records import Line, Record, country, day, few, first, records, whole
from sim.backtest.score import Findings, Fitted
from sim.scenario.peace import Peace, PeaceLife
from sim.validation.tables import TextCell

SET, FILE = "agreements", "ucdp_peace_agreements_22.1_trimmed.csv"
AGES = (90.0, 365.0, 1825.0)
ASKED = "in force after {} days"
PROVISIONS = ("mil_prov", "terr_prov", "pol_prov", "justice_prov")
CODES = ("pko", "pa_type", "incompatibility", "inclusive", "pa_3rd", *PROVISIONS)
KNOWN = ("conflict_id", "gwno", "pa_date", *CODES)
AFTER = ("ended", "duration")
SEEN_UNTIL = date(2021, 12, 31)
PLAIN, SHIPPED = "as shipped: life alone", "as shipped: life and peacekeepers' factor"
FACTOR = "factor, peacekeepers"
MADE = (
    "a settlement with the default life of peace (formula 15: shape 0.42, scale 12,500 days); "
    "peacekeepers in the text protect all in full, so that its hazard is times 0.65 (guarded_hazard); "
    "nothing else protects anybody"
)
NOTE = "the shape and scale that are shipped were fitted to these same agreements; the factor was not"
DURATIONS = Durations(SET, AGES, ASKED, NOTE, (PLAIN, SHIPPED))


def read(file: Path) -> Lives:
    """Agreements with a known beginning, and an end that is known or has not come. Raises Unreadable."""
    kept = [row for row in records(file, KNOWN, AFTER) if lasted(row) is not None]
    few(file, (f"{number(row.known)}" for row in kept if number(row.known) % 2), " with an odd number")
    few(file, (f"{number(row.known)}" for row in kept if not number(row.known) % 2), " with an even number")
    low, high = np.array([lasted(row) for row in kept]).T
    return Lives(
        scenarios=tuple(scenario(row.known) for row in kept),
        conflict=tuple(f"{number(row.known)}" for row in kept),
        country=tuple(country(row.known["gwno"], f"{number(row.known)}") for row in kept),
        odd=np.array([number(row.known) % 2 == 1 for row in kept]),
        facts=np.array([facts(row.known) for row in kept]),
        factors=1,
        low=low,
        high=high,
        start=(0.42, 12_500.0),
    )


def number(known: Line) -> int:
    """Of the conflict: the first where an agreement ends several."""
    return whole(TextCell(first(known["conflict_id"]), known["conflict_id"].place))


def lasted(row: Record) -> tuple[float, float] | None:
    """The ages between which it ended; None if it ended on an unknown day."""
    begun, ended = day(row.known["pa_date"]), day(row.after["duration"])
    if row.after["ended"].text == "True":
        return None if begun is None or ended is None else ends((ended - begun).days)
    return None if begun is None else ((SEEN_UNTIL - begun).days, np.inf)


def ends(days: int) -> tuple[float, float]:
    """Of what ended when it was so old; a record may have its end before its beginning."""
    return float(max(days, 0)), float(max(days, 0) + 1)


def scenario(known: Line) -> str:
    """All that the program knows of durable peace is protection: a peacekeeping force protects in full."""
    return lives.peace(whole(known["pko"]) == 1)


def facts(known: Line) -> list[float]:
    """Does it send peacekeepers? Then what else stands in it, and who signed."""
    code = {name: whole(known[name]) for name in CODES if name not in ("incompatibility", "pa_3rd")}
    said = (
        code["pko"] == 1,
        code["pa_type"] == 1,
        code["pa_type"] == 2,
        known["incompatibility"].text == "1",
        code["inclusive"] == 1,
        known["pa_3rd"].text not in ("", "0"),
        *(code[name] == 1 for name in PROVISIONS),
    )
    return [float(is_so) for is_so in said]


def agreements(file: Path, seed: int) -> Findings:
    """Every age, and how long."""
    found = read(file)
    halves = both_halves(found, DURATIONS.fit)
    scored = DURATIONS.scored(found, halves, lives.peace_lasts, lives.peace(False), seed)
    return scored + Findings(fitted=tuple(fitted(found, halves)))


def fitted(found: Lives, halves: Halves) -> Iterator[Fitted]:
    """What is shipped, by what it was fitted to; by all ends; and with the factor, by what is known."""
    life = PeaceLife()
    names, shipped = ("shape", "scale, days"), (lives.number(life.shape), lives.number(life.scale_days))
    alone = both_halves(found, lambda half: by_what_was_known(half, AGES, 0))
    yield from told(SET, names, shipped, alone, by=BY_STATUS)
    ends = both_halves(found, lambda half: by_ends(half, 0))
    yield from told(SET, names, shipped, ends, by=BY_ENDS)
    guarded = both_halves(found, lambda half: by_ends(half, 1))
    factor = lives.number(Peace().guarded_hazard)
    yield from told(SET, (FACTOR,), (factor,), guarded, first=2, by=BY_ENDS)
    yield from told(SET, (*names, FACTOR), (nan, nan, factor), halves, by=WITH_CODES)
