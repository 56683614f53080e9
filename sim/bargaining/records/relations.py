"""What ties actors to others: threats, votes at home, factions, whose signatures are enough."""

from typing import Annotated

from sim.bargaining.records.numbers import (
    Code,
    Count,
    Days,
    Factor,
    Flag,
    LogOdds,
    Numbers,
    Seat,
    Share,
    Utility,
)


class Lever(Numbers):
    """A mediator and a party: `leverage`, and what its leaving does to the party."""

    probability: Annotated[Share, "chance that the measure is taken, as the party believes", r"\pi_i"]
    balance: Annotated[LogOdds, "that the measure shifts the war", r"\ell_i"]
    cost: Annotated[Factor, "on the party's cost of war by the measure", r"\nu_i"]
    leaves_cost: Annotated[Factor, "on the party's cost of war when the mediator leaves: `when_leaves.cost`"]
    harm: Annotated[Utility, "moves: what the measure would take from fighting on", "[W_i - W'_{im}]_+"]
    defiance: Annotated[Days, "moves: for which the party has refused the mediator's texts"]
    meant: Annotated[Flag, "is the threat meant? Drawn with that probability"]
    threat: Annotated[Code, "moves: none, standing, executed, exposed"]
    defies: Annotated[Flag, "moves: did the party refuse the mediator's last text?"]


class Ratifier(Numbers):
    """Who votes at home on what a party has signed: `ratify`."""

    floor: Annotated[Utility, "at which it is in two minds"]
    slope: Annotated[float, "per utility", "how sharply it turns there"]
    least: Annotated[Utility, "moves: that a text must have for it, after it has said no"]
    party: Annotated[Seat, "of its party"]
    reopens: Annotated[Flag, "do the talks go on if it says no?"]
    votes: Annotated[Count, "moves: how often it has voted"]
    refuses: Annotated[Flag, "moves: has it just said no?"]


class Faction(Numbers):
    """A faction that can hold its party back; with the same party they stand together, in order of their names."""

    floor: Annotated[Utility, "that it needs"]
    say: Annotated[Share, "that it has in its party"]
    spare: Annotated[Share, "of say that, once it is against a text, holds the party back"]
    party: Annotated[Seat, "of its party"]


class SignatureNode(Numbers):
    """Whose signatures are enough: a place in the diagram of sim/scenario/signatures.py."""

    party: Annotated[Seat, "of who is asked"]
    yes: Annotated[int, "node", "where to go on if it signs"]
    no: Annotated[int, "node", "where to go on if not"]
