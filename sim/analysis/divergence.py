"""Where two tellings of the same luck part: the first round in which anybody does anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round, Tabled, Trace

Kind: TypeAlias = Literal["turn", "final", "ceasefire", "answer", "ceasefire_answer", "happening", "end"]


@dataclass(frozen=True)
class Divergence:
    """One thing that is done, or befalls the talks, in one telling and not in the other."""

    kind: Kind
    who: str = ""  # whose answer; the actor or event concerned
    what: str = ""  # of a happening: what it is
    issue: str = ""  # of a move: on which issue
    first: bool = False  # of a happening, and of an end: is it in the first telling?


@dataclass(frozen=True)
class Parting:
    """The first round in which the tellings differ in what anybody could have seen."""

    number: int
    day: float
    apart: tuple[Divergence, ...]  # at least one


def parting(one: Trace, other: Trace) -> Parting | None:
    """The first round that differs in whose turn it is, what is tabled, who says yes, or what happens; None if none."""
    for mine, theirs in zip_longest(one.rounds, other.rounds):
        found = _ended(mine) if mine is None or theirs is None else tuple(_apart(mine, theirs))
        if found:
            last = mine or theirs
            return Parting(last.number, last.day, found)
    return None


def numbers_part(one: Trace, other: Trace) -> int | None:
    """The first round in which any number differs, seen or unseen; None if none does."""
    for mine, theirs in zip_longest(one.rounds, other.rounds):
        if mine != theirs:
            return int((mine or theirs).number)
    return None


def _ended(mine: Round | None) -> tuple[Divergence, ...]:
    """One of them ends earlier."""
    return (Divergence("end", first=mine is None),)


def _apart(mine: Round, theirs: Round) -> Iterator[Divergence]:
    if mine.turn != theirs.turn:
        yield Divergence("turn")
    yield from _of_package(mine.final, theirs.final, "final", "answer")
    yield from _of_package(mine.ceasefire, theirs.ceasefire, "ceasefire", "ceasefire_answer")
    seen = [{(h.what, h.who, h.whom, h.issue, h.option): h for h in r.happenings} for r in (mine, theirs)]
    for happenings, others, first in ((seen[0], seen[1], True), (seen[1], seen[0], False)):
        for key, happening in happenings.items():
            if key not in others:
                yield Divergence("happening", happening.who, happening.what, happening.issue, first)


def _of_package(mine: Tabled | None, theirs: Tabled | None, kind: Kind, answer: Kind) -> Iterator[Divergence]:
    """Another package, or another answer to the same one."""
    if mine is None or theirs is None or (mine.by, mine.terms) != (theirs.by, theirs.terms):
        if mine is not theirs:
            yield Divergence(kind)
        return
    yes = [{a.actor: a.yes for a in tabled.answers} for tabled in (mine, theirs)]
    for actor in {**yes[0], **yes[1]}:
        if yes[0].get(actor) != yes[1].get(actor):
            yield Divergence(answer, actor)
