"""Chance as data: numbers without a pattern, each found again by its name."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from worlds import world

from sim.bargaining.outcomes import Floats
from sim.bargaining.run.batch import play
from sim.bargaining.setup import streams as luck
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.streams import GOLDEN, Middling, Streams, mixed

N = 40_000
MANY = 4.0  # standard errors


def one_each(number: Callable[[int], float]) -> Floats:
    return np.array([number(i) for i in range(4000)])


# Every way to walk through the numbers: none may show a pattern.
WALKS = {
    "replications": lambda: Streams(1, 0, N).uniform("a")[:, 0],
    "late replications": lambda: Streams(1, 10**12, N).uniform("a")[:, 0],
    "positions": lambda: Streams(1, 0, 1).uniform("a", N)[0],
    "both": lambda: Streams(1, 0, 200).uniform("a", 200).ravel(),
    "both, turned": lambda: Streams(1, 0, 200).uniform("a", 200).T.ravel(),
    "seeds": lambda: one_each(lambda i: Streams(i, 0, 1).uniform("a")[0, 0]),
    "names": lambda: one_each(lambda i: Streams(1, 0, 1).uniform(f"actors.a{i}.optimism")[0, 0]),
}
every_walk = pytest.mark.parametrize("walk", WALKS)


def excess(counts: Floats) -> float:
    """Pearson's chi-square of counts that should be equal, less what is expected, in standard errors."""
    expected, freedom = counts.mean(), counts.size - 1
    chi_square = ((counts - expected) ** 2).sum() / expected
    return float((chi_square - freedom) / math.sqrt(2 * freedom))


def crowding(pairs: tuple[Floats, Floats], cells: int = 16) -> float:
    """How unevenly pairs of numbers fill the unit square, in standard errors."""
    return excess(np.histogram2d(*pairs, bins=cells, range=[[0, 1], [0, 1]])[0])


# --- Without a pattern


@every_walk
def test_every_number_between_0_and_1_is_as_likely_as_any_other(walk: str) -> None:
    numbers = np.sort(WALKS[walk]())
    n = len(numbers)
    assert numbers[0] > 0
    assert numbers[-1] < 1
    assert abs(numbers.mean() - 1 / 2) * math.sqrt(12 * n) < MANY
    assert abs((numbers**2).mean() - 1 / 3) * math.sqrt(n / (4 / 45)) < MANY
    assert excess(np.histogram(numbers, bins=100, range=(0, 1))[0]) < MANY
    furthest = max(np.arange(1, n + 1) / n - numbers, key=abs)  # Kolmogorov (1933)
    assert abs(furthest) * math.sqrt(n) < 1.95  # one in a thousand


@every_walk
@pytest.mark.parametrize("step", [1, 2, 7])
def test_a_number_says_nothing_of_those_that_follow(walk: str, step: int) -> None:
    numbers = WALKS[walk]()
    assert crowding((numbers[:-step], numbers[step:])) < MANY


NEIGHBOURS = {
    "another name": Streams(1, 0, N).uniform("b")[:, 0],
    "a longer name": Streams(1, 0, N).uniform("a.a")[:, 0],
    "the next seed": Streams(2, 0, N).uniform("a")[:, 0],
    "a seed one bit away": Streams(1 + 2**63, 0, N).uniform("a")[:, 0],
    "the next position": Streams(1, 0, N).uniform("a", 2)[:, 1],
    "the next replication": Streams(1, 1, N).uniform("a")[:, 0],
    "seed and replication in each other's place": Streams(0, 1, N).uniform("a")[:, 0],
}


@pytest.mark.parametrize("other", NEIGHBOURS)
def test_streams_know_nothing_of_each_other(other: str) -> None:
    one, two = Streams(1, 0, N).uniform("a")[:, 0], NEIGHBOURS[other]
    assert abs(np.corrcoef(one, two)[0, 1]) * math.sqrt(N) < MANY
    assert crowding((one, two)) < MANY


def test_seed_and_name_do_not_run_into_each_other() -> None:
    assert (Streams(1, 0, 9).uniform("1/a") != Streams(11, 0, 9).uniform("/a")).all()


def test_every_bit_is_a_fair_coin_and_tossed_by_itself() -> None:
    numbers = (Streams(1, 0, N).uniform("a")[:, 0] * 2.0**52).astype(np.int64)
    bits = (numbers[:, None] >> np.arange(52)) & 1
    assert np.abs(bits.mean(axis=0) - 0.5).max() * 2 * math.sqrt(N) < MANY
    together = np.corrcoef(bits.T) - np.eye(52)
    assert np.abs(together).max() * math.sqrt(N) < MANY + 1  # the greatest of 1,326


