"""One replication, told: rounds that repeat each other become one passage."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sim.report import sentences, wording
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.trace import Round, Tabled, Trace


@dataclass(frozen=True)
class Passage:
    """Some rounds in a row."""

    when: str
    text: str
    tone: str  # signed, lost or talk


@dataclass(frozen=True)
class Story:
    """A replication from beginning to end."""

    replication: int
    outcome: str
    passages: tuple[Passage, ...]


def tell(scenario: Scenario, trace: Trace) -> Story:
    """The whole replication in as few passages as its turns allow."""
    passages = list(_passages(scenario, trace))
    end = sentences.ending(scenario, trace.rounds[-1], trace.outcome)
    tone = "signed" if trace.outcome in ("settlement", "ceasefire_holding") else "lost"
    last = Passage(wording.when(scenario, trace.rounds[-1].day), end, tone)
    return Story(trace.replication, trace.outcome, (*passages, last))


def _passages(scenario: Scenario, trace: Trace) -> Iterator[Passage]:
    final: Tabled | None = None
    truce: Tabled | None = None
    for _, group in groupby(trace.rounds, key=_turn):
        rounds = list(group)
        yield _passage(scenario, rounds, final, truce)
        final = next((r.final for r in reversed(rounds) if r.final), final)
        truce = next((r.ceasefire for r in reversed(rounds) if r.ceasefire), truce)


def _turn(round_: Round) -> Hashable:
    """Rounds with the same key are told together; nothing signed or befallen is told together."""
    happened = tuple(happening.what for happening in round_.happenings if happening.what != "extended")
    alone = round_.number if happened or _signed(round_) else 0
    return alone, _refusals(round_.final), _refusals(round_.ceasefire), round_.halted > 0.0


def _signed(round_: Round) -> bool:
    return any(tabled is not None and tabled.signed for tabled in (round_.final, round_.ceasefire))


def _refusals(tabled: Tabled | None) -> Hashable:
    return None if tabled is None else tuple((a.actor, a.reason) for a in tabled.answers if not a.yes)


def _passage(scenario: Scenario, rounds: list[Round], final: Tabled | None, truce: Tabled | None) -> Passage:
    first, last = rounds[0], rounds[-1]
    text = " ".join([*_round(scenario, first, final, truce), *_repeated(scenario, rounds)])
    return Passage(_span(scenario, first.day, last.day), text, _tone(first))


def _span(scenario: Scenario, first: float, last: float) -> str:
    ends = (wording.when(scenario, first), wording.when(scenario, last))
    return ends[0] if first == last else f"{ends[0]} to {ends[1]}"


def _tone(round_: Round) -> str:
    if any(happening.what in ("collapsed", "expired", "not_ratified") for happening in round_.happenings):
        return "lost"
    return "signed" if _signed(round_) else "talk"


def _round(scenario: Scenario, round_: Round, final: Tabled | None, truce: Tabled | None) -> Iterator[str]:
    """In the order of a round: the final package, what befell the ceasefire, the ceasefire package."""
    if round_.final is not None:
        yield sentences.tabling(scenario, scenario.issues, "a settlement", round_.final, final)
        yield sentences.answers(scenario, round_, round_.final, truce=False)
    yield from (sentences.happening(scenario, what) for what in round_.happenings)
    if round_.ceasefire is not None and scenario.ceasefire is not None:
        yield sentences.tabling(scenario, scenario.ceasefire.issues, "a ceasefire", round_.ceasefire, truce)
        yield sentences.answers(scenario, round_, round_.ceasefire, truce=True)
    if round_.final is None and round_.ceasefire is None and not round_.happenings:
        yield "Nothing is tabled."


def _repeated(scenario: Scenario, rounds: list[Round]) -> Iterator[str]:
    """What the later rounds of a passage add to the first."""
    more = len(rounds) - 1
    if not more:
        return
    weeks = f"{more} more round{'s' if more > 1 else ''}"
    refusing = {a.actor for r in rounds for t in (r.final, r.ceasefire) if t for a in t.answers if not a.yes}
    if not refusing:
        yield f"So it stays for {weeks}{_extended(rounds)}."
        return
    who = wording.listed([wording.actor(scenario, name) for name in scenario.actors if name in refusing])
    texts = len({tuple(r.final.terms.items()) for r in rounds if r.final})
    tried = f"; {texts} different settlements are tried" if texts > 1 else ""
    yield f"The same refusal by {who}, for the same reason, in {weeks}{tried}{_extended(rounds)}."


def _extended(rounds: list[Round]) -> str:
    times = sum(happening.what == "extended" for r in rounds[1:] for happening in r.happenings)
    return f", the ceasefire being extended {times} time{'s' if times > 1 else ''}" if times else ""
