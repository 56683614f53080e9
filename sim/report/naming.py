"""Inputs by whose they are and what: a reader is told “Russia: what a pause is worth”, and not the path in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from sim.analysis.sensitivity.answer import LUCK
from sim.report import links, wording
from sim.scenario.changing import steps, value_at
from sim.scenario.issues import Topic
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

Named: TypeAlias = Callable[[str], str]  # a path: what stands there
DAYS = "_days"
KEYS = {
    "audience_cost": "what concessions cost at home",
    "aspiration": "opening demand",
    "balance": "balance at the start",
    "bias": "leaning",
    "capability": "power",
    "ceasefire_ask": "margin held out for before a ceasefire",
    "ceasefire_floor": "least it consents to in a ceasefire",
    "concession": "pace of concessions",
    "betrayal": "trust lost when another breaks a ceasefire",
    "cost_per_day": "cost of a day of the war",
    "days_left": "days that are left of it",
    "credibility": "worth of its word",
    "distrust": "fear of being cheated",
    "exposure": "loss if cheated",
    "floor": "least it consents to",
    "gesture": "what any pause is worth, however short",
    "guards": "how far it protects",
    "halts": "share of the fighting that it halts",
    "horizon_days": "length of the talks, in days",
    "if_attacker_wins": "what the attacker would impose",
    "if_defender_wins": "what the other side would impose",
    "opening": "what is tabled first",
    "round_days": "length of a round, in days",
    "sequence": "order of ceasefire and settlement",
    "text_days": "days from one text to the next",
    "hope": "belief that a pause leads to a deal",
    "initial_concession": "what it concedes at once",
    "insight": "how well it reads the parties",
    "learning_days": "learning, in days",
    "optimism": "optimism",
    "outside_value": "worth of no deal",
    "pause_worth": "what a pause is worth",
    "precision": "how exact its decisions are",
    "reciprocity": "how much it answers concessions",
}


def naming(scenario: Scenario) -> Named:
    """How the inputs of a scenario are called."""
    return partial(named, scenario)


def named(scenario: Scenario, path: str) -> str:
    """Whose it is, a colon, and what it is.

    Of what has no words of its own the steps of the path are said.
    """
    if path == LUCK:
        return path
    match steps(path):
        case ("actors", name, *rest) if rest:
            return f"{wording.actor(scenario, name)}: {_of_actor(scenario, name, tuple(rest))}"
        case ("issues", issue, "weight" | "salience" as key, name) if issue in scenario.issues:
            return f"{wording.actor(scenario, name)}: {key} of “{wording.issue(scenario, issue)}”"
        case ("issues", issue, "value", name, option) if issue in scenario.issues:
            what = _package(scenario.issues[issue], wording.issue(scenario, issue), option)
            return f"{wording.actor(scenario, name)}: worth of {what}"
        case ("ceasefire", "issues", issue, "worth", name, option) if scenario.ceasefire:
            topics = scenario.ceasefire.issues
            what = _package(topics[issue], wording.topic(topics, issue), option)
            return f"{wording.actor(scenario, name)}: worth of {what}, while a ceasefire lasts"
        case ("issues", issue, *rest) if rest and issue in scenario.issues:
            return _of_issue(scenario, scenario.issues, issue, tuple(rest))
        case ("ceasefire", "issues", issue, *rest) if (
            rest and scenario.ceasefire and issue in scenario.ceasefire.issues
        ):
            return _of_issue(scenario, scenario.ceasefire.issues, issue, tuple(rest))
        case ("proposals", name, issue):
            return f"“{wording.proposal(scenario, name)}”: {_issue(scenario, issue)}"
        case ("ceasefire", "proposals", name, issue) if scenario.ceasefire:
            called = wording.proposal(scenario, name, truce=True)
            return f"“{called}”: {_topic(scenario.ceasefire.issues, issue)}"
        case ("links", name, "value", actor) | ("ceasefire", "links", name, "worth", actor):
            return f"{wording.actor(scenario, actor)}: what {_together(scenario, path, name)} add together"
        case ("events", name, "sets", *rest) if rest:
            return f"{named(scenario, dotted(*rest))}, after “{wording.event(scenario, name)}”"
        case ("events", name, "floor" | "cost" | "credibility" as key, actor):
            return f"“{wording.event(scenario, name)}”: {_key(key)}, {wording.actor(scenario, actor)}"
        case ("events", name, *rest) if rest:
            return f"“{wording.event(scenario, name)}”: {_readable(tuple(rest))}"
        case ("war", *rest) if rest:
            return f"The war: {_readable(tuple(rest))}"
        case (first, *rest) if rest:
            return f"{wording.sentence(wording.readable(first))}: {_readable(tuple(rest))}"
        case (key,) if hasattr(scenario, key):
            return wording.sentence(_key(key))
    return wording.clean(path)


def _of_actor(scenario: Scenario, who: str, rest: tuple[str, ...]) -> str:
    match rest:
        case ("leverage", party, "probability"):
            return f"chance that it carries out its threat to {wording.actor(scenario, party)}"
        case ("leverage", party, "meant"):
            return f"whether it means its threat to {wording.actor(scenario, party)}"
        case ("leverage", party, key):
            return f"{_key(key)}, where its threat to {wording.actor(scenario, party)} is carried out"
        case ("red_lines", issue, "genuine" | "probability"):
            return f"whether its red line on “{_issue(scenario, issue)}” is genuine"
        case ("red_lines", issue, "options"):
            return f"red line on “{_issue(scenario, issue)}”"
        case ("backfill", party):
            return f"what it makes good to {wording.actor(scenario, party)}"
        case ("unilateral", *keys) if keys:
            return f"ceasefires of its own, {_readable(tuple(keys))}"
        case ("factions", name, *keys) if keys:
            return f"“{wording.faction(scenario, who, name)}”, {_readable(tuple(keys))}"
        case ("ratify", "by", name, *keys) if keys:
            return f"vote at home, {wording.voter(scenario, who, name)}, {_readable(tuple(keys))}"
        case ("ratify", *keys) if keys:
            return f"vote at home, {_readable(tuple(keys))}"
    return _readable(rest)


def _of_issue(scenario: Scenario, topics: Mapping[str, Topic], issue: str, rest: tuple[str, ...]) -> str:
    """What stands in an issue, of one option, of one actor, or of all."""
    key, *name = rest
    if key == "consent" and name:
        return f"{wording.actor(scenario, name[0])}: consent to options of “{wording.topic(topics, issue)}”"
    if len(name) == 1 and name[0] in topics[issue].options:
        return f"{_package(topics[issue], wording.topic(topics, issue), name[0])}: {_key(key)}"
    return f"“{wording.topic(topics, issue)}”: {_readable(rest)}"


def _issue(scenario: Scenario, name: str) -> str:
    return _topic(scenario.issues, name)


def _topic(topics: Mapping[str, Topic], name: str) -> str:
    return wording.topic(topics, name) if name in topics else wording.readable(name)


def _package(topic: Topic, issue: str, option: str) -> str:
    return f"“{issue}: {wording.option(topic, option)}”"


def _together(scenario: Scenario, path: str, name: str) -> str:
    if path.startswith("links"):
        return links.pair(value_at(scenario, dotted("links", name)).when, scenario.issues)
    assert scenario.ceasefire is not None
    return links.pair(value_at(scenario, dotted("ceasefire", "links", name)).when, scenario.ceasefire.issues)


def _readable(rest: tuple[str, ...]) -> str:
    return ", ".join(map(_key, rest))


def _key(key: str) -> str:
    """Its own words, or its name; days say that they are."""
    if key not in KEYS and key.endswith(DAYS):
        return f"{wording.readable(key.removesuffix(DAYS))}, in days"
    return KEYS.get(key, wording.readable(key))
