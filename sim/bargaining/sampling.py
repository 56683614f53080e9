"""Scenario -> Draw: every uncertain number of every replication, drawn under its path in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.bargaining.cells import cells
from sim.bargaining.frame import Seating, factions, position, ratifiers, red_lines, rounds_of, seating
from sim.bargaining.linking import linked
from sim.bargaining.luck import Luck, Middling, tied
from sim.bargaining.nouns import (
    ACTOR,
    CONDITIONS,
    EVENT,
    FACTION,
    IN_ACTOR,
    IN_GAIN,
    IN_GAIN_AT_HOME,
    IN_GENUINE,
    IN_LINES,
    IN_TALKS,
    LEVER,
    LUCK,
    RATIFIER,
    SEQUENCES,
    SETTING,
    SHOCK,
    STRATEGIES,
    TALKS,
    Array,
    Draw,
    Record,
)
from sim.bargaining.relevance import is_read
from sim.bargaining.rules import GRID
from sim.bargaining.slips import TABLE_TRUCE
from sim.bargaining.unilateral import LIFE
from sim.scenario.bundles import copulas
from sim.scenario.lasting import during
from sim.scenario.paths import dotted
from sim.scenario.quantities import Quantity
from sim.scenario.schema import (
    Ceasefire,
    CeasefireIssue,
    CeasefireLink,
    Event,
    Issue,
    Link,
    Opinion,
    Scenario,
)

Values = NDArray[np.float64]  # [replication]
Weights = dict[str, list[Values]]  # by actor: [issue]

NOTHING: Mapping[str, Values] = MappingProxyType({})
OF_WAR = ("drift", "noise", "days_left", "learning_days")
OF_MEDIATOR = ("bias", "insight", "proposal_rate", "cover", "patience_days", "defiance_days")
OF_TRUCE = {
    "pause_days": "days",
    "max_extensions": "max_extensions",
    "cooldown_days": "cooldown_days",
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


@dataclass
class Sampler:
    """Draws each number under its own name and remembers the uncertain ones.

    `given` says by path what some numbers and coins are instead; NaN: as drawn.
    """

    luck: Luck
    given: Mapping[str, Values] = field(default_factory=dict)
    drawn: dict[str, Values] = field(default_factory=dict)

    def number(self, path: str, quantity: Quantity) -> Values:
        """[replication] values of a quantity."""
        if quantity.fixed:
            return self.instead(path, np.full(self.luck.runs, quantity.typical))
        self.drawn[path] = self.instead(path, quantity.at(self.luck.uniform(path)[:, 0]))
        return self.drawn[path]

    def instead(self, path: str, usual: Any) -> Any:
        """[replication] what is given, where anything is; else what there is without it."""
        given = self.given.get(path)
        return usual if given is None else np.where(np.isnan(given), usual, given)

    def ends(self, path: str, quantity: Quantity) -> tuple[Any, Any]:
        """Between which numbers a quantity is known to lie. A known one that is given is known as it is given."""
        low, high = quantity.span
        return (self.instead(path, low), self.instead(path, high)) if quantity.fixed else (low, high)

    def optional(self, path: str, quantity: Quantity | None) -> Values | float:
        """[replication] values of a quantity; 0 where the scenario has none."""
        return 0.0 if quantity is None else self.number(path, quantity)

    def coin(self, path: str, probability: Quantity, drawn: Values) -> NDArray[np.bool_]:
        """[replication] does it hold, with this probability?"""
        heads = self.instead(path, self.luck.uniform(path)[:, 0] < drawn).astype(np.bool_)
        if probability.span not in ((0.0, 0.0), (1.0, 1.0)):
            self.drawn[path] = heads.astype(np.float64)
        return heads

    def records(self, dtype: np.dtype[np.void], *shape: int) -> Array:
        """[replication, ...] empty records."""
        return np.zeros((self.luck.runs, *shape), dtype)


@dataclass
class Apart(Sampler):
    """Draws what an event sets under the path at which the event sets it, and all else as usual."""

    at: str = ""
    paths: frozenset[str] = frozenset()

    def number(self, path: str, quantity: Quantity) -> Values:
        """See the base."""
        return super().number(f"{self.at}.{path}" if path in self.paths else path, quantity)

    @property
    def own(self) -> dict[str, Values]:
        """The uncertain numbers that the event sets."""
        return {path: values for path, values in self.drawn.items() if path.startswith(f"{self.at}.")}


class Movable(NamedTuple):
    """What events can set, by kind of cell."""

    talks: Array
    actor: Array
    gain: Array
    ratifier_gain: Array
    lines: Array
    genuine: Array

    def at(self, cell: Record) -> Values:
        """[replication] the number in one cell."""
        if cell.kind == IN_TALKS:
            return self.talks[(TALKS.names or ())[cell.field]]
        if cell.kind == IN_ACTOR:
            return self.actor[(ACTOR.names or ())[cell.field]][:, cell.seat]
        if cell.kind == IN_GENUINE:
            return self.genuine[:, cell.seat, cell.field]
        table = {IN_GAIN: self.gain, IN_GAIN_AT_HOME: self.ratifier_gain, IN_LINES: self.lines}[cell.kind]
        return table[:, cell.seat, cell.field, cell.option]


def draw(
    scenario: Scenario, rounds: int, luck: Luck, given: Mapping[str, Values] = NOTHING
) -> tuple[Draw, dict[str, Values]]:
    """All that is drawn for some replications, and by name what of it is uncertain and matters; see Sampler."""
    luck = tied(luck, copulas(scenario))
    seats, sampler = seating(scenario), Sampler(luck, given)
    weights = {actor: draw_weights(scenario, seats, actor, sampler) for actor in seats.actors}
    actor, lever = empty_seats(scenario, seats, sampler)
    talks, ratifier = draw_talks(scenario, seats, actor, sampler), empty_ratifiers(scenario, seats, sampler)
    draw_actors(scenario, seats, actor, lever, ratifier, sampler)
    gain = draw_gains(scenario, seats, weights, sampler)
    average_factions(scenario, seats, weights, gain, sampler)
    faction, faction_gain = draw_divisions(scenario, seats, weights, gain, sampler)
    drawn = Draw(
        talks=talks,
        actor=actor,
        gain=gain,
        guards=draw_guards(scenario, seats, sampler),
        lines=draw_lines(scenario, seats, sampler),
        genuine=draw_genuine(scenario, seats, sampler),
        halts=draw_truce_table(scenario, seats, sampler, "halts", 0.0),
        worth=draw_worth(scenario, seats, sampler),
        hazard=draw_truce_table(scenario, seats, sampler, "hazard", 1.0),
        event=draw_events(scenario, sampler),
        shock=draw_shocks(scenario, seats, sampler),
        event_luck=draw_event_luck(scenario, luck, rounds),
        setting=sampler.records(SETTING, 0),
        luck=draw_luck(scenario, luck, rounds),
        whim=draw_whim(scenario, seats, luck, rounds),
        salience=draw_salience(scenario, seats, weights, sampler),
        ratifier=ratifier,
        ratifier_gain=draw_ratifier_gains(scenario, seats, weights, gain, sampler),
        ratifier_luck=draw_ratifier_luck(scenario, seats, luck, rounds),
        faction=faction,
        faction_gain=faction_gain,
        synergy=draw_synergy(scenario.links, scenario.issues, seats, sampler, "links"),
        truce_synergy=draw_synergy(*of_truce(scenario), seats, sampler, "ceasefire", "links"),
        slips=draw_slips(seats, actor, luck, rounds),
        occasions=draw_occasions(scenario, seats, luck, rounds),
        lever=lever,
    )
    drawn = drawn._replace(setting=draw_settings(scenario, seats, drawn, sampler))
    read = {path: values for path, values in sampler.drawn.items() if is_read(scenario.protocol, path)}
    return drawn, read


def uncertain(scenario: Scenario) -> tuple[str, ...]:
    """What is uncertain and matters, by path: the inputs of what comes out."""
    return tuple(draw(scenario, rounds_of(scenario), Middling())[1])


def empty_seats(scenario: Scenario, seats: Seating, sampler: Sampler) -> tuple[Array, Array]:
    """[replication, actor] ACTOR and [replication, mediator, party] LEVER, in which nothing is drawn yet."""
    lever = sampler.records(LEVER, len(scenario.mediators), len(seats.parties))
    lever["cost"], lever["leaves_cost"] = 1.0, 1.0
    return sampler.records(ACTOR, len(seats.actors)), lever


def draw_talks(scenario: Scenario, seats: Seating, actor: Array, sampler: Sampler) -> Array:
    """[replication] TALKS; and of the [replication, actor] ACTOR what makes a mediator."""
    talks = sampler.records(TALKS)
    set_table(scenario, seats, talks)
    talks["status_quo"] = sampler.number("challenge.status_quo", scenario.challenge.status_quo)
    talks["drift_guard"] = sampler.number("drift_guard", scenario.drift_guard)
    talks["days_left"], talks["learning_days"], talks["pause_days"] = 1.0, 1.0, 1.0
    if scenario.war:
        talks["first_balance"] = draw_balance(scenario, sampler)
        for name in OF_WAR:
            talks[name] = sampler.number(dotted("war", name), getattr(scenario.war, name))
    for seat in sorted(scenario.mediators):
        draw_mediator(scenario, seat, actor[:, seats.actors.index(seat)], sampler)
    if scenario.truce:
        for name, key in OF_TRUCE.items():
            talks[name] = sampler.number(dotted("ceasefire", key), getattr(scenario.truce, key))
        talks["life_shape"], talks["life_scale"] = draw_life(scenario.truce, sampler)
    if lasts(scenario):
        draw_peace(scenario, talks, sampler)
    return talks


def draw_mediator(scenario: Scenario, seat: str, row: Array, sampler: Sampler) -> None:
    """How a mediator leans, reads, tables, waits, and what its going changes."""
    mediator = scenario.mediators[seat]
    for name in OF_MEDIATOR:
        row[name] = sampler.number(dotted("actors", seat, name), getattr(mediator, name))
    if mediator.when_leaves:
        path = dotted("actors", seat, "when_leaves", "balance")
        row["leaves_balance"] = sampler.number(path, mediator.when_leaves.balance)
    row["indifferent"], row["truce_indifferent"] = (
        ~minds(scenario, seat, sampler),
        not minds_truce(scenario, seat),
    )


def minds(scenario: Scenario, seat: str, sampler: Sampler) -> NDArray[np.bool_]:
    """[replication, or for all] does it care at all which final package is signed?"""
    found = np.asarray(any(seat in link.adds for link in scenario.links))
    for name, issue in scenario.issues.items():
        found = found | (sampler.ends(dotted("issues", name, "weight", seat), issue.weight[seat])[1] > 0.0)
    return found


def minds_truce(scenario: Scenario, seat: str) -> bool:
    """Does it care at all which ceasefire is signed?"""
    links, topics = of_truce(scenario)
    return any(seat in link.adds for link in links) or any(seat in k.worth for k in topics.values())


def draw_life(truce: Ceasefire, sampler: Sampler) -> tuple[Values, Values]:
    """[replication] shape and scale of a ceasefire's life, also where a chance per day was given."""
    if truce.life:
        path = "ceasefire.life"
        shape = sampler.number(f"{path}.shape", truce.life.shape)
        return shape, sampler.number(f"{path}.scale_days", truce.life.scale_days)
    from scipy.special import log1p  # NumPy's logarithm depends on the processor

    assert truce.hazard_per_day
    with np.errstate(divide="ignore"):  # what is never at risk has no end
        scale = -1.0 / log1p(-sampler.number("ceasefire.hazard_per_day", truce.hazard_per_day))
    return np.ones(sampler.luck.runs), np.abs(scale)


