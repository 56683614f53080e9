"""Challenges on one issue: a published example, and what must hold for any.

The example is Bueno de Mesquita's (1994), as reconstructed by Scholz, Calbert & Smith (2011): sim.validation.emissions.
"""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.bargaining.protocols.challenge.offers import (
    CAPITULATION,
    COMPROMISE,
    CONFRONTATION,
    NONE,
    challenge_round,
    kind_of,
)
from sim.bargaining.protocols.challenge.positions import Desk, desk_for
from sim.bargaining.protocols.challenge.trajectory import trajectory
from sim.bargaining.types import Array
from sim.validation.emissions import (
    CAPABILITY,
    MEANS,
    MEDIANS,
    PUBLISHED_MEANS,
    PUBLISHED_MEDIANS,
    RISKS,
    SALIENCE,
    STATES,
    YEARS,
)

NAMES = list(STATES)


def played(
    position: Array, capability: Array, salience: Array, status_quo: float = 1.0
) -> tuple[Array, float, Desk]:
    """One round: where all are then, the median, and the desk with what happened."""
    after, desk = np.array(position, dtype=float), desk_for(len(position))
    middle = challenge_round(after, capability, salience, status_quo, float(np.ptp(after)), desk)
    return after, middle, desk


def alike(*positions: float) -> tuple[Array, Array, Array]:
    """So many actors of the same capability and salience."""
    return np.array(positions, dtype=float), np.ones(len(positions)), np.full(len(positions), 0.5)


# --- The example


def test_emission_standards_go_through_ten_rounds_as_independent_programs_compute_them() -> None:
    medians, means, _ = trajectory(YEARS, CAPABILITY, SALIENCE, 10)
    assert medians.round(3).tolist() == MEDIANS
    assert means.round(3).tolist() == MEANS


def test_the_published_rounds_are_met_to_a_tenth_of_a_year_but_for_the_second_median() -> None:
    medians, means, _ = trajectory(YEARS, CAPABILITY, SALIENCE, 8)
    off = np.abs(medians[1:] - PUBLISHED_MEDIANS)
    assert np.flatnonzero(off > 0.1).tolist() == [1]
    assert off[1] == pytest.approx(9.9 - 9.611, abs=1e-3)
    assert np.abs(means[1:] - PUBLISHED_MEANS).max() < 0.1


def test_the_example_does_not_settle() -> None:
    """The authors say so too: hence a trajectory is tested, and not an end."""
    medians = trajectory(YEARS, CAPABILITY, SALIENCE, 30).medians
    assert np.ptp(medians[20:]) > 2.0


def test_states_in_danger_are_bold_and_safe_ones_are_cautious() -> None:
    assert played(YEARS, CAPABILITY, SALIENCE)[2].risk.round(3).tolist() == RISKS


def test_three_states_move_in_the_first_round_and_it_is_known_why() -> None:
    after, median, desk = played(YEARS, CAPABILITY, SALIENCE)
    moves = {
        NAMES[i]: (round(after[i], 3), int(desk.how[i]), NAMES[desk.yields_to[i]])
        for i in np.flatnonzero(desk.how)
    }
    assert moves == {
        "belgium": (8.416, COMPROMISE, "france"),
        "luxembourg": (7.0, CONFRONTATION, "belgium"),
        "ireland": (4.0, CONFRONTATION, "luxembourg"),
    }
    assert round(median, 3) == 8.416
    assert (after == YEARS)[desk.how == NONE].all()
    assert (desk.yields_to == -1)[desk.how == NONE].all()


def test_if_those_left_alone_may_move_the_answer_is_another() -> None:
    """Q = 1 is needed for the published table; the authors found Q = 0.5 to differ very much."""
    medians = trajectory(YEARS, CAPABILITY, SALIENCE, 10, status_quo=0.5).medians
    assert medians[0] == 7.0
    assert np.abs(medians - MEDIANS).max() > 1.0


def test_counting_years_from_the_other_end_is_the_same_quarrel() -> None:
    """So it is not in the authors' program, which prefers compromises at the low end of the scale."""
    assert (14.0 - trajectory(14.0 - YEARS, CAPABILITY, SALIENCE, 30).medians) == pytest.approx(
        trajectory(YEARS, CAPABILITY, SALIENCE, 30).medians
    )


