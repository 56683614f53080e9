"""Plays a negotiation thousands of times from one YAML file and says what came out.

The way through, one package per step:

    scenario     what is negotiated: YAML -> Scenario
    bargaining   how it is negotiated: Scenario -> Outcomes
    doubts       what is probably a mistake: Scenario -> warnings
    analysis     what follows: Outcomes -> Summary
    report       how it is told: Summary -> terminal, HTML
    results      where it is kept: a folder per question, whole or absent
    ledger       what was foretold, and what came of it: lines that cannot be changed unnoticed
    interchange  from and to other programs: GENIUS, NegMAS
    validation   why believe it: theory, peers and data beside what we compute
    study        the whole way on one screen
    questions    what is asked of studies: compare, explain, dealbreakers, sensitivity, discover, sweep, calibrate,
                 tournament, stream
    app          the same on pages that answer while one looks
    cli          the same from the command line: python -m sim scenarios/ceasefire30.yaml

From Python it is a handful of names. `read` gives a Scenario and `run` plays it:

    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> scenario = sim.read("scenarios/black_sea_swap.yaml")
    >>> study = sim.run(scenario, runs=100, seed=1, results=folder.name)
    >>> len(study.outcomes), study.summary.outcomes["settlement"].of
    (100, 100)
    >>> study.figures.outcomes().layout.title.text
    'How the talks end'

`play` does the same in memory, and keeps nothing:

    >>> outcomes = sim.play(scenario, runs=100, seed=1)
    >>> bool((outcomes.to_frame()["outcome"] == study.outcomes["outcome"]).all())
    True

`Scenario.from_dict` makes one of a mapping, and `with_` another of it; both are checked as a file is, and neither can
be changed in place:

    >>> firmer = scenario.with_({"horizon_days": 60})
    >>> firmer.horizon_days, scenario.horizon_days == 60
    (60.0, False)

`evaluate` takes a table of inputs, and `problem` says between which ends they lie:

    >>> table = {"actors.us.credibility": [0.1, 0.9]}
    >>> len(sim.evaluate(scenario, table, runs=50, outcomes=["settlement"]))
    2

`each_protocol` plays it by each set of rules, and `spread` says how far these lie apart. What is asked of studies takes
a file, a Scenario, a Study or its folder, and gives a Finding: an `answer`, and the `page` that tells it.

    >>> found = sim.compare(study, "scenarios/ceasefire30.yaml", results=folder.name)
    >>> found.answer.runs, len(found.answer.sides)
    (100, 2)
    >>> told = sim.explain(study, run=31, results=folder.name)
    >>> told.answer.telling.trace.outcome == study.outcomes["outcome"][31]
    True
    >>> varied = sim.sweep(study, {"actors.us.credibility": [0.1, 0.9]}, runs=50, results=folder.name)
    >>> varied.page.exists()
    True
    >>> folder.cleanup()

`dealbreakers`, `sensitivity`, `discover`, `calibrate` and `tournament` are called likewise. All take `executor=`: any
of `concurrent.futures`, or a `Cluster` of Dask's. Whoever plays, the answer is the same. `stream` plays more
replications than memory holds.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.cluster import Cluster
    from sim.playing import play
    from sim.questions.calibrate import calibrate
    from sim.questions.compare import compare
    from sim.questions.dealbreakers import dealbreakers
    from sim.questions.discover import discover
    from sim.questions.evaluate import evaluate
    from sim.questions.explain import explain
    from sim.questions.load import load
    from sim.questions.problem import problem
    from sim.questions.sensitivity import sensitivity
    from sim.questions.stream import stream
    from sim.questions.sweep import sweep
    from sim.questions.tournament import tournament
    from sim.running import run
    from sim.scenario.reading import read
    from sim.scenario.schema import Scenario
    from sim.scenario.shipped import scenarios
    from sim.spreading import each_protocol, spread

__all__ = [
    "PROGRAM",
    "Cluster",
    "Scenario",
    "__version__",
    "calibrate",
    "compare",
    "dealbreakers",
    "discover",
    "each_protocol",
    "evaluate",
    "explain",
    "load",
    "play",
    "problem",
    "read",
    "run",
    "scenarios",
    "sensitivity",
    "spread",
    "stream",
    "sweep",
    "tournament",
]
__version__ = "0.1.0"
PROGRAM = "parleysim"
QUESTIONS = (
    "calibrate",
    "compare",
    "dealbreakers",
    "discover",
    "evaluate",
    "explain",
    "load",
    "problem",
    "sensitivity",
    "stream",
    "sweep",
    "tournament",
)
HOMES = (
    {"play": "sim.playing", "read": "sim.scenario.reading"}
    | {"Cluster": "sim.cluster", "Scenario": "sim.scenario.schema", "scenarios": "sim.scenario.shipped"}
    | {"each_protocol": "sim.spreading", "run": "sim.running", "spread": "sim.spreading"}
    | {name: f"sim.questions.{name}" for name in QUESTIONS}
)


def __dir__() -> list[str]:
    """What is offered, also before it is imported."""
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import sim` costs nothing."""
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
