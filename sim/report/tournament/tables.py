"""The tables of a tournament."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.intervals import Mean
from sim.analysis.tournament.answer import Mediation, MediatorVariants, StrategyProfile, Tournament
from sim.report import amounts, wording
from sim.report.blocks import DataTable, TableBlock
from sim.report.tournament.sentences import DIGITS, called, held, mix, name, part

DASH = amounts.DASH


def profiles(found: Tournament) -> DataTable:
    """Every profile with its payoffs, and what each would gain by another strategy."""
    heads = [head for seat in found.seats for head in (f"{seat.label} gets", "by its best other strategy")]
    return DataTable(
        ("Profile", *heads, "Equilibrium, resamples"), tuple(_profile(found, each) for each in found.profiles)
    )


def _profile(found: Tournament, each: StrategyProfile) -> tuple[str, ...]:
    cells = []
    for seat, payoff, gain in zip(found.seats, each.payoffs, each.gains, strict=True):
        other = seat.strategies[gain.strategy].name
        alone = len(seat.strategies) == 1
        cells += [
            amounts.mean(payoff),
            DASH if alone else f"{other} {amounts.mean(gain.by)}{' *' * gain.clear}",
        ]
    holds = f"yes, {amounts.percent(each.holds)}" if each.stable else amounts.percent(each.holds)
    return (called(found, each), *cells, holds)


def deals(found: Tournament) -> DataTable:
    """How often each profile settles, has a zone and misses it."""
    heads = ("Profile", "Settlements", "Zone of agreement", "Missed of these")
    return DataTable(heads, tuple((called(found, each), *_deals(each)) for each in found.profiles))


def _deals(each: StrategyProfile | Mediation) -> tuple[str, ...]:
    return tuple(map(amounts.estimate, (each.deals.settled, each.deals.zone, each.deals.missed)))


def standing(found: Tournament) -> DataTable:
    """Behind the best, and what is left in the end."""
    heads = ("Party", "Strategy", "Payoff", "Less the best", "Best reply", "In the end")
    return DataTable(
        heads,
        tuple(
            (
                found.seats[each.seat].label,
                name(found, each),
                amounts.mean(each.payoff),
                behind(each.behind.mean, amounts.mean(each.behind), each.clear),
                f"{each.best_replies} of {each.against}",
                part(each.lasts),
            )
            for each in found.standings
        ),
    )


def behind(mean: float, said: str, clear: bool) -> str:
    """A star where it is clear; the best itself is behind nobody."""
    return DASH if mean == 0.0 else said + (" *" if clear else "")


def equilibria(found: Tournament) -> TableBlock:
    """Where nobody gains by another strategy."""
    rows = tuple(
        (
            mix(found, each),
            *(amounts.number(payoff, DIGITS) for payoff in each.payoffs),
            _mixed(found, each.shares),
            held(each),
        )
        for each in found.equilibria
    )
    return TableBlock(
        "equilibria",
        "Equilibria",
        "Where nobody gains by another strategy (Nash 1951). With shares, each leaves the other indifferent. The last "
        "column: in how many games made of replications drawn anew the same strategies are in equilibrium.",
        DataTable(("", *(seat.label for seat in found.seats), "Shares (95% of resamples)", "Holds"), rows),
    )


def _mixed(found: Tournament, shares: Sequence[Sequence[Mean]]) -> str:
    said = [
        f"{strategy.name} {part(each)}"
        for seat, of in zip(found.seats, shares, strict=True)
        for strategy, each in zip(seat.strategies, of, strict=True)
        if 0.0 < each.mean < 1.0
    ]
    return wording.listed(said) or DASH


def mediator(found: MediatorVariants, place: int) -> TableBlock:
    """How many deals each variant misses."""
    rows = tuple(
        (each.strategy.name, ", ".join(each.strategy.written) or DASH, *_deals(each), less(each, k))
        for k, each in enumerate(found.variants)
    )
    heads = (
        "",
        "Sets",
        "Settlements",
        "Zone of agreement",
        "Missed of these",
        "Points less as written",
    )
    return TableBlock(
        f"mediator-{place}",
        f"{found.label} as a mediator",
        "With all others as they are in the scenario, and the same luck. A zone counts where a package was found that "
        "all would take: so it existed. The last column: missed deals in a hundred of all replications, more or "
        "fewer than with the mediator as written, paired; a star: by more than chance would, all variants allowed for.",
        DataTable(heads, rows),
    )


def less(each: Mediation, place: int) -> str:
    """Beside the mediator as written, which is the first."""
    return amounts.points(each.apart) + (" *" if each.clear else "") if place else DASH


def strategies(found: Tournament) -> TableBlock:
    """What each strategy sets."""
    rows = tuple(
        (seat.label, each.name, ", ".join(each.written) or "as in the scenario")
        for seat in found.seats
        for each in seat.strategies
    )
    return TableBlock(
        "strategies",
        "Strategies",
        "Each leaves the rest of the scenario as it is.",
        DataTable(("Party", "Strategy", "Sets"), rows),
    )
