"""One scenario under each protocol, and how far the answers lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.running import run
from sim.scenario.protocols import PROTOCOLS
from sim.scenario.reading import read
from sim.stopping import kept_meanwhile
from sim.study import Study

if TYPE_CHECKING:
    from sim.analysis.spread import Spread


def each_protocol(file: str | Path, *, overrides: Sequence[str] = (), **options: Any) -> dict[str, Study]:
    """The same scenario under each protocol, with the same luck.

    None is played if one cannot be; `latest` then names the study of the first.

    Parameters
    ----------
    file : path
        Of a scenario.
    overrides : sequence of str
        What is set over it.
    **options
        What `run` takes.

    Returns
    -------
    dict of str to Study
        By protocol.

    Raises
    ------
    ScenarioError
        With all that is wrong with the scenario under any of them.

    See Also
    --------
    spread : how far they lie apart.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     list(sim.each_protocol("scenarios/minimal.yaml", runs=10, results=results))
    ['mediated', 'alternating_offers', 'challenge']
    """
    asked = {name: [*overrides, f"protocol={name}"] for name in PROTOCOLS}
    for changes in asked.values():
        read(Path(file), changes)
    played: dict[str, Study] = {}
    with kept_meanwhile(lambda: f"{len(played)} of {len(PROTOCOLS)} studies" if played else ""):
        for name in reversed(PROTOCOLS):
            played[name] = run(file, overrides=asked[name], **options)
    return {name: played[name] for name in PROTOCOLS}


def spread(studies: Mapping[str, Study]) -> Spread:
    """How much of the answer is the choice of theory.

    Parameters
    ----------
    studies : mapping of str to Study
        By protocol: studies of one scenario with as many runs in each, the first of which the others are compared with.

    Returns
    -------
    Spread
        Shares (0..1) of settlements with their 95 % intervals, and paired differences.

    Raises
    ------
    ValueError
        Unless the replications are the same in all.

    See Also
    --------
    each_protocol : plays them.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     apart = sim.spread(sim.each_protocol("scenarios/minimal.yaml", runs=10, results=results))
    >>> apart.beside["alternating_offers"].difference.difference
    0.0
    """
    from sim.analysis.spread import spread

    return spread({name: study.played() for name, study in studies.items()})
