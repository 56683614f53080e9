"""What would have to change: every obstacle of a scenario taken away in turn, on the same luck."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Unpack

import numpy as np

from sim.analysis.changes import removals
from sim.analysis.dealbreakers import DealBreakers
from sim.analysis.replays import Replays, worlds
from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, Unanswerable, asked, asks
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.scenario.schema import Scenario
from sim.telling import SCENARIO

KIND = "dealbreakers"
RUNS = 5_000  # every change plays them all again


@asks
def dealbreakers(
    subject: Subject,
    pairs: bool = False,
    **options: Unpack[RunKeywords],
) -> Finding[DealBreakers]:
    """Which change alone opens a zone of agreement in worlds that failed, and which makes them settle.

    A change is a red line dropped, a consent given, a guarantee believed, distrust, costs at home, optimism or a vote
    at home gone, or the cost of war doubled. Without `runs` 5,000 replications are played, or those of a smaller study.
    Where all settle, a settlement by the median day is asked for.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.
    pairs : bool
        Also what works only together?

    Returns
    -------
    Finding of DealBreakers
        Of each change, the shares (0..1) of failed worlds that it opens and settles, with 95 % intervals.

    Raises
    ------
    Unanswerable
        Where nothing stands in the way of a decision, where nothing can be taken away, and where actors decide by
        Python code of their own.

    See Also
    --------
    sensitivity : what uncertain inputs do.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> never = [f"{half / 2:g}" for half in range(13)]  # a raise of 0 to 6 %
    >>> firm = {"actors.union.red_lines": {"raise": {"options": never}}}
    >>> pay = sim.read("scenarios/minimal.yaml").with_(firm)
    >>> with TemporaryDirectory() as results:
    ...     tried = sim.dealbreakers(pay, runs=20, results=results).answer.tried
    >>> [(each.change.kind, each.change.actor, each.settlement.gained.share) for each in tried]
    [('red_line', 'union', 1.0)]
    """
    study = asked(subject, RunOptions(**options), rules_only=True, most=RUNS)
    _refuse(study.scenario)
    inquiry = Inquiry(KIND, study.scenario.name, {"question": study.question.parts, "pairs": pairs})
    return find_out(inquiry, DealBreakers, lambda: _made(study, pairs), study.options)


def _refuse(scenario: Scenario) -> None:
    """What cannot be asked of a scenario."""
    if not scenario.can_fail:
        raise Unanswerable(
            f"under protocol: {scenario.protocol} a decision always comes: nothing stands in its way that could be "
            "taken away; ask under another protocol, for example --set protocol=mediated"
        )
    if not removals(scenario):
        raise Unanswerable(
            f"{scenario.name} has nothing that could be taken away: no red line, no consent that is needed, no doubt "
            "about a guarantee, no distrust, no cost at home, no war and no vote"
        )


def _made(study: Asked, pairs: bool) -> Made[DealBreakers]:
    from sim.analysis.dealbreakers import find_dealbreakers, replays_needed
    from sim.report import wording
    from sim.report.dealbreakers import page, sentences

    scenario, question, outcomes = study.scenario, study.question, study.outcomes
    # Where all settle, the question is what would make them settle sooner.
    by_day = float(np.median(outcomes.settlement_day)) if outcomes.settled.all() else inf
    base = worlds(outcomes, by_day)
    if not base.failed.any():
        played = wording.counted(question.runs, "replication")
        when = f"a settlement by day {by_day:g}"
        raise Unanswerable(f"{scenario.name} always ends in {when} ({played}): nothing has to change")
    replays = Replays(scenario, question.seed, 0, question.runs, study.options.workers, by_day=by_day)
    with study.options.watch.bar(replays_needed(replays, pairs), "playing without") as tick:
        found = find_dealbreakers(replace(replays, tick=tick), base, pairs)
    told, again = question.told, question.again(KIND, SCENARIO, *(["--pairs"] if pairs else []))
    return Made(
        found,
        lambda: sentences.headline(scenario, found),
        wording.title(told),
        lambda chapters: page.page(told, found, chapters),
        (told,),
        again,
        {SCENARIO: question.resolved},
    )