def draw_peace(scenario: Scenario, talks: Array, sampler: Sampler) -> None:
    """What decides how long a peace lasts."""
    peace = scenario.peace
    talks["peace_shape"] = sampler.number("peace.life.shape", peace.life.shape)
    talks["peace_scale"] = sampler.number("peace.life.scale_days", peace.life.scale_days)
    talks["guarded_hazard"] = sampler.number("peace.guarded_hazard", peace.guarded_hazard)
    talks["peace_luck"] = sampler.luck.uniform("peace.luck")[:, 0]


def lasts(scenario: Scenario) -> bool:
    """Does it make sense to ask how long a peace lasts?"""
    return scenario.war is not None and scenario.protocol == "mediated"


def set_table(scenario: Scenario, seats: Seating, talks: Array) -> None:
    """What is the same in all replications."""
    war, truce = scenario.war, scenario.truce
    talks["round_days"], talks["single"] = scenario.round_days, rounds_of(scenario) == 1
    talks["parties"], talks["mediators"] = len(seats.parties), len(scenario.mediators)
    talks["spoilers"] = len(scenario.spoilers)
    talks["sequence"] = SEQUENCES.index(scenario.sequence)
    talks["war"], talks["truce"], talks["peace"] = war is not None, truce is not None, lasts(scenario)
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


