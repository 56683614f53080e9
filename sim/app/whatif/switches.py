"""What is so or not, to be switched: the rules, the order of talks, a red line, a veto, a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.analysis.changes import Removal, removals, settings
from sim.analysis.failures import Blocker
from sim.app.asking import parted
from sim.report import amounts, wording
from sim.report.dealbreakers.sentences import label
from sim.scenario.protocols import PROTOCOLS
from sim.scenario.schema import Scenario

PROTOCOL_NAMES = {
    "mediated": "Mediated single text",
    "alternating_offers": "Alternating offers",
    "challenge": "Challenge",
}
SEQUENCES = {
    "parallel": "Peace and ceasefire in parallel",
    "ceasefire_first": "Ceasefire first",
    "peace_first": "Peace first, no ceasefire",
}
# What to take away from who refuses for a reason.
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "consent": ("consent", "floor"),
    "red_line": ("red_line",),
    "war_pays": ("cost", "optimism"),
    "distrust": ("distrust", "guarantee"),
    "audience": ("audience_cost",),
    "ratification": ("ratification",),
    "faction": ("faction",),
}
STRUCTURAL = ("red_line", "consent", "ratification", "faction", "event")
MOST = 6


@dataclass(frozen=True)
class Switch:
    """A change as a box to tick."""

    label: str
    parts: tuple[tuple[str, str], ...]  # of a link
    on: bool


@dataclass(frozen=True)
class Obstacle:
    """Who refuses, why, how often, and what to take away."""

    said: str
    often: str
    switches: tuple[Switch, ...]


def boxes(base: Scenario, link: Mapping[str, str]) -> tuple[Switch, ...]:
    """Red lines, vetoes, votes at home, factions and events that can be taken away."""
    return tuple(switch(base, c, link) for c in removals(base) if c.kind in STRUCTURAL)


def switch(base: Scenario, change: Removal, link: Mapping[str, str]) -> Switch:
    """One of them, ticked where the link has it."""
    parts = tuple(map(parted, settings(base, change)))
    return Switch(label(base, change), parts, all(link.get(path) == value for path, value in parts))


def obstacles(base: Scenario, blockers: tuple[Blocker, ...], link: Mapping[str, str]) -> Iterator[Obstacle]:
    """Who refused the last text most often, with what would take that away."""
    known = removals(base)
    for blocker in sorted(blockers, key=lambda b: -b.share.hits)[:MOST]:
        if blocker.share.hits and blocker.actor in base.actors:
            kinds = ANSWERS.get(blocker.reason, ())
            taken = [
                c for c in known if c.kind in kinds and (c.actor == blocker.actor or c.kind == "guarantee")
            ]
            yield Obstacle(
                f"{wording.actor(base, blocker.actor)}: {wording.reason(base, blocker.reason)}",
                amounts.estimate(blocker.share),
                tuple(switch(base, c, link) for c in taken),
            )


def protocols() -> Mapping[str, str]:
    """By which rules they can bargain, in words."""
    return {name: PROTOCOL_NAMES[name] for name in PROTOCOLS}