def test_compiled_and_plain_python_agree_to_the_last_bit() -> None:
    code = """
from sim.bargaining.protocols.challenge.trajectory import trajectory
print(*(x.tobytes().hex() for x in trajectory({}, {}, {}, 10, 0.7)))
"""
    data = [column.tolist() for column in (YEARS, CAPABILITY, SALIENCE)]
    plain = subprocess.run(
        [sys.executable, "-c", code.format(*data)],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    here = trajectory(YEARS, CAPABILITY, SALIENCE, 10, 0.7)
    assert plain.split() == [numbers.tobytes().hex() for numbers in here]


# --- Offers


@pytest.mark.parametrize(
    ("mine", "theirs", "kind"),
    [
        (0.1, 0.2, CONFRONTATION),
        (-0.1, 0.2, COMPROMISE),
        (-0.2, 0.1, CAPITULATION),
        (-0.2, 0.2, CAPITULATION),
        (0.2, 0.1, NONE),
        (0.2, 0.2, NONE),
        (0.0, 0.2, NONE),
        (-0.1, 0.0, NONE),
        (-0.1, -0.2, NONE),
    ],
)
def test_an_offer_is_what_both_expect_of_a_challenge(mine: float, theirs: float, kind: int) -> None:
    assert kind_of(mine, theirs) == kind


def test_who_does_not_care_goes_some_of_the_way_to_who_does() -> None:
    """By hand: contests are won with 0.45 and 0.05, won or lost means 2 or -2, and the second is as bold as can be."""
    after, _, desk = played(np.array([0.0, 10.0]), np.ones(2), np.array([0.9, 0.1]))
    nothing = 2 - 4 * 0.5**0.5
    theirs = 0.1 * (0.45 * 2 - 0.55 * 2) + 0.9 * 2 - nothing
    mine = 0.9 * (0.05 * 2 - 0.95 * 2) + 0.1 * 2 - nothing
    assert desk.how.tolist() == [NONE, COMPROMISE]
    assert after == pytest.approx([0.0, 10 * (1 + mine / theirs)])


def test_equals_stay_where_they_are_and_the_middle_lies_between_them() -> None:
    after, median, desk = played(*alike(2.0, 6.0))
    assert after.tolist() == [2.0, 6.0]
    assert median == 4.0
    assert desk.how.tolist() == [NONE, NONE]


def test_who_is_pulled_both_ways_alike_stays() -> None:
    after, _, desk = played(np.array([0.0, 5.0, 10.0]), np.ones(3), np.array([0.9, 0.1, 0.9]))
    assert after[1] == 5.0
    assert desk.how[1] == NONE
    _, _, desk = played(np.array([0.0, 5.0, 9.9]), np.ones(3), np.array([0.9, 0.1, 0.9]))
    assert (desk.how[1], desk.yields_to[1]) == (COMPROMISE, 0)


# --- Nothing to quarrel about, or nobody to


def test_if_all_agree_nothing_happens() -> None:
    for status_quo in (1.0, 0.5):
        after, median, desk = played(*alike(3.0, 3.0, 3.0), status_quo=status_quo)
        assert after.tolist() == [3.0, 3.0, 3.0]
        assert median == 3.0
        assert desk.risk.tolist() == [1.0, 1.0, 1.0]
        assert (desk.chance == 0.0).all()


def test_if_nobody_cares_nobody_moves_and_all_count_alike() -> None:
    after, median, desk = played(np.array([0.0, 1.0, 10.0]), np.array([1.0, 2.0, 5.0]), np.zeros(3))
    assert after.tolist() == [0.0, 1.0, 10.0]
    assert median == 1.0
    assert desk.votes == pytest.approx(1 / 3)


def test_without_power_the_salient_prevail() -> None:
    after, _, _ = played(np.array([0.0, 10.0]), np.zeros(2), np.array([0.9, 0.1]))
    assert after.tolist() == [0.0, 0.0]


def test_somebody_alone_agrees_with_itself() -> None:
    medians, means, positions = trajectory([4.0], [0.0], [0.0], 2)
    assert (medians == 4.0).all()
    assert (means == 4.0).all()
    assert (positions == 4.0).all()


# --- Whatever the issue

TENTHS = st.integers(0, 10).map(lambda tenth: tenth / 10)


@st.composite
def issues(draw: st.DrawFn, distinct: bool = False) -> tuple[Array, Array, Array, float]:
    """position, capability, salience, status quo."""
    places = draw(st.lists(st.integers(0, 20), min_size=2, max_size=6, unique=distinct))
    each = st.lists(TENTHS, min_size=len(places), max_size=len(places))
    return (
        np.array(places, float),
        np.array(draw(each)),
        np.array(draw(each)),
        draw(st.sampled_from([1.0, 0.5])),
    )


def path(position: Array, capability: Array, salience: Array, status_quo: float) -> Array:
    return trajectory(position, capability, salience, 5, status_quo).positions


relaxed = settings(deadline=None, max_examples=100)


@relaxed
@given(issues())
def test_nobody_leaves_the_range_of_the_first_positions(issue: tuple[Array, Array, Array, float]) -> None:
    position, capability, salience, status_quo = issue
    medians, means, positions = trajectory(position, capability, salience, 5, status_quo)
    for numbers in (medians, positions):
        assert (numbers >= position.min()).all()
        assert (numbers <= position.max()).all()
    assert np.isfinite(means).all()


@relaxed
@given(issues())
def test_shifting_and_mirroring_the_scale_shifts_and_mirrors_the_answer(
    issue: tuple[Array, Array, Array, float],
) -> None:
    position, *rest = issue
    assert path(position + 37.3, *rest) - 37.3 == pytest.approx(path(*issue))
    assert 20.0 - path(20.0 - position, *rest) == pytest.approx(path(*issue))
    assert path(0.01 * position, *rest) * 100.0 == pytest.approx(path(*issue))


@relaxed
@given(issues(), st.sampled_from([0.37, 3.0, 100.0]))
def test_only_shares_of_capability_count(issue: tuple[Array, Array, Array, float], factor: float) -> None:
    position, capability, *rest = issue
    assert path(position, capability * factor, *rest) == pytest.approx(path(*issue))


@relaxed
@given(issues(distinct=True), st.randoms(use_true_random=False))
def test_the_order_of_actors_does_not_matter(issue: tuple[Array, Array, Array, float], luck) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(issue[0])))
    luck.shuffle(order)
    *columns, status_quo = issue
    assert path(*(column[order] for column in columns), status_quo) == pytest.approx(path(*issue)[:, order])


