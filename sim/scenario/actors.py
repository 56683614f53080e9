"""Who negotiates: parties, mediators, backers."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from sim.scenario.factions import Faction
from sim.scenario.fields import Block, Code, Lean, Name, NotNegative, Positive, Real, Share, Within, Words
from sim.scenario.people import AS_PEOPLE
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.ratifying import Ratification
from sim.scenario.unilateral import Unilateral

# Faratin, Sierra & Jennings (1998): below 1 concedes late, above 1 early.
CONCESSIONS = {"boulware": 0.25, "linear": 1.0, "conceder": 4.0, "screening": 0.0}

Strategy: TypeAlias = Literal["polynomial", "exponential", "tit_for_tat", "micro", "hardliner", "random"]
# What moves a party's demand, under whatever protocol.
DEMANDS = ("aspiration", "concession", "deadline_days", "initial_concession", "reciprocity", "strategy")

ROLES = ("party", "mediator", "backer", "spoiler")
# Kydd & Walter (2002): of agreements one in four came into force where there was terror during the talks, else three in
# five. With hazards in proportion: ln(0.25) / ln(0.6).
SPOILING = 2.7


class RedLine(Block):
    """Options that a party does not accept at any price, if the line is genuine."""

    options: tuple[Name, ...] = Field(min_length=1)
    """The options of this issue that cross the line."""
    probability: Share = Fixed(1.0)
    """Chance that the line is genuine rather than posture, 0..1 (default 1)."""


class Lever(Block):
    """What a mediator can do to a party that refuses."""

    probability: Share = Fixed(0.0)
    """Chance that the threat is carried out, as believed and as meant, 0..1 (default 0)."""
    balance: Real = Fixed(0.0)
    """Shift of the war if carried out, log-odds; above 0 helps the attacker (default 0)."""
    cost: NotNegative = Fixed(1.0)
    """Multiplier of that party's cost of war, at least 0 (default 1)."""


class Departure(Block):
    """What changes when the mediator leaves."""

    balance: Real = Fixed(0.0)
    """Shift of the war towards the attacker, log-odds (default 0)."""
    cost: dict[Name, NotNegative] = {}
    """Multiplier of each party's cost of war, at least 0 (default 1)."""


class Actor(Block):
    """What all actors have."""

    label: Words | None = None
    """Text to display instead of the name."""
    behaviour: Code | None = None
    """Python that decides for it, file.py:Class, beside this file; runs only with --allow-code."""
    credibility: Share = Fixed(1.0)
    """Worth of its word when it guarantees something, 0..1 (default 1)."""
    capability: NotNegative = Fixed(1.0)
    """Under `protocol: challenge`: power that it can bring to bear, at least 0 (default 1)."""


class Party(Actor):
    """A party to the conflict: it must sign, and fights on if it does not."""

    role: Literal["party"] = "party"
    """party, mediator, backer or spoiler (default party)."""
    side: Literal["attacker", "defender"] | None = None
    """Its camp: the attacker gains when the war's balance rises. Required with `war`."""
    outside_value: Lean = Fixed(0.0)
    """Without `war`: utility of no agreement, -1..1 (default 0)."""
    cost_per_day: NotNegative = Fixed(0.0002)
    """Cost of war, utility per day, at least 0 (default 0.0002)."""
    optimism: Real = Fixed(0.5)
    """How far it overrates itself at first, log-odds (default 0.5)."""
    aspiration: Annotated[Quantity, Within(0, 1, words=AS_PEOPLE["aspiration"])] = Fixed(0.95)
    """Opening demand as a share of the best package it could get: 0..1, or people (0.7 to 0.8) (default 0.95)."""
    concession: Annotated[Quantity, Within(0, 10, words=CONCESSIONS)] = Fixed(1.0)
    """Below 1 concedes late, above early: 0..10, boulware (.25), linear (1), conceder (4); screening (0): no clock."""
    reciprocity: Share = Fixed(0.2)
    """How much its pace follows the others' concessions, 0..1 (default 0.2)."""
    precision: Annotated[Quantity, Within(0, endless=True, words=AS_PEOPLE["precision"])] = Fixed(math.inf)
    """How exact, per utility: signs with chance logistic(precision * (value - demand)); people: 13.7 to 15.1 (.inf)."""
    strategy: Strategy = "polynomial"
    """Under `protocol: alternating_offers`: how its demand moves (polynomial)."""
    initial_concession: Annotated[Quantity, Within(0, 1, above=True)] = Fixed(0.05)
    """With `strategy: exponential`: share of its range conceded at once, above 0, at most 1 (default 0.05)."""
    offers: Literal["lowest", "generous"] = "lowest"
    """Under `protocol: alternating_offers`: which package meeting its demand it offers (lowest)."""
    deadline_days: Positive = Fixed(180.0)
    """Day on which its demand reaches its reservation value; above 0 (default: horizon_days)."""
    distrust: Share = Fixed(0.0)
    """Believed chance of being cheated when unprotected, 0..1 (default 0)."""
    exposure: Share = Fixed(0.0)
    """Extra loss of utility if cheated, 0..1 (default 0)."""
    audience_cost: Share = Fixed(0.0)
    """Cost at home per unit of utility given up in public, 0..1 (default 0)."""
    pause_worth: Real = Fixed(0.0)
    """Worth of a full pause in the fighting by itself, utility per 30 days (default 0)."""
    gesture: Real = Fixed(0.0)
    """Worth of any full pause, however short, utility (default 0)."""
    hope: Share = Fixed(0.3)
    """Belief that talks under a ceasefire lead to the final deal, 0..1 (default 0.3)."""
    ceasefire_ask: Real = Fixed(0.0)
    """Margin held out for before a ceasefire at first, utility per 30 days (default 0)."""
    betrayal: Share = Fixed(0.0)
    """Share of its trust that is lost when another breaks a ceasefire, 0..1 (default 0)."""
    unilateral: Unilateral | None = None
    """Ceasefires that it declares on its own (default none)."""
    red_lines: dict[Name, RedLine] = {}
    """By issue: the options that it does not accept."""
    factions: dict[Name, Faction] = {}
    """By name: the camps inside it, each with preferences of its own (default: it is of one mind)."""
    decision: Literal["weighted", "majority", "veto"] = "weighted"
    """It wants what they want on average, or signs only what most (majority) or all (veto) can bear (weighted)."""
    ratify: Ratification | None = None
    """A vote at home after signing (default none)."""


