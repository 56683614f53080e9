"""Sensitivity from replications that were played anyway: nothing more is played."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.analysis.events import is_event, values
from sim.analysis.sensitivity import chance, given_data
from sim.analysis.sensitivity.answer import INDICES, Influences
from sim.analysis.sensitivity.classes import how_many, tally
from sim.analysis.sensitivity.curves import curves
from sim.analysis.sensitivity.levels import level
from sim.analysis.sensitivity.ranks import Bands, ranked, sum_of
from sim.bargaining.outcomes import Outcomes

Floats = NDArray[np.float64]
Inputs = NDArray[np.float32]
FEWEST = 20  # of the rarer answer: below, there is nothing to divide
WORTH_FINDING = 0.01  # part of the spread that a study should be able to see


def influences(outcomes: Outcomes, name: str, tied: Collection[str] = ()) -> Influences:
    """What each input that varies does to one outcome, an event or a measure. Raises UnknownName.

    tied: the inputs that are drawn together with others.
    """
    found = values(outcomes, name)
    there = np.isfinite(found)
    is_share = is_event(outcomes, name)
    inputs, found = outcomes.inputs[there], found[there]
    varies = np.ptp(inputs, axis=0) > 0 if len(inputs) else np.zeros(inputs.shape[1], np.bool_)
    paths = tuple(path for path, kept in zip(outcomes.names.inputs, varies, strict=True) if kept)
    if rarer(found, is_share) < FEWEST or not paths:
        return Influences(name, is_share, len(found), level(found, is_share), (), None, None, (), ())
    bound = tuple(path for path in paths if path in tied)
    told = replace(_told(name, is_share, paths, inputs[:, varies], found), tied=bound)
    # Where only some replications have a value, inputs depend on one another: their parts cannot be added up.
    return told if there.all() and not bound else replace(told, together=None)


def _told(name: str, is_share: bool, paths: tuple[str, ...], inputs: Inputs, found: Floats) -> Influences:
    indices, clear = given_indices(inputs, found, is_share)
    first, strength = INDICES["given"]
    ordered = ranked(paths, indices, strength, clear)
    return Influences(
        outcome=name,
        is_share=is_share,
        of=len(found),
        level=level(found, is_share),
        influences=ordered,
        together=sum_of(indices[first]),
        unheld=None,
        swings=(),
        curves=curves(paths, inputs, found, is_share, [influence.path for influence in ordered]),
    )


def given_indices(
    inputs: Inputs, found: Floats, is_share: bool, seed: int = 0
) -> tuple[dict[str, Bands], NDArray[np.bool_]]:
    """First-order index and delta of inputs [replication, input], and [input] what chance alone would not do.

    The seed is that of the bootstrap.
    """
    rng = np.random.default_rng(seed)
    most = how_many(len(found), rarer(found, is_share))
    counted = tally(inputs, found, most)
    return given_data.indices(counted, rng), chance.told_apart(counted)


def rarer(found: Floats, is_share: bool) -> int:
    """How often the rarer answer comes; of a measure that varies, every replication counts."""
    if is_share:
        hits = int(np.count_nonzero(found))
        return min(hits, len(found) - hits)
    return len(found) if len(found) and np.ptp(found) > 0.0 else 0


def cautions(found: Influences, inputs: int, runs: int) -> Iterator[str]:
    """Where replications are too few and how many would do, and where only some have the outcome."""
    name = found.outcome
    if not found.influences:
        yield f"{name}: too few of {found.of:,} replications differ in it to divide the spread among inputs."
        return
    part = chance.smallest_part(found.of, inputs)
    if part > WORTH_FINDING:
        yield (
            f"{name}: {found.of:,} replications tell an input from chance if it carries {100 * part:.0f}% of the "
            f"spread; about {chance.runs_for(WORTH_FINDING, inputs):,} would if it carries 1%."
        )
    if found.of < runs:
        yield (
            f"{name} has a value in {found.of:,} of {runs:,} replications: inputs may also matter by choosing which "
            "these are, and what they carry one by one cannot be added up."
        )
