"""Which twenty talks stand under scenarios/cases: drawn from ICB by a rule that was frozen before the lot.

Brecher, Wilkenfeld, Beardsley, James & Quinn, International Crisis Behavior data, version 16: violent crises since 1946
that somebody mediated and whose days and outcome are known. From each of five periods two that ended in an agreement
within a year and two that did not, no two of one protracted conflict; within that by lot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from sim.backtest.records import Line, Record, records
from sim.validation.tables import BadData

FILE = "icb_v16_system_core.csv"
KNOWN = ("crisno", "crisname", "trigger_date", "violence", "gravity", "protracted_conflict", "mediation")
AFTER = ("termination_date", "outcome")
MEDIATED, WAR = "Mediation occurred", "Full-scale war"
VIOLENT = ("Serious clashes", WAR)
AGREED = ("Formal agreement", "Semi-formal agreement")
ALONE = "Non-protracted conflict"
PERIODS = ((1946, 1969), (1970, 1979), (1980, 1989), (1990, 1999), (2000, 2100))
EACH, YEAR, LOT = 2, 365, 1


def drawn(file: Path) -> list[Record]:
    """Twenty, period by period, those that agreed first. Raises Unreadable."""
    able = sorted((row for row in records(file, KNOWN, AFTER) if qualifies(row)), key=by_lot)
    taken: list[Record] = []
    for first, last in PERIODS:
        of_period = [row for row in able if first <= begun(row.known).year <= last]
        for wanted in (True, False):
            found = [row for row in of_period if agreed(row) is wanted]
            taken += _some(file, found, taken)
    return taken


def _some(file: Path, found: Sequence[Record], taken: Sequence[Record]) -> list[Record]:
    some = list(islice(_of_new_conflicts(found, taken), EACH))
    if len(some) < EACH:
        raise BadData(f"{file}: there are too few crises to draw from")
    return some


def _of_new_conflicts(found: Sequence[Record], taken: Sequence[Record]) -> Iterator[Record]:
    seen = {conflict(row.known) for row in taken}
    for row in found:
        if conflict(row.known) not in seen:
            seen.add(conflict(row.known))
            yield row


def qualifies(row: Record) -> bool:
    """Violent, mediated, and with days and an outcome that are known?"""
    known = row.known
    if known["mediation"].text != MEDIATED or known["violence"].text not in VIOLENT:
        return False
    whole = day(known["trigger_date"].text) and day(row.after["termination_date"].text)
    return bool(whole and row.after["outcome"].text and begun(known).year >= PERIODS[0][0])


def by_lot(row: Record) -> str:
    """A lot that hangs on the number of a crisis alone, and on no other crisis."""
    return sha256(f"{LOT}:{row.known['crisno'].text}".encode()).hexdigest()


def agreed(row: Record) -> bool:
    """Formally or half so, within a year of the trigger?"""
    end = day(row.after["termination_date"].text)
    assert end is not None
    return row.after["outcome"].text in AGREED and (end - begun(row.known)).days <= YEAR


def begun(known: Line) -> date:
    """The day of the trigger."""
    found = day(known["trigger_date"].text)
    assert found is not None
    return found


def day(text: str) -> date | None:
    """As 7 August 2008; None where the day or the month is not known."""
    try:
        return datetime.strptime(text, "%d %B %Y").date()
    except ValueError:
        return None


def conflict(known: Line) -> str:
    """Crises of one protracted conflict belong together; others stand alone."""
    name = known["protracted_conflict"].text
    return f"crisis {known['crisno'].text}" if name == ALONE else name
