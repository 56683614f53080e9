"""What a box is worth, which of its limits matter, and what the half that had no say in it finds inside."""

from __future__ import annotations

import numpy as np

from sim.analysis.discovery.sample import Limits, Sample, bounds
from sim.analysis.discovery.types import Box, Limit, Restricted
from sim.analysis.intervals import difference, share_of, z_for
from sim.bargaining.outcomes import Flags

BY_CHANCE = 0.05


def worth(sample: Sample, limits: Limits) -> float:
    """Share of worlds in which it happens inside, beyond what as many worlds of all kinds would hold.

    Weighted relative accuracy: Lavrač, Flach & Zupan (1999), Inductive Logic Programming, LNCS 1634:174-185.
    """
    inside = sample.happened[sample.inside(limits)]
    return (float(inside.sum()) - len(inside) * float(sample.happened.mean())) / len(sample)


def mattering(sample: Sample, limits: Limits) -> Limits:
    """Those that chance alone would hardly make look so good, all sides of all inputs allowed for."""
    bar = BY_CHANCE / (2 * len(sample.names))
    within = {limit: sample.inside((limit,)) for limit in limits}
    while within:
        held = np.sum([*within.values()], axis=0)  # [world] how many of the limits
        inside = held == len(within)
        by_chance = {
            limit: _by_chance(sample.happened, inside, held - mask == len(within) - 1)
            for limit, mask in within.items()
        }
        weakest = max(by_chance, key=lambda limit: by_chance[limit])
        if by_chance[weakest] <= bar:
            break
        del within[weakest]
    return tuple(within)


def quasi_p(sample: Sample, limits: Limits, some: Limits) -> float:
    """How easily chance alone makes some of the limits look so useful."""
    wider = tuple(limit for limit in limits if limit not in some)
    return _by_chance(sample.happened, sample.inside(limits), sample.inside(wider))


def _by_chance(happened: Flags, inside: Flags, wider: Flags) -> float:
    """How often worlds of a wider box would by luck hold what the box inside holds.

    Bryant & Lempert (2010), Technological Forecasting and Social Change 77:34-49, appendix B.
    """
    from scipy.special import bdtrc

    hits, of = int(happened[inside].sum()), int(inside.sum())
    return float(bdtrc(hits - 1, of, happened[wider].mean())) if hits else 1.0


def box_of(limits: Limits, fitted: Sample, held: Sample, drawn: Sample, looks: int) -> Box:
    """Measured on the held-out half.

    drawn: all that conditions are told against; looks: how many boxes were asked to prove themselves.
    """
    inside = held.inside(limits)
    within, beyond = share_of(held.happened[inside]), share_of(held.happened[~inside])
    return Box(
        conditions=restrictions(limits, held, drawn),
        density=within,
        coverage=share_of(inside[held.happened]),
        support=share_of(inside),
        outside=beyond,
        apart=difference(within, beyond),
        clear=bool(within.of and beyond.of and difference(within, beyond, z_for(looks)).low > 0.0),
        fitted=_mean(fitted.happened[fitted.inside(limits)]),
    )


def restrictions(limits: Limits, held: Sample, drawn: Sample) -> tuple[Restricted, ...]:
    """The limits of each input together, those that chance explains least first."""
    by_path: dict[str, list[Limit]] = {}
    for limit in limits:
        by_path.setdefault(limit.path, []).append(limit)
    found = [_restricted(path, limits, tuple(of_path), held, drawn) for path, of_path in by_path.items()]
    return tuple(sorted(found, key=lambda one: one.quasi_p))


def _restricted(path: str, limits: Limits, of_path: Limits, held: Sample, drawn: Sample) -> Restricted:
    column = drawn.column(path)
    lowest, highest = float(column.min()), float(column.max())
    ends = [bounds(limit) for limit in of_path]
    return Restricted(
        path=path,
        coin=of_path[0].side == "holds",
        low=max(lowest, *(low for low, _ in ends)),
        high=min(highest, *(high for _, high in ends)),
        lowest=lowest,
        highest=highest,
        quasi_p=quasi_p(held, limits, of_path),
    )


def _mean(flags: Flags) -> float:
    return float(np.mean(flags)) if len(flags) else float("nan")
