"""Every key of a scenario file, in the order in which they are told."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from sim.scenario.actors import AnyActor
from sim.scenario.ceasefire import Ceasefire
from sim.scenario.events import Event
from sim.scenario.fields import Block, Date, Name, NotNegative, PlainPositive, Positive, Words
from sim.scenario.filling_in import weights_of_all, with_deadline
from sim.scenario.issues import Issue
from sim.scenario.links import Link
from sim.scenario.peace import Peace
from sim.scenario.proposals import Proposal
from sim.scenario.protocols import AlternatingOffers, Challenge, Protocol
from sim.scenario.quantities import Fixed
from sim.scenario.reference import Reference
from sim.scenario.signatures import Signatures
from sim.scenario.together import Bundle
from sim.scenario.variant import Variant
from sim.scenario.vocabulary import Vocabulary
from sim.scenario.war import War


class Keys(Block):
    """All that a file can say of a negotiation."""

    model_config = ConfigDict(defer_build=True)  # whole only as a Scenario

    name: Words = "scenario"
    """Short name, also of the results' folder (default: the file's name)."""
    title: Words | None = None
    """Title of the report."""
    description: Words | None = None
    """What this scenario is about."""
    words: Vocabulary | None = None
    """What its war and its ceasefire are called in the report (default: war and ceasefire)."""
    start: Date | None = None
    """The first day, 2025-03-16; results then show dates."""
    horizon_days: PlainPositive = 180.0
    """Length of the talks, days, above 0 (default 180)."""
    round_days: PlainPositive = 7.0
    """Length of a round, days, above 0 (default 7)."""
    text_days: PlainPositive | None = None
    """From one text to the next, and to the first, days, above 0 (default: a round); elsewhere from turn to turn."""
    protocol: Protocol = "mediated"
    """By which rules they bargain (mediated)."""
    alternating_offers: AlternatingOffers = AlternatingOffers()
    """Of that protocol."""
    challenge: Challenge = Challenge()
    """Of that protocol."""
    sequence: Literal["ceasefire_first", "parallel", "peace_first"] = "parallel"
    """ceasefire_first: final packages only in a full ceasefire; peace_first: no ceasefire (parallel)."""
    signatures: Signatures = Signatures()
    """Whose signatures a final package needs: all, or a table with a quota (all)."""
    drift_guard: NotNegative = Fixed(0.0005)
    """Widening of what is believed about the others, utility per day, at least 0 (default 0.0005)."""
    weight_spread: Positive | None = None
    """How sure the weights are, above 0: concentration of a Dirichlet, larger is surer (default: known)."""
    war: War | None = None
    """The war that goes on without agreement (default none: `outside_value`)."""
    actors: dict[Name, AnyActor] = Field(min_length=2)
    """Who negotiates."""
    issues: dict[Name, Issue] = Field(min_length=1)
    """What is negotiated."""
    links: tuple[Link, ...] = ()
    """What options of different issues are worth together, exclude or require."""
    ceasefire: Ceasefire | None = None
    """The ceasefire that can be agreed on the way (default none)."""
    peace: Peace = Peace()
    """With `war`: how long the peace lasts that a settlement brings."""
    proposals: dict[Name, Proposal] = {}
    """Named packages: always on the table, and tested against every actor."""
    opening: Name | None = None
    """The proposal tabled first (default none)."""
    events: tuple[Event, ...] = ()
    """What happens from outside."""
    together: tuple[Bundle, ...] = ()
    """What is drawn together (default: each number by itself)."""
    reference: Reference | None = None
    """Comparable cases: how often it happened in them stands beside what is played (default none)."""
    sources: dict[Name, Words] = {}
    """By id: where numbers come from."""
    variant_of: Variant | None = None
    """What it changes of the scenario that it `extends`: found by the program, and kept (default: none)."""

    @field_validator("actors")
    @classmethod
    def _parties_know_the_horizon(cls, actors: dict[str, AnyActor], info: ValidationInfo) -> Any:
        horizon = Fixed(info.data.get("horizon_days", 1.0))
        return {name: with_deadline(actor, horizon) for name, actor in actors.items()}

    @field_validator("events")
    @classmethod
    def _dates_are_days(cls, events: tuple[Event, ...], info: ValidationInfo) -> tuple[Event, ...]:
        """A date is a day of the talks; without a first day there is none, and that is told elsewhere."""
        start = info.data.get("start")
        return tuple(event.dated(start) for event in events) if start else events

    @field_validator("issues")
    @classmethod
    def _everybody_has_a_weight(cls, issues: dict[str, Issue], info: ValidationInfo) -> dict[str, Issue]:
        actors = info.data.get("actors", {})
        weights = {name: weights_of_all(issue, actors) for name, issue in issues.items()}
        return {name: issue.replaced(weight=weights[name]) for name, issue in issues.items()}
