"""What simpler models of bargaining say of each replication of a study -> Solutions."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from sim.bargaining.frame import frame as frame_of
from sim.bargaining.frame import seating
from sim.bargaining.frontier import MOST_PACKAGES, MOST_ROWS, SIZE, grow_consented, room
from sim.bargaining.luck import Luck, Middling, Streams
from sim.bargaining.outcomes import Flags, Floats, Options
from sim.bargaining.record import order
from sim.bargaining.sampling import draw
from sim.bargaining.solving import Drawn, Givens, Sheet, empty_packages, empty_sheet, find_packages, solve_all
from sim.scenario.schema import Scenario

CHUNK = 256  # replications solved together
MOST_CONSENTERS = 8  # a frontier is grown for each set of them
FEWER_ROWS = 512  # kept in three or more dimensions, where each row must be compared with many


@dataclass(frozen=True)
class Solutions:
    """One row per replication; actors, parties and issues in the order of the scenario file."""

    parties: tuple[str, ...]
    consenters: tuple[str, ...]  # actors, not parties, whose consent some option needs
    disagreement: Floats  # [replication, party] utility of fighting on, or of no deal, at the start
    ideal: Floats  # [replication, party] the most that it could gain; NaN where nothing can be signed
    power: Floats  # [replication, party] share by Rubinstein's limit; NaN where it is not defined
    size: Options  # [replication] packages on the frontier: the best of those that all can sign
    thinned: Flags  # [replication] was the frontier too long to be kept whole?
    asked: Options  # [replication, set of consenters] packages on the frontier that need just these: bit k, the k-th
    exists: Flags  # [replication, concept] is there such a package, and can all sign it?
    terms: Options  # [replication, concept, issue] option; -1 if none
    utility: Floats  # [replication, concept, actor] NaN if none
    gain: Floats  # [replication, concept, party] utility less disagreement; NaN if none
    efficient: Flags  # [replication] is what was agreed bettered by no package?

    def __len__(self) -> int:
        return len(self.size)


@dataclass(frozen=True)
class Picture:
    """The middling replication: every number at its median."""

    frontier: Floats  # [package, party] utility, also of packages that are worse for a party than no deal
    solutions: Solutions  # of this one replication


def solvable(scenario: Scenario) -> bool:
    """Are there few enough packages to be numbered, and consenters for each set of them to be tried?"""
    packages = math.prod(len(issue.options) for issue in scenario.issues.values())
    return packages <= MOST_PACKAGES and len(consenters(scenario)) <= MOST_CONSENTERS


def consenters(scenario: Scenario) -> tuple[str, ...]:
    """Actors, not parties, whose consent some option needs, in the order of the engine."""
    named = {name for issue in scenario.issues.values() for name, options in issue.consent.items() if options}
    return tuple(name for name in seating(scenario).actors if name in named - set(scenario.parties))


def solve(
    scenario: Scenario,
    runs: int,
    seed: int,
    simplest: Sequence[int],
    agreed: Options | None = None,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
) -> Solutions:
    """Replications 0 .. runs - 1 with the luck that they have in the study of this seed.

    simplest[issue]: the package of the weighted mean; agreed[replication, issue]: what was signed, -1 if nothing.
    """
    signed = np.full((runs, len(scenario.issues)), -1) if agreed is None else agreed

    def part(start: int) -> Solutions:
        luck = Streams(seed, start, min(chunk, runs - start))
        return Table(scenario, luck).solved(simplest, signed[start : start + chunk])

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        return joined(list(pool.map(part, range(0, max(1, runs), chunk))))


def picture(scenario: Scenario, simplest: Sequence[int]) -> Picture:
    """The bargaining space at median inputs."""
    table = Table(scenario, Middling())
    solutions = table.solved(simplest, np.full((1, len(scenario.issues)), -1))
    return Picture(table.frontier(), solutions)


def joined(parts: list[Solutions]) -> Solutions:
    """Consecutive replications as one table."""
    columns: dict[str, Any] = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Solutions)
        if field.name not in ("parties", "consenters")
    }
    return replace(parts[0], **columns)


class Table:
    """Some replications drawn, within reach of the compiled rules."""

    def __init__(self, scenario: Scenario, luck: Luck) -> None:
        self.scenario, self.seats, self.frame = scenario, seating(scenario), frame_of(scenario)
        drawn, _ = draw(scenario, 1, luck)
        talks, actor = (array.view(np.recarray) for array in (drawn.talks, drawn.actor))
        self.drawn = Drawn(talks, actor, drawn.gain, drawn.genuine)
        self.consenters, self.runs = consenters(scenario), luck.runs
        self.dimensions = order((*self.seats.parties, *self.consenters), self.seats.actors)
        shape = (len(self.dimensions), *self.drawn.gain.shape[2:])
        self.room = room(shape, MOST_ROWS if len(self.seats.parties) < 3 else FEWER_ROWS)
        self.packages = empty_packages(shape)

    def givens(self, simplest: Sequence[int]) -> Givens:
        """What all replications share."""
        needs = np.ascontiguousarray(self.frame.needs[:, :, self.dimensions])
        needs[:, :, : len(self.seats.parties)] = False
        package = np.array([simplest], np.int64)[:, order(self.seats.issues, tuple(self.scenario.issues))]
        seats, terms = np.array(self.dimensions, np.int64), np.zeros_like(package[0])
        frame = self.frame
        return Givens(frame.options, frame.proposals, frame.lines, seats, needs, package, terms)

    def solved(self, simplest: Sequence[int], agreed: Options) -> Solutions:
        """All that `Solutions` holds."""
        issues = order(self.seats.issues, tuple(self.scenario.issues))
        sheet = empty_sheet(self.frame, len(self.seats.parties), len(self.consenters), self.runs)
        signed = np.ascontiguousarray(agreed[:, issues], np.int64)
        solve_all(self.drawn, self.givens(simplest), signed, self.packages, self.room, sheet)
        return self.in_order_of_file(sheet)

    def in_order_of_file(self, sheet: Sheet) -> Solutions:
        """The columns, their axes as in the scenario file."""
        scenario, seats = self.scenario, self.seats
        party = order(tuple(scenario.parties), seats.parties)
        utility = sheet.utility[:, :, order(tuple(scenario.actors), seats.actors)]
        disagreement = sheet.disagreement[:, party]
        seated = order(tuple(scenario.parties), tuple(scenario.actors))
        columns: dict[str, Any] = sheet._asdict() | {
            "disagreement": disagreement,
            "ideal": sheet.ideal[:, party],
            "power": sheet.power[:, party],
            "terms": sheet.terms[:, :, order(tuple(scenario.issues), seats.issues)],
            "utility": utility,
            "gain": utility[:, :, seated] - disagreement[:, None, :],
        }
        return Solutions(tuple(scenario.parties), self.consenters, **columns)

    def frontier(self) -> Floats:
        """[package, party] the best packages of the first replication, whatever no deal is worth."""
        drawn, givens, parties = self.drawn, self.givens([0] * len(self.scenario.issues)), self.seats.parties
        first = (drawn.talks[0], drawn.actor[0], drawn.gain[0], drawn.genuine[0])
        find_packages(*first, givens, self.packages)
        values, allowed, least, _ = self.packages
        least[: len(parties)] = -np.inf
        grow_consented(values, self.frame.options, allowed, givens.needs, least, len(parties), self.room)
        found: Floats = self.room.union.worth[: self.room.union.state[SIZE]]
        return found[:, order(tuple(self.scenario.parties), parties)].copy()
