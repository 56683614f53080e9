"""Which distributions of the uncertain inputs agree with forecasts, polls and what happened?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, Unanswerable, asked, asks
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.scenario.reading import resolved
from sim.scenario.targets import Targets, read_targets, targets_as_yaml
from sim.telling import SCENARIO

if TYPE_CHECKING:
    from sim.analysis.calibration.answer import Calibration

NARROWED, TARGETS = "narrowed.yaml", "targets.yaml"


@asks
def calibrate(
    subject: Subject,
    target: str | Path | Targets,
    **options: Unpack[RunKeywords],
) -> Finding[Calibration]:
    """Narrow the uncertain inputs of a scenario until it agrees with the targets, as little as will do.

    The folder holds `scenario.yaml` as stated and `narrowed.yaml`, which plays as any scenario does.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.
    target : path or Targets
        Shares (0..1) of events, between which ends they should lie.

    Returns
    -------
    Finding of Calibration
        Each target before and after; each number that moved, in its unit, and by how many bits.

    Raises
    ------
    Unanswerable
        For a scenario in which actors decide by Python code of their own, or without anything to narrow.

    See Also
    --------
    sensitivity : which inputs carry an event.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> unsure = {"uniform": [0.2, 0.6]}
    >>> pay = sim.read("scenarios/minimal.yaml").with_(
    ...     {"actors.union.outside_value": unsure, "actors.company.outside_value": unsure}
    ... )
    >>> with TemporaryDirectory() as results:
    ...     target = Path(results, "said.yaml")
    ...     _ = target.write_text("targets: {rarely: {event: settlement, probability: [0.3, 0.4]}}")
    ...     answer = sim.calibrate(pay, target, runs=200, results=results).answer
    >>> [(each.name, each.before.share, each.after.share) for each in answer.met]
    [('rarely', 0.72, 0.32)]
    """
    from sim.analysis.calibration.answer import Calibration

    question = asked(subject, RunOptions(**options), rules_only=True)
    wanted = target if isinstance(target, Targets) else read_targets(target)
    about: dict[str, Any] = {"question": question.question.parts, "targets": wanted.model_dump(mode="json")}
    return find_out(
        Inquiry("calibrate", question.scenario.name, about),
        Calibration,
        lambda: made(question, wanted),
        question.options,
    )


def made(question: Asked, targets: Targets) -> Made[Calibration]:
    """The answer, the narrowed scenario and the page."""
    from sim.analysis.calibration.aims import aims
    from sim.analysis.calibration.dials import dials
    from sim.analysis.calibration.narrowing import narrowed_scenario
    from sim.analysis.calibration.search import TiltSearch
    from sim.report.calibration.page import page
    from sim.report.calibration.sentences import title

    if not dials(question.scenario, question.trial.names.inputs):
        raise Unanswerable(f"{question.scenario.name} has no uncertain number: there is nothing to narrow")
    aims(question.scenario, targets, question.trial)  # a slip of the pen is told before much is played
    search = TiltSearch(
        question.scenario, question.question.seed, targets, question.outcomes, question.options.workers
    )
    found, rounds = search.run(question.question.runs)
    note = f"Narrowed to agree with: {targets.title or 'targets'}"
    narrowed = narrowed_scenario(question.scenario, found.dials, found.proposal, note)
    narrowed = narrowed.replaced(name=f"{narrowed.name} narrowed")
    answer = search.answer(found, rounds, narrowed)
    changes = question.question.changes
    again = question.question.again("calibrate", SCENARIO, "--target", TARGETS)
    files = {
        SCENARIO: question.question.resolved,
        NARROWED: resolved(narrowed),
        TARGETS: targets_as_yaml(targets),
    }
    return Made(
        answer,
        lambda: said(answer),
        title(answer, changes),
        lambda chapters: page(question.scenario, answer, chapters, changes),
        (narrowed,),
        again,
        files,
    )


def said(answer: Calibration) -> str:
    """In a line."""
    met = sum(target.met for target in answer.met)
    return f"{met} of {len(answer.met)} targets met, {len(answer.narrowed)} inputs moved"
