"""Forecasts and their grades on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.chapters import Chapters
from sim.ledger.grades import Grades
from sim.report import amounts, terminal, wording
from sim.report.ledger.sentences import CAUTION, RIVALS, TITLE, came, date, headline, others, score, source
from sim.report.screen.parts import ScreenTable, below, laid, table


def show(found: Grades, files: Mapping[str, str], chapters: Chapters) -> None:
    """What was said, what came of it, and how good that was."""
    terminal.show_told(lambda width: _graded(found, width), files, chapters=chapters)


def show_listed(found: Grades, files: Mapping[str, str]) -> None:
    """The forecasts alone."""
    terminal.show_told(lambda width: _listed(found), files)


def _graded(found: Grades, width: int) -> Iterator[RenderableType]:
    yield Rule(Text(TITLE, style="bold"), align="left", style="dim")
    yield Text(headline(found))
    yield Text(CAUTION, style="dim")
    yield from _listed(found)
    if found.brier.of:
        yield below(laid(_scores(found), width))
        yield below(laid(_bins(found), width))


def _listed(found: Grades) -> Iterator[RenderableType]:
    for each in found.forecasts:
        head = f"{each.number}. {wording.clean(each.question)}"
        said = (
            f"   by {date(each.by)}: {amounts.percent(each.probability)} ({source(each)}, {date(each.made)}) · "
            f"{came(each)}"
        )
        base = f"base rate {amounts.percent(each.base)}" if each.base == each.base else ""
        beside = " · ".join(filter(None, [base, others(each)]))
        scored = f"Brier {amounts.number(each.brier, 3)} · log {amounts.number(each.log, 3)}"
        more = " · ".join(filter(None, [beside, scored if each.brier == each.brier else ""]))
        yield below(
            Text("\n").join([Text(head, style="bold"), Text(said), *([Text(f"   {more}")] if more else [])])
        )


def _scores(found: Grades) -> ScreenTable:
    rows = [("these forecasts", str(found.brier.of), score(found.brier), score(found.log), amounts.DASH)]
    rows += [
        (RIVALS[each.name], str(each.brier.of), score(each.brier), score(each.log), score(each.ahead))
        for each in found.rivals
    ]
    return table("Scores (0 is perfect)", ("", "of", "Brier", "log", "Brier, ours less theirs"), rows)


def _bins(found: Grades) -> ScreenTable:
    rows = [
        (amounts.percent(each.said), amounts.estimate(each.happened), str(each.happened.of))
        for each in found.bins
    ]
    return table("Calibration", ("said", "came", "forecasts"), rows)
