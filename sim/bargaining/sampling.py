"""Scenario -> Draw: every uncertain number of every replication, drawn under its path in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.frame import Seating, position, seating
from sim.bargaining.luck import Luck, tied
from sim.bargaining.nouns import ACTOR, EVENT, LUCK, SEQUENCES, SHOCK, STRATEGIES, TALKS, Array, Draw
from sim.bargaining.relevance import is_read
from sim.bargaining.rules import GRID
from sim.bargaining.slips import TABLE_TRUCE
from sim.scenario.bundles import copulas
from sim.scenario.paths import dotted
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario

Values = NDArray[np.float64]  # [replication]
Weights = Mapping[str, list[Values]]  # by actor: [issue]

OF_WAR = ("drift", "noise", "days_left", "learning_days")
OF_MEDIATOR = ("bias", "insight", "proposal_rate", "cover", "patience_days", "strikes")
OF_TRUCE = {
    "pause_days": "days",
    "max_extensions": "max_extensions",
    "cooldown_days": "cooldown_days",
    "hazard_per_day": "hazard_per_day",
    "temptation": "temptation",
}
# By field of ACTOR: its key in the file. Of these an actor has what its role has.
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
        "pause_worth",
        "hope",
        "ceasefire_ask",
    ]
} | {"aspiration_share": "aspiration"}
# What the others cannot see of a party: they know only between which ends it lies.
HIDDEN = {"cost": "cost_per_day", "optimism": "optimism", "outside": "outside_value", "pause": "pause_worth"}


@dataclass
class Sampler:
    """Draws each number under its own name and remembers the uncertain ones."""

    luck: Luck
    drawn: dict[str, Values] = field(default_factory=dict)

    def number(self, path: str, quantity: Quantity) -> Values:
        """[replication] values of a quantity."""
        if quantity.fixed:
            return np.full(self.luck.runs, quantity.typical)
        self.drawn[path] = quantity.at(self.luck.uniform(path)[:, 0])
        return self.drawn[path]

    def optional(self, path: str, quantity: Quantity | None) -> Values | float:
        """[replication] values of a quantity; 0 where the scenario has none."""
        return 0.0 if quantity is None else self.number(path, quantity)

    def coin(self, path: str, probability: Quantity, drawn: Values) -> NDArray[np.bool_]:
        """[replication] does it hold, with this probability?"""
        heads = self.luck.uniform(path)[:, 0] < drawn
        if probability.span not in ((0.0, 0.0), (1.0, 1.0)):
            self.drawn[path] = heads.astype(np.float64)
        return heads

    def records(self, dtype: np.dtype[np.void], *shape: int) -> Array:
        """[replication, ...] empty records."""
        return np.zeros((self.luck.runs, *shape), dtype)


def draw(scenario: Scenario, rounds: int, luck: Luck) -> tuple[Draw, dict[str, Values]]:
    """All that is drawn for some replications, and by name what of it is uncertain and matters."""
    luck = tied(luck, copulas(scenario))
    seats, sampler = seating(scenario), Sampler(luck)
    weights = {actor: draw_weights(scenario, seats, actor, sampler) for actor in seats.actors}
    drawn = Draw(
        talks=draw_talks(scenario, seats, sampler),
        actor=draw_actors(scenario, seats, sampler),
        gain=draw_gains(scenario, seats, weights, sampler),
        guards=draw_guards(scenario, seats, sampler),
        genuine=draw_genuine(scenario, seats, sampler),
        halts=draw_truce_table(scenario, seats, sampler, "halts", 0.0),
        worth=draw_worth(scenario, seats, sampler),
        hazard=draw_truce_table(scenario, seats, sampler, "hazard", 1.0),
        event=draw_events(scenario, sampler),
        shock=draw_shocks(scenario, seats, sampler),
        event_luck=draw_event_luck(scenario, luck, rounds),
        luck=draw_luck(luck, rounds),
        whim=draw_whim(scenario, seats, luck, rounds),
        salience=draw_salience(scenario, seats, weights, sampler),
        slips=draw_slips(scenario, seats, luck, rounds),
    )
    read = {path: values for path, values in sampler.drawn.items() if is_read(scenario.protocol, path)}
    return drawn, read


def draw_talks(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication] TALKS."""
    talks = sampler.records(TALKS)
    set_table(scenario, seats, talks)
    talks["status_quo"] = sampler.number("challenge.status_quo", scenario.challenge.status_quo)
    talks["drift_guard"] = sampler.number("drift_guard", scenario.drift_guard)
    talks["days_left"], talks["learning_days"], talks["pause_days"] = 1.0, 1.0, 1.0
    if scenario.war:
        talks["first_balance"] = draw_balance(scenario, sampler)
        for name in OF_WAR:
            talks[name] = sampler.number(dotted("war", name), getattr(scenario.war, name))
    if scenario.mediator:
        seat, mediator = scenario.mediator
        for name in OF_MEDIATOR:
            talks[name] = sampler.number(dotted("actors", seat, name), getattr(mediator, name))
        if mediator.when_leaves:
            path = dotted("actors", seat, "when_leaves", "balance")
            talks["leaves_balance"] = sampler.number(path, mediator.when_leaves.balance)
    if scenario.truce:
        for name, key in OF_TRUCE.items():
            talks[name] = sampler.number(dotted("ceasefire", key), getattr(scenario.truce, key))
    return talks


