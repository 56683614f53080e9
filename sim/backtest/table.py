"""The lines of each set as tables, and all of them as one page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sim.backtest.columns import FIT_HEADS, HEADS, cells, fit_cells
from sim.backtest.groups import EXCHANGE, SETS
from sim.backtest.score import Findings, Score
from sim.backtest.sentences import dealt, first_line, tally
from sim.validation.table import escaped

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


def of_set(found: Findings, name: str) -> list[Score]:
    """The lines of one set."""
    return [row for row in found.scores if row.set == name]


def notes(rows: Iterable[Score]) -> list[str]:
    """Each once."""
    return list(dict.fromkeys(row.note for row in rows if row.note))


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
