"""What happened at the table, in sentences a journalist could quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report import amounts, wording
from sim.report.refusals import REPLY, because
from sim.report.texts import LetteredTexts
from sim.report.utilities import figure, figures
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Answer, Round, Tabled


def on_table(round_: Round, truce: bool) -> Tabled | None:
    """The ceasefire, or the settlement, tabled in a round."""
    return round_.ceasefire if truce else round_.final


def exchange(scenario: Scenario, texts: LetteredTexts, round_: Round, truce: bool) -> Iterator[str]:
    """Who tables what, and every answer; nothing if nothing was tabled."""
    tabled = on_table(round_, truce)
    if tabled is not None and not tabled.by:
        yield f"The medians of all issues make {texts.called(tabled.terms, truce)}."
    elif tabled is not None:
        who = wording.sentence(wording.actor(scenario, tabled.by))
        yield f"{who} tables {texts.called(tabled.terms, truce)}."
        yield from answers(scenario, round_, tabled, truce)


def tabling(scenario: Scenario, texts: LetteredTexts, tabled: Tabled, truce: bool, again: bool) -> str:
    """Who tables what, and whether it is what its author tabled last time."""
    if not tabled.by:
        return f"The medians of all issues make {texts.called(tabled.terms, truce)}."
    verb = "offers" if scenario.protocol == "alternating_offers" else "tables"
    who = wording.sentence(wording.actor(scenario, tabled.by))
    return f"{who} {verb} {texts.called(tabled.terms, truce)}{' again' if again else ''}."


def repeated(scenario: Scenario, texts: LetteredTexts, tabled: Tabled, truce: bool) -> str:
    """The same text by the same author, and the same answers."""
    parts = [
        f"{wording.actor(scenario, answer.actor)} {REPLY[answer.reason]} ({worth}; it asks for {asked})"
        for answer in tabled.answers
        for worth, asked in [figures(answer.value, answer.demand)]
        if answer.value is not None and answer.actor != tabled.by
    ]
    said = tabling(scenario, texts, tabled, truce, again=True).removesuffix(".")
    return f"{said}, and the answers are the same: {wording.listed(parts)}."


def signing(scenario: Scenario, texts: LetteredTexts, round_: Round, truce: bool) -> Iterator[str]:
    """What was signed in a round, if anything was."""
    tabled = on_table(round_, truce)
    if tabled is not None and tabled.signed:
        yield from exchange(scenario, texts, round_, truce)
        if truce:
            yield stopped(round_)


def stopped(round_: Round) -> str:
    """How much of the fighting the ceasefire just signed stops."""
    share = "all" if round_.halted >= 1.0 else f"{amounts.percent(round_.halted)} of the"
    return f"It stops {share} fighting."


def answers(scenario: Scenario, round_: Round, tabled: Tabled, truce: bool) -> Iterator[str]:
    """Who refuses, with the numbers of each refusal; who signs; who consents."""
    for answer in tabled.answers:
        if not answer.yes:
            who = wording.sentence(wording.actor(scenario, answer.actor))
            yield f"{who} refuses: {because(scenario, round_, answer, truce)}."
    agreed = [answer for answer in tabled.answers if answer.yes and not _own_offer(scenario, tabled, answer)]
    signed = [_signs(scenario, answer, tabled.signed) for answer in agreed if answer.value is not None]
    consenting = [wording.actor(scenario, answer.actor) for answer in agreed if answer.value is None]
    if signed:
        yield wording.sentence("; ".join(signed)) + "."
    if consenting:
        would = ("consents" if len(consenting) == 1 else "consent") if tabled.signed else "would consent"
        yield f"{wording.sentence(wording.listed(consenting))} {would}."
    out = [wording.actor(scenario, answer.actor) for answer in tabled.answers if not answer.yes]
    if out and tabled.signed:
        yield f"Those who sign are enough; {wording.listed(out)} {'stays' if len(out) == 1 else 'stay'} out."


def _own_offer(scenario: Scenario, tabled: Tabled, answer: Answer) -> bool:
    """Who makes an offer in its turn need not say that it would sign it."""
    return scenario.protocol == "alternating_offers" and answer.actor == tabled.by


def _signs(scenario: Scenario, answer: Answer, signed: bool) -> str:
    says = "signs" if signed else "would sign"
    worth, asked = figures(answer.value, answer.demand)
    return f"{wording.actor(scenario, answer.actor)} {says} ({worth}; today it asks for {asked})"


def ending(scenario: Scenario, last: Round, outcome: str) -> str:
    """How it stands when the talks end."""
    if outcome == "settlement" and not scenario.can_fail:
        return "Nobody moves any more, or time is up: on each issue it is as the median actor has it."
    if outcome == "settlement":
        return "The settlement is signed, and the talks end."
    without = "fighting on" if scenario.war else "no deal"
    where = [
        f"{wording.actor(scenario, name)} puts {without} at {figure(party.reservation)} and asks for "
        f"{figure(party.demand)}"
        for name, party in last.parties.items()
    ]
    return f"{END[outcome]} {wording.sentence('; '.join(where))}."


END = {
    "no_agreement": "The talks end with nothing agreed.",
    "partial_ceasefire": "The talks end with no more than a partial ceasefire.",
    "ceasefire_collapsed": "The talks end after the full ceasefire has collapsed.",
    "ceasefire_expired": "The talks end after the full ceasefire has run out.",
    "ceasefire_holding": "The talks end with the full ceasefire holding.",
    "not_ratified": "The talks end with a text that was signed and not ratified.",
}
