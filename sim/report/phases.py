"""Rounds in which nothing turned, summed up: what was tabled, who refused, mostly why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.report import incidents, refusals, sentences, wording
from sim.report.texts import LetteredTexts
from sim.scenario.schema import Scenario

FEW = 5

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Answer, Round, Tabled

    Met = tuple[Round, Tabled]  # a round, and the text refused in it


def summed_up(scenario: Scenario, texts: LetteredTexts, rounds: Sequence[Round]) -> str:
    """What was refused in these rounds, settlements first; empty if nothing was."""
    refused = (part for truce in (False, True) for part in _refused(scenario, texts, rounds, truce))
    return " ".join([*refused, *_moved(scenario, rounds), *_held(rounds)])


def _refused(scenario: Scenario, texts: LetteredTexts, rounds: Sequence[Round], truce: bool) -> Iterator[str]:
    met = [(r, t) for r in rounds for t in (sentences.on_table(r, truce),) if t is not None and not t.signed]
    if len(met) == 1:
        yield from sentences.exchange(scenario, texts, met[0][0], truce)
    elif met:
        yield _tabled(scenario, texts, [tabled for _, tabled in met], truce)
        for name in scenario.actors:
            yield from _refusals_of(scenario, name, met, truce)


def _tabled(scenario: Scenario, texts: LetteredTexts, tabled: list[Tabled], truce: bool) -> str:
    """Who tabled how many texts, and which most often."""
    authors = [wording.actor(scenario, name) for name in dict.fromkeys(text.by for text in tabled)]
    who = f"In {len(tabled)} rounds {wording.listed(authors)} table{'s' if len(authors) == 1 else ''}"
    counted = Counter(tuple(text.terms.items()) for text in tabled)
    (most, times), *others = counted.most_common()
    called = texts.called(dict(most), truce)
    if not others:
        return f"{who} {called}."
    among = f"most often {called}" if times > 1 else f"among them {called}"
    kind = "ceasefires" if truce else "texts"
    return f"{who} {len(counted)} {kind}, {among}."


def _refusals_of(scenario: Scenario, name: str, met: list[Met], truce: bool) -> Iterator[str]:
    """How often an actor refused, its main reason, and the text that came nearest under that reason."""
    refused = [(r, a) for r, tabled in met for a in tabled.answers if a.actor == name and not a.yes]
    if not refused:
        return
    reason, times = Counter(answer.reason for _, answer in refused).most_common(1)[0]
    round_, nearest = max(((r, a) for r, a in refused if a.reason == reason), key=lambda pair: _gap(pair[1]))
    often = "each time" if len(refused) == len(met) else _times(len(refused))
    best = "this text" if len({tuple(tabled.terms.items()) for _, tabled in met}) == 1 else "the best of them"
    because = refusals.because(scenario, round_, nearest, truce, best)
    who = wording.sentence(wording.actor(scenario, name))
    yield f"{who} refuses {often}{_mostly(times, len(refused))} {because}."


def _mostly(times: int, of: int) -> str:
    if times == of:
        return ":"
    return ", mostly because" if 2 * times > of else ", among other reasons because"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _gap(answer: Answer) -> float:
    if answer.value is None or answer.demand is None:
        return 0.0
    return answer.value - answer.demand


def _moved(scenario: Scenario, rounds: Sequence[Round]) -> Iterator[str]:
    """Steps of actors who challenge one another: told if they are few, else who moved how often."""
    moves = [h for r in rounds for h in r.happenings if h.what in incidents.MOVES]
    if len(moves) <= FEW:
        yield from (incidents.moved(scenario, move) for move in moves)
        return
    movers = Counter(move.who for move in moves).most_common()
    steps = [f"{wording.actor(scenario, who)} {_times(times)}" for who, times in movers]
    yield f"Positions move {_times(len(moves))}: {wording.listed(steps)}. At first:"
    yield from (incidents.moved(scenario, move) for move in moves[:FEW])


def _held(rounds: Sequence[Round]) -> Iterator[str]:
    times = sum(happening.what == "extended" for r in rounds for happening in r.happenings)
    if times:
        yield "The ceasefire is extended." if times == 1 else f"The ceasefire is extended {_times(times)}."
