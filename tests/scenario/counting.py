"""Counts the classes of comparable cases anew from data of others: python tests/scenario/counting.py DIR

DIR holds ucdp_termination_dyad_3-2021.csv, ucdp_peace_agreements_22.1_trimmed.csv, ethprio_ceasefires_collapsed.csv,
gml_mid_disps.csv and icb1v13.csv. Their rows are not ours to hand out; sim/scenario/base_rates.py has the counts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from sim.scenario.base_rates import CLASSES

YEAR, THREE_YEARS, LONG = 365, 1095, 1000
LAST_DYAD, LAST_TRUCE, FIRST_TRUCE, LAST_TEXT = map(
    pd.Timestamp, ("2020-12-31", "2020-12-31", "1989-01-01", "2021-12-31")
)
SINGLE, WHOLE = 2, 0  # side: 2 of both, 3 of many; partial: 0 of the whole conflict
PEACE, CIVIL = 1, 3  # outcome of an episode; type of conflict
AT_WAR, NEGOTIATED = 5, 1
FULL, PROCESS, ANEW = 1, 3, 1825
CLASHES, MEDIATED, AGREED = 3, 4, (1, 2)

Counted = tuple[str, str, int, int, int]  # class, outcome, days, cases, of


def date(written: object, year: int) -> pd.Timestamp:
    """7/21/46 in a row of 1946; the century is the row's, or of the year before or after."""
    month, day, short = map(int, str(written).split("/"))
    return pd.Timestamp(
        min((y for y in (year - 1, year, year + 1) if y % 100 == short), default=year), month, day
    )


def episodes(folder: Path) -> pd.DataFrame:
    """One row per episode of fighting between a government and one enemy."""
    rows = pd.read_csv(folder / "ucdp_termination_dyad_3-2021.csv", low_memory=False)
    found = []
    for _, years in rows[rows.type_of_conflict2 == CIVIL].sort_values("year").groupby("dyadep_id"):
        first, last = years.iloc[0], years.iloc[-1]
        over = isinstance(last.ependdate, str) or pd.notna(last.ependdate)
        end = date(last.ependdate, last.year) if over else pd.NaT
        found.append(
            (first.dyad_id, date(first.start_date2, first.year), end, over and last.outcome == PEACE)
        )
    return pd.DataFrame(found, columns=["dyad", "start", "end", "peace"])


def truces(folder: Path) -> dict[int, list[pd.Timestamp]]:
    """By dyad: the days from which ceasefires of both sides and of the whole conflict were in force."""
    rows = pd.read_csv(folder / "ethprio_ceasefires_collapsed.csv")
    found: dict[int, list[pd.Timestamp]] = {}
    for row in rows[(rows.side >= SINGLE) & (rows.partial == WHOLE)].itertuples():
        year, month, day = (
            row.effect_year if pd.notna(row.effect_year) else row.declared_year,
            row.effect_month if pd.notna(row.effect_month) else row.declared_month,
            row.effect_day if pd.notna(row.effect_day) else row.declared_day,
        )
        if not year > 0:
            continue
        when = pd.Timestamp(int(year), int(month) if month > 0 else 7, min(int(day), 28) if day > 0 else 15)
        for dyad in str(row.ucdp_dyads).split("|"):
            if dyad.strip() not in ("", "nan"):
                found.setdefault(int(float(dyad)), []).append(when)
    return found


def civil(folder: Path, name: str, age: int, settles: bool) -> Iterator[Counted]:
    """Pairs that have fought for so long: what they sign, and whether they stop, in the time that follows."""
    fought, stopped = episodes(folder), truces(folder)
    for days in (90, 180, 270, 365, 730, 1095):
        seen = {"settlement": [0, 0], "full_ceasefire": [0, 0]}
        for row in fought.itertuples():
            begin = row.start + pd.Timedelta(days=age)
            until = begin + pd.Timedelta(days=days)
            over = pd.notna(row.end)
            if (over and row.end < begin) or until > LAST_DYAD:
                continue
            peace = bool(row.peace and row.end <= until)
            quiet = any(begin < day <= until for day in stopped.get(row.dyad, ()))
            flags = {"settlement": peace}
            if begin >= FIRST_TRUCE:
                flags["full_ceasefire"] = quiet
            for outcome, happened in flags.items():
                seen[outcome][0] += happened
                seen[outcome][1] += 1
        for outcome, (cases, of) in seen.items():
            if settles or outcome == "full_ceasefire":
                yield name, outcome, days, cases, of


def between_states(folder: Path, name: str, age: int) -> Iterator[Counted]:
    """Disputes at the level of war that have lasted so long: those with a negotiated end in the time that follows."""
    rows = pd.read_csv(folder / "gml_mid_disps.csv")
    old = rows[(rows.hostlev == AT_WAR) & (rows.mindur >= age)]
    for days in (90, 180, 270, 365, 730, 1095):
        ended = (old.settle == NEGOTIATED) & (old.mindur <= age + days)
        yield name, "settlement", days, int(ended.sum()), len(old)


def talks(folder: Path) -> Iterator[Counted]:
    """Civil conflicts with the first agreement on a process of peace for five years: those that sign a full one."""
    rows = pd.read_csv(folder / "ucdp_peace_agreements_22.1_trimmed.csv", parse_dates=["pa_date"])
    for days in (365, 730, 1095, 1460, 1825):
        cases = of = 0
        for _, signed in rows.sort_values("pa_date").groupby("conflict_id"):
            before = signed.pa_date.diff().dt.days
            fresh = signed[(signed.pa_type == PROCESS) & ~(before <= ANEW)]
            for start in fresh.pa_date[(LAST_TEXT - fresh.pa_date).dt.days >= days]:
                later = (signed.pa_date - start).dt.days
                cases += bool(((signed.pa_type == FULL) & (later > 0) & (later <= days)).any())
                of += 1
        yield "civil_war_talks", "settlement", days, cases, of


def crises(folder: Path) -> Iterator[Counted]:
    """Crises since 1946 with serious clashes or war: those that end in a formal or semi-formal agreement."""
    rows = pd.read_csv(folder / "icb1v13.csv", encoding="utf-8-sig")
    began, over = (
        pd.to_datetime(
            rows[columns].set_axis(["year", "month", "day"], axis=1).fillna({"day": 15}), errors="coerce"
        )
        for columns in (["yrtrig", "motrig", "datrig"], ["yrterm", "moterm", "daterm"])
    )
    rows["lasted"] = (over - began).dt.days
    hot = rows[(rows.viol >= CLASHES) & (rows.yrtrig >= 1946) & rows.lasted.notna()]
    for name, group in (
        ("mediated_crisis", hot[hot.mediate == MEDIATED]),
        ("unmediated_crisis", hot[hot.mediate != MEDIATED]),
    ):
        for days in (30, 90, 180, 365):
            agreed = group.forout.isin(AGREED) & (group.lasted <= days)
            yield name, "settlement", days, int(agreed.sum()), len(group)


def counted(folder: Path) -> Iterator[Counted]:
    """Every count of every class."""
    yield from civil(folder, "civil_war", YEAR, settles=True)
    yield from talks(folder)
    yield from between_states(folder, "interstate_war", YEAR)
    yield from between_states(folder, "long_war", LONG)
    yield from civil(folder, "long_war", THREE_YEARS, settles=False)
    yield from crises(folder)


if __name__ == "__main__":
    for name, outcome, *window in counted(Path(sys.argv[1])):
        known = {window for rate in CLASSES[name] if rate.outcome == outcome for window in rate.windows}
        print(name, outcome, *window, "" if tuple(window) in known else "is not in the program")
