"""Voting power where a coalition carries a package only if it holds everybody who is needed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Powers = NDArray[np.float64]  # [player]


def shapley_shubik(players: int, needed: int) -> Powers:
    """Share of the orders of signing in which a player's is the last signature needed. Shapley & Shubik (1954).

    needed: one bit for each player.
    """
    return _in(players, needed) / max(1, needed.bit_count())


def banzhaf(players: int, needed: int) -> Powers:
    """Chance that a player decides if each of the others tosses a coin. Penrose (1946), Banzhaf (1965)."""
    return _in(players, needed) / 2.0 ** max(0, needed.bit_count() - 1)


def _in(players: int, needed: int) -> Powers:
    """[player] 1 if it is needed."""
    return np.array([float(needed >> player & 1) for player in range(players)])
