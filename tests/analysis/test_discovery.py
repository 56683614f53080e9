"""PRIM and CART find what was planted, and what is told of it was measured where it was not looked for."""

from __future__ import annotations

from dataclasses import replace

import handmade
import numpy as np
import pytest

from sim.analysis.discovery.search import TooFew, Wanted, discover
from sim.analysis.discovery.types import Box, Discovery
from sim.analysis.events import UnknownName
from sim.bargaining.outcomes import OUTCOMES, Flags, Outcomes

INPUTS = (*(f"actors.ann.input{k}" for k in range(7)), "actors.ann.red_lines.house.genuine")
INSIDE, OUTSIDE = 0.7, 0.05
RUNS = 2400


def worlds(happens: float | None = None, seed: int = 5) -> tuple[Outcomes, Flags]:
    """It happens often where input 3 is above 0.6, input 5 below 0.5 and the line is genuine; or at random."""
    luck = np.random.default_rng(seed)
    drawn = luck.random((RUNS, len(INPUTS)))
    drawn[:, -1] = drawn[:, -1] < 0.6
    inside = (drawn[:, 3] > 0.6) & (drawn[:, 5] < 0.5) & (drawn[:, -1] == 1.0)
    chance = np.where(inside, INSIDE, OUTSIDE) if happens is None else happens
    settled = np.where(luck.random(RUNS) < chance, OUTCOMES.index("settlement"), 0)
    plain = handmade.outcomes(handmade.scenario(), RUNS, outcome=settled)
    return replace(plain, names=replace(plain.names, inputs=INPUTS), inputs=drawn.astype(np.float32)), inside


@pytest.fixture(scope="module")
def planted() -> Discovery:
    return discover(worlds()[0], "settlement", Wanted())


@pytest.mark.slow
def test_the_planted_box_is_found_with_its_bounds_and_nothing_else(planted: Discovery) -> None:
    first = planted.boxes[0]
    assert first.clear
    found = {one.path: one for one in first.conditions}
    assert found.keys() == {INPUTS[3], INPUTS[5], INPUTS[-1]}
    assert found[INPUTS[3]].low == pytest.approx(0.6, abs=0.05)
    assert found[INPUTS[3]].high == found[INPUTS[3]].highest
    assert found[INPUTS[5]].high == pytest.approx(0.5, abs=0.05)
    assert found[INPUTS[5]].low == found[INPUTS[5]].lowest
    assert (found[INPUTS[-1]].coin, found[INPUTS[-1]].low) == (True, 1.0)
    assert all(one.quasi_p < 0.001 for one in first.conditions)


def test_density_and_coverage_are_those_of_the_planted_box(planted: Discovery) -> None:
    outcomes, inside = worlds()
    first, held = planted.boxes[0], slice(1, None, 2)
    assert first.density.low < INSIDE < first.density.high
    assert first.outside.share == pytest.approx(OUTSIDE, abs=0.02)
    expected = np.mean(inside[held][outcomes.settled[held]])
    assert first.coverage.share == pytest.approx(expected, abs=0.05)


def test_shares_are_those_of_replications_that_had_no_say(planted: Discovery) -> None:
    """What happens in the odd ones changes no condition, and all shares."""
    outcomes, _ = worlds()
    elsewhere = outcomes.outcome.copy()
    elsewhere[1::2] = 0
    elsewhere[1:100:2] = OUTCOMES.index("settlement")
    again = discover(replace(outcomes, outcome=elsewhere), "settlement", Wanted())
    assert [(c.path, c.low) for c in sorted_conditions(again.boxes[0])] == [
        (c.path, c.low) for c in sorted_conditions(planted.boxes[0])
    ]
    assert again.base.hits == 50
    assert not again.boxes[0].clear


def sorted_conditions(box: Box) -> list[object]:
    return sorted(box.conditions, key=lambda one: one.path)


@pytest.mark.slow
def test_where_nothing_decides_hardly_ever_is_a_box_told_of() -> None:
    found = [discover(worlds(happens=0.2, seed=seed)[0], "settlement", Wanted()) for seed in range(2)]
    assert not any(box.clear for one in found for box in one.boxes)


