"""A text on trial, and all texts that differ from it on one issue, as named proposals of the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.app.asking import AppQuestion
from sim.app.subjects import Refused
from sim.bargaining.setup.structure import frame, seating
from sim.bargaining.solutions.in_blocks import breach
from sim.scenario.frozen import Frozen
from sim.scenario.issues import Topic
from sim.scenario.proposals import Proposal
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy, shown

Terms = Mapping[str, str]
MOST = 400  # texts beside the one on trial


@dataclass(frozen=True)
class Swap:
    """Another option on one issue."""

    issue: str
    option: str


@dataclass(frozen=True)
class Trial:
    """A text of one kind in a scenario."""

    scenario: Scenario
    ceasefire: bool
    terms: Terms

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """What it says something on."""
        return topics(self.scenario, self.ceasefire)

    @cached_property
    def excluded(self) -> tuple[Swap, ...]:
        """Options that a link does not allow beside the rest of the text."""
        return tuple(
            Swap(name, option)
            for name, topic in self.topics.items()
            for option in topic.options
            if not allowed(self.scenario, {**self.terms, name: option}, self.ceasefire)
        )

    @cached_property
    def swaps(self) -> tuple[Swap, ...]:
        """One option otherwise, as far as links allow it."""
        every = [
            Swap(name, option)
            for name, topic in self.topics.items()
            for option in topic.options
            if option != self.terms[name]
        ]
        return tuple(swap for swap in every if swap not in self.excluded)[:MOST]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the proposals that stand for the text and for each swap: unlike any in the file."""
        return names_for(self, 1 + len(self.swaps))

    @cached_property
    def played(self) -> Scenario:
        """The scenario in which all of them are named."""
        texts = [dict(self.terms), *({**self.terms, swap.issue: swap.option} for swap in self.swaps)]
        return beside(self, dict(zip(self.names, texts, strict=True)))


def names_for(trial: Trial, many: int) -> tuple[str, ...]:
    """So many names, unlike any in the file."""
    known = proposals(trial.scenario, trial.ceasefire)
    prefix = "text"
    while any(name.startswith(prefix) for name in known):
        prefix += "_"
    return tuple(f"{prefix}{k}" for k in range(many))


def beside(trial: Trial, texts: Mapping[str, Terms]) -> Scenario:
    """The scenario in which these are named, too."""
    scenario = trial.scenario
    added = {name: Proposal(dict(terms)) for name, terms in texts.items()}
    made = Frozen({**proposals(scenario, trial.ceasefire), **added})
    if trial.ceasefire:
        assert scenario.ceasefire
        return scenario.replaced(ceasefire=scenario.ceasefire.replaced(proposals=made))
    return scenario.replaced(proposals=made)


def topics(scenario: Scenario, ceasefire: bool) -> Mapping[str, Topic]:
    """The issues of a kind of text. Raises Refused where there is no such kind."""
    if not ceasefire:
        return scenario.issues
    if scenario.truce is None:
        raise Refused("there is no ceasefire to be agreed in these talks")
    return scenario.truce.issues


def proposals(scenario: Scenario, ceasefire: bool) -> Mapping[str, Proposal]:
    """The named texts of a kind."""
    if not ceasefire:
        return scenario.proposals
    return scenario.truce.proposals if scenario.truce else {}


def allowed(scenario: Scenario, terms: Terms, ceasefire: bool) -> bool:
    """Can these be agreed together?"""
    found, seats = frame(scenario), seating(scenario)
    names, links, sizes = (
        (seats.truce_issues, found.truce_links, found.truce_options)
        if ceasefire
        else (seats.issues, found.links, found.options)
    )
    known = topics(scenario, ceasefire)
    row = np.array([known[name].options.index(terms[name]) for name in names])
    return not breach(links, sizes, row)


def trial(asked: AppQuestion) -> Trial:
    """The text of a link: what it does not say is as in the first proposal, else the first option. Raises Refused."""
    scenario, own = asked.scenario, asked.link.own
    if not scenario.can_fail:
        raise Refused("under the challenge protocol nobody signs anything: every issue is decided by itself")
    ceasefire = own.get("_kind") == "ceasefire"
    known, named = topics(scenario, ceasefire), proposals(scenario, ceasefire)
    usual = named.get(own.get("_text", ""), next(iter(named.values()), None))
    terms = {name: usual[name] if usual else topic.options[0] for name, topic in known.items()}
    terms |= {name: option for name in known if (option := own.get(f"_o.{name}"))}
    _refuse(known, terms)
    if not allowed(scenario, terms, ceasefire):
        raise Refused(
            "the scenario's links do not allow these options together: choose another on one of the issues"
        )
    return Trial(scenario, ceasefire, terms)


def _refuse(known: Mapping[str, Topic], terms: Terms) -> None:
    for name, option in terms.items():
        options: Sequence[str] = known[name].options
        if option not in options:
            raise Refused(f"{shown(name)} has no option {shown(option)}; {remedy(option, options)}")
