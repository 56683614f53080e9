"""Scenario -> a folder that NegMAS loads: the packages, and each party's utility as an additive function.

Every value is weight times worth as this program adds it up, a multiple of 2^-40, under a weight of 1: sums are then
exact in both programs, and ties are ties in both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sim.interchange.left_out import left_out
from sim.scenario.plain_yaml import dump
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import printable

SORTED = 1_000_000  # packages up to which NegMAS 0.16 sorts them all unless told: `max_presorting_outcomes`
README = "README.txt"


@dataclass(frozen=True)
class OutcomeSpace:
    """What of a scenario another program can play: additive utilities and what no agreement is worth."""

    name: str
    options: dict[str, tuple[str, ...]]  # by issue
    gains: dict[str, tuple[tuple[float, ...], ...]]  # by party: [issue][option] weight times value
    reserved: dict[str, float]  # by party: utility of no agreement at the start
    drawn: str  # whose numbers, in words

    @property
    def packages(self) -> int:
        """How many there are."""
        return math.prod(map(len, self.options.values()))


def space(scenario: Scenario, seed: int = 1, replication: int | None = None) -> OutcomeSpace:
    """The packages and utilities of one replication, counted from 0; with every number at its median if None."""
    from sim.bargaining.protocols.session import Session
    from sim.bargaining.setup.streams import Middling, Streams
    from sim.bargaining.setup.structure import order

    luck = Middling() if replication is None else Streams(seed, replication, 1)
    session = Session(scenario, luck)
    places = order(tuple(scenario.issues), session.seats.issues)
    seats = order(tuple(scenario.parties), session.seats.actors)
    widths = [len(issue.options) for issue in scenario.issues.values()]
    gains = {
        party: tuple(tuple(session.draw.gain[a, k, :n].tolist()) for k, n in zip(places, widths, strict=True))
        for party, a in zip(scenario.parties, seats, strict=True)
    }
    actor = session.table.actor
    return OutcomeSpace(
        name=scenario.name,
        options={name: issue.options for name, issue in scenario.issues.items()},
        gains=gains,
        reserved={party: float(actor[a].war_value) for party, a in zip(scenario.parties, seats, strict=True)},
        drawn="every number at its median"
        if replication is None
        else f"replication {replication} of seed {seed}",
    )


def files(scenario: Scenario, space: OutcomeSpace) -> dict[str, str]:
    """By name: the text of each file of the folder."""
    digits = len(str(len(space.gains)))
    names = {party: f"party_{n:0{digits}}_{slug(party)}.yml" for n, party in enumerate(space.gains, 1)}
    return {
        "domain.yml": dump(domain(space)),
        **{names[party]: dump(profile(space, party)) for party in space.gains},
        README: readme(scenario, space),
    }


def slug(name: str) -> str:
    """What is left of a name that any file system takes."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower())[:40].strip("_")


def domain(space: OutcomeSpace) -> dict[str, object]:
    """A discrete Cartesian outcome space of NegMAS."""
    issues = [
        {"name": name, "type": "CategoricalIssue", "values": list(options)}
        for name, options in space.options.items()
    ]
    return {"type": "DiscreteCartesianOutcomeSpace", "name": space.name, "issues": issues}


def profile(space: OutcomeSpace, party: str) -> dict[str, object]:
    """A linear additive utility function of NegMAS."""
    tables = [
        dict(zip(o, row, strict=True))
        for o, row in zip(space.options.values(), space.gains[party], strict=True)
    ]
    return {
        "type": "LinearAdditiveUtilityFunction",
        "name": party,
        "reserved_value": space.reserved[party],
        "weights": [1.0] * len(tables),
        "values": [{"type": "TableFun", "mapping": table} for table in tables],
    }


def readme(scenario: Scenario, space: OutcomeSpace) -> str:
    """What the folder holds, and what of the scenario is not in it."""
    head = f"{printable(space.name)}: {space.packages:,} packages, {len(space.gains)} parties; {space.drawn}."
    how = "Load it with negmas.inout.Scenario.load(folder). A value is weight times value, so every weight is 1."
    return "\n".join([head, how, "", *(f"- {limit}" for limit in limits(scenario, space))]) + "\n"


def limits(scenario: Scenario, space: OutcomeSpace) -> Iterator[str]:
    """What the folder does not hold, and what NegMAS makes of it."""
    yield from left_out(scenario)
    if space.packages > SORTED:
        yield f"NegMAS sorts up to {SORTED:,} packages; of more its negotiators choose among some, approximately"
