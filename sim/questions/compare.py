"""What changes from one scenario to another, on the same luck?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from sim.analysis.plain import plain
from sim.options import RunKeywords, RunOptions
from sim.program import digest
from sim.questions.asking import Subject, asks
from sim.questions.columns import Compared, comparison_columns
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.results.store import as_json
from sim.scenario.differing import Change, changes

if TYPE_CHECKING:
    from sim.analysis.comparison import Comparison
    from sim.analysis.contrasts import Played


@asks
def compare(
    *subjects: Subject,
    variants: Sequence[str] = (),
    **options: Unpack[RunKeywords],
) -> Finding[Comparison]:
    """Scenarios beside one another, with the same luck in each.

    Parameters
    ----------
    *subjects : path, Scenario or Study
        Two to twelve, variants included; the first is the base of all others.
    variants : sequence of str
        Each one more: the base with that change, `"actors.us.credibility=0.9"`.

    Returns
    -------
    Finding of Comparison
        Shares (0..1) with 95 % intervals, paired differences, what flows from which outcome to which, what differs.

    Raises
    ------
    Unanswerable
        For fewer than two or more than twelve.
    ScenarioError, NotAStudy, CodeNotAllowed
        For what cannot be played.

    See Also
    --------
    sweep : many values of one number or two.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     change = ["actors.union.outside_value=0.9"]
    ...     found = sim.compare("scenarios/minimal.yaml", variants=change, runs=50, results=results)
    ...     [side.outcomes["settlement"].share for side in found.answer.sides]
    [1.0, 0.0]
    """
    return comparison(comparison_columns(subjects, variants, RunOptions(**options)))


def comparison(found: Sequence[Compared]) -> Finding[Comparison]:
    """The answer from disk if the same was compared before, else made and kept."""
    from sim.analysis.comparison import Comparison

    differ = tuple(changes(found[0].scenario, each.scenario, each.data) for each in found[1:])
    inquiry = Inquiry("compare", inquiry_names(found), _asked(found, differ))
    options = found[0].asked.options
    return find_out(inquiry, Comparison, lambda: _made(found, differ, options.command), options)


def inquiry_names(found: Sequence[Compared]) -> str:
    """The scenarios, for lists."""
    return " · ".join(each.name for each in found)


def _asked(found: Sequence[Compared], differ: Sequence[tuple[Change, ...]]) -> dict[str, object]:
    return {
        "names": [each.name for each in found],
        "titles": [each.title for each in found],
        "questions": [each.asked.question.parts for each in found],
        "changes": digest(as_json(plain(differ)).encode()),
    }


def _made(
    found: Sequence[Compared], differ: Sequence[tuple[Change, ...]], command: str | None
) -> Made[Comparison]:
    from sim.analysis.contrasts import compared
    from sim.report.comparison.page import page
    from sim.report.comparison.sentences import headline

    question = found[0].asked.question
    answer = compared(list(_played(found)), differ, question.seed)
    scenarios = tuple(each.scenario for each in found)
    again = command or f"sim.compare(...)  # {inquiry_names(found)}"
    return Made(
        answer,
        lambda: headline(answer),
        inquiry_names(found),
        lambda chapters: page(scenarios, answer, chapters),
        scenarios,
        again,
    )


def _played(found: Sequence[Compared]) -> Iterator[Played]:
    """Each in turn. The question is copied, so that its replications are let go once they are counted."""
    from sim.analysis.contrasts import played
    from sim.report import wording

    for each in found:
        outcomes = replace(each.asked).outcomes
        yield played(wording.clean(each.name), wording.clean(each.title), each.scenario, outcomes)
