"""Alternating offers: against NegMAS, a kernel in C, and their own rules as plain Python; the same agreements by all.

As a program: python -m tests.benchmarks.offers RUNS prints the CPU seconds of that many replications.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from sim.bargaining.protocols import player
from sim.bargaining.setup.record import Sheet, empty_sheet
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.seats import by_name
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import frame as frame_of
from sim.bargaining.types import Array, Draw, Frame
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario
from sim.validation.negmas_peer import Domain, as_mechanism, missing, ours, random_domain, theirs
from tests.benchmarks import kernel
from tests.benchmarks.row import Row, at_least, at_most, told
from tests.benchmarks.timing import cpu, least, python

PARTIES, SIZES, ROUNDS = 4, (11, 5, 5), 100
CONCESSIONS = (0.25, 1.0, 4.0, 1.0)
MANY, FEW = 4096, 40  # FEW: of NegMAS


class Game(NamedTuple):
    """What was drawn, and room for what comes of it."""

    frame: Frame
    drawn: Draw
    sheet: Sheet


def world() -> Scenario:
    """Four parties, 275 packages, 100 rounds; weights are drawn anew in each replication."""
    chance, names = np.random.default_rng(3), [f"p{i}" for i in range(PARTIES)]
    issues = {
        f"k{k}": {
            "options": [f"o{o}" for o in range(size)],
            "weight": dict.fromkeys(names, 1),
            "value": {name: chance.random(size).tolist() for name in names},
        }
        for k, size in enumerate(SIZES)
    }
    actors = {
        name: {"aspiration": 1, "concession": concession, "deadline_days": ROUNDS + 1, "outside_value": 0}
        for name, concession in zip(names, CONCESSIONS, strict=True)
    }
    return scenario_of(
        {
            "protocol": "alternating_offers",
            "alternating_offers": {"order": names, "tolerance": 0.0001},
            "horizon_days": ROUNDS,
            "round_days": 1,
            "weight_spread": len(SIZES),
            "actors": actors,
            "issues": issues,
        }
    )


@cache
def game(runs: int) -> Game:
    """Everything but the play."""
    scenario = world()
    frame = frame_of(scenario)
    drawn, _ = draw(scenario, frame.rounds, Streams(1, 0, runs))
    return Game(frame, by_name(drawn), empty_sheet(frame, runs))


def played(runs: int) -> float:
    """CPU seconds of our engine, drawing left out."""
    return cpu(lambda: player("alternating_offers", *game(runs))())


def each(runs: int = MANY) -> float:
    """CPU seconds per replication."""
    played(1)  # loads what was compiled
    return least(lambda: played(runs)) / runs


def steps(sheet: Sheet) -> Array:
    """[replication] in which it was agreed, from 0; everybody agrees in this world."""
    days: Array = sheet.ending["settlement_day"]
    return days - 1


def against_c() -> Iterator[Row]:
    """The same algorithm by hand, in the same process."""
    with TemporaryDirectory() as folder:
        compiled = kernel.build(Path(folder))
        if compiled is None:
            yield told("alternating offers against a C kernel", kernel.NO_COMPILER)
            return
        frame, drawn, sheet = game(MANY)
        reservation, pairs = np.zeros((MANY, PARTIES)), []
        played(1)
        for _ in range(9):
            seconds = cpu(lambda: kernel.play(compiled, frame, drawn, reservation))
            pairs.append(played(MANY) / seconds)
        theirs = kernel.play(compiled, frame, drawn, reservation)
        same = (theirs.step == steps(sheet)) & (theirs.utility == sheet.utility).all(axis=1)
        also = f" ({each() * 1e6:.1f} µs a replication; {same.sum():,} of {MANY:,} agreements the same)"
        row = at_most("alternating offers against a C kernel", 1.2, float(np.median(pairs)), "×", also)
        yield replace(row, met=row.met and bool(same.all()))


def against_negmas() -> Iterator[Row]:
    """The same draws as mechanisms of NegMAS, whose making counts too, as that of our ladders does."""
    if missing():
        yield told("alternating offers against NegMAS, per core", "not measured: NegMAS is not installed")
        return
    _, drawn, sheet = game(MANY)
    kinds = ("BoulwareTBNegotiator", "LinearTBNegotiator", "ConcederTBNegotiator", "LinearTBNegotiator")
    domains = [as_domain(gain, kinds) for gain in drawn.gain[:FEW]]
    theirs(domains[0])  # imports it
    seconds = cpu(lambda: [as_mechanism(domain).run() for domain in domains]) / FEW
    played(MANY)
    said = [theirs(domain) for domain in domains]
    same = sum(
        agreement.package == tuple(sheet.terms[r]) and agreement.step == steps(sheet)[r]
        for r, agreement in enumerate(said)
    )
    also = f" ({seconds * 1e3:.0f} ms against {each() * 1e6:.1f} µs; {same} of {FEW} agreements the same)"
    row = at_least("alternating offers against NegMAS, per core", 2000, seconds / each(), "×", also)
    yield replace(row, met=row.met and same == FEW)


def as_domain(gain: Array, kinds: tuple[str, ...]) -> Domain:
    """What was drawn for one replication. gain: [party, issue, option]; nobody has anything but it."""
    values = [[row[:size].tolist() for row, size in zip(mine, SIZES, strict=True)] for mine in gain]
    weights = [[1.0] * len(SIZES) for _ in values]
    return Domain(ROUNDS, values, weights, [0.0] * len(values), list(kinds))


def against_plain_python() -> Row:
    """What compiling is worth."""
    runs = 20
    seconds = float(python("-m", "tests.benchmarks.offers", str(runs), NUMBA_DISABLE_JIT="1").said) / runs
    return at_least("alternating offers against their own rules as plain Python", 30, seconds / each(), "×")


def equal_to_negmas(domains: int = 500) -> Iterator[Row]:
    """Random domains, package and step."""
    if missing():
        return
    same = sum(ours(random_domain(seed)) == theirs(random_domain(seed)) for seed in range(domains))
    yield at_least(f"random domains of {domains} agreed as in NegMAS", domains, same, "")


def rows() -> Iterator[Row]:
    """Everything about alternating offers."""
    yield from against_c()
    yield from against_negmas()
    yield against_plain_python()
    yield from equal_to_negmas()


if __name__ == "__main__":
    print(played(int(sys.argv[1])))
