"""Which replication is told, and how common what came of it is."""

from __future__ import annotations

from contextlib import suppress
from operator import index
from typing import TYPE_CHECKING

from sim.questions.asking import Asked, Unanswerable

if TYPE_CHECKING:
    from sim.analysis.explanation import Chosen
    from sim.bargaining.outcomes import Outcomes
    from sim.scenario.schema import Scenario

LAST = 2**63 - 2  # replication: the streams of luck count no further


class NoSuchReplication(Unanswerable):
    """None of the replications is of the kind that was asked for."""


def replication_number(run: int) -> int:
    """Replications are counted from 0."""
    with suppress(TypeError):
        if 0 <= index(run) <= LAST:
            return index(run)
    raise ValueError(f"replications are numbered 0, 1, 2 ... {LAST}: there is no replication {run!r}")


def one_of(study: Asked, run: int | None, outcome: str | None, closest_miss: bool) -> tuple[int, Chosen]:
    """Which one, and how common its outcome is."""
    from sim.analysis.examples import examples, ordinary
    from sim.analysis.explanation import Chosen
    from sim.analysis.intervals import share_of
    from sim.bargaining.outcomes import OUTCOMES

    if run is not None:
        return run, Chosen("run", None, None)
    if closest_miss:
        return _nearest(study)
    if outcome is not None:
        _known(outcome)  # a slip of the pen is told before much is played
    found = study.outcomes
    if outcome is None:
        replication = examples(found, 1)[0]
    else:
        _require(found, outcome)
        replication = ordinary(found, OUTCOMES.index(outcome))
    alike = share_of(found.outcome == found.outcome[replication])
    return replication, Chosen("typical" if outcome is None else "outcome", alike, None)


def _known(outcome: str) -> None:
    """That talks can end so at all."""
    from sim.analysis.events import UnknownName
    from sim.bargaining.outcomes import OUTCOMES
    from sim.scenario.suggestions import listed

    if outcome not in OUTCOMES:
        raise UnknownName(
            f"explain chooses a replication by how its talks ended, and none ends as {outcome!r}; allowed: "
            f"{listed(OUTCOMES)}"
        )


def _require(found: Outcomes, outcome: str) -> None:
    """That some replication ended so; otherwise it is said how often that may be, and which ones there are."""
    from sim.analysis.intervals import share_of
    from sim.bargaining.outcomes import OUTCOMES
    from sim.report import amounts, wording

    share = share_of(found.outcome == OUTCOMES.index(outcome))
    if share.hits:
        return
    there = [
        f"{name} {amounts.told(share_of(found.outcome == code))}"
        for code, name in enumerate(OUTCOMES)
        if (found.outcome == code).any()
    ]
    raise NoSuchReplication(
        f"none of {share.of:,} replications has the outcome {outcome} (at most {amounts.percent(share.high)} would); "
        f"there are {wording.listed(there)}"
    )


def _nearest(study: Asked) -> tuple[int, Chosen]:
    """The closest miss."""
    from sim.analysis.examples import closest_miss
    from sim.analysis.explanation import Chosen
    from sim.analysis.intervals import share_of
    from sim.bargaining.inspect.near_misses import best_day, near_misses

    _require_misses(study.scenario, bool(study.agents))
    found, question = study.outcomes, study.question
    lacking = near_misses(question.scenario, question.runs, question.seed, workers=study.options.workers)
    nearest = closest_miss(found, lacking)
    if nearest is None:
        raise NoSuchReplication(
            f"no replication of {question.runs:,} is a miss: either something was signed, or every text crossed "
            "somebody's red line or lacked a consent"
        )
    alike = share_of(found.outcome == found.outcome[nearest])
    return nearest, Chosen("closest_miss", alike, best_day(question.scenario, question.seed, nearest))


def _require_misses(scenario: Scenario, own_minds: bool) -> None:
    if not scenario.can_fail:
        raise NoSuchReplication(
            f"under protocol {scenario.protocol} there is always a decision: nothing is missed"
        )
    if own_minds:
        raise NoSuchReplication(
            "with Python code of your own nobody knows what would have been signed: use --run"
        )
