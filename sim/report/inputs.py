"""Inputs in plain words: what stands at the end of a path, and whose it is."""

from __future__ import annotations

from sim.report import links, wording
from sim.scenario.changing import steps, value_at
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

DAYS = "_days"


def plainly(scenario: Scenario, path: str) -> str:
    """An input as the subject of a sentence: the optimism of Russia.

    Of what has no words of its own the path is said as it stands in the file.
    """
    match steps(path):
        case ("actors", name, key):
            return _of(key, wording.actor(scenario, name))
        case ("actors", name, "leverage", party, "probability"):
            who, whom = (wording.actor(scenario, each) for each in (name, party))
            return f"the chance that {who} carries out its threat to {whom}"
        case ("actors", name, "red_lines", issue, "probability"):
            topic = wording.issue(scenario, issue)
            return f"the chance that the red line of {wording.actor(scenario, name)} on “{topic}” is genuine"
        case ("actors", name, "leverage", party, key):
            who, whom = (wording.actor(scenario, each) for each in (name, party))
            return f"the {wording.readable(key)} of the threat of {who} to {whom}"
        case ("actors", name, "when_leaves", *keys):
            return f"the {wording.readable(' of '.join(keys))} once {wording.actor(scenario, name)} has left"
        case ("actors", name, "unilateral", *keys):
            who = wording.actor(scenario, name)
            return f"the {wording.readable(keys[-1].removesuffix(DAYS))} of ceasefires of {who} alone"
        case ("actors", name, "backfill", party):
            who, whom = (wording.actor(scenario, each) for each in (name, party))
            return f"what {who} makes good to {whom}"
        case ("issues", issue, "weight", name):
            topic = wording.issue(scenario, issue)
            return f"the weight of “{topic}” for {wording.actor(scenario, name)}"
        case ("issues", issue, "value", name, option):
            topic, picked = wording.issue(scenario, issue), wording.option(scenario.issues[issue], option)
            return f"the worth of “{topic}: {picked}” to {wording.actor(scenario, name)}"
        case ("issues", issue, "guards", option):
            topic, picked = wording.issue(scenario, issue), wording.option(scenario.issues[issue], option)
            return f"how far “{topic}: {picked}” protects"
        case ("links", name, "value", actor):
            together = links.pair(value_at(scenario, dotted("links", name)).when, scenario.issues)
            return f"what {together} add together for {wording.actor(scenario, actor)}"
        case ("ceasefire", "issues", issue, "worth", name, option) if scenario.ceasefire:
            topics = scenario.ceasefire.issues
            said = f"{wording.topic(topics, issue)}: {wording.option(topics[issue], option)}"
            return f"the worth of “{said}” in a ceasefire to {wording.actor(scenario, name)}"
        case ("ceasefire", "links", name, "worth", actor) if scenario.ceasefire:
            link = value_at(scenario, dotted("ceasefire", "links", name))
            together = links.pair(link.when, scenario.ceasefire.issues)
            return f"what {together} add together for {wording.actor(scenario, actor)}"
        case ("war", "days_left"):
            return "the rest of the war, in days,"
        case ("war", key):
            return _of(key, "the war")
        case ("events", name, "sets", *rest):
            return f"{plainly(scenario, dotted(*rest))} after “{wording.event(scenario, name)}”"
        case ("ceasefire", key):
            return _of(key, "a ceasefire")
    return wording.clean(path)


def coin(scenario: Scenario, path: str, holds: bool) -> str:
    """Something that is so or not: Russia’s red line on Land is not genuine."""
    no = "" if holds else "not "
    match steps(path):
        case ("actors", name, "red_lines", issue, "genuine"):
            owner, topic = wording.actor(scenario, name), wording.issue(scenario, issue)
            return f"the red line of {owner} on “{topic}” is {no}genuine"
        case ("actors", name, "leverage", party, "meant"):
            who, whom = (wording.actor(scenario, each) for each in (name, party))
            return f"{who} {'means' if holds else 'does not mean'} its threat to {whom}"
    return f"{wording.clean(path)} is {int(holds)}"


def _of(key: str, owner: str) -> str:
    """The patience of the United States, in days."""
    if key.endswith(DAYS):
        return f"the {wording.readable(key.removesuffix(DAYS))} of {owner}, in days,"
    return f"the {wording.readable(key)} of {owner}"
