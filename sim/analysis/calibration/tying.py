"""What a tilt does to the weights of inputs that are drawn together.

The narrowed scenario has tilted numbers and the copula that was stated. So a replication whose luck as stated is u has
under it the luck F(u), F being the tilted distribution over the cells, and the copula is dense there and not at u.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.analysis.calibration.dials import Dial
from sim.analysis.calibration.squares import inverted
from sim.analysis.steady import exp, product
from sim.bargaining.outcomes import Floats
from sim.bargaining.setup.streams import Luck, inside
from sim.scenario.bundles import Copula

DENSEST = 0.3989422804014327  # of the standard normal


@dataclass(frozen=True)
class TiedInputs:
    """The inputs of one copula, some of which are dials."""

    dials: Mapping[int, int]  # by member that is a dial: which one
    luck: Floats  # [replication, member] as it counts in what was stated
    correlation: Floats  # [member, member] of the normal numbers

    @cached_property
    def pull(self) -> Floats:
        """[member, member] the inverse of the correlation, less that of independent numbers."""
        return inverted(self.correlation) - np.eye(len(self.correlation))

    def normal(self, dials: Sequence[Dial], tilt: Floats) -> Floats:
        """[replication, member] the normal numbers of which a scenario tilted so would have drawn the same inputs."""
        from scipy.special import ndtri

        luck = self.luck.copy()
        for member, k in self.dials.items():
            luck[:, member] = np.interp(luck[:, member], dials[k].edges, dials[k].cumulative(tilt[k]))
        return np.asarray(ndtri(inside(luck)))

    def log_density(self, dials: Sequence[Dial], tilt: Floats) -> Floats:
        """[replication] of the copula, but for a constant."""
        normal = self.normal(dials, tilt)
        return np.asarray(-0.5 * (product(normal, self.pull) * normal).sum(axis=1))

    def slopes(self, dials: Sequence[Dial], tilt: Floats) -> dict[int, Floats]:
        """By dial: [replication, 2] of the log density along its tilt."""
        normal = self.normal(dials, tilt)
        along = -product(normal, self.pull) / (DENSEST * exp(-0.5 * normal * normal))
        return {
            k: along[:, member, None] * _climb(dials[k], tilt[k], self.luck[:, member])
            for member, k in self.dials.items()
        }


def _climb(dial: Dial, tilt: Floats, luck: Floats) -> Floats:
    """[replication, 2] how the tilted probability below this luck moves with the tilt."""
    tilted = dial.tilted(tilt)
    moved = tilted[:, None] * (dial.features - product(tilted, dial.features))
    below = np.concatenate([np.zeros((1, 2)), np.cumsum(moved, axis=0)])
    return np.stack([np.interp(luck, dial.edges, column) for column in below.T], axis=1)


def ties(copulas: Sequence[Copula], dials: Sequence[Dial], luck: Luck) -> tuple[TiedInputs, ...]:
    """Of every copula with a dial, in replications with this luck."""
    places = {dial.stream: k for k, dial in enumerate(dials)}
    return tuple(_tie(copula, places, luck) for copula in copulas if places.keys() & set(copula.streams))


def _tie(copula: Copula, places: Mapping[str, int], luck: Luck) -> TiedInputs:
    turned = {m: places[name] for m, name in enumerate(copula.streams) if name in places}
    shares = np.hstack([luck.uniform(name) for name in copula.streams])
    return TiedInputs(turned, shares, np.array(copula.correlation))
