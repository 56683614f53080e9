"""DEU III: what becomes law? The rules of `validate`, each as a distribution: what it says, with the errors that it
makes in other proposals.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sim.backtest import scoring
from sim.backtest.records import few
from sim.backtest.score import BASE, Findings, Placebo, Score, Span
from sim.backtest.scoring import ClusterDraws
from sim.bargaining.outcomes import Floats
from sim.validation import deu3, forecasts
from sim.validation.controversies import FILE
from sim.validation.deu3 import Docket

SET, QUESTION = "laws", "place on a scale of 0 to 100"
TOLD = {
    forecasts.WEIGHTED_MEAN: "weighted mean of what all want",
    forecasts.MEAN: "mean of what all want",
    forecasts.WEIGHTED_NASH: "Nash, weighted, no deal worth 0",
    "challenge, median of round 1": "challenge model, median of round 1",
    "alternating offers": "alternating offers, as shipped",
    "mediated talks": "mediated talks, as shipped",
}
OURS = tuple(TOLD.values())[3:]  # the others are no bargaining of this program
UNIFORM = "all places alike"
MADE = (
    "every actor with a position is a party that must sign, aspiration 1, concession linear, no deal as "
    f"bad as can be; places in steps of {forecasts.STEP}, 100 days, a round a day, {forecasts.RUNS} "
    "replications of each issue; the challenge model has gross domestic product for capability, as "
    "validate has it"
)
DEALT = 20
NOTE = "the base rate is how issues of all other proposals were decided; a rule has the errors that it makes there"
__all__ = ["FILE", "SET", "laws"]


def laws(file: Path, seed: int) -> Findings:
    """CRPS of every rule, in points of the scale."""
    decided = deu3.docket(file.parent)
    few(file, map(str, decided.proposal))
    said = {name: at for rule in deu3.RULES for name, at in points(decided, rule).items() if name in TOLD}
    drawn = scoring.luck(seed, decided.proposal)
    usual = others(decided, decided.outcome)
    lost = {BASE: usual, UNIFORM: scoring.crps(np.tile(np.arange(101.0), (len(usual), 1)), decided.outcome)}
    lost |= {TOLD[name]: dressed(decided, at, decided.outcome) for name, at in said.items()}
    return Findings(
        tuple(line(by, each, usual, drawn) for by, each in lost.items()),
        placebos=tuple(dealt(decided, {by: said[name] for name, by in TOLD.items()}, drawn, seed)),
    )


def points(decided: Docket, rule: deu3.Rule) -> dict[str, Floats]:
    """By name: [issue] what a rule says."""
    told = [rule(issue) for issue in decided.issues]
    return {name: np.array([row[name] for row in told]) for name in told[0]}


def others(decided: Docket, outcome: Floats) -> Floats:
    """[issue] CRPS of the outcomes of all other proposals."""
    return dressed(decided, np.zeros(len(outcome)), outcome)


def dressed(decided: Docket, said: Floats, outcome: Floats) -> Floats:
    """[issue] CRPS of what is said, with the errors that the same rule makes in other proposals."""
    lost, error = np.empty(len(outcome)), outcome - said
    for proposal in np.unique(decided.proposal):
        here = decided.proposal == proposal
        sample = np.clip(said[here][:, None] + error[~here], 0.0, 100.0)
        lost[here] = scoring.crps(sample, outcome[here])
    return lost


def line(by: str, lost: Floats, usual: Floats, drawn: ClusterDraws) -> Score:
    """One rule."""
    base = by == BASE
    less = Span() if base else scoring.mean(np.asarray(lost - usual), drawn)
    return Score(
        SET, QUESTION, by,
        of=len(lost), clusters=drawn.clusters, kind="CRPS", loss=scoring.mean(lost, drawn), less=less,
        enough=float("nan") if base else scoring.enough(less, len(lost)),
        verdict="base" if base else less.word, ours=by in OURS, note=NOTE if base else "",
    )  # fmt: skip


def dealt(decided: Docket, said: dict[str, Floats], drawn: ClusterDraws, seed: int) -> Iterator[Placebo]:
    """Outcomes of one issue given to another."""
    rng = np.random.default_rng((seed, 1))
    mixed = [np.asarray(rng.permutation(decided.outcome), np.float64) for _ in range(DEALT)]
    usual = [others(decided, outcome) for outcome in mixed]
    for by, at in said.items():
        apart = (dressed(decided, at, one) - base for one, base in zip(mixed, usual, strict=True))
        better = sum(scoring.mean(np.asarray(less), drawn).word == "better" for less in apart)
        yield Placebo(SET, QUESTION, by, better, DEALT, float("nan"))
