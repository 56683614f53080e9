"""Two who come down by the clock and divide 1: Rubinstein, Faratin et al."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import log

from sim.validation.bench import Bench, alike, exact, farthest, pairs, same
from sim.validation.check import Check

STEP = 0.0025  # of the scale


def rubinstein(bench: Bench) -> Iterator[Check]:
    """Rubinstein (1982): the limit of ever shorter rounds, found by linear clocks of 1/r days."""
    source = "Rubinstein 1982"
    for days, patience in ((0.1, (100.0, 100 / 3)), (0.01, (200.0, 50.0))):
        rates = [1 / p for p in patience]
        share = rates[1] / sum(rates)
        clocks = [f"actors.{party}.deadline_days={p}" for party, p in zip("ab", patience, strict=True)]
        outcomes = bench.settled("rubinstein_1982", f"round_days={days}", *clocks)
        told = f"rates {rates[0]:.2g} and {rates[1]:.2g}"
        yield exact(
            f"A's share, {told}, rounds of {days:g} days",
            source,
            share,
            farthest(pairs(outcomes)[:, 0], share),
            days * sum(rates) + STEP,  # what both concede in a round, and the scale
            note="the split, not the delay: clocks stand in for foresight",
        )
        concept = float(bench.picked("rubinstein", "rubinstein_1982", *clocks)[0])
        yield exact(f"A's share, {told}, Rubinstein's concept", source, share, concept, STEP)


def polynomial(beta: float) -> float:
    """When a polynomial clock has conceded half, as a share of its time."""
    return float(0.5**beta)


def exponential(beta: float) -> float:
    """When an exponential clock that starts at 0.05 has conceded half."""
    return float(1 - (log(2) / log(20)) ** (1 / beta))


def faratin(bench: Bench) -> Iterator[Check]:
    """Faratin, Sierra & Jennings (1998): two equals agree on the day on which each has come half-way."""
    source, found = "Faratin, Sierra & Jennings 1998", set()
    for shape, beta in product((polynomial, exponential), (0.5, 1.0, 2.0)):
        clock = (f"concession={beta}", f"strategy={shape.__name__}")
        outcomes = bench.settled("faratin_1998", *[f"actors.{p}.{key}" for p in "ab" for key in clock])
        found.add(alike(outcomes))
        day = 100 * shape(beta)
        told = f"day of agreement of 100, {shape.__name__} clock, exponent {beta:g}"
        yield exact(told, source, day, farthest(outcomes.settlement_day, day), 0.1)
    yield same("shares of both, by all six clocks", source, "0.5 and 0.5", " or ".join(sorted(found)))
