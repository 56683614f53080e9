"""Numbers, known or uncertain: the value at a share of probability.

Every quantity is an inverse distribution function. Only square roots and scipy.special are used: NumPy's own
exp, log and power give different last bits on different CPUs.
"""

from sim.scenario.quantities.bounded import Beta, Bounded, Triangular, Uniform
from sim.scenario.quantities.listed import Choice, Quantiles
from sim.scenario.quantities.normal import Normal
from sim.scenario.quantities.quantity import REASONS, TAIL, Basis, Fixed, Floats, Quantity

__all__ = [
    "REASONS",
    "TAIL",
    "Basis",
    "Beta",
    "Bounded",
    "Choice",
    "Fixed",
    "Floats",
    "Normal",
    "Quantiles",
    "Quantity",
    "Triangular",
    "Uniform",
]
