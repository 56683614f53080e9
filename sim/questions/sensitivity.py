"""Which inputs carry the spread of which outcome: from the replications at hand, or from a design of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias, Unpack

from sim.analysis import timing
from sim.analysis.events import is_event, values
from sim.analysis.sensitivity import designed, given, morris, sobol
from sim.analysis.sensitivity.answer import Influences, Sensitivity
from sim.analysis.sensitivity.experiment import Experiment, NotInEveryReplication
from sim.analysis.sensitivity.morris import NoSALib
from sim.analysis.sensitivity.swings import with_swings
from sim.bargaining.agents.behaviour import behaviours
from sim.options import RunKeywords, RunOptions
from sim.progress import Watch
from sim.questions.asking import Asked, Subject, Unanswerable, asked, asks
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.scenario.bundles import tied_inputs
from sim.scenario.paths import dotted
from sim.telling import SCENARIO

Method: TypeAlias = Literal["given", "sobol", "morris"]
POINTS = {"sobol": 1024, "morris": 100}  # points and trajectories unless told
SWINGS, SWING_RUNS = 12, 1000
MOST_PARTIES = 3  # that are asked about where a settlement always comes


@asks
def sensitivity(
    subject: Subject,
    outcomes: Sequence[str] = (),
    method: Method = "given",
    **options: Unpack[RunKeywords],
) -> Finding[Sensitivity]:
    """What each uncertain input does to outcomes.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.
    outcomes : sequence of str
        Events and measures by name; the usual ones unless told.
    method : {"given", "sobol", "morris"}
        `given` divides the spread of `runs` replications; `sobol` plays a design of that many points (rounded up to a
        power of two), `morris` one of that many trajectories.

    Returns
    -------
    Finding of Sensitivity
        Of each outcome its inputs, the strongest first: indices without unit, with 95 % intervals, and ranks.

    Raises
    ------
    UnknownName
        For an outcome that there is not.
    Unanswerable
        For a design of inputs that are drawn together, or of a scenario in which code of its own decides.

    See Also
    --------
    evaluate : plays a design of your own.
    discover : under which conditions something happens.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> unsure = {"uniform": [0.2, 0.6]}
    >>> pay = sim.read("scenarios/minimal.yaml").with_(
    ...     {"actors.union.outside_value": unsure, "actors.company.outside_value": unsure}
    ... )
    >>> with TemporaryDirectory() as results:
    ...     answer = sim.sensitivity(pay, ["settlement"], runs=200, results=results).answer
    >>> [f"{each.path} {each.indices['first_order'].value:.2f}" for each in answer.outcomes[0].influences]
    ['actors.union.outside_value 0.35', 'actors.company.outside_value 0.26']
    """
    how = RunOptions(**options)
    if method != "given":
        how = replace(how, runs=size_of(method, POINTS[method] if how.runs is None else how.runs, how.watch))
    question = asked(subject, how, rules_only=method != "given")
    if method != "given" and tied_inputs(question.scenario):
        raise Unanswerable(
            f"--method {method} moves inputs independently of one another, and this scenario draws some together: "
            "ask with --method given, or without them (--set together=[])"
        )
    about = {"outcomes": list(outcomes), "method": method, **question.question.parts}
    inquiry = Inquiry("sensitivity", question.scenario.name, about)
    return find_out(inquiry, Sensitivity, lambda: _made(question, tuple(outcomes), method), question.options)


def size_of(method: Method, wanted: int, watch: Watch) -> int:
    """Points, rounded up to a power of two, or trajectories."""
    size = sobol.power_of_two(wanted) if method == "sobol" and wanted > 0 else wanted
    if size != wanted:
        watch.notice(f"{wanted:,} points are rounded up to {size:,}: Sobol’ points come in powers of two")
    return size


def _made(question: Asked, names: tuple[str, ...], method: Method) -> Made[Sensitivity]:
    from sim.report import wording
    from sim.report.naming import naming
    from sim.report.sensitivity.page import page, said

    for name in names:
        values(question.trial, name)  # a slip of the pen is told before much is played
    names = names or usual(question)
    answer = by_method(question, tuple(dict.fromkeys(names)), method)
    told = question.question.told
    return Made(
        answer,
        lambda: said(answer, naming(told)),
        wording.title(told),
        lambda chapters: page(told, answer, chapters),
        (told,),
        _again(question, names, method),
        {SCENARIO: question.question.resolved},
    )


def _again(question: Asked, names: tuple[str, ...], method: Method) -> str:
    """The command that makes the same page of the scenario that is kept beside it."""
    outcomes = [word for name in names for word in ("--outcome", name)]
    return question.question.again("sensitivity", SCENARIO, "--method", method, *outcomes)


def usual(question: Asked) -> tuple[str, ...]:
    """What the study is about, whether there is a settlement or a zone, and on which day; else what parties gain."""
    scenario = question.scenario
    if not scenario.can_fail:
        return tuple(dotted("utility", party) for party in list(scenario.parties)[:MOST_PARTIES])
    goal, _ = timing.goal(scenario, question.outcomes)
    return tuple(dict.fromkeys((goal, "settlement", "zone", "settlement_day")))


def by_method(question: Asked, names: tuple[str, ...], method: Method) -> Sensitivity:
    """The answer."""
    runs, inputs = question.question.runs, len(question.outcomes.names.inputs)
    if not inputs:
        return _answer(
            question, method, 0, (), ["Every number of the scenario is known: nothing can matter."]
        )
    if method == "given":
        found, played = _given(question, names)
        said = [line for each in found for line in given.cautions(each, inputs, runs)]
    else:
        found, played = _designed(question, names, method)
        said = [line for each in found for line in designed.cautions(each, method, runs)]
    return _answer(question, method, played, found, said)


def _answer(
    question: Asked, method: Method, played: int, found: tuple[Influences, ...], said: Iterable[str]
) -> Sensitivity:
    return Sensitivity(question.scenario.name, method, question.question.runs, played, found, tuple(said))


def _given(question: Asked, names: tuple[str, ...]) -> tuple[tuple[Influences, ...], int]:
    found = tuple(given.influences(question.outcomes, name, tied_inputs(question.scenario)) for name in names)
    if behaviours(question.scenario):
        return found, 0
    strongest = {influence.path for each in found for influence in each.influences[:SWINGS]}
    plays = 2 * min(SWING_RUNS, len(question.outcomes)) * len(strongest)
    with question.options.watch.bar(plays, "swinging") as tick:
        swung = with_swings(_experiment(question, tick), question.outcomes, found, SWINGS, SWING_RUNS)
    return swung, plays


def _designed(question: Asked, names: tuple[str, ...], method: Method) -> tuple[tuple[Influences, ...], int]:
    shares = {name: is_event(question.outcomes, name) for name in names}
    runs, inputs = question.question.runs, len(question.outcomes.names.inputs)
    play, plays = (
        (designed.by_sobol, sobol.plays) if method == "sobol" else (designed.by_morris, morris.plays)
    )
    total = plays(inputs, runs)
    with question.options.watch.bar(total, f"playing a design of {total:,} runs") as tick:
        try:
            return play(_experiment(question, tick), shares, runs), total
        except (NoSALib, NotInEveryReplication) as problem:
            raise Unanswerable(str(problem)) from problem


def _experiment(question: Asked, tick: Callable[[int], None] | None) -> Experiment:
    return Experiment(question.scenario, question.question.seed, question.options.workers, tick)
