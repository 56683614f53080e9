"""One line as text: a cell under each head."""

from __future__ import annotations

from math import isinf, isnan

from sim.backtest.score import Fitted, Score, Span

HEADS = ("question", "who says it", "cases", "loss", "less base rate", "log", "AUC", "would tell", "verdict")
FIT_HEADS = (
    "number",
    "likeliest for",
    "even half",
    "odd half",
    "alike",
    "by lot",
    "all",
    "shipped",
    "lies in the intervals of",
)
MOST = 99_999  # cases: more would never be had


def digits(value: float, kind: str) -> str:
    """Three decimals of a chance, two of points."""
    if isnan(value):
        return "–"
    places = 2 if kind == "CRPS" else 3
    return f"{round(value, places) + 0.0:.{places}f}".replace("-", "−")  # no minus nought


def span(found: Span, kind: str = "") -> str:
    """With its interval, if it has one."""
    if isnan(found.value):
        return "–"
    value, low, high = (digits(end, kind) for end in (found.value, found.low, found.high))
    return value if low == value == high else f"{value} ({low} to {high})"


def signed(found: Span, kind: str) -> str:
    """A difference; what rounds to nothing has no sign."""
    said, least = span(found, kind), digits(0.0, kind)
    return f"+{said}" if found.value > 0.0 and digits(found.value, kind) != least else said


def count(found: float) -> str:
    """Cases that would tell."""
    if isnan(found):
        return "–"
    return f"more than {MOST:,}" if found > MOST else f"{max(1.0, found):,.0f}"


def verdict(row: Score) -> str:
    """And whether it counts."""
    return f"{row.verdict} (seen)" if row.seen else row.verdict


def cells(row: Score) -> tuple[str, ...]:
    """Under HEADS."""
    of = f"{row.of:,} of {row.clusters:,}" if row.of else "–"
    of += f" ({row.countries:,} countries)" if row.countries else ""
    loss = f"{row.kind} {span(row.loss, row.kind)}" if row.kind else "–"
    return (
        row.question,
        row.by or "–",
        of,
        loss,
        signed(row.less, row.kind),
        "–" if row.kind == "log" else span(row.log),
        span(row.auc),
        count(row.enough),
        verdict(row),
    )


def fit_cells(row: Fitted) -> tuple[str, ...]:
    """Under FIT_HEADS."""
    shipped = "–" if isnan(row.shipped) else "exact" if isinf(row.shipped) else f"{row.shipped:,g}"
    return (
        row.name,
        row.how,
        number(row.even),
        number(row.odd),
        "yes" if row.alike else "no",
        by_lot(row),
        number(row.whole),
        shipped,
        "–" if isnan(row.shipped) else ", ".join(row.holding) or "none",
    )


def by_lot(row: Fitted) -> str:
    """How many of other halves lie as far apart."""
    return "–" if isnan(row.luck) else f"{row.luck:.1%}"


def number(found: Span) -> str:
    """Of any size: three digits."""
    value, low, high = (three(end) for end in (found.value, found.low, found.high))
    return f"{value} ({low} to {high})"


def three(value: float) -> str:
    """Three digits, without an exponent."""
    return f"{float(f'{value:.3g}'):,.10g}"
