"""Composing a menu: what a package can be better in, and who must be heard on the way."""

from typing import Annotated

from sim.bargaining.records.numbers import Count, Flag, Numbers, Place, Real, Seat, Share, Utility


class Aspect(Numbers):
    """What a package can be better in: a sum, or a product of shares."""

    first: Annotated[Real, "number from which it starts"]
    of: Annotated[int, "aspect", "the utility without which it does not matter any more, −1 for none"]


class Consenter(Numbers):
    """Somebody whose consent may be needed, and may be refused."""

    floor: Annotated[Utility, "below which it consents to nothing"]
    seat: Annotated[Seat, "of its own; −1: it is asked whatever comes"]
    content: Annotated[int, "aspect", "how content it is"]
    unasked: Annotated[int, "aspect", "whether it has not been asked"]


class Ahead(Numbers):
    """What the issues from a place on can add for somebody."""

    most: Annotated[Utility, "at most"]
    fewest: Annotated[Utility, "at least"]
    asks: Annotated[Flag, "do they ask it?"]


class Wing(Numbers):
    """A faction that can hold its party back."""

    floor: Annotated[Utility, "that it needs"]
    say: Annotated[Share, "that it has in its party"]
    spare: Annotated[Share, "of say that, once it is against a text, holds the party back"]
    party: Annotated[Seat, "of its party"]
    content: Annotated[int, "aspect", "how content it is"]
    home: Annotated[int, "aspect", "that its party loses where it is held back; −1: the search ends there"]


class SearchPlan(Numbers):
    """How much there is to look at."""

    width: Annotated[Utility, "of the boxes in which aspects are compared"]
    slack: Annotated[Utility, "that they may have lost so far"]
    sums: Annotated[Count, "sums, which come first of all aspects"]
    aspects: Annotated[Count, "aspects in all"]
    consenters: Annotated[Count, "who may be asked"]
    wings: Annotated[Count, "factions"]
    issues: Annotated[Count, "issues"]
    links: Annotated[Count, "links"]
    beaters: Annotated[Count, "rows that lately bettered others"]


class TiedLink(Numbers):
    """A link of options."""

    never: Annotated[Flag, "may it not hold?"]
    open: Annotated[int, "aspect", "which says whether it still can; −1 if nobody minds"]


class Window(Numbers):
    """Some rows with an option added: what of them may be kept."""

    reach: Annotated[Utility, "of the next of these in the first aspect"]
    first: Annotated[int, "row", "with which it begins"]
    until: Annotated[int, "row", "behind its last one"]
    ready: Annotated[Count, "rows that may be kept"]
    head: Annotated[Place, "of the next of these"]