def draw_actors(
    scenario: Scenario, seats: Seating, table: Array, lever: Array, ratifier: Array, sampler: Sampler
) -> None:
    """The [replication, actor] ACTOR; of each party the [replication, ratifier] RATIFIER and what threatens it."""
    for a, name in enumerate(seats.actors):
        actor, row = scenario.actors[name], table[:, a]
        for field_name, key in OF_ACTOR.items():
            row[field_name] = sampler.optional(dotted("actors", name, key), getattr(actor, key, None))
        if name in seats.parties:
            draw_party(scenario, seats, name, row, ratifier, sampler)
            for m, mediator in enumerate(sorted(scenario.mediators)):
                draw_lever(scenario, mediator, name, lever[:, m, a], sampler)
            row["backfill"] = draw_backfill(scenario, name, sampler)
            draw_unilateral(scenario, name, row, sampler)
    table["place"][:, : len(seats.parties)] = draw_places(scenario, seats, sampler.luck)


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


def draw_slips(seats: Seating, actor: Array, luck: Luck, rounds: int) -> Array:
    """[replication, party, round, what for] uniform numbers, if anybody is not exact."""
    exact = bool(np.isinf(actor["precision"][:, : len(seats.parties)]).all())
    rounds, needs = 0 if exact else rounds, TABLE_TRUCE + 1
    streams = [luck.uniform(dotted("actors", party, "slips"), rounds * needs) for party in seats.parties]
    return np.stack(streams, axis=1).reshape(luck.runs, len(seats.parties), rounds, needs)


