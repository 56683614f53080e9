"""What comes from outside: events, what they do to whom, what they set, and the luck of a round."""

from typing import Annotated

from sim.bargaining.records.numbers import (
    Code,
    Count,
    Day,
    Factor,
    Flag,
    LogOdds,
    Numbers,
    Place,
    Seat,
    Share,
    Utility,
)


class Event(Numbers):
    """An event, as drawn and as it moves."""

    day: Annotated[Day, "on which it comes; NaN if at its rate, or if its `chance` failed"]
    until: Annotated[Day, "to which it lasts; infinite for good"]
    rate: Annotated[float, "per day", "at which it comes"]
    balance: Annotated[LogOdds, "that it shifts the war"]
    came: Annotated[Day, "moves: on which it came first; infinite before"]
    truce: Annotated[Code, "what must be so of the ceasefire: whatever, in force, none in force, broken"]
    after: Annotated[int, "event", "that must have come, −1 for none"]
    no_truce: Annotated[Code, "what may not be so of the ceasefire"]
    not_after: Annotated[int, "event", "that may not have come, −1 for none"]
    sets: Annotated[Flag, "does it set numbers?"]
    ends: Annotated[Flag, "does it end the talks?"]
    times: Annotated[Count, "moves: how often what it shifts is in force"]
    since: Annotated[Place, "moves: in the order in which those began that are in force; 0: it is not"]
    news: Annotated[Code, "moves: what befell it in this round: nothing, it begins, it is over"]


class Shock(Numbers):
    """What an event does to an actor."""

    cost: Annotated[Factor, "on its cost of war"]
    floor: Annotated[Utility, "that both its floors shift"]
    credibility: Annotated[Share, "that its credibility shifts"]


class EventCell(Numbers):
    """Where a number is that an event sets. The same in all replications."""

    event: Annotated[int, "event", "that sets it"]
    kind: Annotated[
        Code, "of the talks, of an actor, weight times value, that at home, red line, is it genuine"
    ]
    seat: Annotated[Seat, "of the actor, or the place of who votes at home"]
    field: Annotated[int, "field, issue", "in the record; of a number by issue, which issue"]
    option: Annotated[int, "option", "of a number by option, which"]
    hides: Annotated[Flag, "must the others suppose anew what may be true of its owner?"]


class EventSetting(Numbers):
    """What an event sets there; units are those of the number."""

    value: Annotated[float, "as it", "while the event lasts"]
    usual: Annotated[float, "as it", "without it"]
    before: Annotated[float, "as it", "moves: before this round"]
    moved: Annotated[Flag, "moves: has it changed in this round?"]


class RoundLuck(Numbers):
    """Luck by the number of what it is for: of rounds, of texts, of ceasefires."""

    shock: Annotated[float, "normal", "of the war in a round"]
    mediator: Annotated[Share, "of a text: does a mediator table it?"]
    party: Annotated[Share, "of a text: which party does otherwise?"]
    life: Annotated[Share, "of a ceasefire: how long could it live?"]
    cause: Annotated[Share, "of a ceasefire: whose doing is its collapse?"]
