"""From the replications of every profile to what they say of the strategies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import prod
from typing import Any

import numpy as np

from sim.analysis.intervals import Z95, Mean, mean_of, paired_difference, z_for
from sim.analysis.tournament import game
from sim.analysis.tournament.answer import (
    BestReplyGain,
    Equilibrium,
    Evolution,
    Mediation,
    PartyStrategies,
    Strategy,
    StrategyProfile,
    StrategyStanding,
)
from sim.analysis.tournament.resamples import Resamples
from sim.analysis.tournament.taken import Taken
from sim.bargaining.outcomes import Floats

TIME, STEP, EVERY = 50, 0.2, 10  # of the evolution: until when, in which steps, and which of these are told
MOST_MIXED = 6  # mixed equilibria that are told, those that hold most often


def shape_of(seats: Sequence[PartyStrategies]) -> tuple[int, ...]:
    """How many strategies each has."""
    return tuple(len(seat.strategies) for seat in seats)


def count(seats: Sequence[PartyStrategies]) -> int:
    """How many profiles there are."""
    return prod(shape_of(seats))


def stacked(seats: Sequence[PartyStrategies], found: Sequence[Taken]) -> Floats:
    """[seat, *strategies, replication] payoffs; the profiles in order, the last seat changing fastest."""
    payoffs = np.stack([each.payoffs for each in found], axis=1)
    return payoffs.reshape(len(seats), *shape_of(seats), -1)


def games(payoffs: Floats, again: Resamples) -> list[Floats]:
    """Of each seat [1 + resample, *strategies]."""
    return [again.means(each) for each in payoffs]


def profiles(
    seats: Sequence[PartyStrategies], found: Sequence[Taken], payoffs: Floats, played: Sequence[Floats]
) -> tuple[StrategyProfile, ...]:
    """Each profile on its own, and beside those that differ in one strategy."""
    z = z_for(sum(size - 1 for size in shape_of(seats)) * len(found))
    stable = game.stable(played)
    return tuple(
        StrategyProfile(
            chosen=chosen,
            payoffs=tuple(mean_of(each[chosen]) for each in payoffs),
            gains=tuple(_gain(each, chosen, player, z) for player, each in enumerate(payoffs)),
            stable=bool(stable[(0, *chosen)]),
            holds=float(stable[(slice(1, None), *chosen)].mean()),
            deals=taken.deals,
        )
        for chosen, taken in zip(np.ndindex(shape_of(seats)), found, strict=True)
    )


def _gain(payoffs: Floats, chosen: tuple[int, ...], player: int, z: float) -> BestReplyGain:
    """By the best of the other strategies."""
    there: list[Any] = [*chosen]
    there[player] = slice(None)
    mine = payoffs[tuple(there)]
    own = chosen[player]
    others = [k for k in range(len(mine)) if k != own] or [own]
    best = max(others, key=lambda k: float(mine[k].mean()))
    by = mean_of(mine[best] - mine[own])
    return BestReplyGain(best, by, clear(by, z) > 0)


def clear(found: Mean, z: float) -> int:
    """1 if it is above zero by more than chance would, -1 if below, 0 if that cannot be told."""
    wider = z / Z95
    above = found.mean > (found.mean - found.low) * wider
    below = -found.mean > (found.high - found.mean) * wider
    return int(above) - int(below)


def standings(
    seats: Sequence[PartyStrategies], payoffs: Floats, played: Sequence[Floats], evolution: Evolution
) -> Iterator[StrategyStanding]:
    """Every strategy against all that the others may choose, each alike."""
    for seat, size in enumerate(shape_of(seats)):
        mine = np.moveaxis(payoffs[seat], seat, 0).reshape(size, -1, payoffs.shape[-1]).mean(axis=1)
        means = np.moveaxis(played[seat][0], seat, 0).reshape(size, -1)
        replies = means >= means.max(axis=0) - game.TIE
        best, z = int(mine.mean(axis=1).argmax()), z_for(size - 1)
        for strategy in range(size):
            behind = mean_of(mine[strategy] - mine[best])
            yield StrategyStanding(
                seat=seat,
                strategy=strategy,
                payoff=mean_of(mine[strategy]),
                behind=behind,
                clear=clear(behind, z) < 0,
                best_replies=int(replies[strategy].sum()),
                against=replies.shape[1],
                lasts=evolution.shares[seat][strategy][-1],
            )


def evolution(played: Sequence[Floats], again: Resamples) -> Evolution:
    """By replicator dynamics, in every resample."""
    path = [shares[::EVERY] for shares in game.replicator(played, round(TIME / STEP), STEP)]
    times = tuple(float(k) * EVERY * STEP for k in range(len(path[0])))
    return Evolution(
        times,
        tuple(
            tuple(
                tuple(again.interval(at[:, strategy]) for at in shares) for strategy in range(shares.shape[2])
            )
            for shares in path
        ),
    )


def equilibria(played: Sequence[Floats], again: Resamples) -> tuple[tuple[Equilibrium, ...], bool]:
    """Of two parties, the pure ones first, then by how often they hold; and whether there may be more.

    Of more parties only the pure ones are known.
    """
    if len(played) != 2:
        return _pure(played)
    found, ties = [], False
    for mixture in game.mixtures(*played):
        if mixture.holds[0]:
            found.append(_equilibrium(mixture, played, again))
            ties |= bool(mixture.ties[0])
    ordered = sorted(found, key=lambda each: (not each.pure, -each.holds))
    return tuple(ordered[:MOST_MIXED]), ties or len(found) > MOST_MIXED


def _equilibrium(mixture: game.Mixture, played: Sequence[Floats], again: Resamples) -> Equilibrium:
    holds, (x, y) = mixture.holds, mixture.shares
    return Equilibrium(
        shares=tuple(tuple(again.interval(one, holds) for one in seat.T) for seat in mixture.shares),
        payoffs=tuple(float((each[0] * x[0][:, None] * y[0]).sum()) for each in played),
        holds=float(holds[1:].mean()),
    )


def _pure(played: Sequence[Floats]) -> tuple[tuple[Equilibrium, ...], bool]:
    stable = game.stable(played)
    found = [
        Equilibrium(
            shares=tuple(
                tuple(Mean(float(k == one), float(k == one), float(k == one), 1) for k in range(size))
                for one, size in zip(chosen, stable.shape[1:], strict=True)
            ),
            payoffs=tuple(float(each[(0, *chosen)]) for each in played),
            holds=float(stable[(slice(1, None), *chosen)].mean()),
        )
        for chosen in np.ndindex(stable.shape[1:])
        if stable[(0, *chosen)]
    ]
    return tuple(sorted(found, key=lambda each: -each.holds)), True


def alike(seats: Sequence[PartyStrategies], payoffs: Floats) -> Iterator[tuple[int, ...]]:
    """A seat and two of its strategies that come out the same in every replication."""
    for seat, size in enumerate(shape_of(seats)):
        mine = np.moveaxis(payoffs, 1 + seat, 0)
        for one, other in combinations(range(size), 2):
            if np.array_equal(mine[one], mine[other]):
                yield seat, one, other


def mediations(variants: Sequence[Strategy], found: Sequence[Taken], looks: int) -> Iterator[Mediation]:
    """The mediator as written first; how many more deals each misses than that one, or fewer."""
    z = z_for(looks)
    for strategy, each in zip(variants, found, strict=True):
        apart = paired_difference(each.missed, found[0].missed)
        strict = paired_difference(each.missed, found[0].missed, z)
        yield Mediation(strategy, each.deals, apart, strict.clear)
