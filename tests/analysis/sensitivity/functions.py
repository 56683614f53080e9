"""Functions whose sensitivity is known: luck [run, column] in, [1, run] out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Ishigami & Homma (1990), a = 7, b = 0.1, and a fourth input that does nothing. Variances by integration:
# V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225.
V1, V2, V13 = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 8 * 0.01 * np.pi**8 / 225
ISHIGAMI_FIRST = np.array([V1, V2, 0.0, 0.0]) / (V1 + V2 + V13)
ISHIGAMI_TOTAL = np.array([V1 + V13, V2, V13, 0.0]) / (V1 + V2 + V13)

# Sobol' G with a = 0, 1, 4.5, 9, 99, 99, 99, 99: V_i = 1 / (3 (1 + a_i)^2). Saltelli & Sobol' (1995), RESS 50:225-239.
G_A = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])
G_V = 1 / (3 * (1 + G_A) ** 2)
G_FIRST = G_V / (np.prod(1 + G_V) - 1)
G_TOTAL = G_V * np.prod(1 + G_V) / (1 + G_V) / (np.prod(1 + G_V) - 1)


def ishigami(luck: Floats, first: int = 0) -> Floats:
    x = (2 * luck - 1) * np.pi
    found: Floats = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return found[None]


def sobol_g(luck: Floats, first: int = 0) -> Floats:
    found: Floats = np.prod((np.abs(4 * luck - 2) + G_A) / (1 + G_A), axis=1)
    return found[None]


def noisy(luck: Floats, first: int = 0) -> Floats:
    """x + noise of the replication: half of the variance is luck."""
    of_runs = np.random.default_rng(17).random(1 << 16)[first : first + len(luck)]
    return (luck[:, 0] + of_runs)[None]