def draw_occasions(scenario: Scenario, seats: Seating, luck: Luck, rounds: int) -> Array:
    """[replication, party, round, what for] uniform numbers, if anybody may declare a ceasefire of its own."""
    rounds, needs = rounds if scenario.declarers else 0, LIFE + 1
    streams = [
        luck.uniform(dotted("actors", party, "unilateral", "luck"), rounds * needs) for party in seats.parties
    ]
    return np.stack(streams, axis=1).reshape(luck.runs, len(seats.parties), rounds, needs)


def draw_unilateral(scenario: Scenario, party: str, row: Array, sampler: Sampler) -> None:
    """When a party declares ceasefires of its own, how long they last and what they halt."""
    if party in scenario.declarers:
        unilateral, path = scenario.declarers[party], dotted("actors", party, "unilateral")
        for name, key in OF_UNILATERAL.items():
            row[name] = sampler.number(f"{path}.{key}", getattr(unilateral, key))
        row["lone_shape"] = sampler.number(f"{path}.life.shape", unilateral.life.shape)
        row["lone_scale"] = sampler.number(f"{path}.life.scale_days", unilateral.life.scale_days)


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


def empty_ratifiers(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication, ratifier] RATIFIER: nobody has voted anything down."""
    table = sampler.records(RATIFIER, len(ratifiers(scenario, seats)))
    table["least"] = -np.inf
    return table


def draw_ratifiers(scenario: Scenario, seats: Seating, party: str, ratifier: Array, sampler: Sampler) -> None:
    """Who votes at home on what one party has signed."""
    for b, (of, name) in enumerate(ratifiers(scenario, seats)):
        ratify, row, path = scenario.parties[of].ratify, ratifier[:, b], home_path(of, name)
        if of == party and ratify:
            body = ratify.by.get(name)
            row["slope"] = sampler.optional(f"{path}.slope", body.slope if body else ratify.slope)
            floor, key = (body.floor, "floor") if body else (ratify.mid, "mid")
            row["floor"] = sampler.optional(f"{path}.{key}", floor)
            row["party"], row["reopens"] = seats.parties.index(of), ratify.on_no == "reopen"


def home_path(party: str, name: str) -> str:
    """Where in the file it stands who votes at home."""
    at_home = ("actors", party, "ratify")
    return dotted(*at_home, "by", name) if name else dotted(*at_home)


def draw_ratifier_gains(
    scenario: Scenario, seats: Seating, weights: Weights, gain: Array, sampler: Sampler
) -> Array:
    """[replication, ratifier, issue, option] weight times value; the party's where it does not say otherwise."""
    found = ratifiers(scenario, seats)
    table = np.zeros((sampler.luck.runs, len(found), *gain.shape[2:]))
    for b, (party, name) in enumerate(found):
        table[:, b] = gain[:, seats.parties.index(party)]
        body = scenario.parties[party].ratify.by.get(name)  # type: ignore[union-attr]
        if body:
            at = Home(party, home_path(party, name), body)
            own = draw_home_weights(scenario, seats, at, weights, sampler)
            table[:, b] = draw_home_gains(scenario, seats, at, own, table[:, b], sampler)
    return table


