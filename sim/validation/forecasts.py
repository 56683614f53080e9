"""What rules say of a controversy before it is decided. Losses are linear: |x - position|, on a scale of 0 to 100."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from sim.bargaining.outcomes import Floats
from sim.bargaining.protocols.challenge.trajectory import trajectory
from sim.bargaining.run import driver
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario
from sim.validation.controversies import Controversy

# By gain [place, actor] and votes [actor]: [place] how good it is.
Score: TypeAlias = Callable[[Floats, Floats], Floats]

WEIGHTED_MEAN, WEIGHTED_MEDIAN, WEIGHTED_NASH = (
    "weighted mean",
    "weighted median",
    "Nash, weighted, no deal worth 0",
)
MEAN, BY_SALIENCE, MIDDLE, NO_DECISION = (
    "mean of all",
    "mean by salience",
    "middle of the scale",
    "no decision",
)
SCALE = np.arange(0.0, 101.0)
ROUNDS, STEP, RUNS = 10, 5, 5  # of challenges; between offers; replications of each controversy
ALIKE = 1e-9  # logarithms of products


def averages(issue: Controversy) -> dict[str, float]:
    """Without any bargaining."""
    mean = float(issue.position.mean())
    return {
        MEAN: mean,
        BY_SALIENCE: float(np.average(issue.position, weights=issue.salience)),
        MIDDLE: 50.0,
        NO_DECISION: mean if issue.reference is None else issue.reference,
    }


def challenges(issue: Controversy) -> dict[str, float]:
    """The challenge model, which starts from the weighted mean and the weighted median."""
    medians, means, _ = trajectory(issue.position, issue.power, issue.salience, ROUNDS)
    after = {f"challenge, median of round {n}": float(medians[n]) for n in (1, 3, ROUNDS)}
    start = {WEIGHTED_MEAN: float(means[0]), WEIGHTED_MEDIAN: float(medians[0])}
    return {**start, **after, f"challenge, mean of round {ROUNDS}": float(means[ROUNDS])}


def concepts(issue: Controversy) -> dict[str, float]:
    """Nash (1950) and equal gains, Kalai (1977); no deal is worth 0, or what the reference point is worth."""
    worth, alike = 100.0 - np.abs(SCALE[:, None] - issue.position), np.ones(len(issue.position))
    gain = worth
    if issue.reference is not None:
        gain = worth - (100.0 - np.abs(issue.reference - issue.position))
    return {
        WEIGHTED_NASH: picked(worth, issue.power * issue.salience, product, 50.0),
        "Nash over the reference point": picked(gain, alike, product, issue.reference),
        "equal gains over the reference point": picked(gain, alike, least, issue.reference),
    }


def product(gain: Floats, votes: Floats) -> Floats:
    """In logarithms, each party as often as it has votes."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(gain) @ votes)


def least(gain: Floats, votes: Floats) -> Floats:
    """What comes to whoever gains least."""
    return np.asarray(gain.min(axis=1))


def picked(gain: Floats, votes: Floats, score: Score, otherwise: float | None) -> float:
    """The place with the highest score of those that make nobody worse off, the middle of several.

    Who has no votes or cannot gain by any is left out; if nobody can, all stays as it is.
    """
    fine = (gain >= 0.0).all(axis=1)
    able = (votes > 0.0) & (gain[fine].max(axis=0, initial=0.0) > 0.0)
    if not able.any():
        return float("nan") if otherwise is None else otherwise
    found = score(gain[np.ix_(fine, able)], votes[able])
    return float(SCALE[fine][found >= found.max() - ALIKE].mean())


def alternating_offers(issue: Controversy) -> dict[str, float]:
    """Our own, with linear concession."""
    return {"alternating offers": settled(issue, "alternating_offers")}


def mediated(issue: Controversy) -> dict[str, float]:
    """Our own."""
    return {"mediated talks": settled(issue, "mediated")}


def settled(issue: Controversy, protocol: str) -> float:
    """The mean settlement; the middle of the scale if there is none."""
    outcomes = driver.play(as_scenario(issue, protocol), RUNS, seed=1, workers=1)
    agreed = outcomes.terms[outcomes.settled, 0]
    return STEP * float(agreed.mean()) if len(agreed) else 50.0


def as_scenario(issue: Controversy, protocol: str) -> Scenario:
    """Every actor a party that must sign, all of them alike, and no deal as bad as can be."""
    losses = {f"p{k}": {0: 1 - x / 100, x: 1, 100: x / 100} for k, x in enumerate(issue.position.tolist())}
    scale = {"from": 0, "to": 100, "step": STEP}
    return scenario_of(
        {
            "protocol": protocol,
            "horizon_days": 100,
            "round_days": 1,
            "actors": {name: {"outside_value": 0, "aspiration": 1} for name in losses},
            "issues": {"law": {"range": scale, "value": losses}},
        }
    )
