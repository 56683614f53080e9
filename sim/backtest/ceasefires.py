"""ETH/PRIO: is a ceasefire alive after so many days?

Clayton, Nygård, Strand, Rustad, Wiehler, Sagård, Landsverk, Ryland, Sticher, Wink & Bara (2022), Introducing the Civil
Conflict Ceasefire Dataset, Journal of Conflict Resolution, doi:10.1177/00220027221129195. One row for each ceasefire,
with the ages between which it must have ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import nan
from pathlib import Path

import numpy as np

from sim.analysis.survival import CEASEFIRES
from sim.backtest import lives
from sim.backtest.durations import Durations
from sim.backtest.halves import (
    BY_ENDS,
    WITH_CODES,
    Halves,
    both_halves,
    told,
)
from sim.backtest.lasting import Lives, by_ends
from sim.backtest.lives import number
from sim.backtest.records import Line, Record, country, days, few, records, whole
from sim.backtest.score import Findings, Fitted, Survival
from sim.scenario.ceasefire import CeasefireLife

SET, FILE = "ceasefires", "ethprio_ceasefires_collapsed.csv"
AGES = (30.0, 90.0, 180.0, 365.0)
ASKED = "alive after {} days"
CODES = (
    "side", "partial", "class", "written", "monitoring", "enforcement", "mediated", "humanitarian",
    "peace_process", "holiday", "fixed", "fixed_time",
)  # fmt: skip
KNOWN = ("location", "ucdp_conflict_id", *CODES)
AFTER = ("life_low_days", "life_high_days")
# As the model page has them, from these same data.
DEFINITIVE, WRITTEN, MONITORED = 0.44, 0.68, 0.93
FACTS = (
    "definitive", "written", "monitored", "preliminary", "enforced", "mediated", "of three or more",
    "humanitarian", "over a holiday", "in a peace process", "for 30 days at most",
)  # fmt: skip
SHORT = 30.0  # days
PLAIN, SHIPPED = "as shipped: life alone", "as shipped: life and the factors of the model page"
MADE = (
    "a ceasefire with the default life (formula 13: shape 0.28, scale 230 days); its hazard times "
    f"{DEFINITIVE:g} for a definitive text, {WRITTEN:g} for a written one, {MONITORED:g} for one with "
    "monitoring; temptation 0, nothing ends it but its hazard"
)
NOTE = (
    "of 780 ceasefires of whole conflicts by two sides or more those whose status is known; shape, scale "
    "and factors as shipped come from these same ceasefires, so that only what is fitted on the other "
    "half has not seen the case"
)
DURATIONS = Durations(SET, AGES, ASKED, NOTE, (PLAIN, SHIPPED))


def read(file: Path) -> Lives:
    """Ceasefires of a whole conflict that both sides declared, of which anything is known. Raises Unreadable."""
    kept = [row for row in records(file, KNOWN, AFTER) if _counts(row)]
    low, high = (np.array([days(row.after[end]) for row in kept]) for end in AFTER)
    for half, said in ((False, "even"), (True, "odd")):
        few(
            file,
            (conflict(row.known) for row in kept if is_odd(row.known) is half),
            f" with an {said} number",
        )
    return Lives(
        scenarios=tuple(scenario(row.known) for row in kept),
        conflict=tuple(conflict(row.known) for row in kept),
        country=tuple(country(row.known["location"], conflict(row.known)) for row in kept),
        odd=np.array([is_odd(row.known) for row in kept]),
        facts=np.array([facts(row.known) for row in kept]),
        factors=len(FACTS),
        low=low,
        high=high,
        start=(0.28, 230.0),
    )


def _counts(row: Record) -> bool:
    bilateral = whole(row.known["side"]) >= 2 and whole(row.known["partial"]) == 0
    return bilateral and all(row.after[end].text not in ("", "nan") for end in AFTER)


def unnumbered(known: Line) -> bool:
    """Does UCDP know no conflict of that name? Such count as even."""
    return whole(known["ucdp_conflict_id"]) < 0


def is_odd(known: Line) -> bool:
    """Which half is it in?"""
    return not unnumbered(known) and whole(known["ucdp_conflict_id"]) % 2 == 1


def conflict(known: Line) -> str:
    """What is not independent of each other."""
    return known["location"].text if unnumbered(known) else known["ucdp_conflict_id"].text


def scenario(known: Line) -> str:
    """What a user would write of it: the kind of text, with the factors of the model page; the life is the default."""
    definitive, written, monitored, *_ = facts(known)
    factors = {"definitive": DEFINITIVE, "written": WRITTEN, "monitored": MONITORED}
    there = zip(factors, (definitive, written, monitored), strict=True)
    return lives.ceasefire({name: factors[name] for name, is_so in there if is_so})


def facts(known: Line) -> list[float]:
    """Every code of the text and of how it was made, none picked; a code that is missing counts as no."""
    code = {name: whole(known[name]) for name in CODES if name != "fixed_time"}
    said = (
        code["class"] == 3,
        code["written"] >= 1,
        code["monitoring"] == 1,
        code["class"] == 2,
        code["enforcement"] >= 1,
        code["mediated"] == 1,
        code["side"] == 3,
        code["humanitarian"] == 1,
        code["holiday"] == 1,
        code["peace_process"] == 1,
        code["fixed"] == 1 and 0.0 < term(known) <= SHORT,
    )
    return [float(is_so) for is_so in said]


def term(known: Line) -> float:
    """Days for which it was agreed; −1 where that is not said in days."""
    text = known["fixed_time"].text
    return float(text) if text.replace(".", "", 1).isdigit() else -1.0


def ceasefires(file: Path, seed: int) -> Findings:
    """Every age, how long, and how many reach each."""
    found = read(file)
    halves = both_halves(found, DURATIONS.fit)
    scored = DURATIONS.scored(found, halves, lives.ceasefire_lasts, lives.ceasefire({}), seed)
    return scored + Findings(fitted=tuple(fitted(found, halves)), survivals=(survival(found),))


def fitted(found: Lives, halves: Halves) -> Iterator[Fitted]:
    """What is shipped, by ends that lie between two ages; and every factor, by what is known at the ages asked for."""
    life = CeasefireLife()
    shipped = (number(life.shape), number(life.scale_days))
    alone = both_halves(found, lambda half: by_ends(half, 0))
    yield from told(SET, ("shape", "scale, days"), shipped, alone, by=BY_ENDS)
    with_text = both_halves(found, lambda half: by_ends(half, 3))
    names = tuple(f"factor, {fact}" for fact in FACTS[:3])
    yield from told(SET, names, (DEFINITIVE, WRITTEN, MONITORED), with_text, first=2, by=BY_ENDS)
    every = ("shape", "scale, days", *(f"factor, {fact}" for fact in FACTS))
    yield from told(SET, every, (nan,) * len(every), halves, by=WITH_CODES)


def survival(found: Lives) -> Survival:
    """The least and the most that may have reached each age, as unknown ends may be early or late."""
    ages = tuple(known.age for known in CEASEFIRES)
    least, most = ((end[:, None] >= np.array(ages)).mean(axis=0) for end in (found.low, found.high))
    guess = tuple(known.share for known in CEASEFIRES)
    by_formula = lives.ceasefire_lasts(lives.ceasefire({}), ages)
    return Survival(SET, ages, tuple(least.tolist()), tuple(most.tolist()), by_formula, guess)
