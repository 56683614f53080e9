"""What happened at the table, in sentences a journalist could quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sim.report import amounts, happenings, votes, wording
from sim.report.texts import LetteredTexts
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.trace import Answer, Happening, Round, Tabled

MOST_DIGITS = 8  # beyond the usual ones


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


def because(scenario: Scenario, round_: Round, answer: Answer, truce: bool, text: str = "this text") -> str:
    """The reason of a refusal, with its numbers."""
    if answer.reason == "ratification":
        return f"{text} is voted down at home"
    if answer.reason == "consent":
        return f"it withholds the consent that {text} needs"
    if truce:
        return _because_of_truce(answer.reason, *figures(answer.value, answer.demand))
    without = "fighting on" if scenario.war is not None else "no deal"
    camps = _camps(scenario, answer)
    return _because_of_final(answer, round_.parties[answer.actor].reservation, without, text, camps)


def _because_of_final(answer: Answer, reservation: float, without: str, text: str, camps: str) -> str:
    worth, floor = figures(answer.value, reservation)
    near, asked = figures(answer.value, answer.demand)
    against = f"{worth} against {floor} for {without}"
    reasons = {
        "red_line": f"{text} crosses one of its red lines",
        "faction": f"{text} gives less than they need to {camps}, which hold it back",
        "war_pays": f"{without} is worth more to it ({floor}) than {text} ({worth})",
        "distrust": f"unprotected, it fears being cheated, and counts {text} as {against}",
        "audience": f"giving way in public would cost it too much at home ({against})",
        "holding_out": f"it holds out for {asked}, where {text} is worth {near} and {without} {floor}",
    }
    if answer.value is not None and answer.value >= reservation:
        reasons |= _but_for(text, near, f"short of the {asked} that it holds out for ({without}: {floor})")
    return reasons[answer.reason]


def _camps(scenario: Scenario, answer: Answer) -> str:
    """Factions by their labels or names; some of its factions, where nobody says which."""
    camps = [wording.faction(scenario, answer.actor, name) for name in answer.factions]
    return wording.listed(camps) or "some of its factions"


def _but_for(text: str, worth: str, short: str) -> dict[str, str]:
    """Of what is acceptable and falls short: without the fear, or the audience, it would have been signed."""
    return {
        "distrust": (
            f"unprotected, it fears being cheated, and so {text} counts as {worth}, {short}; fully protected, it "
            "would sign"
        ),
        "audience": (
            f"giving way in public costs it so much at home that {text} counts as {worth}, {short}; without that "
            "cost it would sign"
        ),
    }


def _because_of_truce(reason: str, worth: str, asked: str) -> str:
    if reason == "holding_out":
        return f"a pause would gain it {worth}, but it holds out for {asked}"
    return f"a pause would cost it more than fighting on ({worth})"


def figure(value: float | None, more: int = 0) -> str:
    """A utility, with more digits the smaller it is, and so many more."""
    if value is None:
        return "–"
    digits = 2 if abs(value) >= 0.1 else 3 if abs(value) >= 0.01 else 4
    return amounts.number(value, digits + more) if value else "0"


def figures(*values: float | None, more: int = 0) -> tuple[str, ...]:
    """Utilities that are compared: with as many digits as it takes to tell those apart that differ."""
    told = tuple(figure(value, more) for value in values)
    alike = len(set(told)) < len(set(values))
    return figures(*values, more=more + 1) if alike and more < MOST_DIGITS else told


def between(low: float, high: float) -> str:
    """Two ends, or one number if they look the same."""
    ends = figure(low), figure(high)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def moved(scenario: Scenario, what: Happening) -> str:
    """An actor moves on an issue, towards another one. The words of Scholz, Calbert & Smith (2011)."""
    numbers = {
        "who": wording.actor(scenario, what.who),
        "whom": wording.actor(scenario, what.whom),
        "issue": wording.issue(scenario, what.issue),
        "option": wording.option(scenario.issues[what.issue], what.option),
    }
    return wording.sentence(MOVES[what.what].format(**numbers))


def steps(scenario: Scenario, moves: Sequence[Happening]) -> Iterator[str]:
    """Steps of actors who challenge one another, issue by issue."""
    for issue, together in groupby(moves, key=lambda move: move.issue):
        parts = [
            BRIEFLY[move.what].format(
                who=wording.actor(scenario, move.who),
                whom=wording.actor(scenario, move.whom),
                option=wording.option(scenario.issues[issue], move.option),
            )
            for move in together
        ]
        yield f"{wording.sentence(wording.issue(scenario, issue))}: {'; '.join(parts)}."


def happening(scenario: Scenario, what: Happening, round_: Round) -> str:
    """One event that was not an answer."""
    if what.what in MOVES:
        return moved(scenario, what)
    named = wording.event if what.what in OUTSIDE else wording.actor
    who, mediator = (named(scenario, name) for name in (what.who, what.whom))
    told = {
        "collapsed": f"The ceasefire collapses{f': the doing of {who}' if what.who else ''}.",
        "expired": "The ceasefire runs out and is not extended.",
        "extended": "The ceasefire is extended.",
        "threat_executed": f"{mediator} carries out its threat against {who}{_defied(what)}.",
        "threat_exposed": f"The threat of {mediator} against {who}{_defied(what, ',')} turns out to be empty.",
        "mediator_left": f"{who} loses patience and leaves the talks.",
        "event": f"From outside: {who}.{_set_by(scenario, what)}",
        "event_over": f"{who} is over, and what it changed goes back.",
        "ends_talks": f"From outside: {who}, and with this round the talks end.",
        "declared": f"{who} declares a ceasefire of its own, for {_days(what.days)}.",
        "kept": f"{who} has kept the ceasefire that it declared on its own to its last day.",
        "broken": f"The ceasefire that {who} declared on its own breaks before its last day.",
        "left": f"{who} leaves the ceasefire, and fighting goes on.",
        "took_back": f"{who} takes back the ceasefire that it declared on its own.",
        "not_ratified": f"The text is signed, and voted down {_at_home(scenario, what)}.",
        "reopened": f"The text is signed, and voted down {_at_home(scenario, what)}: the talks go on without it.",
    }
    return wording.sentence(told[what.what])


def _set_by(scenario: Scenario, what: Happening) -> str:
    """What an event changes."""
    return happenings.set_by(scenario, what.who, what.sets) if what.what == "event" else ""


def _days(days: float) -> str:
    return f"{amounts.short_number(days)} day{'' if days == 1.0 else 's'}"


def _at_home(scenario: Scenario, what: Happening) -> str:
    """By whom it was voted down, where the file says."""
    if not what.whom:
        return "at home"
    return f"by {votes.by(scenario, what.who, what.whom)}"


def _defied(what: Happening, after: str = "") -> str:
    """For how long the target of a threat has refused who threatened it."""
    if what.what not in ("threat_executed", "threat_exposed"):
        return ""
    return f", which has refused its texts for {amounts.day(what.days)} days{after}"


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


OUTSIDE = ("event", "event_over", "ends_talks")
MOVES = {
    "yields": "{who} would lose against {whom} on {issue}, and goes over to {option}.",
    "meets": "{who} meets {whom} part of the way on {issue}: {option}.",
    "gives_in": "{who} gives in to {whom} on {issue}: {option}.",
}
REPLY = {
    "none": "would sign",
    "red_line": "will not cross its red line",
    "faction": "is still held back by its factions",
    "war_pays": "would rather have none",
    "distrust": "still fears being cheated",
    "audience": "still fears its public",
    "holding_out": "still holds out",
    "consent": "withholds its consent",
    "ratification": "is voted down at home",
}
BRIEFLY = {
    "yields": "{who} would lose against {whom} and goes over to {option}",
    "meets": "{who} meets {whom} part of the way, at {option}",
    "gives_in": "{who} gives in to {whom}: {option}",
}
END = {
    "no_agreement": "The talks end with nothing agreed.",
    "partial_ceasefire": "The talks end with no more than a partial ceasefire.",
    "ceasefire_collapsed": "The talks end after the full ceasefire has collapsed.",
    "ceasefire_expired": "The talks end after the full ceasefire has run out.",
    "ceasefire_holding": "The talks end with the full ceasefire holding.",
    "not_ratified": "The talks end with a text that was signed and not ratified.",
}
