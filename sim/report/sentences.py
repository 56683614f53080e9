"""What happened at the table, in sentences a journalist could quote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.report import wording
from sim.scenario.schema import Scenario, Topic

if TYPE_CHECKING:
    from sim.bargaining.trace import Answer, Happening, Round, Tabled

SAME, CHANGED = "the same text again", 3  # up to three changes are told as changes


def tabling(
    scenario: Scenario, topics: Mapping[str, Topic], kind: str, now: Tabled, before: Tabled | None
) -> str:
    """Who tables what, told as changes where the text before was nearly the same."""
    who = wording.sentence(wording.actor(scenario, now.by))
    return f"{who} tables {_text_of(topics, kind, now, before)}."


def _text_of(topics: Mapping[str, Topic], kind: str, now: Tabled, before: Tabled | None) -> str:
    known = f"{kind} known as “{wording.readable(now.named)}”" if now.named else f"{kind}"
    changed = _changes(now, before)
    if changed is not None and not changed:
        return f"{SAME} ({wording.readable(now.named)})" if now.named else SAME
    if changed is not None and len(changed) <= CHANGED and not now.named:
        return f"the last text with {terms(topics, changed)}"
    return f"{known} ({terms(topics, now.terms)})"


def _changes(now: Tabled, before: Tabled | None) -> dict[str, str] | None:
    """Terms that differ from the text before; None if there was none."""
    if before is None:
        return None
    return {issue: option for issue, option in now.terms.items() if before.terms[issue] != option}


def terms(topics: Mapping[str, Topic], chosen: Mapping[str, str]) -> str:
    """land: frozen line; nato: renounced."""
    return "; ".join(
        f"{wording.topic(topics, issue)}: {wording.option(topics[issue], option)}"
        for issue, option in chosen.items()
    )


def answers(scenario: Scenario, round_: Round, tabled: Tabled, truce: bool) -> str:
    """Who signs and who does not, with the numbers of each refusal."""
    yes = [answer for answer in tabled.answers if answer.yes]
    no = [answer for answer in tabled.answers if not answer.yes]
    would = "signs" if tabled.signed else "would sign"
    signed = [_agrees(scenario, answer, would) for answer in yes]
    refused = [_refuses(scenario, round_, answer, truce) for answer in no]
    return " ".join(wording.sentence(part) + "." for part in [*refused, *_joined(signed)])


def _joined(parts: list[str]) -> list[str]:
    return ["; ".join(parts)] if parts else []


def _agrees(scenario: Scenario, answer: Answer, would: str) -> str:
    who = wording.actor(scenario, answer.actor)
    if answer.value is None or answer.demand is None:
        return f"{who} {would.replace('sign', 'consent') if would == 'would sign' else 'consents'}"
    return f"{who} {would} ({_number(answer.value)}; today it asks for {_number(answer.demand)})"


def _refuses(scenario: Scenario, round_: Round, answer: Answer, truce: bool) -> str:
    who = wording.actor(scenario, answer.actor)
    worth, asked = _number(answer.value), _number(answer.demand)
    if answer.reason == "consent":
        return f"{who} withholds the consent that this text needs"
    if truce:
        return _refuses_truce(who, answer.reason, worth, asked)
    floor = _number(round_.parties[answer.actor].reservation)
    without = "fighting on" if scenario.war is not None else "no deal"
    against = f"{worth} against {floor} for {without}"
    because = {
        "red_line": "the text crosses one of its red lines",
        "war_pays": f"{without} is worth more to it ({floor}) than this text ({worth})",
        "distrust": f"unprotected, it fears being cheated, and counts the text as {against}",
        "audience": f"giving way in public would cost it too much at home ({against})",
        "holding_out": f"better than {without} ({floor}), but worth {worth} where it still asks for {asked}",
    }
    return f"{who} refuses: {because[answer.reason]}"


def _refuses_truce(who: str, reason: str, worth: str, asked: str) -> str:
    if reason == "holding_out":
        return f"{who} refuses: a pause would gain it {worth}, but it holds out for {asked}"
    return f"{who} refuses: a pause would cost it more than fighting on ({worth})"


def _number(value: float | None) -> str:
    return "–" if value is None else wording.number(value, 3 if abs(value) < 0.1 else 2)


def happening(scenario: Scenario, what: Happening) -> str:
    """One event that was not an answer."""
    mediator = wording.actor(scenario, scenario.mediator[0]) if scenario.mediator else "the mediator"
    who = (
        wording.actor(scenario, what.who)
        if what.who in scenario.actors
        else wording.readable(what.who or "–")
    )
    told = {
        "collapsed": "The ceasefire collapses.",
        "expired": "The ceasefire runs out and is not extended.",
        "extended": "The ceasefire is extended.",
        "threat_executed": f"{mediator} carries out its threat against {who}.",
        "threat_exposed": f"The threat of {mediator} against {who} turns out to be empty.",
        "mediator_left": f"{who} loses patience and leaves the talks.",
        "event": f"From outside: {who}.",
        "not_ratified": "The text is signed, and voted down at home.",
    }
    return wording.sentence(told.get(what.what, f"{wording.readable(what.what)} {who}."))


def ending(scenario: Scenario, last: Round, outcome: str) -> str:
    """How it stands when the talks end."""
    if outcome == "settlement":
        return "The settlement is signed, and the talks end."
    where = [
        f"{wording.actor(scenario, name)} puts {'fighting on' if scenario.war else 'no deal'} at "
        f"{_number(party.reservation)} and asks for {_number(party.demand)}"
        for name, party in last.parties.items()
    ]
    return f"{END[outcome]} {wording.sentence(wording.listed(where))}."


END = {
    "no_agreement": "The talks end with nothing agreed.",
    "partial_ceasefire": "The talks end with no more than a partial ceasefire.",
    "ceasefire_collapsed": "The talks end after the full ceasefire has collapsed.",
    "ceasefire_expired": "The talks end after the full ceasefire has run out.",
    "ceasefire_holding": "The talks end with the full ceasefire holding.",
    "not_ratified": "The talks end with a text that was signed and not ratified.",
}
