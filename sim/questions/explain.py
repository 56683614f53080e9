"""Why did one replication go as it did?"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, asked, asks, taken
from sim.questions.choosing import one_of, replication_number
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.telling import SCENARIO

if TYPE_CHECKING:
    from sim.analysis.explanation import Explanation, Telling


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
    run = None if run is None else replication_number(run)
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

    replication, chosen = one_of(study, **how)
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
