"""What happens from outside: when, on which condition, for how long, and what it changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from sim.scenario.actors import CONCESSIONS
from sim.scenario.fields import (
    DISTRIBUTION,
    Block,
    Date,
    Lean,
    Name,
    NotNegative,
    Positive,
    Real,
    Share,
    Strict,
    Within,
    Words,
    date_or_number,
    truth,
)
from sim.scenario.paths import dotted
from sim.scenario.people import AS_PEOPLE
from sim.scenario.quantities import Fixed, Quantity

DAY_OR_DATE = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {"$comment": DISTRIBUTION},
        {"type": "string", "format": "date"},
    ]
}
DayOrDate: TypeAlias = Annotated[Any, PlainValidator(date_or_number), WithJsonSchema(DAY_OR_DATE)]
Truth: TypeAlias = Annotated[bool, BeforeValidator(truth)]


class Circumstances(Strict):
    """How things stand on the day of an event. All that is said must be so."""

    ceasefire: Literal["in_force", "none", "broken"] | None = None
    """in_force: some ceasefire is; none: none is; broken: one has collapsed by then (default: whatever)."""
    event: Name | None = None
    """An event further up in the file that has happened by then (default: whatever)."""


class Condition(Circumstances):
    """On which condition an event happens."""

    unless: Circumstances | None = Field(None, alias="not")
    """Of this, written alike, nothing may be so (default: whatever)."""


class OfActor(Strict):
    """What can be set of an actor, as far as its role has it: the meaning and the range are those of its own key."""

    outside_value: Lean | None = None
    """Of a party, without `war`: utility of no agreement, -1..1."""
    cost_per_day: NotNegative | None = None
    """Of a party: cost of war, utility per day, at least 0."""
    optimism: Real | None = None
    """Of a party: how far it overrates itself before the fighting taught it better, log-odds."""
    aspiration: Annotated[Quantity, Within(0, 1, words=AS_PEOPLE["aspiration"])] | None = None
    """Of a party: what it hopes for, as a share of the best package it could get: 0..1, or people."""
    concession: Annotated[Quantity, Within(0, 10, words=CONCESSIONS)] | None = None
    """Of a party: below 1 concedes late, above early: 0..10, boulware, linear, conceder, screening."""
    reciprocity: Share | None = None
    """Of a party: how much its pace follows the others' concessions, 0..1."""
    deadline_days: Positive | None = None
    """Of a party: day on which its demand reaches its reservation value; above 0."""
    distrust: Share | None = None
    """Of a party: believed chance of being cheated when unprotected, 0..1."""
    exposure: Share | None = None
    """Of a party: extra loss of utility if cheated, 0..1."""
    audience_cost: Share | None = None
    """Of a party: cost at home per unit of utility given up in public, 0..1."""
    pause_worth: Real | None = None
    """Of a party: worth of a full pause in the fighting by itself, utility per 30 days."""
    gesture: Real | None = None
    """Of a party: worth of any full pause, however short, utility."""
    hope: Share | None = None
    """Of a party: belief that talks under a ceasefire lead to the final deal, 0..1."""
    ceasefire_ask: Real | None = None
    """Of a party: margin held out for before a ceasefire at first, utility per 30 days."""
    betrayal: Share | None = None
    """Of a party: share of its trust that is lost when another breaks a ceasefire, 0..1."""
    red_lines: dict[Name, tuple[Name, ...]] | None = None
    """Of a party, by issue: the options that it does not accept now, and means it; [] lifts the line."""
    bias: Lean | None = None
    """Of a mediator: leaning, -1..1."""
    insight: Share | None = None
    """Of a mediator: how well it reads the parties, 0..1."""
    proposal_rate: Share | None = None
    """Of a mediator: share of texts that it, not a party, tables, 0..1."""
    cover: Share | None = None
    """Of a mediator: share of the audience cost that its authorship takes away, 0..1."""
    patience_days: Annotated[Quantity, Within(0, above=True, endless=True)] | None = None
    """Of a mediator: day on which it leaves without a success; above 0, .inf for never."""
    defiance_days: NotNegative | None = None
    """Of a mediator: days of refusing its packages before a threat is executed or exposed, at least 0."""
    floor: Real | None = None
    """Of a mediator, backer or spoiler: utility below which it does not consent to a package, or attacks."""
    ceasefire_floor: Real | None = None
    """Of a mediator, backer or spoiler: the same of a ceasefire."""
    credibility: Share | None = None
    """Worth of its word when it guarantees something, 0..1."""


