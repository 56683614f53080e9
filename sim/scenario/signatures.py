"""How many must sign, and which coalitions of parties are enough."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Annotated, Any, NamedTuple

from pydantic import model_validator

from sim.scenario.fields import Block, Name, PlainNotNegative, Within
from sim.scenario.scalars import needed

LOSES, WINS = 0, 1  # nodes at which all is decided
HAIR = Fraction(1, 2**30)  # of a share: 0.7058823529411765 of 17 votes are 12
MOST_NODES = 4096  # of a diagram; so many are walked through for every package that is weighed


class Signatures(Block):
    """Whose signatures a final package needs: by default those of all parties."""

    quota: Annotated[float, Within(0, 1, above=True)] = 1.0
    """Least share of all weights that must sign, above 0, at most 1 (default 1)."""
    members: Annotated[float, Within(0, 1)] = 0.0
    """Least share of the parties, each counted once, that must sign too, 0..1 (default 0)."""
    weights: dict[Name, PlainNotNegative] = {}
    """By party: its votes, at least 0 (default 1)."""
    required: tuple[Name, ...] = ()
    """Parties without which nothing is signed (default none)."""

    @model_validator(mode="before")
    @classmethod
    def _everybody(cls, written: Any) -> Any:
        """`all` is the rule without exceptions."""
        if written == "all":
            return {}
        if isinstance(written, str):
            raise ValueError(needed("`all`, or a table with a `quota`,", written))
        return written


class Node(NamedTuple):
    """One party is asked; where to go on if it signs, and if it does not."""

    party: int
    yes: int
    no: int


class TooManyCoalitions(Exception):
    """They cannot be told apart in a diagram of bounded size."""


class Coalitions:
    """Which sets of parties are enough, as a decision diagram: one party after the other signs or does not.

    Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell & Mayer-Eichberger (2012), J. Artif. Intell. Res. 45: few nodes,
    where few sums of weights differ. Decimals are counted exactly.
    """

    def __init__(self, rule: Signatures, parties: Sequence[str]) -> None:
        self.rule, self.parties = rule, parties
        votes = [Fraction(str(rule.weights.get(party, 1.0))) for party in parties]
        quota, members = (Fraction(str(share)) - HAIR for share in (rule.quota, rule.members))
        *weights, weight = _whole(*votes, quota * sum(votes))
        *heads, head = _whole(*[Fraction(1)] * len(parties), members * len(parties))
        self.votes, self.needs = list(zip(weights, heads, strict=True)), (weight, head)
        self.required = {parties.index(party) for party in rule.required}
        asked = sorted(range(len(parties)), key=lambda i: (i not in self.required, -votes[i], i))
        self.order = tuple(asked)  # the greatest weights first, behind those that are required

    @cached_property
    def unanimous(self) -> bool:
        """Is every party needed?"""
        whole = [sum(column) for column in zip(*self.votes, strict=True)]
        return all(
            i in self.required
            or any(total - vote < need for total, vote, need in zip(whole, votes, self.needs, strict=True))
            for i, votes in enumerate(self.votes)
        )

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The diagram, behind two nodes that stand for its ends; what follows comes before, the first question last.

        Raises TooManyCoalitions.
        """
        return tuple(_Diagram(self).found)


def _whole(*numbers: Fraction) -> list[int]:
    """In a unit of which each is a whole number: what is counted often is counted faster, and as exactly."""
    unit = lcm(*(number.denominator for number in numbers))
    return [int(number * unit) for number in numbers]


class _Diagram:
    """Under construction."""

    def __init__(self, game: Coalitions) -> None:
        self.game, self.found = game, [Node(-1, LOSES, LOSES), Node(-1, WINS, WINS)]
        self.known: dict[tuple[int, tuple[int, ...]], int] = {}
        self.places: dict[tuple[int, int, int], int] = {}
        self.ahead = [(0, 0)]  # votes of those not asked yet, the last first
        for party in reversed(game.order):
            weight, head = self.ahead[-1]
            self.ahead.append((weight + game.votes[party][0], head + game.votes[party][1]))
        self.root(0, game.needs)

    def root(self, level: int, needs: tuple[int, ...]) -> int:
        """The node from which the parties from a level on are asked for what is still needed."""
        lacking = tuple(max(need, 0) for need in needs)
        if any(
            need > there
            for need, there in zip(lacking, self.ahead[len(self.game.order) - level], strict=True)
        ):
            return LOSES
        if not any(lacking) and level >= len(self.game.required):
            return WINS
        if (level, lacking) not in self.known:
            self.known[level, lacking] = self.asked(level, lacking)
        return self.known[level, lacking]

    def asked(self, level: int, needs: tuple[int, ...]) -> int:
        """The same where the answer of the next party matters or may matter."""
        party = self.game.order[level]
        less = tuple(need - vote for need, vote in zip(needs, self.game.votes[party], strict=True))
        no = LOSES if party in self.game.required else self.root(level + 1, needs)
        ways = (level, self.root(level + 1, less), no)
        if ways not in self.places:
            self.places[ways] = len(self.found)
            self.found.append(Node(party, *ways[1:]))
        if len(self.known) > 16 * MOST_NODES or len(self.found) > MOST_NODES:
            raise TooManyCoalitions
        return self.places[ways]
