"""Where two tellings of the same luck part, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report import incidents, sentences, wording
from sim.report.texts import LetteredTexts
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.analysis.divergence import Divergence
    from sim.analysis.explanation import Explanation, WhatIf
    from sim.bargaining.inspect.rounds import Round, Tabled, Trace

TOLD = 5  # differences in one round; more are counted
KINDS = {"final": "text", "ceasefire": "ceasefire"}


def forks(scenario: Scenario, changed: Scenario, told: Explanation) -> tuple[str, ...]:
    """Where the paths part, and how both end."""
    if told.what_if is None:
        return ()
    before, after = told.telling.trace, told.what_if.telling.trace
    return (
        _parts(scenario, changed, before, told.what_if),
        f"As it is: {_end(scenario, before)} With {_changes(told.what_if)}: {_end(changed, after)}",
    )


def _changes(what_if: WhatIf) -> str:
    return wording.listed([wording.clean(change) for change in what_if.changes])


def _end(scenario: Scenario, trace: Trace) -> str:
    last = trace.rounds[-1]
    return f"{wording.OUTCOMES[trace.outcome].lower()}, on {wording.when(scenario, last.day)}."


def _parts(scenario: Scenario, changed: Scenario, before: Trace, what_if: WhatIf) -> str:
    parting, after = what_if.parting, what_if.telling.trace
    if parting is None and what_if.numbers_part is None:
        return f"With {_changes(what_if)} the paths never part: not one number differs in any round."
    if parting is None:
        return (
            f"With {_changes(what_if)} nobody does anything else. Numbers differ from round "
            f"{what_if.numbers_part} on, by too little to change an answer."
        )
    both = [_at(before, parting.number), _at(after, parting.number)]
    named = [LetteredTexts(s, t.rounds) for s, t in ((scenario, before), (changed, after))]
    said = [_apart(scenario, changed, each, both, named) for each in parting.apart[:TOLD]]
    if len(parting.apart) > TOLD:
        rest = len(parting.apart) - TOLD
        differ = "differs" if rest == 1 else "differ"
        said.append(f"In the same round {wording.counted(rest, 'more thing')} {differ}.")
    hidden = what_if.numbers_part
    earlier = (
        f" Numbers differ from round {hidden} on." if hidden is not None and hidden < parting.number else ""
    )
    when = wording.when(scenario, parting.day)
    return f"The paths part in round {parting.number}, on {when}. {' '.join(said)}{earlier}"


def _at(trace: Trace, number: int) -> Round | None:
    return trace.rounds[number - 1] if number <= len(trace.rounds) else None


def _apart(
    scenario: Scenario,
    changed: Scenario,
    apart: Divergence,
    both: list[Round | None],
    named: list[LetteredTexts],
) -> str:
    one, other = both
    if apart.kind == "end" or one is None or other is None:
        which = "after the change" if apart.first else "as it is"
        return f"The talks go on {which}; in the other telling they are over."
    if apart.kind == "turn":
        if not (one.turn and other.turn):
            which = "after the change" if one.turn == "" else "as it is"
            return f"A text is due {which} only."
        mine, theirs = _who(scenario, one.turn), _who(changed, other.turn)
        return f"It is the turn of {mine}, and after the change that of {theirs}."
    if apart.kind == "happening":
        return _happening(scenario, changed, apart, one, other)
    truce = apart.kind in ("ceasefire", "ceasefire_answer")
    tabled = sentences.on_table(one, truce), sentences.on_table(other, truce)
    if apart.kind in KINDS:
        return _packages(scenario, changed, tabled, named, truce)
    answers = [_answered(apart.who, each) for each in tabled]
    return (
        f"{wording.sentence(_who(scenario, apart.who))} {answers[0]} the {KINDS['ceasefire' if truce else 'final']} "
        f"on the table as it is, and {answers[1]} it after the change."
    )


def _packages(
    scenario: Scenario,
    changed: Scenario,
    tabled: tuple[Tabled | None, Tabled | None],
    named: list[LetteredTexts],
    truce: bool,
) -> str:
    """Two packages, the second by its difference from the first if its author is the same."""
    one, other = tabled
    said = [
        _tabled(s, t, texts, truce) for s, t, texts in zip((scenario, changed), tabled, named, strict=True)
    ]
    if (
        one is not None
        and other is not None
        and one.by == other.by
        and one.terms.keys() == other.terms.keys()
    ):
        said[1] = f"the same but for {named[0].differing(other.terms, one.terms, truce)}"
    return f"As it is, {said[0]}; after the change, {said[1]}."


def _who(scenario: Scenario, name: str) -> str:
    return wording.actor(scenario, name) if name else "nobody"


def _happening(scenario: Scenario, changed: Scenario, apart: Divergence, one: Round, other: Round) -> str:
    where, round_ = (scenario, one) if apart.first else (changed, other)
    key = (apart.what, apart.who, apart.issue)
    found = next(h for h in round_.happenings if (h.what, h.who, h.issue) == key)
    when = "Only as it is" if apart.first else "Only after the change"
    return f"{when}: {incidents.happening(where, found, round_)}"


def _tabled(scenario: Scenario, tabled: Tabled | None, texts: LetteredTexts, truce: bool) -> str:
    if tabled is None:
        return f"no {'ceasefire' if truce else 'text'} is tabled"
    return f"{_who(scenario, tabled.by)} tables {texts.called(tabled.terms, truce)}"


def _answered(who: str, tabled: Tabled | None) -> str:
    answer = next((a for a in (tabled.answers if tabled else ()) if a.actor == who), None)
    if answer is None:
        return "is not asked about"
    return "would sign" if answer.yes else "refuses"
