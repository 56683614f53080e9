"""Games of a few players with a few strategies. All is computed for many games at once: [game, ...].

The payoffs of each player are an array [game, strategy of the first player, of the second, ...].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from sim.analysis.steady import exp

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
TIE = 1e-9  # payoffs that are nearer to one another are the same


@dataclass(frozen=True)
class Mixture:
    """Shares at which each of two players is indifferent between the strategies that it plays."""

    shares: tuple[Floats, Floats]  # [game, strategy] of each player
    holds: Flags  # [game] are they shares, and does no other strategy do better?
    ties: Flags  # [game] does one that is not played do as well?


def gains(payoffs: Sequence[Floats]) -> list[Floats]:
    """Of each player [game, *strategies]: how much better its best reply is."""
    return [each.max(axis=1 + player, keepdims=True) - each for player, each in enumerate(payoffs)]


def stable(payoffs: Sequence[Floats]) -> Flags:
    """[game, *strategies] is it an equilibrium in which each plays one strategy? Nash (1951)."""
    return np.asarray(np.logical_and.reduce([gain <= TIE for gain in gains(payoffs)]))


def mixtures(first: Floats, second: Floats) -> Iterator[Mixture]:
    """All that may be equilibria of two players: as many strategies of the one as of the other, at least one.

    Where payoffs do not tie there are no others. Dickhaut & Kaplan (1993), Econ. Fin. Model. Mathematica; von Stengel
    (2002), Handbook of Game Theory 3, chapter 45.
    """
    rows, columns = first.shape[1:]
    for size in range(1, min(rows, columns) + 1):
        for played in product(combinations(range(rows), size), combinations(range(columns), size)):
            yield _mixture(first, second, *played)


def _mixture(first: Floats, second: Floats, mine: tuple[int, ...], theirs: tuple[int, ...]) -> Mixture:
    of_first, of_second = first[:, mine][:, :, theirs], second[:, mine][:, :, theirs]
    y = _placed(indifferent(of_first), theirs, first.shape[2])
    x = _placed(indifferent(np.swapaxes(of_second, 1, 2)), mine, first.shape[1])
    short = [
        _short((first * y[:, None, :]).sum(axis=2), mine),
        _short((second * x[:, :, None]).sum(axis=1), theirs),
    ]
    positive = (x[:, mine] > TIE).all(axis=1) & (y[:, theirs] > TIE).all(axis=1)
    holds = positive & np.logical_and.reduce([each[0] for each in short])
    return Mixture((x, y), holds, np.logical_or.reduce([each[1] for each in short]))


def _placed(shares: Floats, played: tuple[int, ...], of: int) -> Floats:
    """Those of all strategies."""
    found = np.zeros((len(shares), of))
    found[:, played] = shares
    return found


def _short(worth: Floats, played: tuple[int, ...]) -> tuple[Flags, Flags]:
    """[game] is nothing worth more than what is played, and is anything else worth as much?"""
    best = worth.max(axis=1)
    level = worth >= best[:, None] - TIE
    return worth[:, played].min(axis=1) >= best - TIE, level.sum(axis=1) > len(played)


def indifferent(payoffs: Floats) -> Floats:
    """[game, column] shares of the columns that make all rows of [game, row, column] worth the same.

    NaN where there are none, or no single ones.
    """
    games, size = payoffs.shape[:2]
    span = np.maximum(np.ptp(payoffs, axis=(1, 2)), TIE)[:, None, None]
    system = np.zeros((games, size + 1, size + 2))
    system[:, :size, :size] = (payoffs - payoffs.min(axis=(1, 2), keepdims=True)) / span
    system[:, :size, size] = -1.0  # less what they are worth
    system[:, size, :size] = system[:, size, size + 1] = 1.0  # shares add up to one
    return solved(system)[:, :size]


def solved(system: Floats) -> Floats:
    """[game, unknown] of linear equations [game, equation, unknown and right side], by elimination."""
    rows = system.copy()
    games, size = rows.shape[:2]
    each = np.arange(games)
    for k in range(size):
        pivot = k + np.abs(rows[:, k:, k]).argmax(axis=1)
        rows[each, k], rows[each, pivot] = rows[each, pivot], rows[each, k]
        head = rows[:, k, k]
        rows[:, k] /= np.where(np.abs(head) > TIE, head, np.nan)[:, None]
        factors = rows[:, :, k].copy()
        factors[:, k] = 0.0
        rows -= factors[:, :, None] * rows[:, None, k]
    return rows[:, :, size]


def worth(payoff: Floats, shares: Sequence[Floats], player: int) -> Floats:
    """[game, strategy] what each strategy of a player is worth against these shares [game, strategy] of the others."""
    for other in reversed(range(len(shares))):
        if other != player:
            last = np.moveaxis(payoff, 1 + other, -1)
            games, size = shares[other].shape
            weights = shares[other].reshape(games, *[1] * (last.ndim - 2), size)
            payoff = (last * weights).sum(axis=-1)
    return payoff


def replicator(payoffs: Sequence[Floats], times: int, step: float) -> list[Floats]:
    """Shares [time, game, strategy] of each player, from even ones: what does better than the others spreads.

    Taylor & Jonker (1978), Math. Biosci. 40:145-156, by the midpoint rule on logarithms of shares. In a unit of time
    the largest advantage that one strategy of a player has over another makes it e times as frequent beside it.
    """
    paces = [_pace(each, player) for player, each in enumerate(payoffs)]
    logs = [np.zeros((each.shape[0], each.shape[1 + player])) for player, each in enumerate(payoffs)]
    path = [[shares(each)] for each in logs]
    for _ in range(times):
        half = _moved(logs, logs, payoffs, paces, step / 2.0)
        logs = _moved(logs, half, payoffs, paces, step)
        for walked, each in zip(path, logs, strict=True):
            walked.append(shares(each))
    return [np.stack(walked) for walked in path]


def _pace(payoff: Floats, player: int) -> Floats:
    """[game, 1] one over the largest advantage."""
    advantage = np.ptp(payoff, axis=1 + player).reshape(len(payoff), -1).max(axis=1)
    return np.where(advantage > TIE, 1.0 / np.maximum(advantage, TIE), 0.0)[:, None]


def _moved(
    logs: Sequence[Floats],
    at: Sequence[Floats],
    payoffs: Sequence[Floats],
    paces: Sequence[Floats],
    step: float,
) -> list[Floats]:
    """The logarithms of shares after a step, at the speed that they have elsewhere."""
    there = [shares(each) for each in at]
    return [
        each + step * paces[player] * worth(payoffs[player], there, player)
        for player, each in enumerate(logs)
    ]


def shares(logs: Floats) -> Floats:
    """[game, strategy] from logarithms up to a constant."""
    weights = exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
