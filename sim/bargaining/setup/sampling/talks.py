"""The talks: the war, mediators, the ceasefire that can be agreed, the peace that a settlement brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.bargaining.records import Talks
from sim.bargaining.rules.rules import texts_by
from sim.bargaining.setup.sampling.records import records
from sim.bargaining.setup.sampling.sampler import Sampler
from sim.bargaining.setup.sampling.tape import Number
from sim.bargaining.setup.structure import Seating, days_between_texts, position, rounds_of
from sim.bargaining.types import SEQUENCES, Array
from sim.scenario.ceasefire import Ceasefire
from sim.scenario.issues import CeasefireIssue
from sim.scenario.links import CeasefireLink
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

OF_WAR = ("drift", "noise", "days_left", "learning_days")
OF_MEDIATOR = ("bias", "insight", "proposal_rate", "cover", "patience_days", "defiance_days")
OF_TRUCE = {
    "pause_days": "days",
    "max_extensions": "max_extensions",
    "cooldown_days": "cooldown_days",
    "temptation": "temptation",
}


def draw_talks(scenario: Scenario, seats: Seating, actor: Array, sampler: Sampler) -> Array:
    """Talks; and of the [actor] Actor what makes a mediator."""
    talks = records(Talks)
    set_table(scenario, seats, talks)
    talks["status_quo"] = sampler.number("challenge.status_quo", scenario.challenge.status_quo)
    talks["drift_guard"] = sampler.number("drift_guard", scenario.drift_guard)
    talks["days_left"], talks["learning_days"], talks["pause_days"] = 1.0, 1.0, 1.0
    if scenario.war:
        talks["first_balance"] = draw_balance(scenario, sampler)
        for name in OF_WAR:
            talks[name] = sampler.number(dotted("war", name), getattr(scenario.war, name))
    for seat in sorted(scenario.mediators):
        draw_mediator(scenario, seat, actor[seats.actors.index(seat)], sampler)
    if scenario.truce:
        for name, key in OF_TRUCE.items():
            talks[name] = sampler.number(dotted("ceasefire", key), getattr(scenario.truce, key))
        talks["life_shape"], talks["life_scale"] = draw_life(scenario.truce, sampler)
    if lasts(scenario):
        draw_peace(scenario, talks, sampler)
    return talks


def set_table(scenario: Scenario, seats: Seating, talks: Array) -> None:
    """What is the same in all replications."""
    war, truce = scenario.war, scenario.truce
    talks["round_days"], talks["text_days"] = scenario.step_days, days_between_texts(scenario)
    talks["single"] = texts_of(scenario) == 1
    talks["parties"], talks["mediators"] = len(seats.parties), len(scenario.mediators)
    talks["spoilers"] = len(scenario.spoilers)
    talks["sequence"] = SEQUENCES.index(scenario.sequence)
    talks["war"], talks["truce"], talks["peace"] = war is not None, truce is not None, lasts(scenario)
    talks["attacker_terms"] = position(seats.proposals, war.if_attacker_wins if war else None)
    talks["defender_terms"] = position(seats.proposals, war.if_defender_wins if war else None)
    talks["opening"] = position(seats.proposals, scenario.opening)
    talks["truce_opening"] = position(seats.truce_proposals, truce.opening if truce else None)


def texts_of(scenario: Scenario) -> int:
    """How many texts are due in all."""
    step = scenario.step_days
    return texts_by(rounds_of(scenario) * step, days_between_texts(scenario), step)


def lasts(scenario: Scenario) -> bool:
    """Does it make sense to ask how long a peace lasts?"""
    return scenario.war is not None and scenario.protocol == "mediated"


def draw_balance(scenario: Scenario, sampler: Sampler) -> Number:
    """Log-odds at the start, also where a probability was given."""
    assert scenario.war
    if scenario.war.balance is not None:
        return sampler.number("war.balance", scenario.war.balance)
    from scipy.special import logit  # NumPy's logarithm depends on the processor

    assert scenario.war.win_probability
    return logit(sampler.number("war.win_probability", scenario.war.win_probability))


def draw_mediator(scenario: Scenario, seat: str, row: Array, sampler: Sampler) -> None:
    """How a mediator leans, reads, tables, waits, and what its going changes."""
    mediator = scenario.mediators[seat]
    for name in OF_MEDIATOR:
        row[name] = sampler.number(dotted("actors", seat, name), getattr(mediator, name))
    if mediator.when_leaves:
        path = dotted("actors", seat, "when_leaves", "balance")
        row["leaves_balance"] = sampler.number(path, mediator.when_leaves.balance)
    row["indifferent"] = 1.0 - minds(scenario, seat, sampler)
    row["truce_indifferent"] = not minds_truce(scenario, seat)


def minds(scenario: Scenario, seat: str, sampler: Sampler) -> Number:
    """Does it care at all which final package is signed? 1 for yes, 0 for no."""
    found: Number = float(any(seat in link.adds for link in scenario.links))
    for name, issue in scenario.issues.items():
        _, most = sampler.ends(dotted("issues", name, "weight", seat), issue.weight[seat])
        found = np.maximum(found, np.where(most > 0.0, 1.0, 0.0))
    return found


def minds_truce(scenario: Scenario, seat: str) -> bool:
    """Does it care at all which ceasefire is signed?"""
    links, topics = of_truce(scenario)
    return any(seat in link.adds for link in links) or any(seat in k.worth for k in topics.values())


def of_truce(scenario: Scenario) -> tuple[Sequence[CeasefireLink], Mapping[str, CeasefireIssue]]:
    """Links and issues of the ceasefire that can be agreed."""
    return (scenario.truce.links, scenario.truce.issues) if scenario.truce else ((), {})


def draw_life(truce: Ceasefire, sampler: Sampler) -> tuple[Number, Number]:
    """Shape and scale of a ceasefire's life, also where a chance per day was given."""
    if truce.life:
        path = "ceasefire.life"
        shape = sampler.number(f"{path}.shape", truce.life.shape)
        return shape, sampler.number(f"{path}.scale_days", truce.life.scale_days)
    from scipy.special import log1p  # NumPy's logarithm depends on the processor

    assert truce.hazard_per_day
    with np.errstate(divide="ignore"):  # what is never at risk has no end
        scale = -1.0 / log1p(-sampler.number("ceasefire.hazard_per_day", truce.hazard_per_day))
    return 1.0, np.abs(scale)


def draw_peace(scenario: Scenario, talks: Array, sampler: Sampler) -> None:
    """What decides how long a peace lasts."""
    peace = scenario.peace
    talks["peace_shape"] = sampler.number("peace.life.shape", peace.life.shape)
    talks["peace_scale"] = sampler.number("peace.life.scale_days", peace.life.scale_days)
    talks["guarded_hazard"] = sampler.number("peace.guarded_hazard", peace.guarded_hazard)
    talks["peace_luck"] = sampler.share("peace.luck")
