"""Ledgers made up for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sim.ledger.chain import Ledger
from sim.ledger.entries import Entry, Forecast, Resolution

NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 28), date(2026, 12, 31), date(2027, 1, 1)
FEW: tuple[Entry, ...] = (
    Forecast("Does it end?", NOVEMBER, DECEMBER, 0.2, base=0.1, beside={"One": 0.2, "Two": 0.4}),
    Forecast("Do they meet?", NOVEMBER, DECEMBER, 0.7, beside={"One": 0.5}),
    Forecast("Is it said?", NOVEMBER, DECEMBER, 0.6),
    Forecast("Later?", NOVEMBER, DECEMBER, 0.5),
    Resolution(1, JANUARY, "no", "AP"),
    Resolution(2, JANUARY, "yes", "AP"),
    Resolution(3, JANUARY, "void", "AP"),
)


def known(*these: Entry, entries: Sequence[Entry] = FEW) -> Ledger:
    """Of these entries, or of a few."""
    found = these or tuple(entries)
    return Ledger(found, tuple(f"{n:064x}" for n in range(1, len(found) + 1)))
