"""Which uncertain numbers are drawn together, and how strongly: the normal copulas of a scenario.

Numbers are plain floats, added up in order, so that no processor and no BLAS has a say in what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import pi, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias

from sim.scenario.changing import steps
from sim.scenario.numbers import numbers
from sim.scenario.paths import dotted
from sim.scenario.quantities import Quantity

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario
    from sim.scenario.together import Bundle

Matrix: TypeAlias = tuple[tuple[float, ...], ...]

COINS = (".genuine", ".meant")  # heads where luck is low, and heads is what counts as more
DECIMALS = 12  # of a correlation: the sine of one processor has other last bits than that of another
LEAST = 1e-9  # of a pivot: what is left of a number's variance once the others are known


class Impossible(ValueError):
    """No numbers can be correlated so; `at` is the place of the first that cannot go with those before it."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True)
class Copula:
    """Streams of luck that are drawn together, in the order in which the file names them."""

    streams: tuple[str, ...]
    correlation: Matrix  # of the normal numbers behind them

    @cached_property
    def root(self) -> Matrix:
        """The lower triangle of Cholesky: the first stream stays as it is, each other is mixed of those before it."""
        return cholesky(self.correlation)


def copulas(scenario: Scenario) -> tuple[Copula, ...]:
    """Pairs that overlap are one copula; what no entry pairs there is not correlated by itself."""
    pairs = {pair: rank for pair, rank, _ in stated(scenario)}
    return tuple(Copula(group, _matrix(group, pairs)) for group in _groups(pairs))


def stated(scenario: Scenario) -> Iterator[tuple[tuple[str, str], float, int]]:
    """Every pair, its rank correlation, and the entry that says so."""
    for k, bundle in enumerate(scenario.together):
        for one, other in combinations(bundled_inputs(bundle), 2):
            yield (one, other), bundle.correlation, k


def bundled_inputs(bundle: Bundle) -> tuple[str, ...]:
    """The inputs of an entry, quoted where paths are quoted."""
    return tuple(dotted(*steps(path)) for path in bundle.inputs)


def tied_inputs(scenario: Scenario) -> frozenset[str]:
    """The inputs that are drawn together with others."""
    return frozenset(
        path for bundle in scenario.together if bundle.correlation for path in bundled_inputs(bundle)
    )


def candidates(scenario: Scenario) -> dict[str, bool]:
    """All that can be drawn together, by path: is it uncertain? Numbers, red lines and threats."""
    known = {number.path: number.quantity for number in numbers(scenario)}
    return {path: not quantity.fixed for path, quantity in known.items()} | _coins(scenario, known)


def _coins(scenario: Scenario, known: Mapping[str, Quantity]) -> dict[str, bool]:
    found = {}
    for party, actor in scenario.parties.items():
        for issue in actor.red_lines:
            found[dotted("actors", party, "red_lines", issue)] = ".genuine"
    for name, mediator in scenario.mediators.items():
        found |= {dotted("actors", name, "leverage", party): ".meant" for party in mediator.leverage}
    return {f"{path}{toss}": not _sure(known[f"{path}.probability"]) for path, toss in found.items()}


def _sure(chance: Quantity) -> bool:
    return chance.support in ((0.0, 0.0), (1.0, 1.0))


def _groups(pairs: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Names that are paired directly or by way of others, each in the order of the file."""
    groups: list[tuple[str, ...]] = []
    for pair in pairs:
        joined = [group for group in groups if set(group) & set(pair)]
        names = tuple(dict.fromkeys([name for group in joined for name in group] + list(pair)))
        groups = [group for group in groups if group not in joined] + [names]
    return groups


def _matrix(group: tuple[str, ...], pairs: Mapping[tuple[str, str], float]) -> Matrix:
    return tuple(tuple(_normal(one, other, pairs) for other in group) for one in group)


def _normal(one: str, other: str, pairs: Mapping[tuple[str, str], float]) -> float:
    if one == other:
        return 1.0
    turned = one.endswith(COINS) != other.endswith(COINS)
    rank = pairs.get((one, other), pairs.get((other, one), 0.0))
    return normal_correlation(-rank if turned else rank)


def normal_correlation(rank: float) -> float:
    """Of two normal numbers whose ranks are correlated so. Pearson (1907).

    >>> normal_correlation(0.6)
    0.61803398875
    """
    return round(2.0 * sin(pi * rank / 6.0), DECIMALS)


def cholesky(matrix: Matrix) -> Matrix:
    """The lower triangle whose product with itself, turned, is a positive definite matrix. Raises Impossible."""
    rows: list[tuple[float, ...]] = []
    for i in range(len(matrix)):
        row: list[float] = []
        for j in range(i):
            known = sum(row[k] * rows[j][k] for k in range(j))
            row.append((matrix[i][j] - known) / rows[j][j])
        left = matrix[i][i] - sum(part * part for part in row)
        if left < LEAST:
            raise Impossible(i)
        rows.append((*row, sqrt(left)))
    return tuple(rows)


def bundle_in_words(bundle: Bundle) -> str:
    """What goes with what, and how strongly."""
    *first, last = bundled_inputs(bundle)
    return f"{', '.join(first)} and {last} (rank correlation {bundle.correlation:g})"
