"""The tables of the page, as narrow as it is: a line of its own for what rows share, intervals under their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import isnan
from typing import TypeVar

from sim.backtest import columns
from sim.backtest.score import Findings, Fitted, Placebo, Reliability, ReliabilityBin, Score, Span
from sim.report import amounts
from sim.report.blocks import DataTable

SCORES = ("Who says it", "Loss", "Less base rate", "Log", "AUC", "Would tell", "Verdict")
FITS = ("Number", "Even half", "Odd half", "Alike", "All", "Shipped")
SAVED = ("Who says it", "Share of the base rate's loss saved", "Verdict")
BINS = ("Chance, mean", "Happened", "Cases")
OWN = ("Question, who says it", "Verdict", "Less base rate")
DEALT = ("Question, who says it", "Seemed better", "AUC")
UNITS = {"people": "dialogues", "laws": "proposals"}  # what is drawn anew; elsewhere conflicts
Row = TypeVar("Row")


def scores(rows: Sequence[Score]) -> DataTable:
    """Of one set, question by question."""
    return DataTable(SCORES, tuple(grouped(rows, asked, score)), folded=True)


def asked(row: Score) -> str:
    """A question, and of how many cases it is asked."""
    if not row.of:
        return row.question
    where = f" in {row.countries:,} countries" if row.countries else ""
    return f"{row.question}: {row.of:,} cases of {row.clusters:,} {UNITS.get(row.set, 'conflicts')}{where}"


def score(row: Score) -> tuple[str, ...]:
    """Under SCORES."""
    return (
        row.by or "–",
        f"{row.kind} {under(columns.span(row.loss, row.kind))}" if row.kind else "–",
        under(columns.signed(row.less, row.kind)),
        "–" if row.kind == "log" else under(columns.span(row.log)),
        under(columns.span(row.auc)),
        columns.count(row.enough).replace("more than ", "more than\n"),
        verdict(row),
    )


def saved(rows: Sequence[Score], bases: Mapping[str, float]) -> DataTable:
    """What the figure of skill shows, by the losses of base rates."""
    others = [row for row in rows if row.verdict != "base"]
    return DataTable(
        SAVED, tuple(grouped(others, asked, lambda row: share(row, bases[row.question]))), folded=True
    )


def share(row: Score, base: float) -> tuple[str, ...]:
    """Under SAVED."""
    of, low, high = (
        amounts.written(-end / base, "+.1%") for end in (row.less.value, row.less.high, row.less.low)
    )
    return row.by, f"{of}\n{low} to {high}", verdict(row)


def verdict(row: Score) -> str:
    """What it is, and whether it counts."""
    return columns.verdict(row).replace(" (seen)", ",\nseen")


def under(said: str) -> str:
    """An interval, under what it is of."""
    return said.replace(" (", "\n").removesuffix(")")


def fits(rows: Sequence[Fitted]) -> DataTable:
    """Of one set, by what the numbers are likeliest for."""
    return DataTable(FITS, tuple(grouped(rows, likeliest, fit)), folded=True)


def likeliest(row: Fitted) -> str:
    """For what."""
    return f"Likeliest for {row.how}"


def fit(row: Fitted) -> tuple[str, ...]:
    """Under FITS."""
    lot = "" if isnan(row.luck) else f"\n{columns.by_lot(row)} by lot"
    shipped, within = columns.fit_cells(row)[-2:]
    return (
        row.name,
        *map(number, (row.even, row.odd)),
        f"{'yes' if row.alike else 'no'}{lot}",
        number(row.whole),
        shipped
        if within == "–"
        else f"{shipped}\nin {within.replace('even half, odd half, all', 'all three')}",
    )


def number(found: Span) -> str:
    """Three digits, and its interval under them."""
    return under(columns.number(found))


def bins(curves: Sequence[Reliability]) -> DataTable:
    """Of calibration, by who says it."""
    told = [(curve.by, each) for curve in curves for each in curve.bins]
    return DataTable(
        BINS, tuple(grouped(told, lambda one: one[0], lambda one: calibrated(one[1]))), folded=True
    )


def calibrated(found: ReliabilityBin) -> tuple[str, ...]:
    """Under BINS."""
    low, high = map(amounts.percent, (found.low, found.high))
    return amounts.percent(found.said), f"{amounts.percent(found.share)}\n{low} to {high}", f"{found.of:,}"


def overview(found: Findings) -> DataTable:
    """Every forecast of the program's own, set by set."""
    rows = [row for row in found.scores if row.ours or not row.kind]
    return DataTable(OWN, tuple(grouped(rows, lambda row: row.set, own)), folded=True)


def own(row: Score) -> tuple[str, ...]:
    """Under OWN."""
    said = f"{row.question}\n{row.by}" if row.by else row.question
    return said, verdict(row), under(columns.signed(row.less, row.kind))


def placebos(rows: Sequence[Placebo]) -> DataTable:
    """Set by set."""
    return DataTable(DEALT, tuple(grouped(rows, lambda row: row.set, placebo)), folded=True)


def placebo(row: Placebo) -> tuple[str, ...]:
    """Under DEALT."""
    return f"{row.question}\n{row.by}", f"{row.better} of {row.of}", columns.digits(row.auc, "")


def grouped(
    rows: Iterable[Row], of: Callable[[Row], str], cells: Callable[[Row], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """A row of one cell for what follows, then the rows that share it."""
    for shared, some in groupby(rows, key=of):
        yield (shared,)
        yield from map(cells, some)
