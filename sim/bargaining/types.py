"""The records and arrays that the rules read and write, named. Shapes are said here and nowhere else.

Actors sit in one order everywhere: parties by name, then mediators, then backers, then spoilers by name, so that
reordering a scenario file changes nothing. Utilities lie on a grid of 2^-40, so that sums are exact and
ties are ties on every processor. Records hold both what was drawn and what moves: rules that are handed a
few of them, and not dozens of arrays, compile fast and run fast.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Record: TypeAlias = Any  # one row of an array of records, by reference


def record(floats: str, whole: str = "") -> np.dtype[Any]:
    """A record of named numbers, so that rules can say `party.optimism`."""
    return np.dtype(
        [(name, np.float64) for name in floats.split()] + [(name, np.int64) for name in whole.split()]
    )


TALKS = record(
    # fixed
    "round_days text_days"
    # drawn: the war, the ceasefire
    " first_balance drift noise days_left learning_days drift_guard"
    " pause_days max_extensions cooldown_days life_shape life_scale temptation"
    # drawn: the peace that a settlement brings
    " peace_shape peace_scale guarded_hazard peace_luck"
    # drawn: how sure an unchallenged actor is to stay
    " status_quo"
    # moving: of the mediator that tables, or tabled last
    " bias insight cover"
    # moving; `slack`: by how much of utility the best package may be missed; `halted_alone`: what ceasefires that
    # parties have declared on their own halt of the round to come
    " halted_alone day balance fighting_days halted pause_begun pause_expiry pause_checked pause_life pause_worn"
    " pause_cause extensions cooldown_until pause_end pause_halted to_outdo"
    " ceasefire_day full_day full_end settlement_day mediator_left_day zone_day first_lost_day peace_days slack",
    # fixed: positions are -1 for none; `war` and `truce`: does the scenario have such a block?
    "parties mediators spoilers sequence war truce peace single opening truce_opening"
    " attacker_terms defender_terms"
    # moving: the mediator that tables, or tabled last, and whether it cares what is signed
    " mediator_seat indifferent truce_indifferent"
    # moving: how long the menus are, how many of their rows come first because they are named, and where those end
    # that were composed because they matter; how many mediators are there; who tables what this round; the last final
    # package; the ceasefire in force; the first full ceasefire, else the latest; where turns have come to, and the
    # number of the last offer; what befell the ceasefire
    " packages named listed truces named_truces listed_truces mediator proposer package pause_package on_table pause"
    " told truces_begun truces_broken over rejected step place offer"
    # votes at home that were lost, the first and the last one by whom, and does a text go that lost one?
    " votes_lost first_refuser refuser reopened"
    # the event that ends the talks with this round, -1 for none
    " closing"
    " collapsed expired extended broken"
    # which spoiler broke the ceasefire in this round, -1 for none
    " breaker",
)
ACTOR = record(
    # drawn
    "floor ceasefire_floor credibility capability"
    " outside_value cost_per_day optimism aspiration_share concession reciprocity deadline_days"
    " distrust exposure audience_cost pause_worth gesture hope ceasefire_ask betrayal"
    " initial_concession precision hazard"
    # drawn: ceasefires of its own
    " lone_rate lone_term lone_halts lone_gesture lone_shape lone_scale"
    " backfill"
    # drawn, of a mediator
    " bias insight proposal_rate cover patience_days defiance_days leaves_balance"
    # the ends of what the others can suppose before anybody has answered
    " cost_low cost_high optimism_low optimism_high outside_low outside_high pause_low pause_high"
    # moving
    " floor_now ceasefire_floor_now credibility_now distrust_now suspicion cost"
    " if_attacker_wins if_defender_wins win war_value reservation aspiration conceded demand"
    " low high bracket pressure ask bracket_low bracket_high best_seen doubt held"
    # moving: what counsel takes from its optimism; of a mediator, the day on which it left
    " talked_away left_day"
    # luck of this round, of who is not exact: signing and tabling, packages and ceasefires
    " slip truce_slip pick truce_pick"
    # moving: the first ceasefire of its own, the day on which the last one ends or has ended, days of all of them
    " lone_day lone_until lone_days",
    # drawn
    "side strategy generous place"
    # fixed, of a mediator: does it care for nothing but signatures?
    " indifferent truce_indifferent"
    # moving: is it there; last answers and why not
    " there answer reason truce_answer truce_reason"
    # moving: does the last ceasefire of its own break before its day?
    " lone_broken"
    # a spoiler: how many ceasefires it has broken
    " spoiled",
)
# What a mediator can do to a party, and its leaving does to it. Moving: what that would take from the worth of fighting
# on, for how long the party has defied the mediator, what has become of the threat, was the last text refused?
LEVER = record("probability balance cost leaves_cost harm defiance", "meant threat defies")
JUDGED = record("utility together unguarded value", "barred asked")  # a final package in an actor's eyes
# Who votes at home on what a party has signed: at which utility it is in two minds, how sharply it turns, and whether
# the talks go on if it says no. Moving: the least utility that a text must have for it now, how often it voted, and
# has it just said no?
RATIFIER = record("floor slope least", "party reopens votes refuses")
# A faction that can hold its party back: what it needs, how much of a say it has, and of how much say the party can
# spare less than this. With the same party come its factions together, in order of their names.
FACTION = record("floor say spare", "party")
OFFER = record("", "consented")  # a final package: are all consents given that it needs?
CLAUSES = record("conditions", "asked")  # a ceasefire in an actor's eyes
PAUSE = record("halts hazard", "consented")  # a ceasefire
# An event. `truce`, `after`: on which condition, the ceasefire and an earlier event; `no_truce`, `not_after`: what may
# not be; does it set numbers, does it end the talks? Moving: the day on which it came first, infinite before; how often
# what it shifts is in force; its place in the order in which those began that are in force, 0 for none; what befell it
# in this round.
EVENT = record("day until rate balance came", "truce after no_truce not_after sets ends times since news")
SHOCK = record("cost floor credibility")  # what an event does to an actor
# Something that an event sets: the event, what kind it is of, whose, which field or issue, which option; must others
# think anew what may be true of its owner? And its values: as set, as usual, and while they change.
CELL = record("", "event kind seat field option hides")
SETTING = record("value usual before", "moved")
# Of one round; `life`, `cause`: of the ceasefire with that number.
LUCK = record("shock mediator party life cause")
# Alternating offers. What is the same in all turns: is the menu offered, or all packages; how these are cut in two;
# does any option need consents; does anybody count different offers, or follow the last; how many actors are asked.
GAME = record("tolerance", "listed thinned cut lower_count consulted counted heard steps weighed")
# An actor at that table: what the offer is worth to it. A party: how long its halves are; the bottom of its demands;
# the last two offers that it heard, in its own eyes; the next rung of its ladder; how often it heard an offer, and how
# many different ones it made; the clock that its curve was drawn for; the rung last found, and the demands between
# which it is the one; by how much the best of its packages may be missed. `seat`: whose turn this one is.
SPEAKER = record(
    "value bottom heard_now heard_before next_value clock_concession clock_deadline clock_initial beneath most"
    " slack",
    "uppers lowers lower_count heard made next_number ready clock_strategy seat found",
)
# What a proposer expects of a package: its own gain, the product that decides, what the others get. And what it makes
# of another party: what the package is worth to it, the hidden number at which its answer would turn (NaN: at none),
# between which ends that number is supposed, and the chance that it signs.
WEIGHED = record("gain score rest")
READING = record("value turns low high chance")
RUNG = record("value", "number")  # half of a package
# A block of issues: how many options, which one is offered, where the worth of its first one stands among all.
TOPIC = record("", "options chosen first")
# Composing a menu. What a package can be better in: from which number its sum or product starts, at which utility it
# does not matter any more because that is lost. Somebody whose consent may be needed and may be refused: its floor, its
# seat, and which aspects are how content it is and whether it has not been asked. What the issues from one on can add
# for it; do they ask it? How wide the boxes are and what they may have lost; how many sums, aspects in all, consenters,
# wings, issues, links, and rows that lately bettered others. A link: is it never to hold; which aspect says whether it
# still can, -1 if nobody minds.
ASPECT = record("first", "of")
CONSENTER = record("floor", "seat content unasked")
AHEAD = record("most fewest", "asks")
# Whose signatures are enough: a party is asked, and where to go on if it signs or not; see sim/scenario/signatures.py.
NODE = record("", "party yes no")
# A faction whose party loses the sum `home` where it is held back, -1 if that ends the search; `content`: its own sum.
WING = record("floor say spare", "party content home")
PLAN = record("width slack", "sums aspects consenters wings issues links beaters")
TIED = record("", "never open")
# On the rows from `first` until `until`, with an option added: how many of them may be kept, which of these comes next,
# and what that comes to in the first aspect.
WINDOW = record("reach", "first until ready head")

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
    nodes: Array  # [node] NODE: whose signatures are enough; empty where all must sign
    scale: Array  # [issue, option] where it lies on the scale: its number, else its place
    joins: Array  # [issue, actor] has it values there, and so a position?
    truce_options: Array  # [ceasefire issue] how many
    truce_order: Array  # [place] likewise
    truce_proposals: Array  # [ceasefire proposal, ceasefire issue] option
    truce_needs: Array  # [ceasefire issue, option, actor]
    truce_links: Links
    cells: Array  # [cell] CELL: what events set, event by event


class Draw(NamedTuple):
    """What was drawn; in a batch every array has a leading axis [replication]."""

    talks: Array  # TALKS
    actor: Array  # [actor] ACTOR
    gain: Array  # [actor, issue, option] weight times value, on the grid
    guards: Array  # [issue, option]
    lines: Array  # [actor, issue, option] stated red lines, as events leave them
    genuine: Array  # [actor, issue] is the red line more than posture?
    halts: Array  # [ceasefire issue, option] share of the fighting
    worth: Array  # [actor, ceasefire issue, option] utility, on the grid
    hazard: Array  # [ceasefire issue, option] factor
    event: Array  # [event] EVENT
    shock: Array  # [event, actor] SHOCK
    event_luck: Array  # [event, round] uniform
    setting: Array  # [cell] SETTING
    luck: Array  # [round] LUCK
    whim: Array  # [party, round] uniform, for strategies that need it; else [party, 0]
    salience: Array  # [actor, issue] how much it cares, 0..1
    ratifier: Array  # [ratifier] RATIFIER: parties in order, of each the names in order
    ratifier_gain: Array  # [ratifier, issue, option] weight times value, on the grid
    ratifier_luck: Array  # [ratifier, vote] uniform
    faction: Array  # [faction] FACTION: parties in order, of each the names in order
    faction_gain: Array  # [faction, issue, option] weight times value, on the grid
    synergy: Array  # [link, actor] what it adds, on the grid
    truce_synergy: Array  # [ceasefire link, actor] likewise
    slips: Array  # [party, round, what for] uniform, if anybody is not exact; else [party, 0, what for]
    occasions: Array  # likewise, if anybody may declare a ceasefire of its own
    lever: Array  # [mediator, party] LEVER


class Shortlist(NamedTuple):
    """Room to find the packages that matter in. Rows are (parts of) packages, the best in the first aspect first."""

    plan: Array  # [1] PLAN
    aspect: Array  # [aspect] ASPECT
    step: Array  # [issue or link, option, aspect] what an option adds, or by what it multiplies
    tied: Array  # [link] TIED
    consenter: Array  # [consenter] CONSENTER
    ahead: Array  # [consenter, place] AHEAD
    wing: Array  # [wing] WING
    wing_ahead: Array  # [wing, place] AHEAD
    rows: Array  # [pile] how many there are
    worth: Array  # [pile, aspect, row]
    terms: Array  # [pile, row, issue or link] option
    key: Array  # of the pile that grows, a few aspects of each row, roughly; before the first comes room for a search
    window: Array  # [option] WINDOW
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
    offer: Array  # [package] OFFER
    judged: Array  # [package, actor] JUDGED
    truce_terms: Array  # [ceasefire, ceasefire issue] option
    pause: Array  # [ceasefire] PAUSE
    clauses: Array  # [ceasefire, actor] CLAUSES


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
    nodes: Array
    ratifier: Array
    ratifier_gain: Array
    faction: Array
    faction_gain: Array
    short: Shortlist
    terms: Array
    utility: Array
    unguarded: Array
    offer: Array
    judged: Array


class Outside(NamedTuple):
    """What happens from outside in one replication, and the arrays that it can change."""

    event: Array
    shock: Array
    event_luck: Array
    cells: Array
    setting: Array
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
    pause: Array
    clauses: Array


class Ladders(NamedTuple):
    """Room for each party's packages, from best to worst for itself: a rung is the sum of an upper and a lower half.

    The number of a package counts all packages in the order of blocks and options: upper number times `lower_count`
    plus lower number. Where only a list of packages can be offered, the upper half is that list and the lower is 0.
    """

    game: Array  # [1] GAME
    speaker: Array  # [actor] SPEAKER
    half: Array  # [party, upper or lower, rung] RUNG, best first
    pointer: Array  # [party, lower rung] the upper rung at which the last search stopped
    spare: Array  # [rung] RUNG to sort in
    curve: Array  # [party, round] share of its range that it concedes by then
    topic: Array  # [block] TOPIC
    blocks: Blocks  # where only a list of packages can be offered, every issue by itself
    worth: Array  # [actor, block, option] gain; next to nothing across a genuine red line
    sums: Array  # [actor, upper or lower, number] worth of each half of a package; of each option, if thinned
    offered: Array  # [party, offer] numbers of the different packages that it has offered


class Table(NamedTuple):
    """What a round reads and writes."""

    talks: Record  # TALKS
    actor: Array  # [actor] ACTOR
    lever: Array
    terms: Array
    truce_terms: Array
    utility: Array
    unguarded: Array
    bound: Array
    chance: Array
    limit: Array
    signs: Array
    odds: Array
    nodes: Array
    ratifier: Array
    ratifier_gain: Array
    ratifier_luck: Array
    faction: Array
    faction_gain: Array
    offer: Array
    judged: Array
    pause: Array
    clauses: Array