def set_table(scenario: Scenario, seats: Seating, talks: Array) -> None:
    """What is the same in all replications."""
    war, mediator, truce = scenario.war, scenario.mediator, scenario.truce
    issues, truce_issues = scenario.issues.values(), truce.issues.values() if truce else ()
    talks["round_days"] = scenario.round_days
    talks["parties"], talks["mediator_seat"] = len(seats.parties), len(seats.parties) if mediator else -1
    talks["sequence"] = SEQUENCES.index(scenario.sequence)
    talks["war"], talks["truce"] = war is not None, truce is not None
    talks["indifferent"] = not (mediator and any(issue.weight[mediator[0]].span[1] > 0 for issue in issues))
    talks["truce_indifferent"] = not (mediator and any(mediator[0] in issue.worth for issue in truce_issues))
    talks["attacker_terms"] = position(seats.proposals, war.if_attacker_wins if war else None)
    talks["defender_terms"] = position(seats.proposals, war.if_defender_wins if war else None)
    talks["opening"] = position(seats.proposals, scenario.opening)
    talks["truce_opening"] = position(seats.truce_proposals, truce.opening if truce else None)


def draw_balance(scenario: Scenario, sampler: Sampler) -> Values:
    """[replication] log-odds at the start, also where a probability was given."""
    assert scenario.war
    if scenario.war.balance is not None:
        return sampler.number("war.balance", scenario.war.balance)
    from scipy.special import logit  # NumPy's logarithm depends on the processor

    assert scenario.war.win_probability
    return np.asarray(logit(sampler.number("war.win_probability", scenario.war.win_probability)))


