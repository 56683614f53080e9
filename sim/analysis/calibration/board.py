"""All dials at once: as many cells for each, those that it lacks without probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.calibration.dials import Dial, reweighed
from sim.analysis.steady import log
from sim.bargaining.outcomes import Floats

if TYPE_CHECKING:
    from typing import Self


@dataclass(frozen=True)
class Board:
    """What tilts do to the distributions of several dials."""

    masses: Floats  # [dial, cell] probability as stated
    middle: Floats  # [dial, cell] t, where it lies
    square: Floats  # [dial, cell] t²

    @classmethod
    def of(cls, dials: Sequence[Dial]) -> Self:
        """The cells of these dials."""
        found = np.zeros((3, len(dials), max((len(dial.masses) for dial in dials), default=0)))
        for k, dial in enumerate(dials):
            found[0, k, : len(dial.masses)] = dial.masses
            found[1:, k, : len(dial.masses)] = dial.features.T
        return cls(*found)

    def tilted(self, tilt: Floats) -> Floats:
        """[dial, cell] probability under a tilt [dial, 2]."""
        return reweighed(self.masses, self.middle, self.square, tilt)

    def entropy(self, tilt: Floats) -> Floats:
        """[dial] relative entropy of the tilted to the stated distribution, nats."""
        tilted = self.tilted(tilt)
        ratio = np.divide(tilted, self.masses, out=np.ones_like(tilted), where=tilted > 0.0)
        return np.asarray((tilted * log(ratio)).sum(axis=1))

    def covariance(self, tilt: Floats) -> Floats:
        """[dial, 2, 2] of t and t² under a tilt: in an exponential family what entropy bends by."""
        tilted = self.tilted(tilt)
        centred = [each - (tilted * each).sum(axis=1, keepdims=True) for each in (self.middle, self.square)]
        return np.stack(
            [np.stack([(tilted * one * other).sum(axis=1) for other in centred], axis=-1) for one in centred],
            axis=-2,
        )


def entropy(dials: Sequence[Dial], tilt: Floats) -> Floats:
    """[dial] relative entropy of the tilted to the stated distribution, nats."""
    return Board.of(dials).entropy(tilt)
