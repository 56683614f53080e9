"""A scenario, complete and checked. No file formats, no arrays."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, Self, TypeAlias, TypeVar, get_args

from pydantic import Field, ValidationInfo, field_validator, model_validator

from sim.scenario.actors import (
    Actor,
    AnyActor,
    Backer,
    Departure,
    Lever,
    Mediator,
    Party,
    RedLine,
    Spoiler,
)
from sim.scenario.base_rates import Rate
from sim.scenario.events import Condition, Event, OfActor, OfIssue, OfWar, Sets
from sim.scenario.factions import Faction
from sim.scenario.fields import (
    Block,
    Date,
    LogOdds,
    Name,
    NotNegative,
    PlainNotNegative,
    PlainPositive,
    Positive,
    Real,
    Share,
    Strict,
    Within,
    Words,
)
from sim.scenario.issues import CeasefireIssue, Issue, Range, Topic
from sim.scenario.links import CeasefireLink, Link
from sim.scenario.lives import Life
from sim.scenario.places import PlacedTable
from sim.scenario.proposals import Proposal
from sim.scenario.quantities import Choice, Fixed, Quantity
from sim.scenario.ratifying import Opinion, Ratification, Ratifier, by_option
from sim.scenario.reference import Reference
from sim.scenario.signatures import Signatures
from sim.scenario.suggestions import printable
from sim.scenario.unilateral import Unilateral, UnilateralLife
from sim.scenario.variant import Revision, Variant

__all__ = [
    "Actor",
    "AlternatingOffers",
    "Backer",
    "Block",
    "Bundle",
    "Ceasefire",
    "CeasefireIssue",
    "CeasefireLife",
    "CeasefireLink",
    "Challenge",
    "Condition",
    "Departure",
    "Event",
    "Faction",
    "Issue",
    "Lever",
    "Life",
    "Link",
    "Mediator",
    "OfActor",
    "OfIssue",
    "OfWar",
    "Opinion",
    "Party",
    "Peace",
    "PeaceLife",
    "Proposal",
    "Range",
    "Ratification",
    "Ratifier",
    "RedLine",
    "Reference",
    "Revision",
    "Scenario",
    "Sets",
    "Signatures",
    "Spoiler",
    "Topic",
    "Unilateral",
    "UnilateralLife",
    "Variant",
    "Vocabulary",
    "War",
]


AnyOpinion = TypeVar("AnyOpinion", bound=Opinion)
Protocol: TypeAlias = Literal["mediated", "alternating_offers", "challenge"]
PROTOCOLS: tuple[str, ...] = get_args(Protocol)
ALWAYS_DECIDED = ("challenge",)  # under it a decision comes whatever the file says: its share says nothing


class War(Block):
    """What is fought on with if nobody signs: the moving outside option."""

    balance: LogOdds | None = None
    """Log-odds that the attacker would in the end impose its terms, -4..4 (default 0)."""
    win_probability: Share | None = None
    """The same as a probability, 0..1 (a known one 0.018..0.982)."""
    drift: Real = Fixed(0.0)
    """Momentum towards the attacker, log-odds per day (default 0)."""
    noise: NotNegative = Fixed(0.02)
    """Luck, log-odds per square root of a day, at least 0 (default 0.02)."""
    days_left: Positive = Fixed(730.0)
    """Expected further war if nothing is signed, days, above 0 (default 730)."""
    learning_days: Positive = Fixed(365.0)
    """Days of fighting that halve optimism, above 0 (default 365)."""
    if_attacker_wins: Name
    """The proposal that the attacker would impose."""
    if_defender_wins: Name
    """The proposal that the defender would impose."""

    @model_validator(mode="after")
    def _balance_is_set(self) -> War:
        """A known probability becomes log-odds; an uncertain one is converted when it has been drawn."""
        chance = self.win_probability
        if chance is None and self.balance is None:
            return self.replaced(balance=Fixed(0.0))
        if isinstance(chance, Fixed):
            odds = Fixed(math.log(chance.value / (1 - chance.value)), basis=chance.basis, note=chance.note)
            return self.replaced(balance=odds, win_probability=None)
        return self

    @field_validator("win_probability")
    @classmethod
    def _has_log_odds(cls, chance: Quantity | None) -> Quantity | None:
        """What may be certain defeat or victory has no log-odds."""
        if isinstance(chance, (Fixed, Choice)):
            Within(0.018, 0.982).quantity(chance)
        return chance


class CeasefireLife(Life):
    """Of a ceasefire. The defaults are those of 780 ceasefires, 1989-2020: see the model page, formula 13."""

    shape: Positive = Fixed(0.28)
    """Below 1 what has lasted for a while is safer, above 1 it wears out; above 0 (default 0.28)."""
    scale_days: Positive = Fixed(230.0)
    """The age that 37 % reach, days, above 0 (default 230)."""


class PeaceLife(Life):
    """Of a peace. The defaults are those of 368 agreements, 1975-2021: see the model page, formula 15."""

    shape: Positive = Fixed(0.42)
    """Below 1 what has lasted for a while is safer, above 1 it wears out; above 0 (default 0.42)."""
    scale_days: Positive = Fixed(12_500.0)
    """The age that 37 % reach, days, above 0 (default 12500)."""


class Ceasefire(Block):
    """A smaller package about stopping the fighting for some days."""

    days: Positive = Fixed(30.0)
    """Length, days, above 0 (default 30)."""
    max_extensions: NotNegative = Fixed(12.0)
    """How often it can be extended, at least 0 (default 12)."""
    cooldown_days: NotNegative = Fixed(30.0)
    """Days after the end of one before the next is talked about, at least 0 (default 30)."""
    life: CeasefireLife | None = None
    """How long it lasts while it is in force (default: as ceasefires did in 1989-2020)."""
    hazard_per_day: Share | None = None
    """Instead of `life`: a chance of collapse that is the same on all days, 0..1."""
    temptation: Annotated[Quantity, Within(0, 200)] = Fixed(0.0)
    """How much what it gives to the party worst off lowers its hazard, per utility, 0..200 (default 0)."""
    issues: dict[Name, CeasefireIssue] = Field(min_length=1)
    """What the ceasefire is about."""
    links: tuple[CeasefireLink, ...] = ()
    """What its options are worth together, exclude or require."""
    proposals: dict[Name, Proposal] = {}
    """Named ceasefire packages."""
    opening: Name | None = None
    """The ceasefire proposal tabled first (default none)."""

    @model_validator(mode="after")
    def _has_one_life(self) -> Ceasefire:
        if self.life and self.hazard_per_day:
            raise ValueError("`life` and `hazard_per_day` say the same; one will do")
        return self if self.life or self.hazard_per_day else self.replaced(life=CeasefireLife())


class Peace(Block):
    """The peace that a settlement brings."""

    life: PeaceLife = PeaceLife()
    """How long it lasts with nobody protected (default: as agreements did in 1975-2021)."""
    guarded_hazard: Positive = Fixed(0.65)
    """Factor on the hazard of its end where all are fully protected, above 0 (default 0.65)."""


class Bundle(Block):
    """Uncertain numbers that are not drawn by themselves: where one is high, so tend to be the others."""

    inputs: tuple[Name, ...] = Field(min_length=2)
    """Paths of uncertain numbers, of red lines (`.genuine`) and threats (`.meant`)."""
    correlation: Annotated[float, Within(-1, 1)]
    """Rank correlation (Spearman) of each two of them, between -1 and 1, both excluded."""


class AlternatingOffers(Block):
    """How offers alternate: used by `protocol: alternating_offers`."""

    packages: Literal["all", "menu"] = "all"
    """What can be offered: all packages, or only those that no other betters (all)."""
    order: tuple[Name, ...] = ()
    """All parties, first to last, as their turns come (default: drawn at random)."""
    tolerance: PlainNotNegative = 0.0
    """Utility by which an offer may fall short of a demand, at least 0 (default 0)."""


class Challenge(Block):
    """How actors challenge one another's positions: used by `protocol: challenge`."""

    status_quo: Share = Fixed(1.0)
    """Chance that an actor who is not challenged keeps its position, 0..1 (default 1)."""


