"""One replication, every round by itself: what can be quoted, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report import incidents, lessons, links, reasons, sentences, standing, wording
from sim.report.explain import AFTER_FINAL, BEFORE, Passage, Story, ending, tone
from sim.report.texts import LetteredTexts
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round, Tabled, Trace


def tell_every_round(scenario: Scenario, trace: Trace, note: str = "") -> Story:
    """From where everybody stands at the outset to how the talks end."""
    teller = _Teller(scenario, LetteredTexts(scenario, trace.rounds))
    passages = (*teller.outset(trace.rounds[0]), *map(teller.passage, trace.rounds), ending(scenario, trace))
    return Story.of(scenario, trace, passages, note)


def replies(tabled: Tabled) -> dict[str, str]:
    """Who said what, for which reason."""
    return {answer.actor: answer.reason for answer in tabled.answers}


class _Teller:
    """Remembers what was tabled last, so that nothing is told twice."""

    def __init__(self, scenario: Scenario, texts: LetteredTexts) -> None:
        self.scenario, self.texts = scenario, texts
        self.last: dict[tuple[bool, str], Tabled] = {}  # by kind of text and author
        self.favourites: dict[
            tuple[bool, str], dict[str, str]
        ] = {}  # likewise: what it would rather have tabled

    def outset(self, first: Round) -> Iterator[Passage]:
        """Where everybody stands before anything is said."""
        said = standing.outset(self.scenario, first)
        if said:
            yield Passage(
                "At the outset", said, "talk", tuple(filter(None, [standing.war(self.scenario, first)]))
            )

    def passage(self, round_: Round) -> Passage:
        """One round."""
        said = list(self.said(round_)) or [self.silence(round_)]
        aside = (*self.behind(round_), standing.numbers(self.scenario, round_))
        turn = "Turn" if self.scenario.protocol == "alternating_offers" else "Round"
        when = f"{turn} {round_.number}, {wording.when(self.scenario, round_.day)}"
        return Passage(when, " ".join(said), tone(round_), tuple(filter(None, aside)))

    def said(self, round_: Round) -> Iterator[str]:
        """In the order of a round."""
        moves = [h for h in round_.happenings if h.what in incidents.MOVES]
        yield from incidents.steps(self.scenario, moves)
        yield from self.happened(round_, BEFORE)
        yield from self.exchange(round_, truce=False)
        yield from self.happened(round_, AFTER_FINAL)
        yield from self.exchange(round_, truce=True)
        rest = [h.what for h in round_.happenings if h.what not in (*BEFORE, *AFTER_FINAL, *incidents.MOVES)]
        yield from self.happened(round_, tuple(rest))

    def happened(self, round_: Round, kinds: tuple[str, ...]) -> Iterator[str]:
        """What befell the talks, of these kinds."""
        yield from (
            incidents.happening(self.scenario, h, round_) for h in round_.happenings if h.what in kinds
        )

    def exchange(self, round_: Round, truce: bool) -> Iterator[str]:
        """What was tabled and why, every answer, and what was learnt."""
        tabled = sentences.on_table(round_, truce)
        if tabled is None:
            return
        before = self.last.get((truce, tabled.by))
        again = before is not None and before.terms == tabled.terms
        if before is not None and again and not tabled.signed and replies(before) == replies(tabled):
            yield sentences.repeated(self.scenario, self.texts, tabled, truce)
        else:
            yield sentences.tabling(self.scenario, self.texts, tabled, truce, again)
            if not again:
                yield from links.held(self.scenario, tabled.terms, truce)
                yield from reasons.because(self.scenario, tabled, before, truce)
                yield from self.passed_over(tabled, truce)
            yield from sentences.answers(self.scenario, round_, tabled, truce)
        if truce and tabled.signed:
            yield sentences.stopped(round_)
        if not truce:
            yield from lessons.learnt(self.scenario, round_)
        self.last[truce, tabled.by] = tabled

    def passed_over(self, tabled: Tabled, truce: bool) -> Iterator[str]:
        """What its author would rather have tabled, unless that was told last time."""
        favourite = tabled.choice.favourite if tabled.choice is not None else None
        if favourite is not None and self.favourites.get((truce, tabled.by)) != favourite.terms:
            yield from reasons.passed_over(self.scenario, self.texts, tabled, truce)
            self.favourites[truce, tabled.by] = favourite.terms

    def behind(self, round_: Round) -> Iterator[str]:
        """What the authors expected of what they tabled, and of what they passed over."""
        for truce in (False, True):
            tabled = sentences.on_table(round_, truce)
            if tabled is not None and tabled.choice is not None:
                yield from reasons.numbers(self.scenario, self.texts, tabled, truce)

    def silence(self, round_: Round) -> str:
        """Nothing was tabled, and nothing happened."""
        if not self.scenario.can_fail:
            return "Nobody moves."
        if not round_.turn:
            return "No text is due."
        who = wording.sentence(wording.actor(self.scenario, round_.turn))
        if self.scenario.protocol == "alternating_offers":
            return f"{who} has nothing to offer that meets its demand and could be signed, and passes."
        return f"It is the turn of {wording.actor(self.scenario, round_.turn)}, and nothing is tabled."
