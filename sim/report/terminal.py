"""The summary of a run as wide as the screen; plain text of 100 columns when piped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from io import StringIO
from typing import Protocol, TypeVar

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.chapters import Chapters, Failed
from sim.analysis.summary import Summary
from sim.report import factions, happenings, spoilers, votes, wording
from sim.report.chapters import failure_line, on_screen
from sim.report.headline import NO_FORECAST
from sim.report.opening import opening
from sim.report.screen import actors, one_screen, outcomes
from sim.report.screen import beside as simpler
from sim.report.screen.drivers import drivers
from sim.report.screen.parts import ScreenTable, below, beside, laid
from sim.report.screen.signing import signing
from sim.report.screen.terms import agreed, simplest_rule
from sim.report.signing import signed_by
from sim.report.speech import speaking
from sim.scenario.schema import Scenario

WIDTH = 100  # of a pipe, which has none of its own
Found = TypeVar("Found", contravariant=True)


def show(
    scenario: Scenario,
    summary: Summary,
    console: Console | None = None,
    *,
    full: bool = False,
    changes: Sequence[str] = (),
) -> None:
    """Print the answer: on one screen, or in full."""
    show_drawn(lambda width: render(scenario, summary, width, full=full, changes=changes), console)


def show_where(
    files: Mapping[str, str], failed: Sequence[Failed] = (), console: Console | None = None
) -> None:
    """Print where the files are (what: path), and which chapters of them could not be made."""
    show_drawn(lambda _: Group(*map(_lost, failed), where(files)), console)


class Show(Protocol[Found]):
    """Prints an answer, and where the files are (what: path)."""

    def __call__(
        self,
        scenario: Scenario,
        found: Found,
        files: Mapping[str, str],
        console: Console | None = None,
        chapters: Chapters | None = None,
    ) -> None: ...


def prints(blocks: Callable[[Scenario, Found, int], Iterable[RenderableType]]) -> Show[Found]:
    """Of the blocks of an answer within a width: what prints them."""

    @wraps(blocks)
    def show(
        scenario: Scenario,
        found: Found,
        files: Mapping[str, str],
        console: Console | None = None,
        chapters: Chapters | None = None,
    ) -> None:
        show_told(lambda width: blocks(scenario, found, width), files, console, chapters, (scenario,))

    return show


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


def plain(scenario: Scenario, summary: Summary, width: int = WIDTH, *, full: bool = False) -> str:
    """The answer for a pipe."""
    return _plain(render(scenario, summary, width, full=full), width)


def _plain(drawn: RenderableType, width: int) -> str:
    """Letters only, no blanks at the ends of lines."""
    page = Console(file=StringIO(), width=width, highlight=False, color_system=None, force_terminal=False)
    with page.capture() as captured:
        page.print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def render(
    scenario: Scenario, summary: Summary, width: int, *, full: bool, changes: Sequence[str] = ()
) -> RenderableType:
    """What is told at the end of a run: on one screen, or everything. What cannot be told says so in its place."""
    found = Chapters(summary.failed)
    makers = _makers(scenario, summary, width) if full else one_screen.makers(scenario, summary, width)
    head = ("headline", lambda: opened(scenario, summary, changes, briefly=not full))
    told = speaking(scenario)(
        [block for chapter, make in (head, *makers) for block in on_screen(chapter, make, found)]
    )
    elsewhere = [failed for failed in found.failed if failed.chapter not in dict(makers) | dict([head])]
    return Group(*told, *map(_lost, elsewhere))


def _lost(failed: Failed) -> RenderableType:
    return below(Text(wording.sentence(failure_line(failed)), style="yellow"))


def opened(
    scenario: Scenario, summary: Summary, changes: Sequence[str] = (), briefly: bool = False
) -> Iterator[RenderableType]:
    """The answer, why, what it hangs on, and how often it happened elsewhere."""
    begun = opening(scenario, summary, changes, briefly)
    yield Rule(Text(wording.title(scenario), style="bold"), align="left", style="dim")
    yield Text(begun.headline)
    yield from (Text.assemble((f"{name}  ", "bold"), said) for name, said in begun.parts)
    yield Text(NO_FORECAST, style="dim")
    if summary.cautions:
        yield Text(" ".join(summary.cautions), style="yellow")


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
        ("drivers", lambda: _drivers(scenario, summary, width)),
    )


def _answer(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    yield below(laid(outcomes.bars(summary, width), width))
    if said := outcomes.holding(summary):
        yield said


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
    if said := happenings.ended(scenario, summary):
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


def _drivers(scenario: Scenario, summary: Summary, width: int) -> Iterator[RenderableType]:
    if summary.drivers:
        loudest = drivers(scenario, summary)
        yield below(laid(loudest, width) if isinstance(loudest, ScreenTable) else loudest)


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