class Vocabulary(Strict):
    """What the quarrel is called where people read of it. Each key replaces one expression of the report."""

    war: Words = "the war"
    """What goes on while they talk, with its article: the strike (the war)."""
    fighting: Words = "fighting"
    """The doing of it, without an article: picketing (fighting)."""
    fighting_on: Words = "fighting on"
    """To go on with it: staying out (fighting on)."""
    fight: Words = "fight"
    """To do it, behind "would rather": strike (fight)."""
    attacker: Words = "the attacker"
    """The side that gains when the balance rises, with its article: the union (the attacker)."""
    ceasefire: Words = "ceasefire"
    """What halts it for some days, without an article: return to work (ceasefire)."""
    ceasefires: Words | None = None
    """More than one of these: returns to work (default: with an s at the end)."""


class Scenario(Block):
    """A negotiation: who, about what, and what happens if they fail."""

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

    @model_validator(mode="before")
    @classmethod
    def _comes_checked(cls, written: Any) -> Any:
        """No field can know whether the parts of a scenario fit together: who reads it sees to that."""
        return written if isinstance(written, PlacedTable | Scenario) else cls._refuse()

    @model_validator(mode="after")
    def _opinions_have_every_option(self) -> Scenario:
        """What those at home think of an issue stands by option, however it is written."""
        if not any(party.factions or (party.ratify and party.ratify.by) for party in self.parties.values()):
            return self
        return self.replaced(
            actors={name: _at_home(actor, self.issues) for name, actor in self.actors.items()}
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Scenario:
        """The scenario that a mapping describes, checked as a file is.

        Parameters
        ----------
        data : mapping
            With the keys of a file; tables, lists, quantities, numbers of any kind. Relative paths in it start where
            you are.

        Returns
        -------
        Scenario
            Nothing in it can be changed in place; equal ones are equal, and have the same hash.

        Raises
        ------
        ScenarioError
            With all that is wrong.
        TypeError
            For what no file can say.

        See Also
        --------
        to_dict : the way back.

        Examples
        --------
        >>> cake = {"options": ["half", "all"], "value": {"ann": [0.5, 1], "bob": [0.5, 0]}}
        >>> talks = Scenario.from_dict({"actors": {"ann": {}, "bob": {}}, "issues": {"cake": cake}})
        >>> talks == Scenario.from_dict(talks.to_dict())
        True
        """
        from sim.scenario.reading import scenario_of

        return scenario_of(data)

    def to_dict(self) -> dict[str, Any]:
        """Tables, lists, texts, dates and numbers with the keys of a file, every default visible.

        See Also
        --------
        from_dict : makes an equal scenario of them.
        """
        from sim.scenario.writing import as_data

        return as_data(self)

    def with_(self, changes: Mapping[str, Any]) -> Scenario:
        """The scenario with other values at some paths, checked as a file is. This one stays as it is.

        Parameters
        ----------
        changes : mapping of str to anything that a file can say
            By path, in the units of the file: `{"actors.us.credibility": 0.9, "start": None}`; None removes.

        Returns
        -------
        Scenario
            Another one.

        Raises
        ------
        ScenarioError
            With all that is wrong.
        TypeError
            For what no file can say.

        See Also
        --------
        from_dict : a scenario of a whole mapping.

        Examples
        --------
        >>> import sim
        >>> pay = sim.read("scenarios/minimal.yaml")
        >>> pay.with_({"horizon_days": 60}).horizon_days, pay.horizon_days
        (60.0, 180.0)
        """
        from sim.scenario.reading import changed

        return changed(self, changes)

    def __repr__(self) -> str:
        from sim.scenario.showing import as_text

        return as_text(self)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """In a notebook: who, about what, for how long."""
        from sim.scenario.showing import as_html

        return as_html(self)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same; for a changed one see with_."""
        return self._refuse() if update else super().model_copy(deep=deep)

    @classmethod
    def _refuse(cls, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(
            "a scenario is made by sim.read(file) or sim.Scenario.from_dict(mapping), and a changed one by "
            "scenario.with_({path: value}): they see that its parts fit together"
        )

    if not TYPE_CHECKING:  # of these no part is checked
        model_construct = copy = _refuse

    @property
    def step_days(self) -> float:
        """The length of a round as it is played: in none are two texts; under the other protocols each is a turn."""
        return min(self.round_days, self.pace_days) if self.protocol == "mediated" else self.pace_days

    @property
    def pace_days(self) -> float:
        """From one text to the next, or from one turn to the next."""
        return self.text_days or self.round_days

    @property
    def can_fail(self) -> bool:
        """May the talks end with nothing signed? Otherwise nobody looks for a zone, or for what stands in the way."""
        return self.protocol not in ALWAYS_DECIDED

    @property
    def truce(self) -> Ceasefire | None:
        """The ceasefire that can be agreed: only the mediated protocol knows one."""
        return self.ceasefire if self.protocol == "mediated" else None

    @property
    def signing(self) -> Signatures:
        """Whose signatures a final package needs: only the mediated protocol knows of others than those of all."""
        return self.signatures if self.protocol == "mediated" else Signatures()

    @property
    def rates(self) -> tuple[Rate, ...]:
        """How often it happened in comparable cases, where that can happen here and can fail to."""
        found = self.reference.rates if self.reference and self.can_fail else ()
        return tuple(rate for rate in found if rate.outcome == "settlement" or self.truce is not None)

    @property
    def compared(self) -> tuple[str, ...]:
        """What it is compared with, and where the count comes from."""
        told = ((rate.counted(self.horizon_days), printable(rate.source)) for rate in self.rates)
        return tuple(f"comparable cases: {counted}; source: {source}" for counted, source in told)

    @property
    def parties(self) -> dict[str, Party]:
        """The parties by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Party)}

    @property
    def declarers(self) -> dict[str, Unilateral]:
        """By party: its own ceasefires, where there is fighting to halt; only the mediated protocol knows them."""
        fought = self.war is not None and self.protocol == "mediated"
        own = {name: party.unilateral for name, party in self.parties.items()} if fought else {}
        return {name: unilateral for name, unilateral in own.items() if unilateral}

    @property
    def endings(self) -> dict[str, int]:
        """By name, or by its position: where events stand that end the talks; only the mediated protocol knows them."""
        known = self.events if self.protocol == "mediated" else ()
        return {event.name or str(v): v for v, event in enumerate(known) if event.ends_talks}

    @property
    def at_home(self) -> tuple[tuple[str, str], ...]:
        """Who votes on what is signed: the party and the name, if any; only the mediated protocol asks them."""
        known = self.parties if self.protocol == "mediated" else {}
        return tuple(
            (name, body) for name, party in known.items() if party.ratify for body in party.ratify.by or ("",)
        )

    @property
    def mediators(self) -> dict[str, Mediator]:
        """The mediators by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Mediator)}

    @property
    def divided(self) -> dict[str, Party]:
        """The parties that sign nothing that their factions cannot bear: only the mediated protocol asks these."""
        bound = {name: party for name, party in self.parties.items() if party.decision != "weighted"}
        return {
            name: party for name, party in bound.items() if party.factions and self.protocol == "mediated"
        }

    @property
    def backers(self) -> dict[str, Backer]:
        """The backers by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Backer)}

    @property
    def spoilers(self) -> dict[str, Spoiler]:
        """The spoilers by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Spoiler)}

    @property
    def signers(self) -> tuple[str, ...]:
        """All who may be asked for a signature or a consent, in the order of the file."""
        return tuple(name for name in self.actors if name not in self.spoilers)

    @field_validator("actors")
    @classmethod
    def _parties_know_the_horizon(cls, actors: dict[str, AnyActor], info: ValidationInfo) -> Any:
        horizon = Fixed(info.data.get("horizon_days", 1.0))
        return {name: _with_deadline(actor, horizon) for name, actor in actors.items()}

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
        weights = {name: _weights(issue, actors) for name, issue in issues.items()}
        return {name: issue.replaced(weight=weights[name]) for name, issue in issues.items()}


def _with_deadline(actor: AnyActor, horizon: Quantity) -> AnyActor:
    if not isinstance(actor, Party) or "deadline_days" in actor.model_fields_set:
        return actor
    return actor.replaced(deadline_days=horizon)


def _at_home(actor: AnyActor, issues: dict[str, Issue]) -> AnyActor:
    if not isinstance(actor, Party):
        return actor
    factions = {name: _with_values(faction, issues) for name, faction in actor.factions.items()}
    actor = actor.replaced(factions=factions) if factions else actor
    if actor.ratify is None:
        return actor
    bodies = {name: _with_values(body, issues) for name, body in actor.ratify.by.items()}
    return actor.replaced(ratify=actor.ratify.replaced(by=bodies))


def _with_values(body: AnyOpinion, issues: dict[str, Issue]) -> AnyOpinion:
    """What does not fit stays as it is: it is told elsewhere."""
    found = {
        name: by_option(given, issues[name].options, issues[name].range is not None) or given
        for name, given in body.value.items()
        if name in issues
    }
    return body.replaced(value={**body.value, **found})


def _weights(issue: Issue, actors: dict[str, AnyActor]) -> dict[str, Quantity]:
    """Without a table of weights, 1 for all who have values."""
    given = issue.weight if "weight" in issue.model_fields_set else dict.fromkeys(issue.value, Fixed(1.0))
    return {name: given.get(name, Fixed(0.0)) for name in actors}
