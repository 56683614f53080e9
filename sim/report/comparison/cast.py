"""Labels of everything that any of the scenarios names: the first one that knows it says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.report import theme, variants, wording
from sim.report.naming import named
from sim.scenario.differing import Change
from sim.scenario.issues import Topic
from sim.scenario.schema import Scenario

BASE_STYLE = ("@muted", "solid")
STYLES = ((theme.VERMILLION, "dash"), (theme.BLUE, "dot"), (theme.GREEN, "dashdot"))


@dataclass(frozen=True)
class Cast:
    """The scenarios, in the order of the comparison."""

    scenarios: tuple[Scenario, ...]

    @property
    def base(self) -> Scenario:
        return self.scenarios[0]

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for scenario in self.scenarios for name in scenario.actors))

    @property
    def issues(self) -> dict[str, Topic]:
        """Of the settlement, by name."""
        return {name: topic for s in reversed(self.scenarios) for name, topic in s.issues.items()}

    @property
    def truce_issues(self) -> dict[str, Topic]:
        """Of the ceasefire, by name."""
        truces = (s.truce for s in reversed(self.scenarios))
        return {name: topic for truce in truces if truce for name, topic in truce.issues.items()}

    def actor(self, name: str) -> str:
        """Its label."""
        return wording.actor(next((s for s in self.scenarios if name in s.actors), self.base), name)

    def proposal(self, name: str, truce: bool = False) -> str:
        """The label of a named package, or its name."""
        known = [
            s
            for s in self.scenarios
            if name in (s.ceasefire.proposals if truce and s.ceasefire else s.proposals)
        ]
        return wording.proposal(known[0] if known else self.base, name, truce)

    def differing(self, number: int, change: Change) -> str:
        """What one of them says otherwise than the base, in words."""
        known = self.base if change.after is None else self.scenarios[number]
        said = variants.from_to(known, change.path, change.before, change.after)
        return wording.clean(f"{named(known, change.path)}: {said}")

    @property
    def extending(self) -> tuple[str, ...]:
        """What each changes of the file that it extends, unless that is the base, which is told line by line."""
        base = wording.title(self.base)
        others = [each for each in self.scenarios if each.variant_of and each.variant_of.title != base]
        return tuple(f"“{wording.title(each)}” is changed {variants.told(each)}." for each in others)

    def reason(self, name: str) -> str:
        """Why an actor refuses."""
        return wording.reason(next((s for s in self.scenarios if s.war), self.base), name)


def topic(topics: Mapping[str, Topic], name: str) -> str:
    """The label of an issue."""
    return wording.topic(topics, name)


def style(position: int) -> tuple[str, str]:
    """Colour and dash of the scenario at a position; the base is quiet."""
    return STYLES[(position - 1) % len(STYLES)] if position else BASE_STYLE
