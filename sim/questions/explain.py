"""Why did one replication go as it did?"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from operator import index
from typing import TYPE_CHECKING, Any, Unpack

from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, Unanswerable, asked, asks, taken
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.telling import SCENARIO

if TYPE_CHECKING:
    from sim.analysis.explanation import Chosen, Explanation, Telling
    from sim.bargaining.outcomes import Outcomes
    from sim.scenario.schema import Scenario


LAST = 2**63 - 2  # replication: the streams of luck count no further


class NoSuchReplication(Unanswerable):
    """None of the replications is of the kind that was asked for."""


@asks
def explain(
    subject: Subject,
    run: int | None = None,
    *,
    outcome: str | None = None,
    typical: bool = False,
    closest_miss: bool = False,
    changes: Sequence[str] = (),
    **options: Unpack[RunKeywords],
) -> Finding[Explanation]:
    """One replication, round by round: by its number, or an ordinary one of an outcome, or the closest miss.

    Without any of these an ordinary one of the most frequent outcome. `overrides` are laid over the file first.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.
    run : int, optional
        The number of a replication, from 0.
    outcome : str, optional
        A category of outcomes, of which an ordinary one is told.
    typical : bool
        An ordinary one of the most frequent outcome?
    closest_miss : bool
        The one that came closest to a deal?
    changes : sequence of str
        A what-if on the same luck: `"actors.us.credibility=0.9"`.

    Returns
    -------
    Finding of Explanation
        What was tabled on which day, and what it was worth to whom (utility).

    Raises
    ------
    NoSuchReplication
        For a number that there is not.
    ValueError
        If more than one is asked for, or `run` is no whole number from 0.

    See Also
    --------
    play : all of them.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     told = sim.explain("scenarios/minimal.yaml", run=3, runs=10, results=results).answer
    >>> told.telling.trace.outcome, len(told.telling.trace.rounds)
    ('settlement', 19)
    """
    from sim.analysis.explanation import Explanation

    if (run is not None) + (outcome is not None) + typical + closest_miss > 1:
        raise ValueError("one replication at a time: a number, an outcome, a typical one or the closest miss")
    run = None if run is None else _whole(run)
    subject, how_asked = taken(subject, RunOptions(**options))
    study = changed = asked(subject, how_asked)
    if changes:
        changed = asked(subject, replace(how_asked, overrides=(*how_asked.overrides, *changes)))
    how = {"run": run, "outcome": outcome, "closest_miss": closest_miss}
    parts, others = dict(study.question.parts), dict(changed.question.parts)
    for each in (parts, others) if run is not None else ():
        del each["runs"]  # every replication can be played alone
    about = {"question": parts, "how": how, "changes": [*changes], "changed": others}
    inquiry = Inquiry("explain", study.scenario.name, about)
    return find_out(inquiry, Explanation, lambda: _made(study, changed, tuple(changes), how), study.options)


def _made(study: Asked, changed: Asked, changes: tuple[str, ...], how: dict[str, Any]) -> Made[Explanation]:
    from sim.analysis.divergence import numbers_part, parting
    from sim.analysis.explanation import Explanation, WhatIf
    from sim.report import wording
    from sim.report.explanation import headline, page

    replication, chosen = _chosen(study, **how)
    told, what_if = _telling(study, replication), None
    if changes:
        other = _telling(changed, replication)
        apart = parting(told.trace, other.trace), numbers_part(told.trace, other.trace)
        what_if = WhatIf(changes, other, *apart)
    answer = Explanation(study.scenario.name, study.question.seed, replication, chosen, told, what_if)
    return Made(
        answer,
        lambda: headline(study.scenario, answer),
        wording.title(study.question.told),
        lambda chapters: page(study.question.told, answer, changed.scenario, chapters),
        (study.scenario, changed.scenario),
        _again(study, changes, **how),
        {SCENARIO: study.question.resolved},
    )


def _again(
    study: Asked, changes: tuple[str, ...], run: int | None, outcome: str | None, closest_miss: bool
) -> str:
    """The command that makes the same page of the scenario that is kept beside it."""
    words = ["python", "-m", "sim", "explain", SCENARIO, "--seed", f"{study.question.seed}"]
    words += ["--runs", f"{study.question.runs}"] if run is None else ["--run", f"{run}"]
    words += ["--outcome", outcome] if outcome is not None else []
    words += ["--closest-miss"] if closest_miss else []
    words += [word for change in changes for word in ("--set", change)]
    return shlex.join(words)


def _whole(run: int) -> int:
    """Replications are counted from 0."""
    with suppress(TypeError):
        if 0 <= index(run) <= LAST:
            return index(run)
    raise ValueError(f"replications are numbered 0, 1, 2 ... {LAST}: there is no replication {run!r}")


def _telling(study: Asked, replication: int) -> Telling:
    from sim.analysis.drawn import drawn
    from sim.analysis.explanation import Telling
    from sim.bargaining.compiled import has_begun
    from sim.bargaining.inspect.trace import refuse_other_end, trace
    from sim.first_time import compiling

    scenario, seed = study.scenario, study.question.seed
    agents, watch = study.agents, study.options.watch
    with compiling(f"{scenario.protocol}, step by step", has_begun(scenario.protocol), watch):
        told = trace(scenario, seed, replication, agents=agents, reasons=True)
    found = study.known if agents else None
    if found and replication < len(found):
        refuse_other_end(told, found)
    return Telling(told, drawn(scenario, seed, replication, told.inputs))


def _chosen(study: Asked, run: int | None, outcome: str | None, closest_miss: bool) -> tuple[int, Chosen]:
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
