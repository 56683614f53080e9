"""Who prevails over whom in the challenge model, held to the formula summed over all voters of all contests."""

from __future__ import annotations

import numpy as np
import pytest

from sim.bargaining.protocols.challenge.positions import desk_for, line_up, measure, weigh_chances
from sim.bargaining.types import Array


def by_formula(position: Array, votes: Array, risk: Array) -> Array:
    """Votes of those who lose more by the other one, of all votes in all contests: three indices, no order."""
    loss = votes[:, None] * np.abs(position[:, None] - position) ** risk[:, None]
    support = np.maximum(0.0, loss[:, None, :] - loss[:, :, None]).sum(axis=0)
    return support / (2.0 * support.sum())


@pytest.mark.parametrize("seed", range(8))
def test_chances_are_those_of_the_formula_however_actors_stand(seed: int) -> None:
    chance, size = np.random.default_rng(seed), 2 + seed
    position = chance.permutation(
        np.r_[0.0, 1.0, chance.integers(0, 5, size - 2) / 4]
    )  # several on one place
    votes, risk, desk = chance.dirichlet(np.ones(size)), chance.uniform(0.5, 2, size), desk_for(size)
    desk.risk[:] = risk
    measure(position, 1.0, desk.gap)
    line_up(position, desk.order)
    weigh_chances(votes, desk)
    assert desk.chance == pytest.approx(by_formula(position, votes, risk), abs=1e-14)
    assert desk.chance.sum() == pytest.approx(0.5)


def test_nobody_prevails_where_all_stand_together() -> None:
    desk = desk_for(3)
    measure(np.ones(3), 1.0, desk.gap)
    line_up(np.ones(3), desk.order)
    weigh_chances(np.full(3, 1 / 3), desk)
    assert not desk.chance.any()
