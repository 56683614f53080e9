"""Names, reasons and dates as people read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sim.analysis.summary import Summary
from sim.report import amounts
from sim.scenario import base_rates
from sim.scenario.issues import Topic
from sim.scenario.ratifying import Opinion
from sim.scenario.schema import Scenario

OUTCOMES = {
    "no_agreement": "No agreement",
    "partial_ceasefire": "Partial ceasefire only",
    "ceasefire_collapsed": "Full ceasefire, collapsed",
    "ceasefire_expired": "Full ceasefire, expired",
    "ceasefire_holding": "Full ceasefire, holding",
    "not_ratified": "Signed, not ratified",
    "settlement": "Settlement",
}
EVENTS = {
    "settlement": "Settlement",
    "full_ceasefire": "Full ceasefire",
    "any_ceasefire": "Any ceasefire",
    "full_ceasefire_over": "Full ceasefire over",
}
REASONS = {
    "consent": "withholds a consent",
    "red_line": "a red line is crossed",
    "war_pays": "worth less than no deal",
    "distrust": "fears being cheated",
    "audience": "costs too much at home",
    "holding_out": "holds out for more",
    "ratification": "voted down at home",
    "faction": "held back by its factions",
}
GOALS = dict(base_rates.EVENTS)
CONCEPTS = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "egalitarian": "Egalitarian",
    "utilitarian": "Utilitarian",
    "rubinstein": "Rubinstein",
    "weighted_mean": "Weighted mean",
}
BASES = {
    "source": "from a source",
    "calibrated": "calibrated, that is, set so that the runs match something published,",
    "assumed": "assumed",
}


def readable(name: str) -> str:
    """A name from a file, its underscores as spaces, and nothing that could steer a terminal."""
    return clean(name.replace("_", " ").strip() or name)


def clean(text: str) -> str:
    """Text from a file without control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def actor(scenario: Scenario, name: str) -> str:
    """An actor's label, or its name."""
    known = scenario.actors.get(name)
    return clean((known.label if known is not None else None) or readable(name))


def flowing(scenario: Scenario, text: str) -> str:
    """Sentences in which an actor called "The union" is the union, but where one begins."""
    return lowered(text, articled(scenario))


def articled(scenario: Scenario) -> tuple[str, ...]:
    """The labels of actors that begin with an article."""
    return tuple(label for name in scenario.actors if (label := actor(scenario, name)).startswith(ARTICLES))


def lowered(text: str, labels: Sequence[str]) -> str:
    """With these in small letters, but where a sentence begins."""
    for label in labels:
        text = re.sub(rf"(?<=[^.!?] ){re.escape(label)}\b", label[0].lower() + label[1:], text)
    return text


ARTICLES = ("The ", "A ", "An ")


def topic(topics: Mapping[str, Topic], name: str) -> str:
    """The label of an issue (of the settlement or of the ceasefire), or its name."""
    return clean(topics[name].label or readable(name))


def proposal(scenario: Scenario, name: str, truce: bool = False) -> str:
    """The label of a named package, of the settlement or of the ceasefire, or its name."""
    known = scenario.proposals if not truce else scenario.ceasefire.proposals if scenario.ceasefire else {}
    return clean((known[name].label if name in known else None) or readable(name))


def event(scenario: Scenario, name: str) -> str:
    """The label of an event, or its name; one without a name is called by its position."""
    known = {each.name or str(v): each.label for v, each in enumerate(scenario.events)}
    return clean(known.get(name) or readable(name))


def faction(scenario: Scenario, party: str, name: str) -> str:
    """The label of a faction, or its name."""
    return _opinion(scenario.parties[party].factions, name)


def voter(scenario: Scenario, party: str, name: str) -> str:
    """The label of who votes at home, or its name."""
    ratify = scenario.parties[party].ratify
    return _opinion(ratify.by if ratify else {}, name)


def _opinion(known: Mapping[str, Opinion], name: str) -> str:
    return clean((known[name].label if name in known else None) or readable(name))


def issue(scenario: Scenario, name: str) -> str:
    """The label of an issue of the settlement, or its name."""
    return topic(scenario.issues, name)


def option(topic: Topic, name: str) -> str:
    """The label of an option, or its name; with the unit if it is a number."""
    if name in topic.options.labels:
        return clean(topic.options.labels[name])
    unit = topic.range.unit if topic.range is not None else None
    if unit is None:
        return readable(name)
    return clean(f"{name}{unit}" if unit == "%" else f"{name} {unit}")


def reason(scenario: Scenario, name: str) -> str:
    """Why an actor refuses, in this scenario's terms."""
    at_war = scenario.war is not None and name == "war_pays"
    return "worth less than fighting on" if at_war else REASONS[name]


def quiet_drivers(summary: Summary) -> str:
    """Why no assumption is named as loud; empty if one is."""
    goal, share = GOALS[summary.goal], summary.goal_share
    if not share.hits or share.hits == share.of:
        return f"nothing to move: {goal} comes about in {'every' if share.hits else 'no'} replication"
    if any(driver.clear for driver in summary.drivers):
        return ""
    return f"none of {len(summary.drivers)} uncertain inputs moves the share with {goal} by more than chance would"


def title(scenario: Scenario) -> str:
    """What the scenario calls itself."""
    return clean(scenario.title or readable(scenario.name))


def calendar(scenario: Scenario, day: float) -> date | None:
    """The date of a day of the talks, if the scenario says when they start and the calendar goes that far."""
    if scenario.start is None or day >= (date.max - scenario.start).days:
        return None
    return scenario.start + timedelta(days=int(day))


def date_text(moment: date) -> str:
    """14 April 2025, whatever the locale."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def when(scenario: Scenario, day: float) -> str:
    """The date if there is one, else the day."""
    moment = calendar(scenario, day)
    return f"day {amounts.day(day)}" if moment is None else date_text(moment)


def listed(parts: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    return f" {last} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def counted(count: int, noun: str) -> str:
    """1 value, 2,000 values."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def unilateral(scenario: Scenario, summary: Summary) -> tuple[str, ...]:
    """Who declares ceasefires of its own, how often, and for how long they last."""
    return tuple(
        f"{actor(scenario, own.party)} in {amounts.told(own.share)} of replications"
        + (f", for {amounts.short_number(own.days.mean)} days in all on average" if own.days.of else "")
        for own in summary.unilateral
    )


def sentence(text: str) -> str:
    """With a capital at its start."""
    return text[:1].upper() + text[1:]
