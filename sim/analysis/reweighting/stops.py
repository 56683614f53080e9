"""Where a slider over a number can stand: what is typed for the number there, and what becomes of its luck.

A number leans to an end as the highest or the lowest of several draws of it does. Its ends stay, so that no replication
loses its place and none counts for more than there are draws; and all families of distributions lean alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from sim.scenario.extremes import Extreme
from sim.scenario.quantities import Choice, Fixed, Quantity

FURTHEST = 16  # steps to either side
DRAWS = tuple(float(f"{2.0 ** (step / 4):.3g}") for step in range(1, FURTHEST + 1))
BACK = 1.7  # times fewer draws: with twice as few, weights would have no variance
RAREST = 0.001  # of a value that can still come up
DIGITS = 4  # of its probability


@dataclass(frozen=True)
class Stop:
    """A place of a slider. The share u of probability as stated is here u^power or, of the lowest, 1 - (1 - u)^power;
    of what has few values, the edges between their shares lie here where `edges` says.
    """

    quantity: Quantity
    power: float = 1.0
    highest: bool = True
    edges: tuple[float, ...] = ()


@dataclass(frozen=True)
class Track:
    """All places of a slider, from the lowest to the highest."""

    edges: tuple[float, ...]  # between shares as stated; empty where each share has a value of its own
    stops: tuple[Stop, ...]
    rest: int  # the place where all is as stated


def track(quantity: Quantity) -> Track:
    """Of a number; of a known one: of the coin that comes up heads with this probability."""
    stated = replace(quantity, basis=None, note=None)
    edges = _edges(stated)
    below, above = (tuple(_towards(stated, edges, highest)) for highest in (False, True))
    return Track(edges, (*reversed(below), Stop(stated, edges=edges), *above), len(below))


def _edges(stated: Quantity) -> tuple[float, ...]:
    """Of luck, between which nothing differs."""
    match stated:
        case Fixed(value=chance):
            return (0.0, chance, 1.0)
        case Choice(probabilities=odds):
            return (0.0, *accumulate(p for p in odds if p > 0.0))
    return ()


def _towards(stated: Quantity, edges: tuple[float, ...], highest: bool) -> Iterator[Stop]:
    """From the place of rest to the highest, or to the lowest."""
    match stated:
        case Fixed():  # of luck that is high heads comes up less often
            return (Stop(Fixed(moved[1]), edges=moved) for moved in _moved(edges, not highest))
        case Choice():
            return (Stop(_choice(stated, moved), edges=moved) for moved in _moved(edges, highest))
        case Extreme():
            return _more(stated) if highest is stated.highest else _fewer(stated)
    return (Stop(Extreme(stated, draws, highest), draws, highest) for draws in DRAWS)


def _more(stated: Extreme) -> Iterator[Stop]:
    """Further to the end to which it leans already."""
    for times in DRAWS:
        yield _redrawn(stated, float(f"{stated.draws * times:.4g}"))


def _fewer(stated: Extreme) -> Iterator[Stop]:
    """Back from it."""
    for times in DRAWS:
        draws = float(f"{stated.draws / times:.4g}")
        if times <= BACK and draws >= 1.0:
            yield _redrawn(stated, draws)


def _redrawn(stated: Extreme, draws: float) -> Stop:
    return Stop(replace(stated, draws=draws), draws / stated.draws, stated.highest)


def _choice(stated: Choice, edges: tuple[float, ...]) -> Choice:
    values = tuple(v for v, p in zip(stated.values, stated.probabilities, strict=True) if p > 0.0)
    return Choice(values, tuple(round(above - below, DIGITS) for below, above in pairwise(edges)))


def _moved(edges: tuple[float, ...], highest: bool) -> Iterator[tuple[float, ...]]:
    """The edges with more and more draws, as long as every value comes up now and then."""
    before = edges
    for draws in DRAWS:
        exact = (edge**draws if highest else 1.0 - (1.0 - edge) ** draws for edge in edges[1:-1])
        moved = (0.0, *(round(edge, DIGITS) for edge in exact), 1.0)
        if moved != before and min(above - below for below, above in pairwise(moved)) >= RAREST:
            yield moved
        before = moved
