"""Under which conditions does it happen? Boxes over the uncertain inputs of a study."""

from __future__ import annotations

from typing import Unpack

from sim.analysis.discovery.types import Discovery
from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, Unanswerable, asked, asks
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.telling import SCENARIO

KIND = "discover"


@asks
def discover(
    subject: Subject,
    outcome: str = "settlement",
    *,
    density: float | None = None,
    support: float = 0.05,
    **options: Unpack[RunKeywords],
) -> Finding[Discovery]:
    """The conditions on sampled inputs under which an event happens: boxes (PRIM) and a tree (CART).

    They are chosen on the even replications and measured on the odd ones.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.
    outcome : str
        An event as `sim.analysis.events.events` names it.
    density : float, optional
        0..1: the least share of worlds with it that a box must hold; where density and coverage together are worth most
        unless told.
    support : float
        0..1: the least share of all worlds in a box.

    Returns
    -------
    Finding of Discovery
        Boxes and leaves: their conditions in the units of the inputs, shares (0..1) with 95 % intervals.

    Raises
    ------
    UnknownName
        For an event that there is not.
    Unanswerable
        Where it happens too rarely or too often to say when, or where ema_workbench is missing (extra `discovery`).

    See Also
    --------
    sensitivity : how much each input carries.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> unsure = {"uniform": [0.2, 0.6]}
    >>> pay = sim.read("scenarios/minimal.yaml").with_(
    ...     {"actors.union.outside_value": unsure, "actors.company.outside_value": unsure}
    ... )
    >>> with TemporaryDirectory() as results:
    ...     box = sim.discover(pay, "settlement", runs=400, results=results).answer.boxes[0]
    >>> [f"{each.path}: {each.low:.2f} to {each.high:.2f}" for each in box.conditions]
    ['actors.union.outside_value: 0.20 to 0.47', 'actors.company.outside_value: 0.20 to 0.47']
    """
    study = asked(subject, RunOptions(**options))
    searched = {"outcome": outcome, "density": density, "support": support}
    inquiry = Inquiry(KIND, study.scenario.name, {"question": study.question.parts, **searched})
    return find_out(inquiry, Discovery, lambda: _made(study, outcome, density, support), study.options)


def _made(study: Asked, outcome: str, density: float | None, support: float) -> Made[Discovery]:
    from sim.analysis.discovery import search
    from sim.analysis.discovery.rules import NotInstalled
    from sim.analysis.events import flags
    from sim.report import wording
    from sim.report.discovery import page, sentences

    flags(study.trial, outcome)  # a slip of the pen is told before much is played
    scenario, question, outcomes = study.scenario, study.question, study.outcomes
    study.options.watch.notice("looking for conditions (about ten seconds)")
    try:
        found = search.discover(outcomes, outcome, search.Wanted(density, support))
    except search.TooFew as error:
        raise Unanswerable(f"{scenario.name}, {outcome}: {error}") from error
    except NotInstalled as error:
        raise Unanswerable(str(error)) from error
    how = ("--support", f"{support:g}", *(() if density is None else ("--density", f"{density:g}")))
    return Made(
        found,
        lambda: sentences.headline(scenario, found),
        wording.title(question.told),
        lambda chapters: page.page(question.told, found, chapters),
        (scenario,),
        question.again(KIND, SCENARIO, "--outcome", outcome, *how),
        {SCENARIO: question.resolved},
    )