@relaxed
@given(issues())
def test_the_median_is_beaten_by_nobody(issue: tuple[Array, Array, Array, float]) -> None:
    position, capability, salience, _ = issue
    median, votes = trajectory(position, capability, salience, 0).medians[0], capability * salience
    for rival in position:
        assert votes @ (np.abs(position - rival) - np.abs(position - median)) >= -1e-9


@relaxed
@given(issues())
def test_what_is_told_of_a_move_is_what_happened(issue: tuple[Array, Array, Array, float]) -> None:
    before, capability, salience, status_quo = issue
    after, _, desk = played(before, capability, salience, status_quo)
    for i, (how, rival) in enumerate(zip(desk.how, desk.yields_to, strict=True)):
        if how == NONE:
            assert after[i] == before[i]
        elif how == COMPROMISE:
            assert abs(after[i] - before[i]) < abs(before[rival] - before[i])
        else:
            assert after[i] == before[rival] != before[i]


@relaxed
@given(issues())
def test_exponents_reach_from_one_half_to_two(issue: tuple[Array, Array, Array, float]) -> None:
    risk = played(*issue)[2].risk
    assert (risk == 1.0).all() or (risk.min(), risk.max()) == pytest.approx((0.5, 2.0))


@relaxed
@given(issues())
def test_the_chances_of_all_contests_together_are_one_half(issue: tuple[Array, Array, Array, float]) -> None:
    position, *_ = issue
    chance = played(*issue)[2].chance
    assert (chance >= 0.0).all()
    assert chance.sum() == pytest.approx(0.5 if np.ptp(position) else 0.0)