class OfIssue(Strict):
    """What can be set of an issue, for parties and backers."""

    weight: dict[Name, NotNegative] = {}
    """By party or backer: importance, at least 0; made to sum to 1 over the issues once more."""
    value: dict[Name, dict[Name, Share]] = {}
    """By party or backer, by option: its worth, 0..1."""


class OfWar(Strict):
    """What can be set of the war."""

    drift: Real | None = None
    """Momentum towards the attacker, log-odds per day."""
    noise: NotNegative | None = None
    """Luck, log-odds per square root of a day, at least 0."""
    days_left: Positive | None = None
    """Expected further war if nothing is signed, days, above 0."""
    learning_days: Positive | None = None
    """Days of fighting that halve optimism, above 0."""


class Sets(Strict):
    """What is otherwise while an event lasts, written as in a file that extends another."""

    war: OfWar | None = None
    """Of the war."""
    actors: dict[Name, OfActor] = {}
    """By actor."""
    issues: dict[Name, OfIssue] = {}
    """By issue."""

    @property
    def numbers(self) -> Iterator[tuple[str, Quantity]]:
        """What is set, by its path in the scenario."""
        for key, number in numbers_of(self.war):
            yield dotted("war", key), number
        for name, actor in self.actors.items():
            yield from ((dotted("actors", name, key), number) for key, number in numbers_of(actor))
        for name, issue in self.issues.items():
            for who, number in issue.weight.items():
                yield dotted("issues", name, "weight", who), number
            for who, row in issue.value.items():
                for option, number in row.items():
                    yield dotted("issues", name, "value", who, option), number

    @property
    def lines(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Red lines that are set: party, issue and options."""
        for name, actor in self.actors.items():
            yield from ((name, issue, options) for issue, options in (actor.red_lines or {}).items())


def numbers_of(block: Strict | None) -> Iterator[tuple[str, Quantity]]:
    """The numbers that stand directly in a block."""
    for key in type(block).model_fields if block else ():
        if isinstance(number := getattr(block, key), Quantity):
            yield key, number


class Event(Block):
    """Something that happens from outside, on a day or at random."""

    name: Words | None = None
    """What to call it."""
    label: Words | None = None
    """Text to display instead of the name."""
    day: NotNegative | None = None
    """When, days from the start; or else `rate`."""
    on: Date | None = None
    """Its date, 2025-10-05, where the talks have a `start`; instead of `day`."""
    until: DayOrDate | None = None
    """Day or date on which it is over, and what it changed goes back (default: never)."""
    rate: NotNegative | None = None
    """How often at random, per day; or else `day`."""
    chance: Share = Fixed(1.0)
    """Chance that it can happen at all, 0..1 (default 1)."""
    condition: Condition | None = Field(None, alias="if")
    """How things must stand on its day for it to happen (default: whatever)."""
    balance: Real = Fixed(0.0)
    """Shift of the war towards the attacker, log-odds (default 0)."""
    cost: dict[Name, NotNegative] = {}
    """By party: multiplier of its cost of war, at least 0 (default 1)."""
    floor: dict[Name, Real] = {}
    """By mediator, backer or spoiler: shift of its floor, utility (default 0)."""
    credibility: dict[Name, Real] = {}
    """By actor: shift of its credibility (default 0)."""
    sets: Sets | None = None
    """Numbers and red lines that are otherwise while it lasts (default none)."""
    ends_talks: Truth = False
    """Do the talks end on its day, as they would at the horizon? (default false)."""

    def dated(self, start: datetime.date) -> Event:
        """The same event, its dates counted in days from the start."""
        days = {
            key: Fixed(float((date - start).days), basis=self.basis, note=self.note)
            for key, date in (("day", self.on), ("until", self.until))
            if isinstance(date, datetime.date)
        }
        return self.replaced(on=None, **days) if days else self
