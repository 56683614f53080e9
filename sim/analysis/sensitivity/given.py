"""Sensitivity from replications that were played anyway: nothing more is played."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class GivenData:
    """The inputs that vary, and an outcome that there is something to say of."""

    paths: tuple[str, ...]
    inputs: Inputs  # [replication, input], where the outcome has a value
    found: Floats  # [replication] the outcome
    is_share: bool
    everywhere: bool  # has it a value in every replication?

    @property
    def enough(self) -> bool:
        """Is there something to divide?"""
        return bool(self.paths) and rarer(self.found, self.is_share) >= FEWEST


def played(outcomes: Outcomes, name: str) -> GivenData:
    """Raises UnknownName."""
    found = values(outcomes, name)
    there = np.isfinite(found)
    inputs, found = outcomes.inputs[there], found[there]
    varies = np.ptp(inputs, axis=0) > 0 if len(inputs) else np.zeros(inputs.shape[1], np.bool_)
    paths = tuple(path for path, kept in zip(outcomes.names.inputs, varies, strict=True) if kept)
    return GivenData(paths, inputs[:, varies], found, is_event(outcomes, name), bool(there.all()))


def influences(outcomes: Outcomes, name: str, tied: Collection[str] = ()) -> Influences:
    """What each input that varies does to one outcome, an event or a measure. Raises UnknownName.

    tied: the inputs that are drawn together with others.
    """
    at = played(outcomes, name)
    if not at.enough:
        reached = level(at.found, at.is_share)
        return Influences(name, at.is_share, len(at.found), reached, (), None, None, (), ())
    bound = tuple(path for path in at.paths if path in tied)
    told = replace(_told(name, at.is_share, at.paths, at.inputs, at.found), tied=bound)
    # Where only some replications have a value, inputs depend on one another: their parts cannot be added up.
    return told if at.everywhere and not bound else replace(told, together=None)


def clearest(outcomes: Outcomes, name: str) -> dict[str, float]:
    """By path: the part that each input carries of one that chance alone would not leave, the strongest first.

    As `influences` has it, without how sure that is, which takes ten times as long. Raises UnknownName.
    """
    at = played(outcomes, name)
    if not at.enough:
        return {}
    counted = tally(at.inputs, at.found, how_many(len(at.found), rarer(at.found, at.is_share)))
    first, strength = INDICES["given"]
    found, clear = given_data.alone(counted), chance.told_apart(counted)
    order = np.argsort(-found[strength], kind="stable")
    return {at.paths[k]: float(found[first][k]) for k in order.tolist() if clear[k]}


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
