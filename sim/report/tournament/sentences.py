"""A tournament in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.analysis.intervals import Mean
from sim.analysis.tournament.answer import (
    Equilibrium,
    PartyStrategies,
    StrategyProfile,
    StrategyStanding,
    Tournament,
)
from sim.report import amounts, wording

DIGITS = 3  # of payoffs: strategies are often a hundredth apart
NAMED = 3  # equilibria in a sentence
SPENT = (
    ", less what the fighting until then cost, as drawn: what threats and events change of that is left out"
)
MORE = "Strategies tie in equilibrium, or there are many: there may be other equilibria than those that are listed."
ONLY_PURE = "Of more than two parties only equilibria are looked for in which each keeps to one strategy."


def headline(found: Tournament) -> str:
    """Who does best with what, and where nobody would change."""
    best = [f"{seat.label} does best with {_best(found, k)}" for k, seat in enumerate(found.seats)]
    said = f"Against all that the others may choose alike, {'; '.join(best)}. {balanced(found)}"
    return " ".join(filter(None, [said, fewest(found)]))


def _best(found: Tournament, seat: int) -> str:
    standings = found.of_seat(seat)
    best = max(standings, key=lambda each: each.payoff.mean)
    level = [name(found, each) for each in standings if each is not best and not each.clear]
    beside = f", which chance would not tell from {wording.listed(level, 'or')}" if level else ""
    return f"{name(found, best)} ({amounts.number(best.payoff.mean, DIGITS)}){beside}"


def name(found: Tournament, standing: StrategyStanding) -> str:
    """Of a strategy."""
    return found.seats[standing.seat].strategies[standing.strategy].name


def balanced(found: Tournament) -> str:
    """The equilibria."""
    if not found.equilibria:
        return "No equilibrium was found in which each keeps to one strategy."
    noun = "The equilibrium" if len(found.equilibria) == 1 and not found.more else "Equilibria"
    told = [f"{mix(found, each)} ({held(each)})" for each in found.equilibria[:NAMED]]
    more = len(found.equilibria) - len(told)
    return f"{noun}: {'; '.join(told)}{f'; and {more} more' if more else ''}."


def held(found: Equilibrium) -> str:
    """How sure it is."""
    return f"in {amounts.percent(found.holds)} of resamples"


def mix(found: Tournament, equilibrium: Equilibrium) -> str:
    """Russia boulware, Ukraine 40% linear and 60% conceder."""
    seats = zip(found.seats, equilibrium.shares, strict=True)
    return ", ".join(f"{seat.label} {_shares(seat, shares)}" for seat, shares in seats)


def _shares(seat: PartyStrategies, shares: Sequence[Mean]) -> str:
    played = [
        (each.name, share.mean) for each, share in zip(seat.strategies, shares, strict=True) if share.mean
    ]
    if len(played) == 1:
        return played[0][0]
    return wording.listed([f"{amounts.percent(share)} {each}" for each, share in played])


def fewest(found: Tournament) -> str:
    """Which variant of a mediator clearly misses fewer deals, or more."""
    itself = next((each.variants[0].deals.missed for each in found.mediators), None)
    if itself is None or not itself.of:
        return ""
    moved = [
        f"{mediator.label} “{each.strategy.name}” {amounts.points(each.apart)} points"
        for mediator in found.mediators
        for each in mediator.variants[1:]
        if each.clear
    ]
    beside = wording.listed(moved) or "no other way to mediate is clearly apart"
    return f"As written {amounts.told(itself)} of the deals that could be signed are missed; {beside}."


def spreading(found: Tournament) -> str:
    """What is left in the end."""
    return "; ".join(
        f"{seat.label} {_left(found, k)}" for k, seat in enumerate(found.seats) if len(seat.strategies) > 1
    )


def _left(found: Tournament, seat: int) -> str:
    ordered = sorted(found.of_seat(seat), key=lambda each: -each.lasts.mean)
    there = [each for each in ordered if each.lasts.mean >= amounts.NEXT_TO_NOTHING]
    return wording.listed([f"{name(found, each)} {part(each.lasts)}" for each in there])


def part(found: Mean) -> str:
    """A share of the strategies, with an interval where there is anything to doubt."""
    low, high = (round(end, 2) for end in (found.low, found.high))
    if low == high:
        return ">99%" if 0.995 <= found.mean < 1.0 else amounts.roughly(found.mean)
    return f"{amounts.percent(found.mean)} ({amounts.interval(low, high)})"


def missing(found: Tournament) -> str:
    """Which profiles miss the most and the fewest deals."""
    with_zone = [each for each in found.profiles if each.deals.missed.of]
    if not found.can_fail or not with_zone:
        return ""
    least, most = (choose(with_zone, key=lambda each: each.deals.missed.share) for choose in (min, max))
    if not most.deals.missed.hits:
        return "None: whatever they choose, talks with a zone of agreement end with something signed."
    return (
        f"Of the talks with a zone of agreement {amounts.told(least.deals.missed)} end with nothing signed where "
        f"{called(found, least)}, and {amounts.told(most.deals.missed)} where {called(found, most)}."
    )


def called(found: Tournament, profile: StrategyProfile) -> str:
    """A profile: Russia boulware, Ukraine linear."""
    return ", ".join(
        f"{seat.label} {seat.strategies[k].name}" for seat, k in zip(found.seats, profile.chosen, strict=True)
    )


def cautions(found: Tournament) -> Iterator[str]:
    """What it cannot say."""
    yield (
        f"{wording.counted(found.runs, 'replication')} of each of {len(found.profiles)} profiles, with the same luck "
        "in all. A payoff is the utility of what is signed, or else what no deal is worth to the party at the end"
        f"{SPENT if found.war else ''}. Nobody chooses or learns here: it is said what the rules make of strategies."
    )
    for seat, *pair in found.alike:
        one, other = (found.seats[seat].strategies[k].name for k in pair)
        yield (
            f"{found.seats[seat].label}: {one} and {other} come out the same in every replication; what differs "
            "between them does nothing under these rules."
        )
    if found.more:
        yield MORE if len(found.seats) == 2 else ONLY_PURE
