"""What a link asks: `/?actors.us.credibility=0.9` is the scenario with that set over it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sim.app.subjects import Refused, Subject
from sim.program import digest
from sim.scenario.changing import value_at
from sim.scenario.differing import Change, changes
from sim.scenario.overrides import typed_setting
from sim.scenario.quantities import Quantity
from sim.scenario.reading import resolved
from sim.scenario.schema import Scenario
from sim.scenario.writing import in_a_line

OWN = "_"  # what begins with it is the app's own: no key of a scenario does
PIN = "_pin"  # of a number whose slider is wanted at hand; said once for each
SHIFT = "shift:"  # before a path: the distribution moved by so much, and not a number in its place
MOST = 200  # parts of a link


@dataclass(frozen=True)
class AppLink:
    """The parts of a link, changes apart from what is the app's own."""

    changes: tuple[tuple[str, str], ...]
    own: Mapping[str, str]
    pinned: tuple[str, ...] = ()  # paths of numbers whose sliders are wanted at hand

    @classmethod
    def of(cls, query: str) -> AppLink:
        """Raises Refused for more than anybody types."""
        try:
            pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST)
        except ValueError:
            raise Refused(f"a link of more than {MOST} parts") from None
        changes = {key: value for key, value in pairs if not key.startswith(OWN)}
        own = {key: value for key, value in pairs if key.startswith(OWN) and key != PIN}
        return cls(
            tuple(changes.items()), own, tuple(dict.fromkeys(path for key, path in pairs if key == PIN))
        )

    def whole(self, key: str, usual: int, most: int = 2**63 - 2) -> int:
        """A whole number of the app's own. Raises Refused."""
        said = self.own.get(key, "")
        if not said:
            return usual
        if not (said.isascii() and said.isdigit() and len(said) < 20 and int(said) <= most):
            raise Refused(f"{key} must be a whole number from 0 to {most:,}")
        return int(said)


@dataclass(frozen=True)
class AppQuestion:
    """A scenario with changes, and the seed of all chance."""

    subject: Subject
    link: AppLink
    seed: int = 1

    @cached_property
    def settings(self) -> tuple[str, ...]:
        """The changes as they are typed after `--set`."""
        return tuple(_setting(self.subject.base, key, value) for key, value in self.link.changes)

    @cached_property
    def scenario(self) -> Scenario:
        """What is played. Raises ScenarioError and Refused."""
        return self.subject.changed(self.settings)

    @cached_property
    def id(self) -> str:
        """The same for what is played alike."""
        return identity(self.scenario)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is changed, number by number."""
        return changes(self.subject.base, self.scenario)

    def playing(self, scenario: Scenario) -> AppQuestion:
        """The same question of another scenario, which no link says."""
        made = replace(self)
        vars(made)["scenario"] = scenario
        return made

    @property
    def unchanged(self) -> AppQuestion:
        """The base of the same seed."""
        return replace(self, link=AppLink((), {}))

    @property
    def command(self) -> str:
        """What is typed to play the same."""
        changes = [word for setting in self.settings for word in ("--set", setting)]
        seed = ["--seed", str(self.seed)] if self.seed != 1 else []
        return shlex.join(["python", "-m", "sim", str(self.subject.file), *seed, *changes])

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The parts of a link that go along from screen to screen."""
        seed = [("_seed", str(self.seed))] if self.seed != 1 else []
        pins = [(PIN, path) for path in self.link.pinned]
        return [("_in", self.subject.name), *seed, *pins, *self.link.changes]

    @property
    def query(self) -> str:
        """The same link again, in one spelling."""
        return urlencode(self.carried)


def asked(subjects: Mapping[str, Subject], link: AppLink) -> AppQuestion:
    """What a link asks about which scenario. Raises Refused."""
    name = link.own.get("_in", next(iter(subjects)))
    if name not in subjects:
        raise Refused(f"no scenario of that name is served; there are {', '.join(subjects)}")
    return AppQuestion(subjects[name], link, link.whole("_seed", 1, 2**64 - 1))


def identity(scenario: Scenario) -> str:
    """The same for what is played alike."""
    return digest(resolved(scenario).encode())


def parted(setting: str) -> tuple[str, str]:
    """A change as it is typed -> the part of a link that says it: a path may hold the sign itself, in quotes.

    >>> parted('actors."a=b".optimism={uniform: [0, 1]}')
    ('actors."a=b".optimism', '{uniform: [0, 1]}')
    """
    last = typed_setting(setting).steps[-1].place
    end = last.column - 1 + last.width
    return setting[:end], setting[end + 1 :].strip()


def _setting(base: Scenario, key: str, value: str) -> str:
    if not key.startswith(SHIFT):
        return f"{key}={value}"
    path = key.removeprefix(SHIFT)
    return f"{path}={in_a_line(shifted(base, path, value))}"


def shifted(base: Scenario, path: str, by: str) -> Quantity:
    """The number at a path, moved. Raises Refused."""
    try:
        number: Any = value_at(base, path)
        step = float(by)
    except (KeyError, ValueError):
        raise Refused(f"nothing at {path[:200]} can be moved by {by[:40]!r}") from None
    if not isinstance(number, Quantity) or number.fixed or not abs(step) < 1e12:
        raise Refused(f"nothing at {path[:200]} can be moved by {by[:40]!r}")
    return replace(number.moved(step), basis=None, note=None)  # these belong to the number in the file


def path_of(key: str) -> str:
    """The path that a part of a link changes."""
    return key.removeprefix(SHIFT)
