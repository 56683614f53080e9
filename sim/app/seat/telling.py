"""What one seat sees of a game: what everybody said, and of the numbers only its own, unless all are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.app.seat.game import Game
from sim.bargaining.inspect.rounds import Answer, Round, Tabled
from sim.report import incidents, refusals, sentences, wording
from sim.report.explain import AFTER_FINAL, BEFORE, Passage, tone
from sim.report.texts import LetteredTexts
from sim.scenario.schema import Scenario


def passages(game: Game, seats: Sequence[str], everything: bool) -> list[Passage]:
    """Every round that is over, the last one last."""
    teller = Teller(game.play.scenario, LetteredTexts(game.play.scenario, game.rounds), seats, everything)
    return [teller.passage(round_) for round_ in game.rounds]


class Teller:
    """Remembers what was tabled last, so that a text is called the same again."""

    def __init__(
        self, scenario: Scenario, texts: LetteredTexts, seats: Sequence[str], everything: bool
    ) -> None:
        self.scenario, self.texts, self.seats, self.everything = scenario, texts, seats, everything
        self.last: dict[tuple[bool, str], Tabled] = {}  # by kind of text and author

    def passage(self, round_: Round) -> Passage:
        """One round."""
        turn = "Turn" if self.scenario.protocol == "alternating_offers" else "Round"
        when = f"{turn} {round_.number}, {wording.when(self.scenario, round_.day)}"
        said = list(self.said(round_)) or ["Nothing is tabled." if round_.turn else "No text is due."]
        return Passage(when, " ".join(said), tone(round_))

    def said(self, round_: Round) -> Iterator[str]:
        """In the order of a round."""
        yield from self.happened(round_, BEFORE)
        yield from self.exchange(round_, truce=False)
        yield from self.happened(round_, AFTER_FINAL)
        yield from self.exchange(round_, truce=True)
        rest = [h.what for h in round_.happenings if h.what not in (*BEFORE, *AFTER_FINAL)]
        yield from self.happened(round_, rest)

    def happened(self, round_: Round, kinds: Sequence[str]) -> Iterator[str]:
        """What befell the talks, of these kinds."""
        for happening in round_.happenings:
            if happening.what in kinds:
                yield incidents.happening(self.scenario, happening, round_)

    def exchange(self, round_: Round, truce: bool) -> Iterator[str]:
        """What was tabled, and every answer."""
        tabled = sentences.on_table(round_, truce)
        if tabled is None:
            return
        before = self.last.get((truce, tabled.by))
        again = before is not None and before.terms == tabled.terms
        yield sentences.tabling(self.scenario, self.texts, tabled, truce, again)
        if self.everything:
            yield from sentences.answers(self.scenario, round_, tabled, truce)
        else:
            yield from self.heard(round_, tabled, truce)
        if truce and tabled.signed:
            yield sentences.stopped(round_)
        self.last[truce, tabled.by] = tabled

    def heard(self, round_: Round, tabled: Tabled, truce: bool) -> Iterator[str]:
        """Who would sign and who not; of one's own answers also why."""
        for yes, verb in ((True, "sign" if tabled.signed else "would sign"), (False, "refuse")):
            others = [a for a in tabled.answers if a.yes is yes and a.actor not in self.seats]
            if others:
                yield self.listed(others, verb)
        for answer in tabled.answers:
            if answer.actor in self.seats:
                yield self.own(round_, answer, truce)

    def listed(self, answers: Sequence[Answer], verb: str) -> str:
        """Russia and Ukraine refuse."""
        who = wording.sentence(wording.listed([wording.actor(self.scenario, a.actor) for a in answers]))
        ending = "s" if len(answers) == 1 and not verb.startswith("would") else ""
        return f"{who} {verb}{ending}."

    def own(self, round_: Round, answer: Answer, truce: bool) -> str:
        """What one did oneself, with the numbers of it."""
        who = wording.sentence(wording.actor(self.scenario, answer.actor))
        if answer.yes:
            return f"{who} says yes."
        return f"{who} says no: {refusals.because(self.scenario, round_, answer, truce)}."