def draw_actors(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication, actor] ACTOR."""
    table = sampler.records(ACTOR, len(seats.actors))
    table["lever_cost"], table["leaves_cost"] = 1.0, 1.0
    for a, name in enumerate(seats.actors):
        actor, row = scenario.actors[name], table[:, a]
        for field_name, key in OF_ACTOR.items():
            row[field_name] = sampler.optional(dotted("actors", name, key), getattr(actor, key, None))
        if name in seats.parties:
            draw_party(scenario, name, row, sampler)
    table["place"][:, : len(seats.parties)] = draw_places(scenario, seats, sampler.luck)
    return table


def draw_places(scenario: Scenario, seats: Seating, luck: Luck) -> NDArray[np.int64]:
    """[replication, party] place in the order of turns."""
    if order := scenario.alternating_offers.order:
        return np.array([[order.index(party) for party in seats.parties]])
    lots = np.hstack([luck.uniform(dotted("actors", party, "turn")) for party in seats.parties])
    return lots.argsort(axis=1, kind="stable").argsort(axis=1)


def draw_whim(scenario: Scenario, seats: Seating, luck: Luck, rounds: int) -> Array:
    """[replication, party, round] uniform numbers, if anybody acts on a whim."""
    if not {"random", "micro"} & {party.strategy for party in scenario.parties.values()}:
        return np.zeros((luck.runs, len(seats.parties), 0))
    streams = [luck.uniform(dotted("actors", party, "whim"), rounds) for party in seats.parties]
    return np.stack(streams, axis=1)


def draw_slips(scenario: Scenario, seats: Seating, luck: Luck, rounds: int) -> Array:
    """[replication, party, round, what for] uniform numbers, if anybody is not exact."""
    exact = all(party.precision.support[0] == np.inf for party in scenario.parties.values())
    rounds, needs = 0 if exact else rounds, TABLE_TRUCE + 1
    streams = [luck.uniform(dotted("actors", party, "slips"), rounds * needs) for party in seats.parties]
    return np.stack(streams, axis=1).reshape(luck.runs, len(seats.parties), rounds, needs)


def draw_party(scenario: Scenario, name: str, row: Array, sampler: Sampler) -> None:
    """What only a party has: a side, something to hide, a vote at home, pressure from the mediator."""
    party = scenario.parties[name]
    row["side"] = {"attacker": 1, "defender": -1, None: 0}[party.side]
    row["strategy"], row["generous"] = STRATEGIES.index(party.strategy), party.offers == "generous"
    for short, key in HIDDEN.items():
        quantity = getattr(party, key)
        row[f"{short}_low"], row[f"{short}_high"] = quantity.span if quantity else (0.0, 0.0)
    if party.ratify:
        row["ratifies"] = 1
        row["ratify_slope"] = sampler.number(dotted("actors", name, "ratify", "slope"), party.ratify.slope)
        row["ratify_mid"] = sampler.number(dotted("actors", name, "ratify", "mid"), party.ratify.mid)
        row["ratify_luck"] = sampler.luck.uniform(dotted("actors", name, "ratify"))[:, 0]
    draw_pressure(scenario, name, row, sampler)
    row["backfill"] = draw_backfill(scenario, name, sampler)


def draw_pressure(scenario: Scenario, party: str, row: Array, sampler: Sampler) -> None:
    """What the mediator can do to a party, and whether it means it."""
    if not scenario.mediator:
        return
    seat, mediator = scenario.mediator
    if party in mediator.leverage:
        for key in ("probability", "balance", "cost"):
            path = dotted("actors", seat, "leverage", party, key)
            row[f"lever_{key}"] = sampler.number(path, getattr(mediator.leverage[party], key))
        probability = mediator.leverage[party].probability
        path = dotted("actors", seat, "leverage", party, "meant")
        row["meant"] = sampler.coin(path, probability, row["lever_probability"])
    if mediator.when_leaves and party in mediator.when_leaves.cost:
        path = dotted("actors", seat, "when_leaves", "cost", party)
        row["leaves_cost"] = sampler.number(path, mediator.when_leaves.cost[party])


def draw_backfill(scenario: Scenario, party: str, sampler: Sampler) -> Values:
    """[replication] share of a cut-off that the backers together make good."""
    missing = np.ones(sampler.luck.runs)
    for name in sorted(scenario.backers):
        if party in scenario.backers[name].backfill:
            path = dotted("actors", name, "backfill", party)
            missing *= 1.0 - sampler.number(path, scenario.backers[name].backfill[party])
    return 1.0 - missing


def draw_gains(scenario: Scenario, seats: Seating, weights: Weights, sampler: Sampler) -> Array:
    """[replication, actor, issue, option] weight times value, rounded to the grid so that sums are exact."""
    issues = [scenario.issues[k] for k in seats.issues]
    widest = max(len(issue.options) for issue in issues)
    gain = np.zeros((sampler.luck.runs, len(seats.actors), len(issues), widest))
    for a, actor in enumerate(seats.actors):
        for k, issue in enumerate(issues):
            for o, value in enumerate(issue.value.get(actor, ())):
                path = dotted("issues", seats.issues[k], "value", actor, issue.options[o])
                gain[:, a, k, o] = weights[actor][k] * sampler.number(path, value)
    return gridded(gain)


def draw_salience(scenario: Scenario, seats: Seating, weights: Weights, sampler: Sampler) -> Array:
    """[replication, actor, issue] as stated, else an issue's weight by the actor's greatest weight."""
    table = np.zeros((sampler.luck.runs, len(seats.actors), len(seats.issues)))
    if scenario.protocol != "challenge":
        return table
    for a, actor in enumerate(seats.actors):
        greatest = np.max(weights[actor], axis=0)
        for k, name in enumerate(seats.issues):
            path, stated = dotted("issues", name, "salience", actor), scenario.issues[name].salience
            derived = weights[actor][k] / np.where(greatest > 0.0, greatest, 1.0)
            table[:, a, k] = sampler.number(path, stated[actor]) if actor in stated else derived
    return table


def gridded(values: Array) -> Array:
    """The nearest numbers of the grid."""
    scaled = values * GRID
    scaled += 0.5
    return np.floor(scaled, out=scaled) / GRID


def draw_weights(scenario: Scenario, seats: Seating, actor: str, sampler: Sampler) -> list[Values]:
    """[issue][replication] an actor's weights, which sum to 1: as stated, or Dirichlet around that."""
    paths = [dotted("issues", k, "weight", actor) for k in seats.issues]
    stated = [scenario.issues[k].weight[actor] for k in seats.issues]
    weights = shares([sampler.number(path, weight) for path, weight in zip(paths, stated, strict=True)])
    if scenario.weight_spread is None:
        return weights
    spread = sampler.number("weight_spread", scenario.weight_spread)
    loose = [
        gamma(spread * w, sampler.luck.uniform(f"{p}.spread")[:, 0])
        for p, w in zip(paths, weights, strict=True)
    ]
    drawn = shares(loose)
    sampler.drawn |= {p: w for p, w, q in zip(paths, drawn, stated, strict=True) if q.span[1] > 0.0}
    return drawn


def gamma(shape: Values, share: Values) -> Values:
    """Gamma variates, by inversion so that the same luck moves smoothly with the shape; 0 where the shape is 0."""
    from scipy.special import gammaincinv

    there = shape > 0.0
    return np.where(there, gammaincinv(np.where(there, shape, 1.0), share), 0.0)


