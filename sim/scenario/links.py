"""Options that do something together: what they are worth as a whole, what excludes and what requires what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from sim.scenario.fields import Block, Lean, Name, Real, Words
from sim.scenario.issues import OneOrMore
from sim.scenario.quantities import Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray

Picks: TypeAlias = dict[Name, OneOrMore]
Options: TypeAlias = Mapping[str, Sequence[str]]  # by issue
MOST_CELLS = 2**18  # combinations of linked issues, with those that are excluded
MOST_COMBINATIONS = 4096  # without them


class Tie(Block):
    """What final and ceasefire links have in common."""

    name: Words | None = None
    """What to call it."""
    label: Words | None = None
    """Text to display instead of the name."""
    when: Picks = {}
    """By issue: the option or options that it is about; it holds where every issue has one of them."""
    needs: Picks = {}
    """By issue: the option or options that must come with `when`."""
    never: Picks = {}
    """By issue: the option or options that cannot be agreed together."""

    key: ClassVar[str]  # under which stands what it adds

    @property
    def adds(self) -> Mapping[str, Quantity]:
        """By actor: what `when` is worth beyond its parts. What is surely 0 is nothing."""
        stated: Mapping[str, Quantity] = getattr(self, self.key)
        return {actor: number for actor, number in stated.items() if number.span != (0.0, 0.0)}


class Link(Tie):
    """Options of several issues whose whole is more or less than its parts, or that exclude or require one another."""

    key: ClassVar[str] = "value"
    value: dict[Name, Lean] = {}
    """By actor: utility that `when` adds to that of its parts, -1..1 (default 0)."""


class CeasefireLink(Tie):
    """The same between options of a ceasefire."""

    key: ClassVar[str] = "worth"
    worth: dict[Name, Real] = {}
    """By actor: utility that `when` adds, per 30 days of the ceasefire (default 0)."""


@dataclass(frozen=True)
class Rule:
    """One thing that a link says: what is added, or what is excluded."""

    link: int  # its place in the file
    when: Mapping[str, tuple[str, ...]]  # by issue
    never: bool


def rules(links: Sequence[Tie], options: Options) -> tuple[Rule, ...]:
    """All that links say; a requirement excludes all else. In an order that is not that of the file."""
    found = [rule for n, link in enumerate(links) for rule in _said(n, link, options)]
    return tuple(sorted(found, key=lambda rule: (sorted(rule.when.items()), rule.never)))


def _said(n: int, link: Tie, options: Options) -> Iterator[Rule]:
    if link.adds:
        yield Rule(n, link.when, never=False)
    if link.never:
        yield Rule(n, link.never, never=True)
    for issue, wanted in link.needs.items():
        others = tuple(option for option in options[issue] if option not in wanted)
        if others:
            yield Rule(n, {**link.when, issue: others}, never=True)


def blocks(issues: Sequence[str], found: Sequence[Rule]) -> list[tuple[str, ...]]:
    """Issues that are tied together, through others too: each block by name, and the blocks by their first issue."""
    block = {issue: frozenset([issue]) for issue in issues}
    for rule in found:
        joined = frozenset[str]().union(*(block[issue] for issue in rule.when))
        block |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(names)) for names in block.values()})


def combinations(block: Sequence[str], found: Sequence[Rule], options: Options) -> NDArray[Any]:
    """[combination, issue of the block] places of the options that nothing excludes, in their order."""
    import numpy as np

    fine = np.ones([len(options[issue]) for issue in block], np.bool_)
    for rule in found:
        if rule.never and set(rule.when) <= set(block):
            fine[np.ix_(*(places(rule, issue, options) for issue in block))] = False
    return np.argwhere(fine)


def places(rule: Rule, issue: str, options: Options) -> list[int]:
    """Of the options of an issue that go with a rule: all, if it is not about that issue."""
    wanted = rule.when.get(issue, options[issue])
    return [place for place, option in enumerate(options[issue]) if option in wanted]


def excluding(found: Sequence[Rule], terms: Mapping[str, str]) -> Rule | None:
    """The first rule by which a package cannot be agreed."""
    broken = (rule for rule in found if rule.never and all(terms.get(k) in o for k, o in rule.when.items()))
    return next(broken, None)