class Home(NamedTuple):
    """Somebody inside a party, where that stands in the file, and what it thinks."""

    party: str
    path: str
    opinion: Opinion


def draw_home_weights(
    scenario: Scenario, seats: Seating, at: Home, weights: Weights, sampler: Sampler
) -> list[Values]:
    """[issue][replication] weights of somebody inside a party, as those of an actor are drawn; else the party's."""
    own = at.opinion.weight
    if not own:
        return weights[at.party]
    paths = [f"{at.path}.{dotted('weight', k)}" for k in seats.issues]
    usual = [dotted("issues", k, "weight", at.party) for k in seats.issues]
    stated = [own.get(k, scenario.issues[k].weight[at.party]) for k in seats.issues]
    places = [path if k in own else of for k, path, of in zip(seats.issues, paths, usual, strict=True)]
    known = sampler.drawn.copy()  # the party's own weights are on record as they were spread
    found = spread_weights(scenario, stated, places, paths, sampler)
    sampler.drawn |= known
    return found


def draw_home_gains(
    scenario: Scenario, seats: Seating, at: Home, weights: list[Values], usual: Array, sampler: Sampler
) -> Array:
    """[replication, issue, option] weight times value of somebody inside a party; `usual`: of the party."""
    if not (at.opinion.weight or at.opinion.value):
        return usual
    issues = [scenario.issues[k] for k in seats.issues]
    gain = np.zeros((sampler.luck.runs, len(issues), max(len(issue.options) for issue in issues)))
    for k, issue in enumerate(issues):
        own = at.opinion.value.get(seats.issues[k])
        values = issue.value.get(at.party, ()) if own is None else own.values()
        of = dotted("issues", seats.issues[k], "value", at.party)
        path = of if own is None else f"{at.path}.{dotted('value', seats.issues[k])}"
        for o, value in enumerate(values):
            gain[:, k, o] = weights[k] * sampler.number(f"{path}.{dotted(issue.options[o])}", value)
    return gridded(gain)


def draw_ratifier_luck(scenario: Scenario, seats: Seating, luck: Luck, rounds: int) -> Array:
    """[replication, ratifier, vote] uniform numbers."""
    found = ratifiers(scenario, seats)
    if not found:
        return np.zeros((luck.runs, 0, 1))
    again = any(party.ratify and party.ratify.on_no == "reopen" for party in scenario.parties.values())
    votes = rounds if again else 1
    return np.stack([luck.uniform(home_path(party, name), votes) for party, name in found], axis=1)


def draw_factions(scenario: Scenario, seats: Seating, party: str, sampler: Sampler) -> Iterator[Camp]:
    """The factions of a party, in the order of names: their says where these may differ, floors where they bind."""
    block, path = scenario.parties[party], ("actors", party, "factions")
    camps = [(dotted(*path, name), block.factions[name]) for name in sorted(block.factions)]
    equal, bound = block.decision == "veto", block.decision != "weighted"
    ones = np.ones(sampler.luck.runs)
    says = shares([ones if equal else sampler.number(f"{at}.say", camp.say) for at, camp in camps])
    for (at, camp), say in zip(camps, says, strict=True):
        floor = sampler.number(f"{at}.floor", camp.floor) if bound else 0.0 * ones
        yield Camp(Home(party, at, camp), say, floor)