class Consenter(Actor):
    """An actor that is asked for its consent where an option needs it."""

    floor: Real = Fixed(0.0)
    """Utility below which it does not consent to a package (default 0)."""
    ceasefire_floor: Real = Fixed(0.0)
    """Utility below which it does not consent to a ceasefire (default 0)."""


class Mediator(Consenter):
    """Proposes, leans, threatens, and may leave. Where there are several, one at a time tables a text."""

    role: Literal["mediator"]
    """party, mediator, backer or spoiler (default party)."""
    bias: Lean = Fixed(0.0)
    """Leaning, -1..1: towards the attacker above 0, the defender below (default 0)."""
    insight: Share = Fixed(0.3)
    """How well it reads the parties, 0..1 (default 0.3)."""
    proposal_rate: Share = Fixed(1.0)
    """Share of texts that it, not a party, tables, 0..1; of several the greatest counts (default 1)."""
    cover: Share = Fixed(0.0)
    """Share of the audience cost that its authorship takes away, 0..1 (default 0)."""
    patience_days: Annotated[Quantity, Within(0, above=True, endless=True)] = Fixed(math.inf)
    """Day on which it leaves without a success; above 0, .inf for never (default .inf)."""
    defiance_days: NotNegative = Fixed(21.0)
    """Days of refusing its packages before a threat is executed or exposed, at least 0 (default 21)."""
    leverage: dict[Name, Lever] = {}
    """By party: what the mediator can do to it."""
    when_leaves: Departure | None = None
    """What changes when it leaves (default nothing)."""


class Backer(Consenter):
    """Consents to what it must supply; lends credibility; makes good what a mediator cuts off."""

    role: Literal["backer"]
    """party, mediator, backer or spoiler (default party)."""
    backfill: dict[Name, Share] = {}
    """By party: share of a mediator's cut-off that it makes good, 0..1 (default 0)."""


class Spoiler(Actor):
    """Signs nothing and is not asked: it fights a peace that it cannot bear, and so breaks ceasefires."""

    role: Literal["spoiler"]
    """party, mediator, backer or spoiler (default party)."""
    floor: Real = Fixed(0.0)
    """Utility of the final package tabled last below which it attacks a ceasefire in force (default 0)."""
    ceasefire_floor: Real = Fixed(0.0)
    """The same of what the conditions of that ceasefire are worth to it (default 0)."""
    hazard: Annotated[Quantity, Within(1)] = Fixed(SPOILING)
    """Factor on the hazard of the ceasefire while it attacks, at least 1 (default 2.7)."""
    distrust: Share = Fixed(0.0)
    """Share of its trust that each party loses when this actor breaks a ceasefire, 0..1 (default 0)."""


KINDS: dict[Any, type[Actor]] = dict(zip(ROLES, (Party, Mediator, Backer, Spoiler), strict=True))


def _role(written: Any) -> str:
    if isinstance(written, Actor):
        return str(written.role)  # type: ignore[attr-defined]
    return str(written.get("role", "party")) if isinstance(written, dict) else "party"


AnyActor: TypeAlias = Annotated[
    Annotated[Party, Tag("party")]
    | Annotated[Mediator, Tag("mediator")]
    | Annotated[Backer, Tag("backer")]
    | Annotated[Spoiler, Tag("spoiler")],
    Discriminator(_role),
]
