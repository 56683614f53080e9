"""A yes-or-no question asked of many cases, and how well everybody answers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.scoring import brier
from sim.backtest import scoring, simple
from sim.backtest.score import BASE, Findings, Placebo, Reliability, Score, Span
from sim.backtest.scoring import ClusterDraws, Labels
from sim.bargaining.outcomes import Floats

LOGIT = "logit on what was known, leaving one conflict out"
DEALT = 20  # times that outcomes are dealt out anew
BRIER, LOG = "Brier", "log"
LOSSES = {BRIER: brier, LOG: scoring.nats}


@dataclass(frozen=True)
class ScoredEvent:
    """What was asked, what came, and what was said before."""

    set: str
    question: str
    happened: Floats  # [case] 0 or 1
    label: Labels  # [case] of the conflict
    country: Labels | None  # [case] of the country; None where rows name none
    facts: Floats  # [case, fact]; with none there is no logit
    said: Mapping[str, Floats]  # [case] chance; by who says it
    seen: frozenset[str] = frozenset()  # who was fitted to these very cases
    fitted: frozenset[str] = frozenset()  # who was fitted to the other half: see `placebo`
    usual: float | None = (
        None  # how often it happened among the cases by design; else the base rate is counted
    )
    logs: bool = False  # are logarithmic losses told in lines of their own?
    note: str = ""


def labels(names: Sequence[str]) -> Labels:
    """Numbers for names."""
    return np.asarray(np.unique(names, return_inverse=True)[1], np.int64)


def judged(event: ScoredEvent, seed: int) -> Findings:
    """Everybody's scores, calibration, and what is left of them when outcomes are dealt out anew."""
    drawn = scoring.luck(seed, event.label, event.country)
    everybody = everybody_of(event, event.happened)
    return Findings(
        scores=tuple(line for kind in kinds_of(event) for line in scored(event, everybody, drawn, kind)),
        curves=tuple(
            Reliability(event.set, event.question, by, scoring.calibration(said, event.happened))
            for by, said in everybody.items()
            if by != BASE and len(np.unique(said)) > 2
        ),
        placebos=tuple(_placebos(event, drawn, seed)),
    )


def kinds_of(event: ScoredEvent) -> tuple[str, ...]:
    """Of losses; the first is the one that counts."""
    return (BRIER, LOG) if event.logs else (BRIER,)


def everybody_of(event: ScoredEvent, happened: Floats) -> dict[str, Floats]:
    """[case] chances; the base rate and the logit are fitted to what happened."""
    counted = event.usual is None
    base = simple.elsewhere(happened, event.label) if counted else np.full(len(happened), event.usual)
    fitted = {LOGIT: simple.logit(event.facts, happened, event.label)} if event.facts.shape[1] else {}
    return {BASE: base, **event.said, **fitted}


def scored(
    event: ScoredEvent, everybody: Mapping[str, Floats], drawn: ClusterDraws, kind: str = BRIER
) -> Iterator[Score]:
    """A line for everybody [case] who says something."""
    first, loss = kind == BRIER, LOSSES[kind]
    usual = loss(everybody[BASE], event.happened)
    for by, said in everybody.items():
        lost, base = loss(said, event.happened), by == BASE
        less = Span() if base else scoring.mean(lost - usual, drawn)
        yield Score(
            event.set,
            event.question if first else f"{event.question}, by logarithm",
            by,
            of=len(lost),
            clusters=drawn.clusters,
            countries=drawn.countries,
            kind=kind,
            loss=scoring.mean(lost, drawn),
            less=less,
            log=scoring.mean(scoring.nats(said, event.happened), drawn),
            auc=Span() if base or not first else scoring.auc(said, event.happened, drawn),
            enough=float("nan") if base else scoring.enough(less, len(lost)),
            verdict="base" if base else less.word,
            ours=first and by in event.said,
            seen=by in event.seen,
            note=event.note if base and first else "",
        )


def _placebos(event: ScoredEvent, drawn: ClusterDraws, seed: int) -> Iterator[Placebo]:
    """Those whose chances differ from case to case: who says the same of all has nothing to lose by it.

    The base rate and the logit are fitted anew each time; who was fitted otherwise is dealt with elsewhere.
    """
    rng = np.random.default_rng((seed, 1))
    dealt = [rng.permutation(event.happened) for _ in range(DEALT)]
    said = [everybody_of(event, happened) for happened in dealt]
    for by in said[0]:
        if by == BASE or by in event.fitted or len(np.unique(said[0][by])) < 2:
            continue
        better, ranked = 0, []
        for happened, each in zip(dealt, said, strict=True):
            less = brier(each[by], happened) - brier(each[BASE], happened)
            better += scoring.mean(np.asarray(less), drawn).word == "better"
            ranked.append(scoring.ranked(each[by], happened))
        yield Placebo(event.set, event.question, by, better, DEALT, float(np.mean(ranked)))
