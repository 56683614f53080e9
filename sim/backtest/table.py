"""The lines as text: cells for any table, Markdown, CSV and plain values with six digits."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from io import StringIO
from math import isfinite, isinf, isnan
from typing import Any

from sim.analysis.spreadsheet import as_text
from sim.backtest.groups import EXCHANGE, SETS
from sim.backtest.score import Findings, Fitted, Placebo, Score, Span
from sim.validation.table import escaped

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
DIGITS = 6  # of what is kept: more would depend on the processor
MOST = 99_999  # cases: more would never be had
IN_BRACKETS, UNDER = "In brackets", "Under each number"  # where intervals stand
LEGEND = (
    "{}: 95 % intervals; conflicts (proposals, dialogues) are drawn anew with all their cases, "
    "and, where rows name one, countries too: the wider interval of both stands there. Cases: how many, "
    "and of how many conflicts. Loss, fewer are better: Brier, the squared distance "
    "of a chance from what came; log, minus the logarithm of the chance of what came; CRPS, its like "
    "for a number, in points or days. Less base rate: the difference, case by case, from who knows only"
    " how often it happened in other conflicts. Log: that loss, of the same chances. AUC: how often "
    "what happened was given the greater chance than what did not. Would tell: so many such cases would"
    " tell this difference from none, four times in five. Seen: whoever says it was fitted to these "
    "very cases, so that no skill follows."
)
TITLES = {
    **{name: one.title for name, one in SETS.items()},
    EXCHANGE: "climate summits of the exchange model",
}


def digits(value: float, kind: str) -> str:
    """Three decimals of a chance, two of points."""
    places = 2 if kind == "CRPS" else 3
    return (
        "–" if isnan(value) else f"{round(value, places) + 0.0:.{places}f}".replace("-", "−")
    )  # no minus nought


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


def of_set(found: Findings, name: str) -> list[Score]:
    """The lines of one set."""
    return [row for row in found.scores if row.set == name]


def notes(rows: Iterable[Score]) -> list[str]:
    """Each once."""
    return list(dict.fromkeys(row.note for row in rows if row.note))


def first_line(found: Findings) -> str:
    """Where the program is worse than the base rate by more than its interval; the first thing that is said."""
    ours = [row for row in found.scores if row.verdict == "worse" and row.ours]
    return f"Clearly worse than the base rate: {by_set(ours)}."


def skill(found: Findings) -> str:
    """Where it is clearly better, on cases that it had not seen."""
    ours = [row for row in found.scores if row.verdict == "better" and row.ours and not row.seen]
    return f"Clearly better, on cases that were not seen: {by_set(ours)}."


def by_set(rows: Sequence[Score]) -> str:
    """Who says so, of how many questions of each set."""
    named: dict[str, dict[str, int]] = {}
    for row in rows:
        by = named.setdefault(row.set, {})
        by[row.by] = by.get(row.by, 0) + 1
    return (
        "; ".join(f"{name} ({', '.join(map(times, by.items()))})" for name, by in named.items()) or "nowhere"
    )


def times(named: tuple[str, int]) -> str:
    """Who, and in how many questions."""
    by, count = named
    return by if count == 1 else f"{by} in {count} questions"


def dealt(found: Iterable[Placebo]) -> str:
    """What chance alone makes of it."""
    found = list(found)
    better, of = sum(one.better for one in found), sum(one.of for one in found)
    share = f"{better / of:.1%}" if of else "–"
    return f"With outcomes dealt out anew {better} of {of} forecasts seemed better ({share}; one in forty by chance)."


def tally(found: Findings) -> Iterator[str]:
    """What it all comes to."""
    yield first_line(found)
    yield skill(found)
    yield dealt(found.placebos)
    if found.fitted:
        yield as_shipped(found.fitted)
        yield twice(found.fitted)
    absent = [row.set for row in found.scores if row.verdict == "not here"]
    if absent:
        yield f"Not here, so not scored: {', '.join(absent)}."


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


def as_shipped(found: Sequence[Fitted]) -> str:
    """Of the fits that became defaults, whether either half alone would have given the same."""
    defaults = [row for row in found if "all" in row.holding]
    both = sum(len(row.holding) == 3 and row.alike for row in defaults)
    return (
        f"Shipped as they were fitted on all are {len(defaults)} numbers: "
        f"of {both} of them a fit on either half gives the same within its interval."
    )


def twice(found: Sequence[Fitted]) -> str:
    """Of all that was fitted on two halves, what differs by more than its intervals allow, and than chance does."""
    apart = [f"{row.set} ({row.name}, {row.how}; by lot {by_lot(row)})" for row in found if not row.alike]
    share = f"{len(apart)} of {len(found)} numbers (one in twenty by chance)"
    named = f": {'; '.join(apart)}" if apart else ""
    lots = [row.luck for row in found if not isnan(row.luck)]
    beyond = sum(luck <= 0.05 / len(lots) for luck in lots)
    return (
        f"Fitted on both halves, and farther apart than their intervals allow, are {share}{named}. "
        f"Beyond what chance does among {len(lots)} that are looked at (by lot below {0.05 / max(len(lots), 1):.1%}) "
        f"{'is' if beyond == 1 else 'are'} {beyond or 'none'}."
    )


def number(found: Span) -> str:
    """Of any size: three digits."""
    value, low, high = (three(end) for end in (found.value, found.low, found.high))
    return f"{value} ({low} to {high})"


def three(value: float) -> str:
    """Three digits, without an exponent."""
    return f"{float(f'{value:.3g}'):,.10g}"


def lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(map(escaped, row))} |" for row in rows)


def markdown(found: Findings, name: str) -> Iterator[str]:
    """One set, and what has to be said of it."""
    rows = of_set(found, name)
    if name in SETS:
        yield from (f"How a row becomes a scenario: {escaped(SETS[name].made)}.", "")
    yield from lines(HEADS, map(cells, rows))
    for note in notes(rows):
        yield from ("", f"{escaped(note[0].upper() + note[1:])}.")
    if fits := [row for row in found.fitted if row.set == name]:
        yield from ("", *lines(FIT_HEADS, map(fit_cells, fits)))
    if placebos := [row for row in found.placebos if row.set == name]:
        yield from ("", f"{dealt(placebos)}")


def as_markdown(found: Findings, about: Mapping[str, object]) -> str:
    """The whole page."""
    asked = ", ".join(f"{what} {value}" for what, value in about.items())
    parts = ["# Held against what happened", "", f"**{first_line(found)}**"]
    parts += ["", f"`python -m sim backtest`: {asked}.", "", LEGEND.format(IN_BRACKETS), ""]
    parts += [f"- {told}" for told in list(tally(found))[1:]]
    for name, title in TITLES.items():
        if of_set(found, name):
            parts += ["", f"## {name}: {title}", "", *markdown(found, name)]
    return "\n".join([*parts, ""])


def as_values(found: Findings) -> dict[str, Any]:
    """For JSON: no NaN, and no more digits than any processor would give."""
    kept: dict[str, Any] = plain(asdict(found))
    return kept


def plain(value: Any) -> Any:
    """Numbers cut; what is none, None."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if isfinite(value) else None
    return value


def as_csv(found: Findings) -> str:
    """One line for each score; an empty cell where there is nothing."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    rows = [flat(plain(asdict(row))) for row in found.scores]
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(as_text(cell) if isinstance(cell, str) else cell for cell in row.values())
    return text.getvalue()


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """The ends of intervals in columns of their own."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        found |= (
            {f"{key}.{end}": at for end, at in value.items()} if isinstance(value, dict) else {key: value}
        )
    return found
