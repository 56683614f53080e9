"""Dates as people write them: read one way, and any other told with the date that was probably meant."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

from sim.scenario.scalars import needed

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
BACKWARDS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ANY_MONTH = "|".join(MONTHS)
WORDED = re.compile(rf"\b(\d{{1,2}})\.? ({ANY_MONTH}),? (\d{{4}})\b", re.IGNORECASE)
AMERICAN = re.compile(rf"\b({ANY_MONTH}) (\d{{1,2}}),? (\d{{4}})\b", re.IGNORECASE)


def date(written: object) -> datetime.date:
    """The day written as 2025-03-16. Raises ValueError with what is wrong."""
    if isinstance(written, datetime.date):
        return written
    try:
        return datetime.date.fromisoformat(str(written))
    except ValueError:
        raise ValueError(needed("a date (2025-03-16)", written) + _remedy(str(written))) from None


def dates_in(text: str) -> tuple[datetime.date, ...]:
    """The days that a text names: 2026-12-05, 5 December 2026 or December 5, 2026."""
    named = [(year, month, day) for year, month, day in ISO.findall(text)]
    named += [(year, _month(month), day) for day, month, year in WORDED.findall(text)]
    named += [(year, _month(month), day) for month, day, year in AMERICAN.findall(text)]
    found = (_day(int(year), int(month), int(day)) for year, month, day in named)
    return tuple(each for each in found if each)


def _month(name: str) -> int:
    return MONTHS.index(name.capitalize()) + 1


def _day(year: int, month: int, day: int) -> datetime.date | None:
    """The day, if the calendar has it."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def known_date(written: object) -> datetime.date | None:
    """The day written, if it is one."""
    try:
        return date(written)
    except ValueError:
        return None


def _remedy(written: str) -> str:
    """What was probably meant, or why there is no such day."""
    if found := ISO.fullmatch(written):
        year, month, day = map(int, found.groups())
        return _said([(year, month, day)])
    if found := BACKWARDS.fullmatch(written):
        first, second, year = map(int, found.groups())
        orders = [(year, second, first)] if "." in written else [(year, second, first), (year, first, second)]
        return _said(orders)
    return ""


def _said(orders: list[tuple[int, int, int]]) -> str:
    """The days that there are among these, or what is wrong with the first."""
    meant = sorted({datetime.date(*order).isoformat() for order in orders if _is_day(*order)}, reverse=True)
    if meant:
        return f"; write {' or '.join(meant)}"
    year, month, _ = orders[0]
    if not 1 <= month <= len(MONTHS) or year < datetime.MINYEAR:
        return "; write the year, the month and the day"
    return f"; {MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days"


def _is_day(year: int, month: int, day: int) -> bool:
    in_calendar = year >= datetime.MINYEAR and 1 <= month <= len(MONTHS)
    return in_calendar and 1 <= day <= monthrange(year, month)[1]
