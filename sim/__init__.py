"""Plays a negotiation thousands of times from one YAML file and says what came out.

The way through, one package per step:

    scenario     what is negotiated: YAML -> Scenario
    bargaining   how it is negotiated: Scenario -> Outcomes
    analysis     what follows: Outcomes -> Summary
    report       how it is told: Summary -> terminal, HTML
    results      where it is kept: a folder per question, whole or absent
    interchange  from and to other programs: GENIUS, NegMAS
    validation   why believe it: theory, peers and data beside what we compute
    study        the whole way on one screen
    inquiries    what is asked of studies: compare, explain, dealbreakers, sensitivity, discover, sweep, calibrate
    commands     the same from the command line: python -m sim scenarios/ceasefire30.yaml

From Python: `sim.read(path)` gives a Scenario, `sim.run(path)` plays it and gives a Study, `sim.each_protocol(path)`
one Study for each protocol, and `sim.spread(studies)` how far these lie apart.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.reading import read
    from sim.study import each_protocol, run, spread

__all__ = ["PROGRAM", "__version__", "each_protocol", "read", "run", "spread"]
__version__ = "0.1.0"
PROGRAM = "parleysim"
HOMES = {"read": "sim.scenario.reading"} | dict.fromkeys(("each_protocol", "run", "spread"), "sim.study")


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import sim` costs nothing."""
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
