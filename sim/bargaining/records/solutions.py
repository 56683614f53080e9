"""What theory would pick, for comparison: who could gain what, and the search for it."""

from typing import Annotated

from sim.bargaining.records.numbers import Count, Flag, Numbers, Real, Share, Utility


class Stake(Numbers):
    """A party."""

    least: Annotated[Utility, "of no deal"]
    haste: Annotated[
        float, "utility/day", "that war costs it; without one, one over the days to its deadline"
    ]
    ideal: Annotated[Utility, "that it could gain at most"]
    power: Annotated[Share, "of the pie in Rubinstein's limit"]
    weight: Annotated[Real, "of its gain on a yardstick"]
    gain: Annotated[Utility, "of the package looked at"]
    price: Annotated[Real, "of a gain, in a bound"]
    cheapest: Annotated[Real, "the price of a gain in the lowest bound so far"]
    slope: Annotated[Real, "which way the price is to go"]


class Case(Numbers):
    """A replication."""

    war: Annotated[Flag, "is there a war?"]
    signed: Annotated[Flag, "was anything signed?"]
    length: Annotated[Count, "packages on the frontier"]
    thinned: Annotated[Flag, "are they too many to be listed?"]
    efficient: Annotated[Flag, "is no package better than what was signed?"]
    unsure: Annotated[Flag, "if so, is that unsure?"]
    ideals: Annotated[Flag, "is the most that each party could gain exact?"]


class Pile(Numbers):
    """Rows of a frontier that is grown."""

    rows: Annotated[Count, "of it"]
    thinned: Annotated[Flag, "were there too many?"]
    whole: Annotated[Flag, "is it to be kept whole or not at all? Else every second row goes"]


class Bound(Numbers):
    """A dimension of a frontier."""

    step: Annotated[Utility, "that an option adds"]
    need: Annotated[Utility, "that a row must have by now"]
    enough: Annotated[Utility, "above which more does not matter"]
    least: Annotated[Utility, "that a package must have"]
    contested: Annotated[Flag, "is this an actor who will not consent to every package that asks it?"]


class Reach(Numbers):
    """What an issue and those after it can add in a dimension."""

    most: Annotated[Utility, "at most"]
    fewest: Annotated[Utility, "at least"]


class Level(Numbers):
    """An issue of a search."""

    ahead: Annotated[Utility, "that it and those behind it can add at most, priced"]
    plain: Annotated[Utility, "that it and those behind it can add at most, without prices"]
    priced: Annotated[Utility, "that was added before it, priced"]
    tried: Annotated[Count, "of its options"]
    count: Annotated[Count, "of its options that are worth it"]
    asked: Annotated[int, "bits", "whose consent is asked before it"]
    differing: Annotated[
        Count, "issues before it in which the package differs from that whose neighbours are sought"
    ]
    option: Annotated[int, "option", "that is tried"]
    home: Annotated[int, "option", "in the package whose neighbours are sought"]
    best: Annotated[int, "option", "in the best package"]
    stride: Annotated[int, "number", "that one option more adds to that of a package"]
    number: Annotated[int, "number", "of the options before it"]


class SearchTally(Numbers):
    """A search as a whole."""

    score: Annotated[Real, "what the best package so far comes to"]
    total: Annotated[Utility, "of that one, all worths together"]
    equal: Annotated[Utility, "that a priced sum must reach to equal the best package"]
    more: Annotated[Utility, "that a priced sum must reach to do better"]
    bound: Annotated[Real, "the lowest so far of what no package exceeds"]
    open: Annotated[Utility, "the highest priced sum that was left open"]
    spread: Annotated[Real, "what prices add up to in a bound"]
    powers: Annotated[Real, "what weights add up to"]
    given: Annotated[Count, "packages to begin with"]
    kind: Annotated[int, "code", "of yardstick: sum, least, product"]
    number: Annotated[int, "number", "of the best package"]
    found: Annotated[Flag, "is there one?"]
    nodes: Annotated[Count, "parts of packages that were looked at"]
