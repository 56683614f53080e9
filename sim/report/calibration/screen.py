"""A calibration on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.calibration.answer import Calibration
from sim.report import amounts
from sim.report.calibration import sentences
from sim.report.screen.parts import ScreenTable, below, laid, table
from sim.report.terminal import prints
from sim.report.wording import clean
from sim.scenario.schema import Scenario


@prints
def show(scenario: Scenario, answer: Calibration, width: int) -> Iterator[RenderableType]:
    """Print what was found."""
    found = sentences.in_words(scenario, answer)
    title = f"{found.scenario}, to agree with: {found.targets}"
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield Text(sentences.headline(found))
    if told := sentences.conflict(found):
        yield Text(told, style="yellow")
    yield from (Text(said, style="dim") for said in sentences.cautions(found))
    yield below(laid(_targets(found), width))
    if found.narrowed:
        yield below(laid(_inputs(found), width))


def _targets(found: Calibration) -> ScreenTable:
    rows = [
        (
            clean(t.name),
            sentences.wanted(t),
            amounts.estimate(t.before),
            amounts.estimate(t.after),
            sentences.verdict(t),
        )
        for t in found.met
    ]
    return table("Targets", ("", "wanted", "as stated", "narrowed", ""), rows)


def _inputs(found: Calibration) -> ScreenTable:
    rows = [
        (clean(n.path), sentences.span(n.before, n.form), sentences.span(n.after, n.form), sentences.bits(n))
        for n in found.narrowed
    ]
    return table("Inputs that move: median (nine draws in ten)", ("", "as stated", "narrowed", "bits"), rows)
