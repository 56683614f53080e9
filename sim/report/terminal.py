"""The summary of a run as wide as the screen; plain text of 100 columns when piped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.spread import Spread
from sim.analysis.summary import Summary
from sim.report import wording
from sim.report.headline import caution, headline
from sim.report.screen import actors, outcomes
from sim.report.screen import beside as simpler
from sim.report.screen.drivers import drivers
from sim.report.screen.parts import Grid, below, beside, laid
from sim.report.screen.signing import signing
from sim.report.screen.spread import side_by_side
from sim.report.screen.terms import agreed, simplest_rule
from sim.scenario.schema import Scenario

WIDTH = 100  # of a pipe, which has none of its own


def show(
    scenario: Scenario, summary: Summary, files: Mapping[str, str], console: Console | None = None
) -> None:
    """Print the summary, and where the files are (what: path)."""
    show_drawn(lambda width: render(scenario, summary, files, width), console)


def show_spread(
    scenario: Scenario,
    spread: Spread,
    summaries: Mapping[str, Summary],
    files: Mapping[str, str],
    console: Console | None = None,
) -> None:
    """Print what comes of a scenario under each protocol, side by side."""
    show_drawn(lambda width: Group(side_by_side(scenario, spread, summaries, width), where(files)), console)


def show_drawn(drawn: Callable[[int], RenderableType], console: Console | None) -> None:
    """As wide as the screen, or plain for a pipe."""
    screen = console or Console(highlight=False)
    if screen.is_terminal:
        screen.print(drawn(screen.width))
    else:
        screen.file.write(_plain(drawn(WIDTH), WIDTH))


def plain(scenario: Scenario, summary: Summary, files: Mapping[str, str], width: int = WIDTH) -> str:
    """The summary for a pipe."""
    return _plain(render(scenario, summary, files, width), width)


def _plain(drawn: RenderableType, width: int) -> str:
    """Letters only, no blanks at the ends of lines."""
    page = Console(file=StringIO(), width=width, highlight=False, color_system=None, force_terminal=False)
    with page.capture() as captured:
        page.print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def render(scenario: Scenario, summary: Summary, files: Mapping[str, str], width: int) -> RenderableType:
    """Everything that is told at the end of a run."""
    return Group(*_blocks(scenario, summary, files, width))


def _blocks(
    scenario: Scenario, summary: Summary, files: Mapping[str, str], width: int
) -> Iterator[RenderableType]:
    yield Rule(Text(wording.title(scenario), style="bold"), align="left", style="dim")
    yield Text(headline(scenario, summary))
    yield Text(caution(scenario), style="dim")
    yield from (Text(said, style="yellow") for said in summary.cautions)
    yield below(laid(outcomes.bars(summary, width), width))
    yield below(laid(outcomes.times(summary), width))
    if summary.fighting is not None:
        yield outcomes.fighting(summary.fighting)
    if summary.life is not None:
        yield outcomes.life(summary.life)
    if scenario.can_fail:
        yield outcomes.zone(summary)
    yield below(beside(width, agreed(scenario, summary), actors.blockers(scenario, summary)))
    yield from _simpler(scenario, summary, width)
    yield below(beside(width, signing(scenario, summary), actors.gains(scenario, summary)))
    if summary.drivers:
        loudest = drivers(summary)
        yield below(laid(loudest, width) if isinstance(loudest, Grid) else loudest)
    if files:
        yield where(files)


def where(files: Mapping[str, str]) -> RenderableType:
    """The last lines: what is where."""
    return below(Text("\n".join(f"{what}  {path}" for what, path in files.items())))


def _simpler(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    if summary.benchmarks is None:
        yield below(simplest_rule(scenario, summary))
        return
    yield below(laid(simpler.concepts(scenario, summary.benchmarks), width))
    yield from simpler.bounds(summary.benchmarks)
    if summary.benchmarks.settled:
        yield simpler.efficiency(summary.benchmarks)
    yield simpler.powers(scenario, summary.benchmarks)
    yield simplest_rule(scenario, summary)
