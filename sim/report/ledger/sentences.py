"""Forecasts and their grades in words."""

from __future__ import annotations

import datetime

from sim.analysis.intervals import Mean
from sim.ledger.grades import BASE, HALF, OPEN, OTHERS, Graded, Grades
from sim.report import amounts, wording

TITLE = "Forecasts, and what came of them"
CAUTION = (
    "A few forecasts tell little: whoever is right for the wrong reason scores as well. Intervals take forecasts for "
    "independent of each other; those about one quarrel are not."
)
SCORED = (
    "Both scores are penalties: 0 is perfect. Brier: the squared distance between the probability and what came, "
    "0.25 for who always says one half. Log: minus the logarithm of what was given to what came."
)
OUTCOMES = {"yes": "yes", "no": "no", "void": "void", OPEN: "open"}
RIVALS = {BASE: "the base rate", OTHERS: "the mean of others", HALF: "one half for all"}


def headline(found: Grades) -> str:
    """How many there are, and how good those were that are known."""
    said = f"{wording.sentence(ledger_line(found))}."
    if not found.brier.of:
        due = min((each.by for each in found.forecasts if each.outcome == OPEN), default="")
        return f"{said} The first is due on {date(due)}." if due else said
    return f"{said} The Brier score is {score(found.brier)}: {beside(found)}."


def beside(found: Grades) -> str:
    """Who is better, by the same questions."""
    told: dict[str, list[str]] = {}
    for rival in found.rivals:
        told.setdefault(verdict(rival.ahead), []).append(RIVALS[rival.name])
    return wording.listed([f"{said} {wording.listed(names, 'or')}" for said, names in told.items()])


def ledger_line(found: Grades) -> str:
    """For lists."""
    still = sum(each.outcome == OPEN for each in found.forecasts)
    said = f"{wording.counted(len(found.forecasts), 'forecast')}, {found.brier.of} resolved, {still} open"
    void = sum(each.outcome == "void" for each in found.forecasts)
    return f"{said}, {void} void" if void else said


def verdict(ahead: Mean) -> str:
    """Is ours better than another's?"""
    if ahead.high < 0.0:
        return "clearly better than"
    if ahead.low > 0.0:
        return "clearly worse than"
    return "not told apart from"


def score(mean: Mean) -> str:
    """0.081 (0.020 to 0.142)."""
    if not mean.of:
        return amounts.DASH
    said = amounts.number(mean.mean, 3)
    if mean.low != mean.low:
        return f"{said} (one case)"
    return f"{said} ({amounts.number(mean.low, 3)} to {amounts.number(mean.high, 3)})"


def date(written: str) -> str:
    """31 December 2026."""
    return wording.date_text(datetime.date.fromisoformat(written))


def others(each: Graded) -> str:
    """What else was said of the same question."""
    return "; ".join(f"{amounts.percent(said.probability)} {wording.clean(said.who)}" for said in each.beside)


def source(each: Graded) -> str:
    """Where a probability comes from."""
    return wording.clean(each.scenario) or "given"


def came(each: Graded) -> str:
    """What came of it, and by whose word."""
    known = OUTCOMES[each.outcome]
    return f"{known}: {wording.clean(each.source)}" if each.source else known
