"""The arrays that rules read and write, named. Shapes are said here and nowhere else, what records hold in `records`.

Actors sit in one order everywhere: parties by name, then mediators, then backers, then spoilers by name, so that
reordering a scenario file changes nothing. Utilities lie on a grid of 2^-40, so that sums are exact and
ties are ties on every processor. Records hold both what was drawn and what moves: rules that are handed a
few of them, and not dozens of arrays, compile fast and run fast.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from numpy.typing import NDArray

from sim.bargaining.records import (
    Actor,
    Ahead,
    Aspect,
    Clauses,
    Consenter,
    Consents,
    Event,
    EventCell,
    EventSetting,
    Faction,
    Judged,
    Lever,
    OfferedBlock,
    OffersGame,
    Pause,
    Ratifier,
    Records,
    Records2,
    Records3,
    Rung,
    SearchPlan,
    Shock,
    SignatureNode,
    Speaker,
    Talks,
    TiedLink,
    Window,
    Wing,
)

Array: TypeAlias = NDArray[Any]
Batch: TypeAlias = Any  # records, which in a batch have an axis more than those of one replication

NO_THREAT, STANDING, EXECUTED, EXPOSED = range(4)
STRATEGIES = ("polynomial", "exponential", "tit_for_tat", "micro", "hardliner", "random")
POLYNOMIAL, EXPONENTIAL, TIT_FOR_TAT, MICRO, HARDLINER, RANDOM = range(6)
SEQUENCES = ("ceasefire_first", "parallel", "peace_first")
CEASEFIRE_FIRST, PARALLEL, PEACE_FIRST = range(3)
IN_TALKS, IN_ACTOR, IN_GAIN, IN_GAIN_AT_HOME, IN_LINES, IN_GENUINE = range(6)  # kinds of cells
WHATEVER, IN_FORCE, NONE_IN_FORCE, BROKEN = range(4)  # what a condition asks of the ceasefire
CONDITIONS = (None, "in_force", "none", "broken")
QUIET, BEGINS, ENDS = range(3)  # what befalls an event in a round
NOT_ASKED, NO, YES = range(3)
WITHIN, CROSSED, VOTED_DOWN, HELD_BACK = range(
    4
)  # a package may cross a red line; a vote, or factions, may bar it


class Links(NamedTuple):
    """Options that do something together."""

    when: Array  # [link, issue, option] does it go with the link? Of issues that it is not about every option does
    never: Array  # [link] can they not be agreed together?


class Blocks(NamedTuple):
    """Issues that links tie together, as one with an option for each combination that no link excludes, in order."""

    options: Array  # [block] how many
    member: Array  # [block, place] its issues; -1 beyond the last
    terms: Array  # [block, option, place] the option of that issue
    needs: Array  # [block, option, actor] consent needed
    holds: Array  # [block, option, link] does the link hold, and add something?


class Frame(NamedTuple):
    """What all replications share: the structure of the talks."""

    rounds: int
    party_count: int
    ratifiers: int  # how many bodies vote at home
    factions: int  # how many can hold their party back
    spoilers: int  # how many may attack a ceasefire
    listed: bool  # alternating offers are made from the menu, not from all packages
    tolerance: float  # by which such an offer may fall short of a demand
    options: Array  # [issue] how many
    order: Array  # [place] issues as packages are composed of them; links behind the last of their issues
    proposals: Array  # [proposal, issue] option
    needs: Array  # [issue, option, actor] consent needed
    links: Links
    blocks: Blocks
    guarantor: Array  # [issue] seat; -1 if none
    protects: Array  # [issue, actor]
    nodes: Records[SignatureNode]  # [node] whose signatures are enough; empty where all must sign
    scale: Array  # [issue, option] where it lies on the scale: its number, else its place
    joins: Array  # [issue, actor] has it values there, and so a position?
    truce_options: Array  # [ceasefire issue] how many
    truce_order: Array  # [place] likewise
    truce_proposals: Array  # [ceasefire proposal, ceasefire issue] option
    truce_needs: Array  # [ceasefire issue, option, actor]
    truce_links: Links
    cells: Records[EventCell]  # [cell] what events set, event by event


class Draw(NamedTuple):
    """What was drawn; in a batch every array has a leading axis [replication]."""

    talks: Batch  # Talks
    actor: Batch  # [actor] Actor
    gain: Array  # [actor, issue, option] weight times value, on the grid
    guards: Array  # [issue, option]
    lines: Array  # [actor, issue, option] stated red lines, as events leave them
    genuine: Array  # [actor, issue] is the red line more than posture?
    halts: Array  # [ceasefire issue, option] share of the fighting
    worth: Array  # [actor, ceasefire issue, option] utility, on the grid
    hazard: Array  # [ceasefire issue, option] factor
    event: Batch  # [event] Event
    shock: Batch  # [event, actor] Shock
    event_luck: Array  # [event, round] uniform
    setting: Batch  # [cell] EventSetting
    luck: Batch  # [round] RoundLuck
    whim: Array  # [party, round] uniform, for strategies that need it; else [party, 0]
    salience: Array  # [actor, issue] how much it cares, 0..1
    ratifier: Batch  # [ratifier] Ratifier: parties in order, of each the names in order
    ratifier_gain: Array  # [ratifier, issue, option] weight times value, on the grid
    ratifier_luck: Array  # [ratifier, vote] uniform
    faction: Batch  # [faction] Faction: parties in order, of each the names in order
    faction_gain: Array  # [faction, issue, option] weight times value, on the grid
    synergy: Array  # [link, actor] what it adds, on the grid
    truce_synergy: Array  # [ceasefire link, actor] likewise
    slips: Array  # [party, round, what for] uniform, if anybody is not exact; else [party, 0, what for]
    occasions: Array  # likewise, if anybody may declare a ceasefire of its own
    lever: Batch  # [mediator, party] Lever


class Shortlist(NamedTuple):
    """Room to find the packages that matter in. Rows are (parts of) packages, the best in the first aspect first."""

    plan: Records[SearchPlan]  # [1]
    aspect: Records[Aspect]  # [aspect]
    step: Array  # [issue or link, option, aspect] what an option adds, or by what it multiplies
    tied: Records[TiedLink]  # [link]
    consenter: Records[Consenter]  # [consenter]
    ahead: Records2[Ahead]  # [consenter, place]
    wing: Records[Wing]  # [wing]
    wing_ahead: Records2[Ahead]  # [wing, place]
    rows: Array  # [pile] how many there are
    worth: Array  # [pile, aspect, row]
    terms: Array  # [pile, row, issue or link] option
    key: Array  # of the pile that grows, a few aspects of each row, roughly; before the first comes room for a search
    window: Records[Window]  # [option]
    seen: Array  # [option, aspect, place] what it shows
    seen_key: Array  # [option, place] and the keys of that
    fits: Array  # [place] may it be kept?
    worse: Array  # [place] does a row better it?
    beater: Array  # rows that lately bettered others
    fit: Array  # [option, number] the places that may


class Menu(NamedTuple):
    """Room for the packages that can be tabled; rows beyond `talks.packages` and `talks.truces` are empty."""

    short: Shortlist  # to compose them in
    terms: Array  # [package, issue] option
    utility: Array  # [actor, package] of those that matter; next to nothing across a genuine red line
    unguarded: Array  # [party, package] share of the protection that is missing
    bound: Array  # [package] of those, the most that the proposer's product can be; of who is not exact, what it is
    chance: Array  # [package] likewise, the most that a party's chance to sign can be
    limit: Array  # [party, package] and that as it counts; where all must sign one row is enough
    signs: Array  # [party] does it sign, or how likely is that?
    odds: Array  # [node] chance that enough sign from there on
    offer: Records[Consents]  # [package]
    judged: Records2[Judged]  # [package, actor]
    truce_terms: Array  # [ceasefire, ceasefire issue] option
    pause: Records[Pause]  # [ceasefire]
    clauses: Records2[Clauses]  # [ceasefire, actor]


class Finals(NamedTuple):
    """All about the final packages of one replication: what is fixed, what was drawn, the menu."""

    options: Array
    order: Array
    proposals: Array
    needs: Array
    links: Links
    blocks: Blocks
    guarantor: Array
    protects: Array
    lines: Array
    gain: Array
    synergy: Array
    guards: Array
    genuine: Array
    nodes: Records[SignatureNode]
    ratifier: Records[Ratifier]
    ratifier_gain: Array
    faction: Records[Faction]
    faction_gain: Array
    short: Shortlist
    terms: Array
    utility: Array
    unguarded: Array
    offer: Records[Consents]
    judged: Records2[Judged]


class Outside(NamedTuple):
    """What happens from outside in one replication, and the arrays that it can change."""

    event: Records[Event]
    shock: Records2[Shock]
    event_luck: Array
    cells: Records[EventCell]
    setting: Records[EventSetting]
    talks_numbers: Array  # [field] the record of the talks as plain numbers, on the same memory
    actor_numbers: Array  # [actor, field] likewise
    gain: Array
    ratifier_gain: Array
    lines: Array
    genuine: Array


class Truces(NamedTuple):
    """All about the ceasefires of one replication."""

    options: Array
    order: Array
    proposals: Array
    needs: Array
    links: Links
    halts: Array
    worth: Array
    synergy: Array
    hazard: Array
    short: Shortlist
    terms: Array
    pause: Records[Pause]
    clauses: Records2[Clauses]


class Ladders(NamedTuple):
    """Room for each party's packages, from best to worst for itself: a rung is the sum of an upper and a lower half.

    The number of a package counts all packages in the order of blocks and options: upper number times `lower_count`
    plus lower number. Where only a list of packages can be offered, the upper half is that list and the lower is 0.
    """

    game: Records[OffersGame]  # [1]
    speaker: Records[Speaker]  # [actor]
    half: Records3[Rung]  # [party, upper or lower, rung] best first
    pointer: Array  # [party, lower rung] the upper rung at which the last search stopped
    spare: Records[Rung]  # [rung] to sort in
    curve: Array  # [party, round] share of its range that it concedes by then
    topic: Records[OfferedBlock]  # [block]
    blocks: Blocks  # where only a list of packages can be offered, every issue by itself
    worth: Array  # [actor, block, option] gain; next to nothing across a genuine red line
    sums: Array  # [actor, upper or lower, number] worth of each half of a package; of each option, if thinned
    offered: Array  # [party, offer] numbers of the different packages that it has offered


class Table(NamedTuple):
    """What a round reads and writes."""

    talks: Talks
    actor: Records[Actor]  # [actor]
    lever: Records2[Lever]
    terms: Array
    truce_terms: Array
    utility: Array
    unguarded: Array
    bound: Array
    chance: Array
    limit: Array
    signs: Array
    odds: Array
    nodes: Records[SignatureNode]
    ratifier: Records[Ratifier]
    ratifier_gain: Array
    ratifier_luck: Array
    faction: Records[Faction]
    faction_gain: Array
    offer: Records[Consents]
    judged: Records2[Judged]
    pause: Records[Pause]
    clauses: Records2[Clauses]
