"""Simpler models beside ours: what they pick, what each party would gain, and how far settlements lie from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.enough import coalitions, some_are_enough
from sim.analysis.intervals import Mean, mean_of, quantile_of, share, share_of
from sim.analysis.power import banzhaf, shapley_shubik, swings
from sim.analysis.references import Benchmarks, Concept, Pick, Plane, Power
from sim.analysis.steady import product
from sim.analysis.terms import weighted_means
from sim.bargaining.outcomes import Floats, Outcomes
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.solutions.solutions import Solutions

RUNS, FEWER_RUNS = 1000, 200  # of a study; fewer of four parties or more, whose frontiers are long


def benchmarks(scenario: Scenario, outcomes: Outcomes, seed: int) -> Benchmarks | None:
    """The first replications of a study; None where there are too many packages to be numbered."""
    from sim.bargaining.solutions.concepts import CONCEPTS
    from sim.bargaining.solutions.solve import solvable, solve

    if not solvable(scenario):
        return None
    runs = min(len(outcomes), RUNS if len(scenario.parties) <= 3 else FEWER_RUNS)
    settled = outcomes.settled[:runs] & outcomes.signed[:runs].all(axis=1)
    agreed = np.where(settled[:, None], outcomes.terms[:runs], -1)
    found = solve(scenario, runs, seed, simplest(scenario), agreed)
    return Benchmarks(
        runs=runs,
        settled=int(settled.sum()),
        disagreement=_by_party(found, found.disagreement),
        frontier=quantile_of(found.size[(found.size > 0) & ~found.thinned].astype(np.float64), 0.5),
        whole=share_of(~found.thinned),
        ideals=share_of(found.exact),
        concepts=tuple(
            _concept(scenario, outcomes, found, row, name)
            for row, name in enumerate(CONCEPTS)
            if name != "rubinstein" or len(found.parties) == 2
        ),
        rubinstein=_by_party(found, found.power) if len(found.parties) == 2 else None,
        efficient=share_of(found.efficient[settled & found.judged]),
        powers=powers(scenario, found),
        plane=plane(scenario),
    )


def simplest(scenario: Scenario) -> list[int]:
    """[issue] the option nearest to the weighted mean."""
    return [scenario.issues[rule.issue].options.index(rule.nearest) for rule in weighted_means(scenario)]


def _by_party(found: Solutions, values: Floats) -> dict[str, Mean]:
    """Means of values[replication, party], where there are any."""
    columns = zip(found.parties, values.T, strict=True)
    return {party: mean_of(column[~np.isnan(column)]) for party, column in columns}


def _concept(scenario: Scenario, outcomes: Outcomes, found: Solutions, row: int, name: str) -> Concept:
    terms, measured = found.terms[found.terms[:, row, 0] >= 0, row], ~np.isnan(found.measure[:, row])
    return Concept(
        name=name,
        exists=share_of(found.exists[:, row]),
        proven=share_of(found.proven[measured, row]),
        reached=mean_of(found.measure[measured, row]),
        at_most=mean_of(found.bound[measured, row]),
        gains=_by_party(found, found.gain[:, row]),
        terms=tuple(_choice(scenario, issue, terms[:, k]) for k, issue in enumerate(scenario.issues)),
        distance=mean_of(distances(outcomes, found, row)),
    )


def _choice(scenario: Scenario, issue: str, picked: Floats) -> Pick:
    topic = scenario.issues[issue]
    counts = np.bincount(picked.astype(np.int64), minlength=len(topic.options))
    scale = None if topic.range is None else np.array([float(option) for option in topic.options])
    return Pick(
        issue=issue,
        options=topic.options,
        shares=tuple(share(int(count), len(picked)) for count in counts),
        mean=None if scale is None else mean_of(scale[picked.astype(np.int64)]),
    )


def distances(outcomes: Outcomes, found: Solutions, row: int) -> Floats:
    """[settlement] distance from a concept's package, where it picks one.

    One unit is the most that a party could gain, on average over replications: in its own replication that may be
    next to nothing, and everything would be far away.
    """
    there = found.size > 0
    unit = found.ideal[there].mean(axis=0) if there.any() else np.zeros(len(found.parties))
    if not (unit > 0.0).all():
        return np.zeros(0)
    seats = [outcomes.names.actors.index(party) for party in found.parties]
    known = outcomes.settled[: len(found)] & (found.terms[:, row, 0] >= 0)
    got, picked = outcomes.utility[: len(found)][known], found.utility[known, row]
    measured: Floats = np.sqrt(np.square((got[:, seats] - picked[:, seats]) / unit).sum(axis=1))
    return measured


def powers(scenario: Scenario, found: Solutions) -> tuple[Power, ...]:
    """Every actor: a coalition carries a package if enough parties are in it, and all whose consent it needs.

    Who consents to everything is not needed.
    """
    voters, weights = (*found.parties, *found.consenters), consents(scenario, found)
    needed = sum(1 << k for k, name in enumerate(found.consenters) if can_refuse(scenario, name))
    counted, asked = swings(coalitions(scenario)), [k & needed for k in range(weights.shape[1])]
    shared, decided = (
        product(weights, np.array([_powers(index(counted, k.bit_count()), k, len(voters)) for k in asked]))
        for index in (shapley_shubik, banzhaf)
    )
    return tuple(
        Power(actor, *(mean_of(table[:, voters.index(actor)]) for table in (shared, decided)))
        if actor in voters
        else Power(actor, Mean(0.0, 0.0, 0.0, len(weights)), Mean(0.0, 0.0, 0.0, len(weights)))
        for actor in scenario.signers
    )


def can_refuse(scenario: Scenario, name: str) -> bool:
    """Is there a floor below which a mediator or backer withholds its consent? Utility is never below 0."""
    floors: list[Quantity | None] = [(scenario.mediators | scenario.backers)[name].floor]
    for event in scenario.events:
        of_actor = event.sets.actors.get(name) if event.sets else None
        floors += [event.floor.get(name), of_actor.floor if of_actor else None]
    return any(floor is not None and floor.support[1] > 0.0 for floor in floors)


def consents(scenario: Scenario, found: Solutions) -> Floats:
    """[replication, set of consenters] share of the best packages that need just these.

    Where some parties are enough, a replication without a package that all can sign counts as one of no consents.
    """
    there = found.size > 0
    shares = np.zeros(found.asked.shape)
    shares[there] = found.asked[there] / found.size[there, None]
    shares[~there, 0] = 1.0
    return shares if some_are_enough(scenario) else shares[there]


def _powers(found: tuple[list[float], float], asked: int, voters: int) -> list[float]:
    """Of every voter: parties, then whoever can be asked; asked: a bit for each who is."""
    parties, each = found
    return [*parties, *(each if asked >> k & 1 else 0.0 for k in range(voters - len(parties)))]


def plane(scenario: Scenario) -> Plane:
    """The middling replication."""
    from sim.bargaining.solutions.concepts import CONCEPTS
    from sim.bargaining.solutions.solve import picture

    drawn = picture(scenario, simplest(scenario))
    seats = {party: list(scenario.actors).index(party) for party in scenario.parties}
    points = {
        name: {party: float(drawn.solutions.utility[0, row, seat]) for party, seat in seats.items()}
        for row, name in enumerate(CONCEPTS)
        if drawn.solutions.terms[0, row, 0] >= 0
    }
    return Plane(
        frontier={p: tuple(drawn.frontier[:, i].tolist()) for i, p in enumerate(scenario.parties)},
        whole=drawn.whole,
        disagreement=dict(zip(scenario.parties, drawn.solutions.disagreement[0].tolist(), strict=True)),
        concepts=points,
    )
