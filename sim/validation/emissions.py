"""By how many years were emission standards for cars to be delayed? The example of the challenge model.

Actors: Bueno de Mesquita (1994), Political forecasting, in European Community Decision Making (Yale University Press),
table 1. What came out: Scholz, Calbert & Smith (2011), Unravelling Bueno de Mesquita's group decision model, Journal of
Theoretical Politics 23, 510-531; rounds as printed in the shorter version, ICAART 2011, table 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from sim.analysis.terms import weighted_means
from sim.bargaining.outcomes import Floats
from sim.bargaining.protocols.challenge.offers import challenge_round
from sim.bargaining.protocols.challenge.positions import desk_for
from sim.bargaining.protocols.challenge.trajectory import trajectory
from sim.validation import check
from sim.validation.bench import Bench
from sim.validation.check import Check

STATES = {  # capability, years of delay, salience
    "netherlands": (0.08, 4, 0.8),
    "belgium": (0.08, 7, 0.4),
    "luxembourg": (0.03, 4, 0.2),
    "germany": (0.16, 4, 0.8),
    "france": (0.16, 10, 0.6),
    "italy": (0.16, 10, 0.6),
    "uk": (0.16, 10, 0.9),
    "ireland": (0.05, 7, 0.1),
    "denmark": (0.05, 4, 1.0),
    "greece": (0.08, 7, 0.7),
}
CAPABILITY, YEARS, SALIENCE = np.array(list(STATES.values()), dtype=float).T

# Of rounds 0 to 10, by two programs written apart from this one; jmckib/bdm-scholz is public. Risks are of round 1.
MEDIANS = [7, 8.416, 9.611, 9.962, 9.962, 9.962, 7.472, 8.825, 9.671, 9.671, 7.0]
MEANS = [7.390, 7.461, 7.553, 7.590, 7.358, 7.349, 7.415, 7.510, 7.572, 7.325, 7.242]
RISKS = [1.406, 0.754, 0.509, 1.406, 1.047, 1.047, 1.965, 0.5, 2.0, 1.112]
PUBLISHED_MEDIANS = [8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6]  # of rounds 1 to 8
PUBLISHED_MEANS = [7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6]

FILE, STEP = "bueno_de_mesquita_1994_emission_standards", 0.1  # years
SCHOLZ, APART = "Scholz, Calbert & Smith 2011", "Scholz et al. 2011 by two other programs"
PRINTED = "one decimal is in print, here rounded and there cut off: one of the two must give what is printed"
WHY = "two programs written apart from this one compute it too, and the other 15 printed numbers are met"
exact = partial(check.within_tolerance, group="challenge")


def emissions(bench: Bench) -> Iterator[Check]:
    """Scholz, Calbert & Smith (2011): the rounds that they print, and all digits that others compute."""
    medians, means, _ = trajectory(YEARS, CAPABILITY, SALIENCE, 10)
    compromise = "weighted mean of the start (compromise model), years"
    yield exact(compromise, "Thomson et al. 2006; Bueno de Mesquita 1994", 7.390, float(means[0]), 0.0005)
    yield exact(
        "the same, as told of the file",
        "Thomson et al. 2006; Bueno de Mesquita 1994",
        7.390,
        simplest(bench),
        0.0005,
    )
    for name, printed, found in (("median", PUBLISHED_MEDIANS, medians), ("mean", PUBLISHED_MEANS, means)):
        for at, number in enumerate(printed, start=1):
            told = f"{name} of round {at}, years"
            row = check.as_printed(told, SCHOLZ, number, float(found[at]), 1, group="challenge", note=PRINTED)
            yield check.known(row, 9.611, 0.0005, WHY) if told.startswith("median of round 2") else row
    yield farthest_off("medians of rounds 0 to 10, years", MEDIANS, medians)
    yield farthest_off("means of rounds 0 to 10, years", MEANS, means)
    yield farthest_off("risk exponents of ten states", RISKS, risk_exponents())
    yield farthest_off(
        "medians of rounds 1 to 10, as played from the file", MEDIANS[1:], played(bench), STEP / 2
    )


def simplest(bench: Bench) -> float:
    """Years that the weighted mean of the shipped scenario says."""
    (rule,) = weighted_means(bench.scenario(FILE, ()))
    return float(YEARS.min() + rule.position * np.ptp(YEARS))


def risk_exponents() -> Floats:
    """[state] after round 1."""
    desk = desk_for(len(STATES))
    challenge_round(YEARS.copy(), CAPABILITY, SALIENCE, 1.0, float(np.ptp(YEARS)), desk)
    return desk.risk


def played(bench: Bench) -> Floats:
    """[round] what the shipped scenario ends with if it ends after so many rounds."""
    ends = (bench.settled(FILE, f"horizon_days={rounds}") for rounds in range(1, len(MEDIANS)))
    return np.array([YEARS.min() + STEP * end.terms[:, 0].mean() for end in ends])


def farthest_off(name: str, expected: Sequence[float], computed: Floats, tolerance: float = 0.0005) -> Check:
    """The one number of many that is farthest from what others compute."""
    at = int(np.argmax(np.abs(computed - np.array(expected))))
    told = f"{name}: the farthest off of {len(expected)}"
    return exact(told, APART, float(expected[at]), float(computed[at]), tolerance)
