"""What happened in a round besides answers: moves, collapses, threats, events and votes at home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sim.report import amounts, happenings, votes, wording
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Happening, Round


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


OUTSIDE = ("event", "event_over", "ends_talks")
MOVES = {
    "yields": "{who} would lose against {whom} on {issue}, and goes over to {option}.",
    "meets": "{who} meets {whom} part of the way on {issue}: {option}.",
    "gives_in": "{who} gives in to {whom} on {issue}: {option}.",
}
BRIEFLY = {
    "yields": "{who} would lose against {whom} and goes over to {option}",
    "meets": "{who} meets {whom} part of the way, at {option}",
    "gives_in": "{who} gives in to {whom}: {option}",
}
