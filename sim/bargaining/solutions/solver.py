"""Some replications, drawn and solved together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.bargaining.outcomes import Flags, Floats, Options
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.seats import by_name
from sim.bargaining.setup.streams import Luck
from sim.bargaining.setup.structure import frame as frame_of
from sim.bargaining.setup.structure import order, seating
from sim.bargaining.solutions.cases import Cases, all_sign, cases, packages, repeat, repeats, worth_of
from sim.bargaining.solutions.concepts import WEIGHTED_MEAN
from sim.bargaining.solutions.frontier import frontier
from sim.bargaining.solutions.in_blocks import added, by_block, by_issue
from sim.bargaining.solutions.measures import bounds, measures
from sim.bargaining.solutions.optimum import search_all
from sim.bargaining.solutions.picking import solve_all
from sim.bargaining.solutions.search import search_room
from sim.bargaining.solutions.solutions import Solutions
from sim.bargaining.solutions.space import MOST_ROWS, frontier_space
from sim.scenario.schema import Scenario

FEWER_ROWS = 512  # kept in three or more dimensions, where each row must be compared with many
SAMPLE = 64  # of a frontier that is longer still


def consenters(scenario: Scenario) -> tuple[str, ...]:
    """Actors, not parties, whose consent some option needs, in the order of the engine."""
    named = {name for issue in scenario.issues.values() for name, options in issue.consent.items() if options}
    return tuple(name for name in seating(scenario).actors if name in named - set(scenario.parties))


class Solver:
    """Some replications drawn, within reach of the compiled rules."""

    def __init__(self, scenario: Scenario, luck: Luck) -> None:
        self.scenario, self.seats, self.frame = scenario, seating(scenario), frame_of(scenario)
        self.drawn = by_name(draw(scenario, 1, luck)[0])
        self.parties, self.consenters = len(self.seats.parties), consenters(scenario)
        self.dimensions = order((*self.seats.parties, *self.consenters), self.seats.actors)
        self.issues = order(self.seats.issues, tuple(scenario.issues))
        self.blocks = self.frame.blocks
        self.needs = np.ascontiguousarray(self.blocks.needs[:, :, self.dimensions])
        self.needs[:, :, : self.parties] = False
        self.most = MOST_ROWS if self.parties < 3 else FEWER_ROWS

    def cases(self, agreed: Options) -> Cases:
        """What can be signed. agreed[replication, block]: what was signed, -1 if nothing."""
        return cases(self.frame, self.drawn, self.parties, self.dimensions, agreed)

    def solved(self, simplest: Sequence[int], agreed: Options) -> Solutions:
        """All that `Solutions` holds."""
        simple = np.broadcast_to(np.array(simplest)[self.issues], agreed.shape)
        signed, package = (by_block(self.blocks, terms) for terms in (agreed[:, self.issues], simple))
        found = self.cases(signed)
        repeated = repeats(found, signed)
        self.list_packages(found, repeated)
        self.search(found, [package, signed], repeated)
        repeat(found, repeated)
        terms, exists = by_issue(self.blocks, packages(found.picked, self.blocks.options)), found.picked >= 0
        terms[:, WEIGHTED_MEAN], exists[:, WEIGHTED_MEAN] = simple, all_sign(found, self.needs, package)
        utility = np.where(terms[:, :, :1] >= 0, self.utilities(terms), np.nan)
        return self.in_order_of_file(found, terms, exists, utility)

    def utilities(self, terms: Options) -> Floats:
        """[replication, concept, actor] what packages are worth. terms[replication, concept, issue]."""
        together: Floats = added(self.frame.links, self.drawn.synergy, terms)
        return worth_of(self.drawn.gain[:, None], terms) + together

    def list_packages(self, found: Cases, repeated: Flags) -> None:
        """What concepts pick from the list of the best packages, where that is not too long."""
        solve_all(
            self.blocks.options,
            self.needs,
            found.values,
            found.allowed,
            found.floors,
            found.stake,
            found.case,
            found.asked,
            found.picked,
            repeated,
            *frontier_space(found.values.shape[1:], self.most, whole=True),
        )

    def search(self, found: Cases, known: list[Options], repeated: Flags) -> None:
        """Where it is too long. known[...][replication, issue]: packages that none of the answers may fall behind."""
        if not (found.case["thinned"] | found.case["unsure"]).any():
            return
        given = [np.where(all_sign(found, self.needs, terms)[:, None], terms, -1) for terms in known]
        search_all(
            self.blocks.options,
            self.needs,
            found,
            np.stack(given, axis=1),
            repeated,
            search_room(found.values.shape[1:], self.parties, self.blocks.options, len(known)),
        )
        for r in np.flatnonzero(found.case["thinned"]):
            self.sample(found, int(r))

    def sample(self, found: Cases, r: int) -> None:
        """Some of the best packages of a replication, and whose consent they need."""
        number = np.unique(found.picked[r, found.picked[r] >= 0])
        if self.consenters:
            space = (found.values[r], self.blocks.options, found.allowed[r], found.floors[1, r])
            number = np.union1d(number, frontier(*space, self.parties, self.needs, SAMPLE)[1])
        terms = packages(number, self.blocks.options)
        asked = self.needs[np.arange(terms.shape[1]), terms, self.parties :].any(axis=1)
        consents = asked @ (1 << np.arange(len(self.consenters)))
        found.case["length"][r] = len(number)
        found.asked[r] = np.bincount(consents, minlength=found.asked.shape[1])

    def in_order_of_file(self, found: Cases, terms: Options, exists: Flags, utility: Floats) -> Solutions:
        """The columns, their axes as in the scenario file."""
        scenario, seats = self.scenario, self.seats
        stake = found.stake[:, order(tuple(scenario.parties), seats.parties)]
        gain = utility[:, :, : self.parties] - found.stake["least"][:, None, :]
        measure = measures(found.stake, gain)
        return Solutions(
            parties=tuple(scenario.parties),
            consenters=self.consenters,
            disagreement=stake["least"],
            ideal=stake["ideal"],
            power=stake["power"],
            size=found.case["length"],
            thinned=found.case["thinned"] > 0,
            asked=found.asked,
            exists=exists,
            terms=terms[:, :, order(tuple(scenario.issues), seats.issues)],
            utility=utility[:, :, order(tuple(scenario.actors), seats.actors)],
            gain=gain[:, :, order(tuple(scenario.parties), seats.parties)],
            measure=measure,
            bound=bounds(found, measure),
            proven=np.isnan(found.bound),
            exact=found.case["ideals"] > 0,
            efficient=found.case["efficient"] > 0,
            judged=found.case["unsure"] == 0,
        )

    def frontier(self) -> tuple[Floats, bool]:
        """[package, party] the best packages of the first replication, whatever no deal is worth; are these all?"""
        found = self.cases(np.full((len(self.drawn.talks), len(self.blocks.options)), -1))
        least = found.floors[1, 0].copy()
        least[: self.parties] = -np.inf
        space = (found.values[0], self.blocks.options, found.allowed[0], least, self.parties, self.needs)
        worth, _, whole = frontier(*space, most=self.most, whole=True)
        if not whole:
            worth, _, _ = frontier(*space, most=self.most if self.parties < 3 else SAMPLE)
        return worth[:, order(tuple(self.scenario.parties), self.seats.parties)].copy(), whole
