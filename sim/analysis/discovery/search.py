"""Outcomes and an event -> the conditions under which it happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.discovery.measuring import box_of, mattering, worth
from sim.analysis.discovery.rules import leaves, peeled
from sim.analysis.discovery.sample import Limits, Sample, halves
from sim.analysis.discovery.types import Box, Discovery, PeelingStep
from sim.analysis.events import flags
from sim.analysis.intervals import share_of
from sim.bargaining.outcomes import Outcomes

FEWEST = 10  # worlds of either kind in each half: fewer mark out nothing
MOST_FITTED = 10_000  # worlds that choose; more take long and choose no better
MOST_BOXES = 3
WORTH_A_BOX = 0.1  # of what the first is worth, for a further one
OF_A_LEAF = 0.1  # share of worlds in a leaf of the tree, at the least


class TooFew(Exception):
    """It happens, or does not happen, too rarely to say when."""


@dataclass(frozen=True)
class Wanted:
    """What a box must have."""

    density: float | None = None  # at least; None: where density and coverage together are worth most
    support: float = 0.05  # at least this share of the worlds in it


def discover(outcomes: Outcomes, outcome: str, wanted: Wanted) -> Discovery:
    """Search in the even replications, measure on the odd ones.

    Raises UnknownName for an event that there is not, and TooFew where it hardly ever happens, or nearly always.
    """
    fitted, held = halves(outcomes, flags(outcomes, outcome))
    _refuse(fitted, held, len(outcomes))
    fitted = fitted.at(slice(0, MOST_FITTED))
    way = peeled(fitted, wanted.support)
    boxes = list(_boxes(fitted, held, wanted, way))
    grown = leaves(fitted, max(OF_A_LEAF, wanted.support))
    tree = [box_of(limits, fitted, held, held, len(grown)) for limits in grown]
    tree.sort(key=lambda leaf: -leaf.density.share)
    taken, _ = _chosen(fitted, way, wanted)
    return Discovery(
        outcome=outcome,
        runs=len(outcomes),
        fitted_on=len(fitted),
        base=share_of(held.happened),
        inputs=len(fitted.names),
        asked=wanted.density,
        boxes=tuple(boxes),
        steps=tuple(_step(limits, fitted, held, k == taken) for k, limits in enumerate(way)),
        leaves=tuple(tree),
    )


def _refuse(fitted: Sample, held: Sample, runs: int) -> None:
    happened = int(fitted.happened.sum() + held.happened.sum())
    fewest = min(int(kind.sum()) for half in (fitted, held) for kind in (half.happened, ~half.happened))
    if happened in (0, runs):
        raise TooFew(
            f"it happens in {'every one' if happened else 'none'} of {runs:,} replications: no condition decides"
        )
    if not fitted.names:
        raise TooFew("nothing in this scenario is uncertain: there are no conditions to look for")
    if fewest < FEWEST:
        raise TooFew(
            f"it happens in {happened:,} of {runs:,} replications: too {'few' if happened < runs / 2 else 'many'} to "
            "say when; play more (--runs)"
        )


def _boxes(fitted: Sample, held: Sample, wanted: Wanted, way: Sequence[Limits]) -> Iterator[Box]:
    """One after another, each on what the boxes before it left, until one is no better than chance."""
    first, drawn = 0.0, held
    for k in range(MOST_BOXES):
        _, limits = _chosen(fitted, way, wanted)
        gained = worth(fitted, limits)
        first = first or gained
        if not limits or gained < WORTH_A_BOX * first:
            return
        box = box_of(limits, fitted, held, drawn, k + 1)
        if box.clear or k == 0:  # the first is told of either way
            yield box
        if not box.clear:
            return
        fitted, held = fitted.at(~fitted.inside(limits)), held.at(~held.inside(limits))
        if min(fitted.happened.sum(), held.happened.sum()) < FEWEST:
            return
        way = peeled(fitted, wanted.support)


def _chosen(fitted: Sample, way: Sequence[Limits], wanted: Wanted) -> tuple[int, Limits]:
    """Where on the way, and which box: of those whose limits all matter the one that has most of what is wanted.

    As the half that is searched says.
    """
    left = {k: mattering(fitted, limits) for k, limits in enumerate(way)}
    boxes = {k: limits for k, limits in left.items() if limits}
    if not boxes:
        return 0, ()
    k = max(boxes, key=lambda k: _merit(fitted, boxes[k], wanted))
    return k, boxes[k]


def _merit(fitted: Sample, limits: Limits, wanted: Wanted) -> tuple[float, float]:
    """Its worth; or if a density is asked for that, and then how much it covers."""
    if wanted.density is None:
        return worth(fitted, limits), 0.0
    inside = fitted.happened[fitted.inside(limits)]
    return min(_density(fitted, limits), wanted.density), float(inside.sum())


def _density(sample: Sample, limits: Limits) -> float:
    return float(np.mean(sample.happened[sample.inside(limits)]))


def _step(limits: Limits, fitted: Sample, held: Sample, taken: bool) -> PeelingStep:
    inside, chosen = held.inside(limits), fitted.inside(limits)
    return PeelingStep(
        conditions=len({limit.path for limit in limits}),
        density=share_of(held.happened[inside]),
        coverage=share_of(inside[held.happened]),
        fitted_density=_density(fitted, limits),
        fitted_coverage=float(np.mean(chosen[fitted.happened])),
        taken=taken,
    )
