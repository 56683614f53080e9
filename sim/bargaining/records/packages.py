"""What can be signed, as it is and in an actor's eyes."""

from typing import Annotated

from sim.bargaining.records.numbers import Code, Factor, Flag, Numbers, Real, Share, Utility


class Judged(Numbers):
    """A final package in an actor's eyes."""

    utility: Annotated[Utility, "by its weights", "U"]
    together: Annotated[Utility, "of that by links: what options do together"]
    unguarded: Annotated[Share, "of its protection that is missing", "1 - g"]
    value: Annotated[Utility, "as it perceives the package today", "V"]
    barred: Annotated[
        Code, "for a party: not, across a genuine red line, voted down at home, held back by factions"
    ]
    asked: Annotated[Flag, "does the package need its signature?"]


class Consents(Numbers):
    """A final package."""

    consented: Annotated[Flag, "would everybody let it pass whose consent it needs?"]


class Clauses(Numbers):
    """A ceasefire in an actor's eyes."""

    conditions: Annotated[Utility, "of its conditions", "Z"]
    asked: Annotated[Flag, "does the ceasefire need its signature?"]


class Pause(Numbers):
    """A ceasefire."""

    halts: Annotated[Share, "of the fighting"]
    hazard: Annotated[Factor, "on that of a ceasefire without conditions"]
    consented: Annotated[Flag, "would everybody let it pass whose consent it needs?"]


class Weighed(Numbers):
    """What a proposer expects of a package."""

    gain: Annotated[Utility, "its own, over not signing; 0 where it cannot table the package"]
    score: Annotated[Real, "the product that decides: gain times chance that all, or enough, sign"]
    rest: Annotated[Utility, "of the others together"]


class PartyReading(Numbers):
    """What a proposer makes of another party, faced with a package."""

    value: Annotated[Utility, "of the package to it"]
    turns: Annotated[Utility, "the hidden number at which its answer would turn; NaN: at none"]
    low: Annotated[Utility, "the least that the hidden number is supposed to be"]
    high: Annotated[Utility, "the most that the hidden number is supposed to be"]
    chance: Annotated[Share, "that it signs"]
