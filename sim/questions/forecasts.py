"""What does a study foretell, and how good were the forecasts of a ledger?"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from sim import __version__
from sim.ledger import book
from sim.ledger.entries import StudyRef
from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Subject, Unanswerable, asked
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.scenario.suggestions import remedy

if TYPE_CHECKING:
    from sim.bargaining.outcomes import Flags, Outcomes
    from sim.ledger.grades import Grades
    from sim.scenario.schema import Scenario

DIGITS = 5  # of a probability: a file for people to read


def foretold(
    subject: Subject,
    outcome: str,
    by: datetime.date,
    **options: Unpack[RunKeywords],
) -> tuple[StudyRef, float | None]:
    """In how many replications an event happens by the end of a day; and the share of comparable cases, if known.

    Raises what `asked` does, and Unanswerable.
    """
    question = asked(subject, RunOptions(**options))
    day = day_of(question.scenario, by)
    happened(question.trial, outcome, day)  # a slip of the pen is told before much is played
    hits = int(happened(question.outcomes, outcome, day).sum())
    parts = question.question.parts
    played = StudyRef(
        scenario=question.scenario.name,
        outcome=outcome,
        hits=hits,
        runs=question.question.runs,
        seed=str(question.question.seed),
        changes=question.question.changes,
        scenario_sha256=str(parts["scenario"]),
        program_sha256=str(parts["program"]),
        version=__version__,
    )
    return played, base_rate(question.scenario, outcome, day)


def day_of(scenario: Scenario, by: datetime.date) -> float:
    """The day of the talks that a date is. Raises Unanswerable for one that is none."""
    if scenario.start is None:
        raise Unanswerable(f"{scenario.name} has no `start`, so {by} is no day of it")
    day = float((by - scenario.start).days)
    if not 0.0 < day <= scenario.horizon_days:
        last = scenario.start + datetime.timedelta(days=int(scenario.horizon_days))
        raise Unanswerable(
            f"{by} is no day of {scenario.name}, which is played from {scenario.start} to {last}"
        )
    return day


def happened(outcomes: Outcomes, outcome: str, day: float) -> Flags:
    """[replication] did it happen by that day? Raises Unanswerable, with the nearest right name."""
    from sim.analysis.events import days_of

    known = days_of(outcomes)
    if outcome not in known:
        raise Unanswerable(f"there is no event {outcome!r} that has a day; {remedy(outcome, known)}")
    return known[outcome] <= day


def base_rate(scenario: Scenario, outcome: str, day: float) -> float | None:
    """How often it happened by then in comparable cases; None where the scenario names none."""
    from sim.analysis.comparable import there

    found = [round(there(rate, day)[1].share, DIGITS) for rate in scenario.rates if rate.outcome == outcome]
    return found[0] if found else None


def probability(played: StudyRef) -> float:
    """The share, with half a replication more for either answer: what never happened in a study may happen yet."""
    return round((played.hits + 0.5) / (played.runs + 1.0), DIGITS)


def score(ledger: str | Path, options: RunOptions) -> Finding[Grades]:
    """The grades of all forecasts in a ledger. Raises Broken where it is not as it was written, TooLarge, OSError."""
    from sim.ledger.grades import Grades, graded
    from sim.report.ledger.page import page
    from sim.report.ledger.sentences import TITLE, ledger_line

    known = book.read(Path(ledger))
    answer = graded(known)
    return find_out(
        Inquiry("forecasts", "ledger", {"head": known.head}),
        Grades,
        lambda: Made(
            answer,
            lambda: ledger_line(answer),
            TITLE,
            lambda chapters: page(answer, chapters),
            (),
            "python -m sim forecast score",
        ),
        options,
        kept=lambda: "",
    )
