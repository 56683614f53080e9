"""Voting power: how often an actor's signature is the one that makes the deal.

A package is carried by a coalition of parties that is enough (all of them, by default), and by everybody whose consent
stands in it. Coalitions are counted by their size on their way through the diagram, so many players are no trouble.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial

from sim.scenario.signatures import LOSES, WINS, Coalitions

Counts = tuple[int, ...]  # [size] how many coalitions


@dataclass(frozen=True)
class Swings:
    """Coalitions of parties by size."""

    wins: Counts  # that are enough
    swings: tuple[
        Counts, ...
    ]  # [party] that are not, without it, and are enough with it; the size is that without it


def shapley_shubik(found: Swings, consenters: int) -> tuple[list[float], float]:
    """Share of the orders of signing in which a player's is the last signature needed. Shapley & Shubik (1954).

    Of each party, and of each of so many consenters that are all needed.
    """
    players = len(found.swings) + consenters
    orders = [
        Fraction(factorial(k) * factorial(players - k - 1), factorial(players)) for k in range(players)
    ] + [Fraction(0)]
    return _weighed(found, consenters, orders)


def banzhaf(found: Swings, consenters: int) -> tuple[list[float], float]:
    """Chance that a player decides if each of the others tosses a coin. Penrose (1946), Banzhaf (1965)."""
    players = len(found.swings) + consenters
    return _weighed(found, consenters, [Fraction(1, 2 ** (players - 1))] * (players + 1))


def _weighed(found: Swings, consenters: int, weights: list[Fraction]) -> tuple[list[float], float]:
    """Each player's swings, those of coalitions of each size weighed: with all consenters, but for itself, in them."""
    parties = [
        float(sum((n * weights[k + consenters] for k, n in enumerate(counts)), Fraction(0)))
        for counts in found.swings
    ]
    each = sum((n * weights[k + consenters - 1] for k, n in enumerate(found.wins)), Fraction(0))
    return parties, float(each) if consenters else 0.0


def swings(game: Coalitions) -> Swings:
    """Counted in the diagram of the game: ways there, times what a signature makes of it, by size."""
    parties, levels = len(game.parties), {party: level for level, party in enumerate(game.order)}
    nodes, root = game.nodes, len(game.nodes) - 1
    level = {place: levels[node.party] for place, node in enumerate(nodes) if place > WINS}

    def behind(place: int, at: int) -> Counts:
        """Coalitions of the parties from a level on that are enough, from a node."""
        if place == LOSES:
            return (0,)
        return (
            tuple(comb(parties - at, k) for k in range(parties - at + 1)) if place == WINS else ahead[place]
        )

    ahead: dict[int, Counts] = {}
    for place in range(WINS + 1, len(nodes)):
        node, next_ = nodes[place], level[place] + 1
        ahead[place] = _sum(behind(node.no, next_), _longer(behind(node.yes, next_)))
    ways: dict[int, Counts] = {root: (1,)}
    found: list[Counts] = [(0,)] * parties
    for place in range(root, WINS, -1):
        node, next_, here = nodes[place], level[place] + 1, ways.get(place, (0,))
        gained = _sum(behind(node.yes, next_), tuple(-n for n in behind(node.no, next_)))
        found[node.party] = _sum(found[node.party], _product(here, gained))
        ways[node.no] = _sum(ways.get(node.no, (0,)), here)
        ways[node.yes] = _sum(ways.get(node.yes, (0,)), _longer(here))
    return Swings(behind(root, 0), tuple(found))


def _longer(counts: Counts) -> Counts:
    """With one more in each."""
    return (0, *counts)


def _sum(one: Counts, two: Counts) -> Counts:
    size = max(len(one), len(two))
    return tuple(sum(c[k] for c in (one, two) if k < len(c)) for k in range(size))


def _product(one: Counts, two: Counts) -> Counts:
    """Of coalitions of other players, by the size of both together."""
    found = [0] * (len(one) + len(two) - 1)
    for i, n in enumerate(one):
        for j, m in enumerate(two):
            found[i + j] += n * m
    return tuple(found)