def shares(parts: Sequence[Values]) -> list[Values]:
    """Parts as shares of their sum, added one by one: the order of a vectorised sum depends on the processor."""
    total = np.zeros_like(parts[0])
    for part in parts:
        total = total + part
    total[total == 0.0] = 1.0
    return [part / total for part in parts]


def draw_guards(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication, issue, option] strength of what a guarantor promises."""
    issues = [scenario.issues[k] for k in seats.issues]
    guards = np.zeros((sampler.luck.runs, len(issues), max(len(issue.options) for issue in issues)))
    for k, issue in enumerate(issues):
        for o, strength in enumerate(issue.guards or ()):
            guards[:, k, o] = sampler.number(
                dotted("issues", seats.issues[k], "guards", issue.options[o]), strength
            )
    return guards


def draw_genuine(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication, actor, issue] is the red line more than posture?"""
    genuine = np.zeros((sampler.luck.runs, len(seats.actors), len(seats.issues)), np.bool_)
    for i, party in enumerate(seats.parties):
        for issue, line in scenario.parties[party].red_lines.items():
            path = dotted("actors", party, "red_lines", issue)
            drawn = sampler.number(f"{path}.probability", line.probability)
            genuine[:, i, seats.issues.index(issue)] = sampler.coin(
                f"{path}.genuine", line.probability, drawn
            )
    return genuine


def truce_shape(scenario: Scenario) -> tuple[int, int]:
    """How many ceasefire issues, and the most options of one."""
    issues = scenario.truce.issues.values() if scenario.truce else ()
    return len(issues), max((len(issue.options) for issue in issues), default=0)


def draw_truce_table(scenario: Scenario, seats: Seating, sampler: Sampler, key: str, default: float) -> Array:
    """[replication, ceasefire issue, option] of `halts` or `hazard`."""
    table = np.full((sampler.luck.runs, *truce_shape(scenario)), default)
    for k, name in enumerate(seats.truce_issues):
        issue = scenario.truce.issues[name]  # type: ignore[union-attr]
        for o, quantity in enumerate(getattr(issue, key) or ()):
            table[:, k, o] = sampler.number(
                dotted("ceasefire", "issues", name, key, issue.options[o]), quantity
            )
    return table


def draw_worth(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication, actor, ceasefire issue, option] worth of the conditions, on the grid."""
    table = np.zeros((sampler.luck.runs, len(seats.actors), *truce_shape(scenario)))
    for k, name in enumerate(seats.truce_issues):
        issue = scenario.truce.issues[name]  # type: ignore[union-attr]
        for actor, worth in issue.worth.items():
            for o, quantity in enumerate(worth):
                path = dotted("ceasefire", "issues", name, "worth", actor, issue.options[o])
                table[:, seats.actors.index(actor), k, o] = sampler.number(path, quantity)
    return gridded(table)


def event_name(scenario: Scenario, v: int) -> str:
    """The name of an event, or its number."""
    return scenario.events[v].name or str(v)


def draw_events(scenario: Scenario, sampler: Sampler) -> Array:
    """[replication, event] EVENT; an event without a day comes at its rate."""
    table = sampler.records(EVENT, len(scenario.events))
    for v, event in enumerate(scenario.events):
        for key in EVENT.names or ():
            path = dotted("events", event_name(scenario, v), key)
            table[key][:, v] = sampler.optional(path, getattr(event, key))
        if event.day is None:
            table["day"][:, v] = np.nan
    return table


def draw_shocks(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication, event, actor] SHOCK."""
    table = sampler.records(SHOCK, len(scenario.events), len(seats.actors))
    table["cost"] = 1.0
    for v, event in enumerate(scenario.events):
        for key in SHOCK.names or ():
            for name, quantity in getattr(event, key).items():
                path = dotted("events", event_name(scenario, v), key, name)
                table[key][:, v, seats.actors.index(name)] = sampler.number(path, quantity)
    return table


def draw_event_luck(scenario: Scenario, luck: Luck, rounds: int) -> Array:
    """[replication, event, round] uniform numbers."""
    table = np.zeros((luck.runs, len(scenario.events), rounds))
    for v in range(len(scenario.events)):
        table[:, v] = luck.uniform(dotted("events", event_name(scenario, v), "luck"), rounds)
    return table


def draw_luck(luck: Luck, rounds: int) -> Array:
    """[replication, round] LUCK."""
    from scipy.special import ndtri

    table = np.zeros((luck.runs, rounds), LUCK)
    table["shock"] = ndtri(luck.uniform("war.shock", rounds))
    table["mediator"] = luck.uniform("talks.mediator", rounds)
    table["party"] = luck.uniform("talks.party", rounds)
    table["collapse"] = luck.uniform("ceasefire.collapse", rounds)
    return table
