"""Who is inside a party: bodies that vote on what it has signed, and factions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sim.bargaining.records import Faction, Ratifier
from sim.bargaining.setup.sampling.records import numbers, records
from sim.bargaining.setup.sampling.sampler import Sampler
from sim.bargaining.setup.sampling.tape import Number
from sim.bargaining.setup.sampling.tastes import Weights, gridded, shares, spread_weights
from sim.bargaining.setup.structure import Seating, factions, ratifiers
from sim.bargaining.types import Array
from sim.scenario.paths import dotted
from sim.scenario.ratifying import Opinion
from sim.scenario.schema import Scenario


class Home(NamedTuple):
    """Somebody inside a party, where that stands in the file, and what it thinks."""

    party: str
    path: str
    opinion: Opinion


class Camp(NamedTuple):
    """A faction as it was drawn."""

    home: Home
    say: Number  # its share
    floor: Number


def home_path(party: str, name: str) -> str:
    """Where in the file it stands who votes at home."""
    at_home = ("actors", party, "ratify")
    return dotted(*at_home, "by", name) if name else dotted(*at_home)


def empty_ratifiers(scenario: Scenario, seats: Seating) -> Array:
    """[ratifier] Ratifier: nobody has voted anything down."""
    table = records(Ratifier, len(ratifiers(scenario, seats)))
    table["least"] = -np.inf
    return table


def draw_ratifiers(scenario: Scenario, seats: Seating, party: str, ratifier: Array, sampler: Sampler) -> None:
    """Who votes at home on what one party has signed."""
    for b, (of, name) in enumerate(ratifiers(scenario, seats)):
        ratify, row, path = scenario.parties[of].ratify, ratifier[b], home_path(of, name)
        if of == party and ratify:
            body = ratify.by.get(name)
            row["slope"] = sampler.optional(f"{path}.slope", body.slope if body else ratify.slope)
            floor, key = (body.floor, "floor") if body else (ratify.mid, "mid")
            row["floor"] = sampler.optional(f"{path}.{key}", floor)
            row["party"], row["reopens"] = seats.parties.index(of), ratify.on_no == "reopen"


def draw_ratifier_gains(
    scenario: Scenario, seats: Seating, weights: Weights, gain: Array, sampler: Sampler
) -> Array:
    """[ratifier, issue, option] weight times value; the party's where it does not say otherwise."""
    found = ratifiers(scenario, seats)
    table = numbers(len(found), *gain.shape[1:])
    for b, (party, name) in enumerate(found):
        table[b] = gain[seats.parties.index(party)]
        body = scenario.parties[party].ratify.by.get(name)  # type: ignore[union-attr]
        if body:
            at = Home(party, home_path(party, name), body)
            own = draw_home_weights(scenario, seats, at, weights, sampler)
            table[b] = draw_home_gains(scenario, seats, at, own, table[b], sampler)
    return table


def draw_home_weights(
    scenario: Scenario, seats: Seating, at: Home, weights: Weights, sampler: Sampler
) -> list[Number]:
    """[issue] weights of somebody inside a party, as those of an actor are drawn; else the party's."""
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
    scenario: Scenario, seats: Seating, at: Home, weights: list[Number], usual: Array, sampler: Sampler
) -> Array:
    """[issue, option] weight times value of somebody inside a party; `usual`: of the party."""
    if not (at.opinion.weight or at.opinion.value):
        return usual
    gain = numbers(*usual.shape)
    for k, name in enumerate(seats.issues):
        issue, own = scenario.issues[name], at.opinion.value.get(name)
        values = issue.value.get(at.party, ()) if own is None else own.values()
        of = dotted("issues", name, "value", at.party)
        path = of if own is None else f"{at.path}.{dotted('value', name)}"
        for o, value in enumerate(values):
            gain[k, o] = gridded(weights[k] * sampler.number(f"{path}.{dotted(issue.options[o])}", value))
    return gain


def draw_factions(scenario: Scenario, seats: Seating, party: str, sampler: Sampler) -> Iterator[Camp]:
    """The factions of a party, in the order of names: their says where these may differ, floors where they bind."""
    block, path = scenario.parties[party], ("actors", party, "factions")
    camps = [(dotted(*path, name), block.factions[name]) for name in sorted(block.factions)]
    equal, bound = block.decision == "veto", block.decision != "weighted"
    says = shares([1.0 if equal else sampler.number(f"{at}.say", camp.say) for at, camp in camps])
    for (at, camp), say in zip(camps, says, strict=True):
        floor = sampler.number(f"{at}.floor", camp.floor) if bound else 0.0
        yield Camp(Home(party, at, camp), say, floor)


def average_factions(
    scenario: Scenario, seats: Seating, weights: Weights, gain: Array, sampler: Sampler
) -> None:
    """A party whose factions are weighed wants what they want on average: its weights and gains become those."""
    for party in seats.parties:  # in their order, and not in that of the file
        block = scenario.parties[party]
        if block.factions and block.decision == "weighted":
            a, camps = seats.actors.index(party), list(draw_factions(scenario, seats, party, sampler))
            own = [draw_home_weights(scenario, seats, camp.home, weights, sampler) for camp in camps]
            gains = [
                draw_home_gains(scenario, seats, camp.home, theirs, gain[a], sampler)
                for camp, theirs in zip(camps, own, strict=True)
            ]
            says = [camp.say for camp in camps]
            weights[party] = [averaged(says, each) for each in zip(*own, strict=True)]
            for cell in np.ndindex(gain.shape[1:]):
                gain[a][cell] = gridded(averaged(says, [each[cell] for each in gains]))


def averaged(says: Sequence[Number], parts: Sequence[Number]) -> Number:
    """The mean of these by their shares, added one by one as all sums are."""
    total = says[0] * parts[0]
    for say, part in zip(says[1:], parts[1:], strict=True):
        total = total + say * part
    return total


def draw_divisions(
    scenario: Scenario, seats: Seating, weights: Weights, gain: Array, sampler: Sampler
) -> tuple[Array, Array]:
    """[faction] Faction, and [faction, issue, option] what each gets that can bind its party.

    Where each has a veto, no party can spare a single one.
    """
    found = factions(scenario, seats)
    table, gains = records(Faction, len(found)), numbers(len(found), *gain.shape[1:])
    parties = dict.fromkeys(party for party, _ in found)
    camps = (camp for party in parties for camp in draw_factions(scenario, seats, party, sampler))
    for f, camp in enumerate(camps):
        party, row = seats.parties.index(camp.home.party), table[f]
        veto = scenario.parties[camp.home.party].decision == "veto"
        row["say"], row["spare"] = (1.0, 1.0) if veto else (camp.say, 0.5)
        row["floor"], row["party"] = camp.floor, party
        own = draw_home_weights(scenario, seats, camp.home, weights, sampler)
        gains[f] = draw_home_gains(scenario, seats, camp.home, own, gain[party], sampler)
    return table, gains
