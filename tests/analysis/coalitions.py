"""Voting power in any simple game, by enumeration of its coalitions: what closed forms are measured by."""

from __future__ import annotations

from math import factorial

import numpy as np
from numpy.typing import NDArray

Wins = NDArray[np.bool_]  # [coalition] does it win? Bit k of its number: the k-th player is in it
Powers = NDArray[np.float64]  # [player]


def shapley_shubik(wins: Wins) -> Powers:
    """Share of the orders in which a player turns a losing coalition into a winning one. Shapley & Shubik (1954)."""
    players = _players(wins)
    size = np.bitwise_count(np.arange(len(wins), dtype=np.uint64))
    weights = [factorial(k) * factorial(players - k - 1) / factorial(players) for k in range(players)]
    orders = np.array([*weights, 0.0])
    return np.array([orders[size][swing].sum() for swing in _swings(wins)])


def banzhaf(wins: Wins) -> Powers:
    """Chance that a player decides if each of the others tosses a coin. Penrose (1946), Banzhaf (1965)."""
    return np.array([swing.sum() / 2 ** (_players(wins) - 1) for swing in _swings(wins)])


def _players(wins: Wins) -> int:
    return len(wins).bit_length() - 1


def _swings(wins: Wins) -> list[Wins]:
    """[player][coalition] does it lose, and win once the player joins?"""
    coalitions = np.arange(len(wins))
    return [~wins & wins[coalitions | 1 << player] for player in range(_players(wins))]