class Camp(NamedTuple):
    """A faction as it was drawn."""

    home: Home
    say: Values  # its share
    floor: Values


def average_factions(
    scenario: Scenario, seats: Seating, weights: Weights, gain: Array, sampler: Sampler
) -> None:
    """A party whose factions are weighed wants what they want on average: its weights and gains become those."""
    for party, block in scenario.parties.items():
        if block.factions and block.decision == "weighted":
            a, camps = seats.actors.index(party), list(draw_factions(scenario, seats, party, sampler))
            own = [draw_home_weights(scenario, seats, camp.home, weights, sampler) for camp in camps]
            gains = [
                draw_home_gains(scenario, seats, camp.home, theirs, gain[:, a], sampler)
                for camp, theirs in zip(camps, own, strict=True)
            ]
            says = [camp.say for camp in camps]
            weights[party] = [averaged(says, each) for each in zip(*own, strict=True)]
            gain[:, a] = gridded(averaged([say[:, None, None] for say in says], gains))


def averaged(says: Sequence[Array], parts: Sequence[Array]) -> Array:
    """The mean of these by their shares, added one by one as all sums are."""
    total = says[0] * parts[0]
    for say, part in zip(says[1:], parts[1:], strict=True):
        total = total + say * part
    return total


def draw_divisions(
    scenario: Scenario, seats: Seating, weights: Weights, gain: Array, sampler: Sampler
) -> tuple[Array, Array]:
    """[replication, faction] FACTION, and [replication, faction, issue, option] what each gets that can bind its party.

    Where each has a veto, no party can spare a single one.
    """
    found = factions(scenario, seats)
    table = sampler.records(FACTION, len(found))
    gains = np.zeros((sampler.luck.runs, len(found), *gain.shape[2:]))
    parties = dict.fromkeys(party for party, _ in found)
    camps = (camp for party in parties for camp in draw_factions(scenario, seats, party, sampler))
    for f, camp in enumerate(camps):
        party, row = seats.parties.index(camp.home.party), table[:, f]
        veto = scenario.parties[camp.home.party].decision == "veto"
        row["say"], row["spare"] = (1.0, 1.0) if veto else (camp.say, 0.5)
        row["floor"], row["party"] = camp.floor, party
        own = draw_home_weights(scenario, seats, camp.home, weights, sampler)
        gains[:, f] = draw_home_gains(scenario, seats, camp.home, own, gain[:, party], sampler)
    return table, gains


def of_truce(scenario: Scenario) -> tuple[Sequence[CeasefireLink], Mapping[str, CeasefireIssue]]:
    """Links and issues of the ceasefire that can be agreed."""
    return (scenario.truce.links, scenario.truce.issues) if scenario.truce else ((), {})


def draw_synergy(
    links: Sequence[Link | CeasefireLink],
    issues: Mapping[str, Issue] | Mapping[str, CeasefireIssue],
    seats: Seating,
    sampler: Sampler,
    *path: str,
) -> Array:
    """[replication, link, actor] what options that go together add, on the grid."""
    found = linked(links, issues)
    table = np.zeros((sampler.luck.runs, len(found), len(seats.actors)))
    for n, rule in enumerate(found):
        link = links[rule.link]
        for actor, number in () if rule.never else link.adds.items():
            where = dotted(*path, link.name or str(rule.link), link.key, actor)
            table[:, n, seats.actors.index(actor)] = sampler.number(where, number)
    return gridded(table)


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
    return spread_weights(scenario, stated, paths, paths, sampler)


def spread_weights(
    scenario: Scenario, stated: list[Quantity], places: list[str], paths: list[str], sampler: Sampler
) -> list[Values]:
    """[issue][replication] weights stated at these places, which sum to 1, drawn around that under these paths."""
    weights = shares([sampler.number(place, weight) for place, weight in zip(places, stated, strict=True)])
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


