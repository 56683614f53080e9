"""Many rounds of challenges on one issue, for checks against published ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.bargaining.protocols.challenge.offers import challenge_round, look_around
from sim.bargaining.protocols.challenge.positions import desk_for, share_votes
from sim.bargaining.types import Array


class Trajectory(NamedTuple):
    """Round 0 is the start."""

    medians: Array  # [round]
    means: (
        Array  # [round] weighted by capability times salience: the compromise model of Thomson et al. (2006)
    )
    positions: Array  # [round, actor]


def trajectory(
    position: Sequence[float] | Array,
    capability: Sequence[float] | Array,
    salience: Sequence[float] | Array,
    rounds: int,
    status_quo: float = 1.0,
) -> Trajectory:
    """Play so many rounds of the model of Scholz, Calbert & Smith (2011); see `challenge_round`."""
    where, power, care = (np.array(column, dtype=float) for column in (position, capability, salience))
    span, desk = float(np.ptp(where)), desk_for(len(where))
    share_votes(power, care, desk.votes)
    medians, positions = [look_around(where, span, desk)], [where.copy()]
    for _ in range(rounds):
        medians.append(challenge_round(where, power, care, status_quo, span, desk))
        positions.append(where.copy())
    return Trajectory(np.array(medians), np.array(positions) @ desk.votes, np.array(positions))
