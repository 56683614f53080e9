"""Sensitivity from a design of its own: many more runs, and what interactions and luck carry told apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.analysis.sensitivity import morris, sobol
from sim.analysis.sensitivity.answer import INDICES, LUCK, Estimate, Influences
from sim.analysis.sensitivity.design import Respond, columns_of
from sim.analysis.sensitivity.experiment import Experiment
from sim.analysis.sensitivity.levels import level
from sim.analysis.sensitivity.ranks import Bands, ranked, wider

Floats = NDArray[np.float64]
WIDE = 0.05  # half a 95 % interval of an index: beyond, a design is small


def by_sobol(experiment: Experiment, names: dict[str, bool], points: int) -> tuple[Influences, ...]:
    """Of outcomes by name, which say whether they are shares. `points` is a power of two."""
    owners = columns_of(experiment.streams)
    found = sobol.respond_to(_responding(experiment, names), owners, points, experiment.seed)
    played = np.concatenate([found.a, found.b], axis=1)
    return tuple(
        _told(
            "sobol",
            name,
            share,
            level(played[k], share),
            (*experiment.inputs, LUCK),
            sobol.indices(found, k, experiment.seed) if np.ptp(played[k]) > 0.0 else {},
            sobol.together(found, k, experiment.seed),
            played.shape[1],
        )
        for k, (name, share) in enumerate(names.items())
    )


def by_morris(experiment: Experiment, names: dict[str, bool], count: int) -> tuple[Influences, ...]:
    """Likewise, from so many trajectories. Raises NoSALib."""
    seen: list[Floats] = []

    def respond(luck: Floats, first: int) -> Floats:
        seen.append(_responding(experiment, names)(luck, first))
        return seen[-1]

    found = morris.effects(respond, columns_of(experiment.streams), count, experiment.seed)
    played = np.concatenate(seen, axis=1)
    return tuple(
        _told(
            "morris",
            name,
            share,
            level(played[k].reshape(-1, count).mean(axis=0), is_share=False),  # a trajectory counts once
            experiment.inputs,
            morris.indices(found[k], experiment.seed) if np.ptp(played[k]) > 0.0 else {},
            None,
            played.shape[1],
        )
        for k, (name, share) in enumerate(names.items())
    )


def _responding(experiment: Experiment, names: dict[str, bool]) -> Respond:
    return lambda luck, first: experiment.respond(luck, first, tuple(names))


def _told(
    method: str,
    name: str,
    is_share: bool,
    reached: Estimate,
    paths: tuple[str, ...],
    found: dict[str, Bands],
    together: Estimate | None,
    runs: int,
) -> Influences:
    """Nothing is found where nothing varies."""
    _, strength = INDICES[method]
    return Influences(
        outcome=name,
        is_share=is_share,
        of=runs,
        level=reached,
        influences=ranked(paths, found, strength, wider(found[strength])[0] > 0.0) if found else (),
        together=together if found else None,
        unheld=None,
        swings=(),
        curves=(),
    )


def cautions(found: Influences, method: str, points: int) -> Iterator[str]:
    """Where a design is too small, and how large one would do."""
    name = found.outcome
    if not found.influences:
        yield f"{name}: the same in all {found.of:,} runs of the design: there is no spread to divide."
        return
    strength = [influence.indices[INDICES[method][1]] for influence in found.influences]
    scale = max(each.value for each in strength) if method == "morris" else 1.0
    half = max((each.high - each.low) / 2.0 for each in strength) / scale if scale else 0.0
    limit = WIDE * (4 if method == "morris" else 1)
    if half > limit:
        enough = sobol.power_of_two(int(points * (half / limit) ** 2))
        noun = "trajectories" if method == "morris" else "points"
        of = "of the largest effect" if method == "morris" else "of the spread"
        yield (
            f"{name}: with {points:,} {noun} an index is known to ±{100 * half:.0f}% {of}; "
            f"about {enough:,} would make it ±{100 * limit:.0f}%."
        )