def draw_lines(scenario: Scenario, seats: Seating, sampler: Sampler) -> Array:
    """[replication, actor, issue, option] stated red lines: a copy for each replication, since events move them."""
    lines = red_lines(scenario, seats)
    return np.broadcast_to(lines, (sampler.luck.runs, *lines.shape)).copy()


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
        row, name = table[:, v], event_name(scenario, v)
        row["came"] = np.inf
        for key in ("day", "until", "rate", "balance"):
            row[key] = sampler.optional(dotted("events", name, key), getattr(event, key))
        if event.day is None:
            row["day"] = np.nan
        if event.until is None:
            row["until"] = np.inf
        row["sets"], row["ends"] = event.sets is not None, event.ends_talks
        set_condition(scenario, event, row)
        path = dotted("events", name)
        if event.chance.span != (1.0, 1.0) or f"{path}.chance" in sampler.given:
            chance = sampler.number(f"{path}.chance", event.chance)
            happens = sampler.coin(f"{path}.happens", event.chance, chance)
            row["day"][~happens], row["rate"][~happens] = np.nan, 0.0
    return table


def set_condition(scenario: Scenario, event: Event, row: Array) -> None:
    """On which condition an event happens: what must be so, and what may not."""
    names, condition = [event_name(scenario, v) for v in range(len(scenario.events))], event.condition
    for so, truce, after in (
        (condition, "truce", "after"),
        (condition and condition.unless, "no_truce", "not_after"),
    ):
        row[truce] = CONDITIONS.index(so.ceasefire if so else None)
        row[after] = position(names, so.event if so else None)


def draw_settings(scenario: Scenario, seats: Seating, drawn: Draw, sampler: Sampler) -> Array:
    """[replication, cell] SETTING: what each event sets, beside what is there without it."""
    found = cells(scenario, seats.actors, seats.issues, ratifiers(scenario, seats))
    table, usual = (
        sampler.records(SETTING, len(found)),
        Movable(*(getattr(drawn, k) for k in Movable._fields)),
    )
    during_event = {
        v: draw_during(scenario, seats, v, sampler) for v in dict.fromkeys(found["event"].tolist())
    }
    for c, cell in enumerate(found):
        table["usual"][:, c] = usual.at(cell)
        table["value"][:, c] = during_event[int(cell.event)].at(cell)
    return table


def draw_during(scenario: Scenario, seats: Seating, v: int, sampler: Sampler) -> Movable:
    """What events can set, as it is while event v lasts. All luck but that of the numbers set is the usual one."""
    event = scenario.events[v]
    paths = frozenset(path for path, _ in event.sets.numbers) if event.sets else frozenset[str]()
    apart = Apart(
        sampler.luck, sampler.given, at=dotted("events", event_name(scenario, v), "sets"), paths=paths
    )
    scenario = during(scenario, event)
    weights = {actor: draw_weights(scenario, seats, actor, apart) for actor in seats.actors}
    actor, lever = empty_seats(scenario, seats, apart)
    talks, ratifier = draw_talks(scenario, seats, actor, apart), empty_ratifiers(scenario, seats, apart)
    draw_actors(scenario, seats, actor, lever, ratifier, apart)
    gain = draw_gains(scenario, seats, weights, apart)
    found = Movable(
        talks=talks,
        actor=actor,
        gain=gain,
        ratifier_gain=draw_ratifier_gains(scenario, seats, weights, gain, apart),
        lines=draw_lines(scenario, seats, apart),
        genuine=draw_genuine(scenario, seats, apart),
    )
    sampler.drawn |= apart.own
    return found


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


def draw_luck(scenario: Scenario, luck: Luck, rounds: int) -> Array:
    """[replication, round] LUCK."""
    from scipy.special import ndtri

    table = np.zeros((luck.runs, rounds), LUCK)
    table["shock"] = ndtri(luck.uniform("war.shock", rounds))
    table["mediator"] = luck.uniform("talks.mediator", rounds)
    table["party"] = luck.uniform("talks.party", rounds)
    table["life"] = luck.uniform("ceasefire.life", rounds)
    if scenario.spoilers:
        table["cause"] = luck.uniform("ceasefire.cause", rounds)
    return table
