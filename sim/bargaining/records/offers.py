"""Alternating offers: the packages of each party from best to worst, and where the turns have come to."""

from typing import Annotated

from sim.bargaining.records.numbers import Code, Count, Days, Flag, Numbers, Place, Seat, Share, Utility


class OffersGame(Numbers):
    """What is the same in all turns."""

    tolerance: Annotated[Utility, "by which an offer may fall short of a demand"]
    listed: Annotated[Flag, "is the menu offered, and not all packages?"]
    thinned: Annotated[Flag, "are halves of packages too many to be listed?"]
    cut: Annotated[Place, "of the block with which the lower half begins"]
    lower_count: Annotated[Count, "lower halves: a package's number is upper times this plus lower"]
    consulted: Annotated[Flag, "does any option need consents?"]
    counted: Annotated[Flag, "does anybody count different offers?"]
    heard: Annotated[Flag, "does anybody follow the last offers?"]
    steps: Annotated[Count, "times that turns go round the table at most"]
    weighed: Annotated[Count, "actors whose opinion counts, from the first seat on"]


class Speaker(Numbers):
    """An actor at that table; all but `value` and `seat` of a party."""

    value: Annotated[Utility, "of the offer to it"]
    bottom: Annotated[Utility, "of its demands"]
    heard_now: Annotated[Utility, "of the last offer that it heard"]
    heard_before: Annotated[Utility, "of the offer that it heard before"]
    next_value: Annotated[Utility, "of what it offers next, where it counts offers"]
    clock_concession: Annotated[float, "exponent", "of the clock for which its curve was drawn"]
    clock_deadline: Annotated[Days, "of that clock"]
    clock_initial: Annotated[Share, "that it concedes at once by that clock"]
    beneath: Annotated[Utility, "of the rung below the one last found"]
    most: Annotated[Utility, "up to which a demand is met by the rung last found"]
    slack: Annotated[Utility, "by which the best of its packages may be missed"]
    uppers: Annotated[Count, "rungs of its upper half"]
    lowers: Annotated[Count, "rungs of its lower half"]
    lower_count: Annotated[Count, "as of the game, but 1 on a ladder of whole packages"]
    heard: Annotated[Count, "offers that it heard"]
    made: Annotated[Count, "different offers that it made"]
    next_number: Annotated[int, "number", "of the package that it offers next, −1 for none"]
    ready: Annotated[Flag, "may it come down to that?"]
    clock_strategy: Annotated[Code, "of that clock, −1 for none"]
    seat: Annotated[Seat, "whose turn the one of this place is"]
    found: Annotated[int, "number", "of the package last found for a demand, −1 for none"]


class Rung(Numbers):
    """Half of a package on a party's ladder."""

    value: Annotated[Utility, "to the party"]
    number: Annotated[int, "number", "of the half"]


class OfferedBlock(Numbers):
    """A block of issues."""

    options: Annotated[Count, "of the block"]
    chosen: Annotated[int, "option", "that is on offer"]
    first: Annotated[Place, "where the worth of its first option stands among all"]
