"""What an agent decides, asked for and checked: who fails is named, with the replication, the day and the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.bargaining.agents.agents import ROLES, Package, Seat
from sim.bargaining.agents.blame import (
    AgentError,
    Unseen,
    UnusableAnswer,
    UnusablePackage,
    line,
    raised,
    where,
)
from sim.scenario.suggestions import listed, remedy, shown

if TYPE_CHECKING:
    from sim.bargaining.agents.model import NegotiationModel


def tabled(model: NegotiationModel, seat: Seat, ceasefire: bool) -> int:
    """The row of the menu that an agent tables; -1 for none. Raises AgentError."""
    decision = "propose_ceasefire" if ceasefire else "propose"
    package = asked(seat, decision)
    try:
        return model.number_of(package, ceasefire=ceasefire)
    except TypeError as error:
        raise UnusableAnswer(f"{told(seat)}: {decision}: {error}") from None
    except ValueError as error:
        raise UnusablePackage(f"{told(seat)}: {decision}: {error}") from None


def signed(seat: Seat, package: Package) -> bool:
    """Does an agent sign? Raises AgentError unless it says True or False: a 1 or a "no" may be meant otherwise."""
    answer = asked(seat, "respond", package)
    if not isinstance(answer, bool | np.bool_):
        raise UnusableAnswer(f"{told(seat)}: respond must return True or False, not {brief(answer)}")
    return bool(answer)


def seated(kind: type[Seat], model: NegotiationModel, name: str, number: int) -> Seat:
    """An agent in its seat. Raises AgentError where it cannot be put there."""
    who = f"{name} ({kind.__name__}) cannot take its seat in replication {model.replication}"
    try:
        with model.deciding(number, kind):
            seat = kind(model, name, number)
    except Unseen as error:
        raise Unseen(f"{who}: __init__ reads {at_its_line(error)}") from None
    except (Exception, SystemExit) as error:
        raise AgentError(f"{who}: __init__ raised {raised(error)}") from error
    if getattr(seat, "model", None) is not model:
        raise AgentError(f"{who}: its __init__ must call super().__init__(model, name, number)")
    return seat


def asked(seat: Seat, decision: str, *about: Any) -> Any:
    """What an agent says. What its own code raises is told with its name; our own mistakes are left as they are."""
    try:
        with seat.model.deciding(seat.number, type(seat)):
            return getattr(seat, decision)(*about)
    except Unseen as error:
        raise Unseen(f"{told(seat)}: {decision} reads {at_its_line(error)}") from None
    except AgentError:
        raise
    except (Exception, SystemExit) as error:
        if type(seat) in ROLES.values():
            raise
        begins = getattr(getattr(type(seat), decision), "__code__", None)
        otherwise = line(begins.co_filename, begins.co_firstlineno) if begins else ""
        raise AgentError(f"{told(seat)}: {decision} raised {raised(error, otherwise)}") from error


def at_its_line(error: AgentError) -> str:
    """What it says, and where in the modeller's own file."""
    place = where(error)
    return f"{error} ({place})" if place else str(error)


def told(seat: Seat) -> str:
    """Who, when."""
    model = seat.model
    return f"{seat.name} ({type(seat).__name__}) in replication {model.replication} on day {model.day:g}"


def row_of(terms: Mapping[str, str], issues: Sequence[str], options: Sequence[Sequence[str]]) -> list[int]:
    """[issue] positions of the options. Raises ValueError for terms that are no package over these issues."""
    for issue in terms:
        if issue not in issues:
            raise ValueError(f"there is no issue {brief(issue)}; {remedy(str(issue), issues)}")
    missing = [issue for issue in issues if issue not in terms]
    if missing:
        raise ValueError(f"a package needs an option for every issue: none is given for {listed(missing)}")
    return [place(terms[issue], issue, known) for issue, known in zip(issues, options, strict=True)]


def not_together(options: Iterable[str]) -> str:
    """Options that a link excludes."""
    return f"the scenario's links do not allow {' and '.join(map(shown, options))} together"


def place(option: object, issue: str, known: Sequence[str]) -> int:
    """The position of an option; a number stands for the option that is called so."""
    if str(option) not in known:
        raise ValueError(f"{shown(issue)} has no option {brief(option)}; {remedy(str(option), known)}")
    return known.index(str(option))


def whole(name: str, value: object) -> int:
    """A number that counts or seeds. Raises TypeError or ValueError for another."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} is a whole number from 0 on, not {brief(value)}")
    if value < 0:
        raise ValueError(f"{name} is a whole number from 0 on, not {value}")
    return int(value)


def brief(value: object) -> str:
    """A value on one line, not too long."""
    return shown(" ".join(repr(value).split()))
