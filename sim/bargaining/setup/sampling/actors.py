"""Actors: what each is like, what only a party has, and what threatens it."""

from __future__ import annotations

from sim.bargaining.records import Actor, Lever
from sim.bargaining.setup.sampling.home import draw_ratifiers
from sim.bargaining.setup.sampling.records import records
from sim.bargaining.setup.sampling.sampler import Sampler
from sim.bargaining.setup.sampling.tape import Number
from sim.bargaining.setup.structure import Seating
from sim.bargaining.types import STRATEGIES, Array
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

# By field of Actor: its key in the file. Of these an actor has what its role has.
OF_ACTOR = {
    name: name
    for name in [
        "floor",
        "ceasefire_floor",
        "credibility",
        "capability",
        "outside_value",
        "cost_per_day",
        "optimism",
        "concession",
        "reciprocity",
        "deadline_days",
        "distrust",
        "exposure",
        "audience_cost",
        "initial_concession",
        "precision",
        "hazard",
        "pause_worth",
        "gesture",
        "hope",
        "ceasefire_ask",
        "betrayal",
    ]
} | {"aspiration_share": "aspiration"}
# Of a party that may declare ceasefires of its own.
OF_UNILATERAL = {"lone_rate": "rate", "lone_term": "days", "lone_halts": "halts", "lone_gesture": "gesture"}
# What the others cannot see of a party: they know only between which ends it lies.
HIDDEN = {"cost": "cost_per_day", "optimism": "optimism", "outside": "outside_value", "pause": "pause_worth"}


def empty_seats(scenario: Scenario, seats: Seating) -> tuple[Array, Array]:
    """[actor] Actor and [mediator, party] Lever, in which nothing is drawn yet."""
    lever = records(Lever, len(scenario.mediators), len(seats.parties))
    lever["cost"], lever["leaves_cost"] = 1.0, 1.0
    return records(Actor, len(seats.actors)), lever


def draw_actors(
    scenario: Scenario, seats: Seating, table: Array, lever: Array, ratifier: Array, sampler: Sampler
) -> None:
    """The [actor] Actor; of each party the [ratifier] Ratifier and what threatens it."""
    for a, name in enumerate(seats.actors):
        actor, row = scenario.actors[name], table[a]
        for field_name, key in OF_ACTOR.items():
            row[field_name] = sampler.optional(dotted("actors", name, key), getattr(actor, key, None))
        if name in seats.parties:
            draw_party(scenario, seats, name, row, ratifier, sampler)
            for m, mediator in enumerate(sorted(scenario.mediators)):
                draw_lever(scenario, mediator, name, lever[m, a], sampler)
            row["backfill"] = draw_backfill(scenario, name, sampler)
            draw_unilateral(scenario, name, row, sampler)
            row["place"] = draw_place(scenario, seats, a, sampler)


def draw_party(
    scenario: Scenario, seats: Seating, name: str, row: Array, ratifier: Array, sampler: Sampler
) -> None:
    """What only a party has: a side, something to hide, a vote at home."""
    party = scenario.parties[name]
    row["side"] = {"attacker": 1, "defender": -1, None: 0}[party.side]
    row["strategy"], row["generous"] = STRATEGIES.index(party.strategy), party.offers == "generous"
    for short, key in HIDDEN.items():
        path, quantity = dotted("actors", name, key), getattr(party, key)
        row[f"{short}_low"], row[f"{short}_high"] = sampler.ends(path, quantity) if quantity else (0.0, 0.0)
    draw_ratifiers(scenario, seats, name, ratifier, sampler)


def hidden_spans(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """By path: between which ends the others know an uncertain number of a party to lie."""
    return {
        dotted("actors", name, key): quantity.span
        for name, party in scenario.parties.items()
        for key in HIDDEN.values()
        if (quantity := getattr(party, key)) is not None and not quantity.fixed
    }


def draw_lever(scenario: Scenario, seat: str, party: str, row: Array, sampler: Sampler) -> None:
    """What a mediator can do to a party, whether it means it, and what its going does to the party."""
    mediator = scenario.mediators[seat]
    if party in mediator.leverage:
        for key in ("probability", "balance", "cost"):
            path = dotted("actors", seat, "leverage", party, key)
            row[key] = sampler.number(path, getattr(mediator.leverage[party], key))
        probability = mediator.leverage[party].probability
        path = dotted("actors", seat, "leverage", party, "meant")
        row["meant"] = sampler.coin(path, probability, row["probability"])
    if mediator.when_leaves and party in mediator.when_leaves.cost:
        path = dotted("actors", seat, "when_leaves", "cost", party)
        row["leaves_cost"] = sampler.number(path, mediator.when_leaves.cost[party])


def draw_backfill(scenario: Scenario, party: str, sampler: Sampler) -> Number:
    """Share of a cut-off that the backers together make good."""
    missing = 1.0
    for name in sorted(scenario.backers):
        if party in scenario.backers[name].backfill:
            path = dotted("actors", name, "backfill", party)
            missing = missing * (1.0 - sampler.number(path, scenario.backers[name].backfill[party]))
    return 1.0 - missing


def draw_unilateral(scenario: Scenario, party: str, row: Array, sampler: Sampler) -> None:
    """When a party declares ceasefires of its own, how long they last and what they halt."""
    if party in scenario.declarers:
        unilateral, path = scenario.declarers[party], dotted("actors", party, "unilateral")
        for name, key in OF_UNILATERAL.items():
            row[name] = sampler.number(f"{path}.{key}", getattr(unilateral, key))
        row["lone_shape"] = sampler.number(f"{path}.life.shape", unilateral.life.shape)
        row["lone_scale"] = sampler.number(f"{path}.life.scale_days", unilateral.life.scale_days)


def draw_place(scenario: Scenario, seats: Seating, a: int, sampler: Sampler) -> Number:
    """The place of party a in the order of turns: as stated, else how many drew a lower lot, or the same before it."""
    if order := scenario.alternating_offers.order:
        return order.index(seats.parties[a])
    lots = [sampler.share(dotted("actors", party, "turn")) for party in seats.parties]
    return sum((1.0 - (lots[a] < lot) for lot in lots[:a]), sum(lot < lots[a] for lot in lots[a + 1 :]))
