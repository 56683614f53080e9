"""The frontier grown issue by issue, held to the list of all packages."""

from __future__ import annotations

from itertools import product
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray

from sim.bargaining.solutions.frontier import frontier

Floats = NDArray[np.float64]
STEPS = 64.0  # few enough that ties are common


@st.composite
def spaces(draw: st.DrawFn, dimensions: int) -> dict[str, Any]:
    """A small additive package space; some options are ruled out, some dimensions have a floor."""
    options = np.array(draw(st.lists(st.integers(1, 4), min_size=1, max_size=4)))
    shape = (dimensions, len(options), int(options.max()))
    steps = draw(st.lists(st.integers(-2, 8), min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
    cells = shape[1] * shape[2]
    allowed = draw(st.lists(st.sampled_from([True, True, True, False]), min_size=cells, max_size=cells))
    floors = st.sampled_from([-np.inf, 0.0, 4.0 / STEPS, 8.0 / STEPS])
    return {
        "values": np.array(steps).reshape(shape) / STEPS,
        "options": options,
        "allowed": np.array(allowed).reshape(shape[1:]),
        "least": np.array(draw(st.lists(floors, min_size=dimensions, max_size=dimensions))),
    }


def every_package(space: dict[str, Any]) -> list[tuple[int, tuple[int, ...], Floats]]:
    """(number, options, worth) of what is allowed."""
    listed = enumerate(product(*map(range, space["options"])))
    return [
        (number, terms, space["values"][:, range(len(terms)), terms].sum(axis=1))
        for number, terms in listed
        if space["allowed"][range(len(terms)), terms].all()
    ]


def unbeaten(packages: list[tuple[int, Floats]]) -> list[tuple[tuple[float, ...], int]]:
    """(worth, lowest number) in descending order."""
    worths = [worth for _, worth in packages]
    best = [
        (tuple(worth), number)
        for number, worth in packages
        if not any((other >= worth).all() and (other > worth).any() for other in worths)
    ]
    lowest = {worth: min(n for w, n in best if w == worth) for worth, _ in best}
    return sorted(lowest.items(), reverse=True)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 4).flatmap(spaces))
def test_the_frontier_is_that_of_the_list_of_all_packages(space: dict[str, Any]) -> None:
    listed = [(n, w) for n, _, w in every_package(space) if (w >= space["least"]).all()]
    worth, number, exact = frontier(**space)
    assert exact
    assert list(zip(map(tuple, worth.tolist()), number.tolist(), strict=True)) == unbeaten(listed)


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 4).flatmap(spaces), st.integers(1, 2))
def test_what_does_not_count_only_has_to_reach_its_least(space: dict[str, Any], counted: int) -> None:
    listed = {n: w for n, _, w in every_package(space) if (w >= space["least"]).all()}
    worth, number, _ = frontier(**space, counted=counted)
    assert worth.tolist() == [list(w) for w, _ in unbeaten([(n, w[:counted]) for n, w in listed.items()])]
    assert [listed[n][:counted].tolist() for n in number.tolist()] == worth.tolist()


@settings(deadline=None, max_examples=60)
@given(spaces(4), st.lists(st.booleans(), min_size=64, max_size=64))
def test_whose_consent_a_package_needs_must_have_its_least(space: dict[str, Any], asks: list[bool]) -> None:
    shape = space["values"].shape
    needs = np.zeros((*shape[1:], 4), np.bool_)
    needs[:, :, 2:] = np.resize(np.array(asks), (*shape[1:], 2))
    listed = {n: w[:2] for n, terms, w in every_package(space) if can_be_signed(space, needs, terms, w)}
    worth, number, _ = frontier(**space, counted=2, needs=needs)
    assert worth.tolist() == [list(w) for w, _ in unbeaten(list(listed.items()))]
    assert [listed[n].tolist() for n in number.tolist()] == worth.tolist()


def can_be_signed(space: dict[str, Any], needs: Any, terms: tuple[int, ...], worth: Floats) -> bool:
    """Do the first two have their least, and the other two if they are asked?"""
    asked = needs[range(len(terms)), terms].any(axis=0)
    return bool(np.all((worth >= space["least"]) | (~asked & (np.arange(4) >= 2))))


@settings(deadline=None, max_examples=30)
@given(spaces(3), st.permutations([0, 1, 2]))
def test_the_order_of_the_actors_changes_nothing_but_order(space: dict[str, Any], order: list[int]) -> None:
    swapped = space | {"values": space["values"][order], "least": space["least"][order]}
    one, other = frontier(**space)[0], frontier(**swapped)[0]
    assert sorted(map(tuple, one[:, order])) == sorted(map(tuple, other))


def test_a_frontier_that_does_not_fit_says_so_and_keeps_its_ends() -> None:
    values = np.array([np.arange(9.0), np.arange(9.0)[::-1]])[:, None, :]
    nothing = np.full(2, -np.inf)
    for most in (1, 4):
        worth, _, exact = frontier(values, np.array([9]), np.ones((1, 9), np.bool_), nothing, most=most)
        assert not exact
        assert worth[:, 0].max() == 8.0
        assert worth[:, 0].min() == 0.0


def test_a_frontier_that_is_wanted_whole_or_not_at_all_is_empty_if_it_does_not_fit() -> None:
    values = np.array([np.arange(9.0), np.arange(9.0)[::-1]])[:, None, :]
    space = (values, np.array([9]), np.ones((1, 9), np.bool_), np.full(2, -np.inf))
    assert frontier(*space, most=8, whole=True)[0].shape == (0, 2)
    assert not frontier(*space, most=8, whole=True)[2]
    worth, _, exact = frontier(*space, most=9, whole=True)
    assert (len(worth), exact) == (9, True)


@pytest.mark.parametrize("issues", [1, 5])
def test_a_pie_of_equal_pieces_has_a_frontier_of_every_split(issues: int) -> None:
    mine = np.tile(np.arange(5.0), (issues, 1))
    values = np.stack([mine, 4.0 - mine])
    worth, _, _ = frontier(values, np.full(issues, 5), np.ones((issues, 5), np.bool_), np.full(2, -np.inf))
    assert worth[:, 0].tolist() == list(range(4 * issues, -1, -1))


def test_of_packages_of_the_same_worth_the_first_stays() -> None:
    """Two issues that are the same to both: (0, 1) and (1, 0) are worth the same, and (0, 1) comes first."""
    values = np.array([[[0.0, 1.0]] * 2, [[0.0, -1.0]] * 2])
    worth, number, _ = frontier(values, np.array([2, 2]), np.ones((2, 2), np.bool_), np.full(2, -np.inf))
    assert worth[:, 0].tolist() == [2.0, 1.0, 0.0]
    assert number.tolist() == [3, 1, 0]
