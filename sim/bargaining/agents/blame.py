"""What can go wrong in Python that a modeller wrote, and where in it."""

from __future__ import annotations

import sysconfig
import traceback
from pathlib import Path

from sim.scenario.suggestions import printable

LONGEST = 300  # characters of what an exception says
NOT_THEIRS = (str(Path(__file__).parents[1]), "<frozen", "<string>", *sysconfig.get_paths().values())


class BehaviourError(Exception):
    """The file or the class that an actor names is not there, cannot be run, or is no agent of its role."""


class AgentError(Exception):
    """An agent failed while it decided; says who, in which replication, on which day, and where in its code."""


class UnusableAnswer(AgentError, TypeError):
    """It answered what is neither yes nor no, or tabled what is no package."""


class UnusablePackage(AgentError, ValueError):
    """It tabled a package that cannot be signed here."""


class Unseen(AgentError):
    """While it decided, an agent read what its counterpart at a real table could not know."""


class HalfPlayed(AgentError):
    """A round broke off in the middle, and the model is asked to play on."""


class Unrepeatable(BehaviourError):
    """A replication that is played again ends otherwise."""


def unrepeatable(replication: int) -> Unrepeatable:
    """That it is so, and why that may be."""
    return Unrepeatable(
        f"replication {replication} ends otherwise when it is played again: an actor's own Python depends on more than "
        "the scenario and the seed (a clock, a file, chance of its own, what it remembers of other replications); "
        "draw from self.rng, and remember in self"
    )


def raised(error: BaseException, otherwise: str = "") -> str:
    """What was raised, and where in the modeller's own file: ZeroDivisionError: division by zero (mine.py, line 3).

    otherwise: the place if what was raised does not say.
    """
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    words = printable(" ".join(said.split()))[:LONGEST]
    place = where(error) or otherwise
    return ": ".join(filter(None, [type(error).__name__, words])) + (f" ({place})" if place else "")


def where(error: BaseException) -> str:
    """The innermost line that is neither ours nor a library's; empty if there is none."""
    if isinstance(error, SyntaxError) and error.filename:
        return line(error.filename, error.lineno)
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if not frame.filename.startswith(NOT_THEIRS)]
    return line(theirs[-1].filename, theirs[-1].lineno) if theirs else ""


def line(file: str, number: int | None) -> str:
    """A line of a file."""
    return f"{file}, line {number or 1}"