def test_the_tree_shares_out_all_worlds(planted: Discovery) -> None:
    assert sum(leaf.support.hits for leaf in planted.leaves) == RUNS // 2
    assert sum(leaf.density.hits for leaf in planted.leaves) == planted.base.hits
    densest = planted.leaves[0]
    assert {one.path for one in densest.conditions} >= {INPUTS[3], INPUTS[5]}
    assert [leaf.density.share for leaf in planted.leaves] == sorted(
        (leaf.density.share for leaf in planted.leaves), reverse=True
    )


@pytest.mark.slow
def test_the_same_worlds_give_the_same_answer(planted: Discovery) -> None:
    np.random.seed(123)  # which a tree would use, if it were let
    before = np.random.get_state()[1].tolist()
    assert discover(worlds()[0], "settlement", Wanted()) == planted
    assert np.random.get_state()[1].tolist() == before


@pytest.mark.slow
def test_a_density_that_is_asked_for_is_reached_where_it_can_be() -> None:
    outcomes, _ = worlds()
    dense = discover(outcomes, "settlement", Wanted(density=0.6))
    assert dense.boxes[0].density.high > 0.6
    loose = discover(outcomes, "settlement", Wanted(density=0.3))
    assert loose.boxes[0].coverage.hits >= dense.boxes[0].coverage.hits


def test_a_further_box_looks_at_what_the_first_leaves() -> None:
    luck = np.random.default_rng(2)
    drawn = luck.random((RUNS, 4))
    settled = (drawn[:, 0] > 0.7) | (drawn[:, 1] > 0.8)
    plain = handmade.outcomes(handmade.scenario(), RUNS, outcome=np.where(settled, 6, 0))
    names = replace(plain.names, inputs=("a", "b", "c", "d"))
    found = discover(replace(plain, names=names, inputs=drawn.astype(np.float32)), "settlement", Wanted())
    assert [[one.path for one in box.conditions] for box in found.boxes] == [["a"], ["b"]]
    assert found.boxes[1].coverage.of < found.base.hits
    assert found.boxes[1].coverage.share > 0.95


def test_a_rare_coin_does_not_end_the_search() -> None:
    luck = np.random.default_rng(11)
    drawn = luck.random((RUNS, 3))
    drawn[:, 2] = drawn[:, 2] < 0.03
    settled = luck.random(RUNS) < np.where(drawn[:, 2] == 1.0, 0.6, np.where(drawn[:, 0] < 0.3, 0.5, 0.05))
    plain = handmade.outcomes(handmade.scenario(), RUNS, outcome=np.where(settled, 6, 0))
    names = replace(plain.names, inputs=("a", "b", "rare"))
    found = discover(replace(plain, names=names, inputs=drawn.astype(np.float32)), "settlement", Wanted())
    assert [one.path for one in found.boxes[0].conditions] == ["a"]
    assert found.boxes[0].conditions[0].high == pytest.approx(0.3, abs=0.03)


def test_one_uncertain_input_is_enough() -> None:
    drawn = np.random.default_rng(2).random((RUNS, 1))
    plain = handmade.outcomes(handmade.scenario(), RUNS, outcome=np.where(drawn[:, 0] < 0.3, 6, 0))
    found = discover(replace(plain, inputs=drawn.astype(np.float32)), "settlement", Wanted())
    assert found.boxes[0].conditions[0].high == pytest.approx(0.3, abs=0.01)
    assert len(found.leaves) >= 2


@pytest.mark.parametrize(("happens", "said"), [(0.0, "none of"), (1.0, "every one of"), (0.002, "too few")])
def test_what_nearly_always_or_never_happens_has_no_conditions(happens: float, said: str) -> None:
    with pytest.raises(TooFew, match=said):
        discover(worlds(happens=happens)[0], "settlement", Wanted())


def test_an_event_that_there_is_not_is_named() -> None:
    with pytest.raises(UnknownName, match="did you mean settlement"):
        discover(worlds()[0], "settlment", Wanted())
