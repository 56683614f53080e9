"""The summary of a run as wide as the screen; plain text of 100 columns when piped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.chapters import Chapters
from sim.analysis.summary import Summary
from sim.report import comparable, factions, happenings, spoilers, votes, wording
from sim.report.chapters import in_a_line, on_screen
from sim.report.headline import caution, headline
from sim.report.screen import actors, outcomes
from sim.report.screen import beside as simpler
from sim.report.screen.drivers import drivers
from sim.report.screen.parts import Grid, below, beside, laid
from sim.report.screen.signing import signing
from sim.report.screen.terms import agreed, simplest_rule
from sim.report.signing import signed_by
from sim.report.speech import speaking
from sim.scenario.schema import Scenario

WIDTH = 100  # of a pipe, which has none of its own


def show(
    scenario: Scenario,
    summary: Summary,
    files: Mapping[str, str],
    console: Console | None = None,
    chapters: Chapters | None = None,
) -> None:
    """Print the summary, and where the files are (what: path)."""
    show_drawn(lambda width: render(scenario, summary, files, width, chapters), console)


def show_told(
    blocks: Callable[[int], Iterable[RenderableType]],
    files: Mapping[str, str],
    console: Console | None = None,
    chapters: Chapters | None = None,
    scenarios: Sequence[Scenario] = (),
) -> None:
    """Print blocks for a width, as far as they can be made, and where the files are (what: path).

    scenarios: in whose words.
    """
    found, say = Chapters() if chapters is None else chapters, speaking(*scenarios)
    show_drawn(
        lambda width: Group(*say(list(on_screen("screen", lambda: blocks(width), found))), where(files)),
        console,
    )


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


def render(
    scenario: Scenario,
    summary: Summary,
    files: Mapping[str, str],
    width: int,
    chapters: Chapters | None = None,
) -> RenderableType:
    """Everything that is told at the end of a run. What cannot be told says so in its place."""
    found = Chapters(summary.failed) if chapters is None else chapters
    makers = _makers(scenario, summary, width)
    told = speaking(scenario)(
        [block for chapter, make in makers for block in on_screen(chapter, make, found)]
    )
    elsewhere = [failed for failed in found.failed if failed.chapter not in dict(makers)]
    lost = [below(Text(wording.sentence(in_a_line(failed)), style="yellow")) for failed in elsewhere]
    return Group(*told, *lost, *([where(files)] if files else []))


Makers = tuple[tuple[str, Callable[[], Iterator[RenderableType]]], ...]


def _makers(scenario: Scenario, summary: Summary, width: int) -> Makers:
    """Who makes what is told, in order."""
    return (
        ("answer", lambda: _answer(scenario, summary, width)),
        ("when", lambda: _when(scenario, summary, width)),
        ("why-not", lambda: _zone(scenario, summary)),
        ("agreed", lambda: _agreed(scenario, summary, width)),
        ("beside", lambda: _simpler(scenario, summary, width)),
        ("gains", lambda: _signing(scenario, summary, width)),
        ("drivers", lambda: _drivers(summary, width)),
    )


def _answer(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    yield Rule(Text(wording.title(scenario), style="bold"), align="left", style="dim")
    yield Text(headline(scenario, summary))
    yield Text(caution(scenario), style="dim")
    yield from (Text(said, style="yellow") for said in summary.cautions)
    yield below(laid(outcomes.bars(summary, width), width))
    if summary.comparable:
        said = comparable.sentences(scenario, summary.comparable)
        yield below(Text.assemble(("Comparable cases  ", "bold"), said))


def _when(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    yield below(laid(outcomes.times(scenario, summary), width))
    if summary.fighting is not None:
        yield outcomes.fighting(summary.fighting)
    if summary.life is not None:
        yield outcomes.life(summary.life)
    if summary.unilateral:
        yield outcomes.unilateral(scenario, summary)
    if said := spoilers.broken(scenario, summary):
        yield Text.assemble(("Broken by spoilers  ", "bold"), said)
    if scenario.words is None:  # data are of wars
        yield from outcomes.beside_data(summary)


def _zone(scenario: Scenario, summary: Summary) -> Iterator[RenderableType]:
    if scenario.can_fail:
        yield outcomes.zone(summary)
    if said := happenings.ended(summary):
        yield Text.assemble(("Ended by events  ", "bold"), said)
    if summary.votes is not None:
        yield Text.assemble(("Votes at home  ", "bold"), votes.told(scenario, summary.votes))
    if said := factions.held_back(scenario, summary):
        yield Text.assemble(("Held back  ", "bold"), said)


def _agreed(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    yield below(beside(width, agreed(scenario, summary), actors.blockers(scenario, summary)))
    if by := signed_by(scenario, summary):
        yield Text.assemble(("Signed by  ", "bold"), by)


def _signing(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    yield below(beside(width, signing(scenario, summary), actors.gains(scenario, summary)))


def _drivers(summary: Summary, width: int) -> Iterator[RenderableType]:
    if summary.drivers:
        loudest = drivers(summary)
        yield below(laid(loudest, width) if isinstance(loudest, Grid) else loudest)


def where(files: Mapping[str, str]) -> RenderableType:
    """The last lines: what is where."""
    return below(Text("\n".join(f"{what}  {path}" for what, path in files.items())))


def _simpler(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    if summary.benchmarks is None:
        yield below(simplest_rule(scenario, summary))
        return
    yield below(laid(simpler.concepts(scenario, summary.benchmarks), width))
    yield from simpler.bounds(summary.benchmarks)
    yield from simpler.factions(scenario)
    if summary.benchmarks.settled:
        yield simpler.efficiency(summary.benchmarks)
    yield simpler.powers(scenario, summary.benchmarks)
    yield simplest_rule(scenario, summary)