@pytest.mark.parametrize("bits", [0, 2**64 - 1])
def test_neither_0_nor_1_is_ever_drawn(bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(luck, "mixed", lambda x: np.full_like(x, bits))
    assert 0 < Streams(1, 0, 1).uniform("a")[0, 0] < 1


def test_bits_are_spread_as_by_splitmix64() -> None:
    """The first numbers of the published generator (Steele, Lea & Flood 2014) from the seed 1234567."""
    states = np.uint64(1234567) + np.arange(1, 6, dtype=np.uint64) * GOLDEN
    published = [
        *(6457827717110365317, 3203168211198807973, 9817491932198370423),
        *(4593380528125082431, 16408922859458223821),
    ]
    assert mixed(states).tolist() == published


# --- Found again


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1])
def test_a_replication_has_its_luck_alone_too(seed: int) -> None:
    together = Streams(seed, 0, 1000).uniform("a", 3)
    for replication in (0, 1, 511, 512, 999):
        assert (Streams(seed, replication, 1).uniform("a", 3) == together[replication]).all()


def test_a_longer_talk_begins_with_the_same_luck() -> None:
    streams = Streams(1, 0, 100)
    assert (streams.uniform("a", 50)[:, :20] == streams.uniform("a", 20)).all()


def test_who_has_no_luck_has_the_median() -> None:
    assert (Middling().uniform("a", 5) == 0.5).all()


# --- Shared

DISPUTE = """
horizon_days: 70
actors:
  union: {outside_value: {uniform: [0.1, 0.4]}, red_lines: {raise: {options: [none], probability: 0.5}}}
  company: {outside_value: {normal: {mean: 0.3, sd: 0.1, low: 0, high: 1}}}
  judge: {role: mediator, bias: {uniform: [-1, 1]}, leverage: {union: {probability: 0.5}}}
issues:
  raise:
    options: [none, half, whole]
    value: {union: [0, {uniform: [0.3, 0.7]}, 1], company: [1, {beta: [2, 3]}, 0]}
events: [{name: strike, rate: 0.01, cost: {company: {uniform: [1, 2]}}}]
"""
GUESTS = {
    "an actor": ["actors.aide={outside_value: {uniform: [0, 0.2]}}", "issues.raise.value.aide=[1, 1, 0]"],
    "a backer": ["actors.aide={role: backer, floor: {uniform: [0, 0.2]}}"],
    "an issue": ["issues.hours={options: [p, q], value: {union: [{uniform: [0, 1]}, 1], company: [1, 0]}}"],
    "an option": [
        "issues.raise.options=[none, some, half, whole]",
        "issues.raise.value.union=[0, {uniform: [0, 0.3]}, {uniform: [0.3, 0.7]}, 1]",
        "issues.raise.value.company=[1, {uniform: [0.8, 1]}, {beta: [2, 3]}, 0]",
    ],
    "an event": ["events=[{rate: 0.1}, {name: strike, rate: 0.01, cost: {company: {uniform: [1, 2]}}}]"],
    "days": ["horizon_days=700"],
}


@pytest.mark.parametrize("guest", GUESTS)
def test_scenarios_share_their_luck_wherever_they_share_a_name(tmp_path: Path, guest: str) -> None:
    before = play(world(tmp_path, DISPUTE), 300, 1)
    after = play(world(tmp_path, DISPUTE, *GUESTS[guest]), 300, 1)
    assert len(before.names.inputs) == 8
    kept = [after.names.inputs.index(name) for name in before.names.inputs]
    assert (after.inputs[:, kept] == before.inputs).all()


@pytest.mark.parametrize("guest", GUESTS)
def test_the_days_share_their_luck_too(tmp_path: Path, guest: str) -> None:
    one, two = world(tmp_path, DISPUTE), world(tmp_path, DISPUTE, *GUESTS[guest])
    before, after = (draw(each, 10, Streams(1, 0, 300))[0] for each in (one, two))
    assert (before.luck == after.luck).all()
    assert (before.event_luck[:, -1] == after.event_luck[:, -1]).all()


def test_another_value_under_the_same_name_moves_with_the_same_luck(tmp_path: Path) -> None:
    """Common random numbers: who is luckier in one world is luckier in the other."""
    one = play(world(tmp_path, DISPUTE), 300, 1)
    two = play(world(tmp_path, DISPUTE, "actors.union.outside_value={uniform: [0.4, 0.9]}"), 300, 1)
    column = one.names.inputs.index("actors.union.outside_value")
    assert (np.argsort(one.inputs[:, column]) == np.argsort(two.inputs[:, column])).all()
