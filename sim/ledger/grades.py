"""How good forecasts were, beside what others said of the same questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite, nan

import numpy as np

from sim.analysis.intervals import Mean
from sim.analysis.scoring import Bin, Flags, Floats, brier, brier_if_right, calibration, log_score, mean_score
from sim.ledger.chain import Ledger
from sim.ledger.entries import Forecast, Outcome

OPEN = "open"
BASE, OTHERS, HALF = "base", "others", "half"
LEAST = 0.001  # of a base rate of none or of all, which would be certain


@dataclass(frozen=True)
class OthersSaid:
    """What somebody else said."""

    who: str
    probability: float


@dataclass(frozen=True)
class Graded:
    """A forecast, what came of it, and its penalties; NaN while nothing did."""

    number: int
    question: str
    made: str
    by: str
    probability: float
    scenario: str  # empty where the probability was given
    base: float  # NaN where there is none
    beside: tuple[OthersSaid, ...]
    note: str
    outcome: str  # yes, no, void or open
    source: str
    brier: float
    log: float


@dataclass(frozen=True)
class Rival:
    """Another way to answer the same questions, over those that it answers."""

    name: str  # base, others (the mean of what stands beside) or half
    brier: Mean
    log: Mean
    ahead: Mean  # our Brier score less its, question by question: below 0 ours is better


@dataclass(frozen=True)
class Grades:
    """All forecasts of a ledger, and what those that are resolved are worth."""

    head: str  # the hash of the last entry
    forecasts: tuple[Graded, ...]
    brier: Mean
    log: Mean
    if_right: Mean  # where the Brier score would lie were every probability right
    rivals: tuple[Rival, ...]
    bins: tuple[Bin, ...]


def graded(known: Ledger) -> Grades:
    """Every forecast; only those that came true or did not are scored."""
    forecasts = tuple(_graded(known, number, each) for number, each in known.forecasts.items())
    scored = [each for each in forecasts if each.outcome in ("yes", "no")]
    said = np.array([each.probability for each in scored], np.float64)
    came = np.array([each.outcome == "yes" for each in scored], np.bool_)
    return Grades(
        head=known.head,
        forecasts=forecasts,
        brier=_penalty(brier(said, came)),
        log=_penalty(log_score(said, came)),
        if_right=brier_if_right(said),
        rivals=tuple(_rival(name, others, said, came) for name, others in _others(scored).items()),
        bins=calibration(said, came),
    )


def _graded(known: Ledger, number: int, each: Forecast) -> Graded:
    resolved = known.resolutions.get(number)
    outcome: Outcome | str = resolved.outcome if resolved else OPEN
    said, came = np.array([each.probability]), np.array([outcome == "yes"])
    scored = outcome in ("yes", "no")
    return Graded(
        number=number,
        question=each.question,
        made=each.made.isoformat(),
        by=each.by.isoformat(),
        probability=each.probability,
        scenario=each.played.scenario if each.played else "",
        base=nan if each.base is None else each.base,
        beside=tuple(OthersSaid(who, probability) for who, probability in each.beside.items()),
        note=each.note,
        outcome=outcome,
        source=resolved.source if resolved else "",
        brier=float(brier(said, came)[0]) if scored else nan,
        log=float(log_score(said, came)[0]) if scored else nan,
    )


def _others(scored: list[Graded]) -> Mapping[str, Floats]:
    """By name: what each says to every question, NaN where it says nothing. Who says nothing at all is left out."""
    known = {
        BASE: [min(max(each.base, LEAST), 1.0 - LEAST) if each.base == each.base else nan for each in scored],
        OTHERS: [
            float(np.mean([s.probability for s in each.beside])) if each.beside else nan for each in scored
        ],
        HALF: [0.5 for _ in scored],
    }
    found = {name: np.array(said, np.float64) for name, said in known.items()}
    return {name: said for name, said in found.items() if not np.isnan(said).all()}


def _rival(name: str, others: Floats, said: Floats, came: Flags) -> Rival:
    there = ~np.isnan(others)
    theirs, ours, happened = others[there], said[there], came[there]
    return Rival(
        name,
        _penalty(brier(theirs, happened)),
        _penalty(log_score(theirs, happened)),
        mean_score(brier(ours, happened) - brier(theirs, happened)),
    )


def _penalty(scores: Floats) -> Mean:
    """Their mean. Its interval ends where scores do."""
    found = mean_score(scores)
    return replace(found, low=max(0.0, found.low)) if isfinite(found.low) else found
