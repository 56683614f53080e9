"""One replication, told: its turning points, and what was said between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.report import incidents, phases, sentences, wording
from sim.report.texts import LetteredTexts
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round, Trace


# What befalls the talks before anybody speaks.
BEFORE = ("event", "event_over", "kept", "broken", "collapsed", "expired", "extended")
# What befalls them between a settlement and a ceasefire.
AFTER_FINAL = ("not_ratified", "reopened")
QUIET = ("extended", *incidents.MOVES)


@dataclass(frozen=True)
class Passage:
    """Some rounds in a row."""

    when: str
    text: str
    tone: str  # signed, lost or talk
    aside: tuple[str, ...] = ()  # the numbers behind it; where everybody stands comes last


@dataclass(frozen=True)
class Story:
    """A replication from beginning to end."""

    replication: int
    outcome: str
    passages: tuple[Passage, ...]
    note: str = ""  # what sets it apart from another one of the same replication
    ended: str = ""  # the outcome, as people read it

    @classmethod
    def of(cls, scenario: Scenario, trace: Trace, passages: Iterable[Passage], note: str = "") -> Story:
        """The story of a replication."""
        told = tuple(_flowing(scenario, passage) for passage in passages)
        return cls(trace.replication, trace.outcome, told, note, wording.OUTCOMES[trace.outcome])


def _flowing(scenario: Scenario, passage: Passage) -> Passage:
    """With articles of names in capitals only where a sentence begins."""
    text, *aside = (wording.flowing(scenario, said) for said in (passage.text, *passage.aside))
    return replace(passage, text=text, aside=tuple(aside))


def tell(scenario: Scenario, trace: Trace) -> Story:
    """Turning points in full, the rounds between them summed up."""
    passages = _stretches(scenario, LetteredTexts(scenario, trace.rounds), trace.rounds)
    return Story.of(scenario, trace, (*passages, ending(scenario, trace)))


def _stretches(scenario: Scenario, texts: LetteredTexts, rounds: tuple[Round, ...]) -> Iterator[Passage]:
    """What lies between two turning points, then the turning point itself."""
    waiting: list[Round] = []
    for round_ in rounds:
        waiting.append(round_)
        if turning(round_):
            yield from _between(scenario, texts, waiting)
            yield _told(scenario, round_, _turn(scenario, texts, round_))
            waiting = []
    yield from _between(scenario, texts, waiting)


def turning(round_: Round) -> bool:
    """Is something signed, or does anything befall the talks but an extension or a step?"""
    return _signed(round_) or any(happening.what not in QUIET for happening in round_.happenings)


def _signed(round_: Round) -> bool:
    return any(tabled is not None and tabled.signed for tabled in (round_.final, round_.ceasefire))


def _between(scenario: Scenario, texts: LetteredTexts, rounds: list[Round]) -> Iterator[Passage]:
    text = phases.summed_up(scenario, texts, rounds)
    if text:
        yield Passage(_span(scenario, rounds[0].day, rounds[-1].day), text, "talk")


def _turn(scenario: Scenario, texts: LetteredTexts, round_: Round) -> Iterator[str]:
    """What was signed and what befell the talks, in the order of a round."""
    befell = [each for each in round_.happenings if each.what not in QUIET]
    rest = [h.what for h in befell if h.what not in (*BEFORE, *AFTER_FINAL)]

    def told(kinds: Sequence[str]) -> Iterator[str]:
        return (incidents.happening(scenario, h, round_) for h in befell if h.what in kinds)

    yield from told(BEFORE)
    yield from sentences.signing(scenario, texts, round_, truce=False)
    yield from told(AFTER_FINAL)
    yield from sentences.signing(scenario, texts, round_, truce=True)
    yield from told(rest)


def _told(scenario: Scenario, round_: Round, parts: Iterable[str]) -> Passage:
    return Passage(wording.sentence(wording.when(scenario, round_.day)), " ".join(parts), tone(round_))


def ending(scenario: Scenario, trace: Trace) -> Passage:
    """How it stands when the talks end."""
    last = trace.rounds[-1]
    good = "signed" if trace.outcome in ("settlement", "ceasefire_holding") else "lost"
    when = wording.sentence(wording.when(scenario, last.day))
    return Passage(when, sentences.ending(scenario, last, trace.outcome), good)


def _span(scenario: Scenario, first: float, last: float) -> str:
    ends = (wording.when(scenario, first), wording.when(scenario, last))
    return wording.sentence(ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}")


def tone(round_: Round) -> str:
    """Is it good news, bad news or neither? A settlement outweighs the ceasefire that ended before it."""
    befell = {happening.what for happening in round_.happenings}
    peace = round_.final is not None and round_.final.signed
    if befell & {*AFTER_FINAL, "left"} or (befell & {"collapsed", "expired"} and not peace):
        return "lost"
    return "signed" if _signed(round_) else "talk"
