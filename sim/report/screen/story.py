"""One replication on the terminal: its turning points on one screen, or every round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from sim.report import variants, wording
from sim.report.explain import Passage, tell
from sim.report.explanation import headline, how_chosen
from sim.report.figures.rounds import unusual_draws
from sim.report.forks import forks
from sim.report.round_by_round import tell_every_round
from sim.report.screen.parts import below, short
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.analysis.explanation import Explanation
    from sim.bargaining.inspect.rounds import Trace

STYLES = {"signed": "green", "lost": "red", "talk": "bold"}
LINES = 26  # for passages, of a screen of 45; a what-if shares them
LONGEST = 4  # lines of one passage
FORKED = 5  # lines of where paths part
FEW = 3  # draws that are named
GAP = "…"


def story(scenario: Scenario, told: Explanation, changed: Scenario) -> RenderableType:
    """How it ended, where a what-if parts, every round, and what was unusual."""
    return Group(*_head(scenario, told), *_in_full(scenario, told, changed), *_unusual(scenario, told, 5))


def on_one_screen(scenario: Scenario, told: Explanation, changed: Scenario, width: int) -> RenderableType:
    """How it ended, where a what-if parts, and the turning points as far as there is room."""
    return Group(
        *_head(scenario, told), *_briefly(scenario, told, changed, width), *_unusual(scenario, told, FEW)
    )


def _head(scenario: Scenario, told: Explanation) -> Iterator[RenderableType]:
    title = f"Replication {told.replication}: {wording.title(scenario)}"
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield Text(headline(scenario, told))
    yield from (Text(said) for said in variants.variant_lines(scenario, briefly=True))
    yield Text(how_chosen(scenario, told), style="dim")


def _in_full(scenario: Scenario, told: Explanation, changed: Scenario) -> Iterator[RenderableType]:
    yield from (below(Text(said, style="yellow")) for said in forks(scenario, changed, told))
    if told.what_if is not None:
        yield below(_heading("As it is"))
    yield from map(_passage, tell_every_round(scenario, told.telling.trace).passages)
    if told.what_if is not None:
        yield below(_heading("After the change"))
        yield from map(_passage, tell_every_round(changed, told.what_if.telling.trace).passages)


def _heading(said: str) -> Text:
    return Text(said, style="bold underline")


def _unusual(scenario: Scenario, told: Explanation, at_most: int) -> Iterator[RenderableType]:
    if said := unusual_draws(scenario, told.telling.drawn, at_most):
        yield below(Text(said))


def _passage(passage: Passage) -> RenderableType:
    """Its date, what is told, and where everybody stands."""
    stands = [Text(line, style="dim") for line in passage.aside[-1:]]
    inside = Padding(Group(Text(passage.text), *stands), (0, 0, 0, 2))
    return below(Group(Text(passage.when, style=STYLES[passage.tone]), inside))


def _briefly(
    scenario: Scenario, told: Explanation, changed: Scenario, width: int
) -> Iterator[RenderableType]:
    parts = forks(scenario, changed, told)
    yield from (Text(_cut(said, width, FORKED), style="yellow") for said in parts)
    if told.what_if is None:
        yield from _turning(scenario, told.telling.trace, width, LINES)
        return
    room = (LINES - FORKED) // 2
    yield from _turning(scenario, told.telling.trace, width, room, "As it is")
    yield from _turning(changed, told.what_if.telling.trace, width, room, "After the change")


def _turning(
    scenario: Scenario, trace: Trace, width: int, room: int, heading: str = ""
) -> Iterator[RenderableType]:
    """The passages that fit, in their order, with a sign where some are left out."""
    passages = tell(scenario, trace).passages
    kept = _fitting(passages, width, room, begun=not heading)
    yield below(_heading(heading) if heading else Text("Turning points", style="bold"))
    for k, passage in enumerate(passages):
        if k in kept:
            yield _in_a_paragraph(passage, width)
        elif k - 1 in kept:
            yield Text(GAP, style="dim")


def _fitting(passages: Sequence[Passage], width: int, room: int, begun: bool) -> set[int]:
    """The end, the beginning (of a what-if both are alike), what was signed or lost, then talk: while there is room."""
    last = len(passages) - 1
    turns = (k for k, passage in enumerate(passages) if passage.tone != "talk")
    kept: set[int] = set()
    for k in dict.fromkeys([last, *([0] if begun else []), *turns, *range(last)]):
        room -= _lines(_cut(_said(passages[k]), width, LONGEST), width) + 1  # a gap may follow
        if room < 0 and kept:
            return kept
        kept.add(k)
    return kept


def _said(passage: Passage) -> str:
    return f"{passage.when}  {passage.text}"


def _in_a_paragraph(passage: Passage, width: int) -> Text:
    said = Text(_cut(_said(passage), width, LONGEST))
    said.stylize(STYLES[passage.tone], 0, len(passage.when))
    return said


def _cut(said: str, width: int, lines: int) -> str:
    """As many words as surely fit into so many lines: what is cut off ends in an ellipsis."""
    return short(said, lines * (width - _longest_word(said.split(), width))).plain if said else said


def _longest_word(words: Iterable[str], width: int) -> int:
    """What a line may lose at its end, because a word goes to the next."""
    return min(width // 4, max(map(cell_len, words), default=0))


def _lines(said: str, width: int) -> int:
    return ceil(cell_len(said) / (width - _longest_word(said.split(), width)))
