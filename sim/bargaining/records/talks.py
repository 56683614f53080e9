"""The talks: the war, the calendar, what is on the table, the ceasefire in force. A day that has not come is NaN."""

from typing import Annotated

from sim.bargaining.records.numbers import (
    Code,
    Count,
    Day,
    Days,
    Factor,
    Flag,
    Line,
    LogOdds,
    Numbers,
    Place,
    Real,
    Seat,
    Share,
    Utility,
)


class TalksFixed(Numbers):
    """The same in all replications."""

    round_days: Annotated[Days, "of a round: `round_days`", r"\Delta"]
    text_days: Annotated[
        Days, "from text to text: `text_days`; a round's without it, and leaving time for one", "D"
    ]
    parties: Annotated[Count, "theirs are the first seats"]
    mediators: Annotated[Count, "theirs are the seats behind the parties"]
    spoilers: Annotated[Count, "theirs are the last seats"]
    sequence: Annotated[Code, "ceasefire first, parallel, peace first: `sequence`"]
    war: Annotated[Flag, "is there a war?"]
    truce: Annotated[Flag, "can a ceasefire be signed?"]
    peace: Annotated[Flag, "can a peace last, so that it makes sense to ask how long?"]
    single: Annotated[Flag, "is there time for no more than one text?"]
    opening: Annotated[Line, "the final package that is tabled first, −1 for none: `opening`"]
    truce_opening: Annotated[Line, "the ceasefire that is tabled first, −1 for none: `ceasefire.opening`"]
    attacker_terms: Annotated[
        Line, "the peace that a victorious attacker imposes: `war.if_attacker_wins`", "T_A"
    ]
    defender_terms: Annotated[
        Line, "the peace that a victorious defender imposes: `war.if_defender_wins`", "T_D"
    ]


class TalksDrawn(Numbers):
    """Drawn once per replication."""

    first_balance: Annotated[LogOdds, "at the start: `war.balance`, or `war.win_probability`", r"\theta_0"]
    drift: Annotated[float, "log-odds/day", "momentum towards the attacker: `war.drift`", r"\mu"]
    noise: Annotated[float, "log-odds/√day", "luck of the war: `war.noise`", r"\sigma"]
    days_left: Annotated[Days, "of further war expected if nothing is signed: `war.days_left`", "H"]
    learning_days: Annotated[Days, "of fighting that halve optimism: `war.learning_days`", "n_0"]
    drift_guard: Annotated[
        float, "utility/day", "by which what was learnt of a party fades: `drift_guard`", r"\gamma"
    ]
    pause_days: Annotated[Days, "for which a ceasefire is signed: `ceasefire.days`", "L"]
    max_extensions: Annotated[
        float, "count", "how often a ceasefire can be extended: `ceasefire.max_extensions`"
    ]
    cooldown_days: Annotated[Days, "after a ceasefire before the next is tabled: `ceasefire.cooldown_days`"]
    life_shape: Annotated[Real, "of a ceasefire's life: `ceasefire.life.shape`; 1 with `hazard_per_day`", "k"]
    life_scale: Annotated[Days, "of its life: `ceasefire.life.scale_days`, or by `hazard_per_day`", "s"]
    temptation: Annotated[
        float,
        "per utility",
        "how much likelier a ceasefire collapses the less it gives: `ceasefire.temptation`",
        r"\zeta",
    ]
    peace_shape: Annotated[Real, "of the life of a peace: `peace.life.shape`", "k'"]
    peace_scale: Annotated[Days, "of the life of a peace: `peace.life.scale_days`", "s'"]
    guarded_hazard: Annotated[
        Factor, "on the hazard of a peace if all are protected: `peace.guarded_hazard`", r"\eta'"
    ]
    peace_luck: Annotated[Share, "luck that decides how long a peace lasts", "u"]
    status_quo: Annotated[
        Share, "the challenge model: chance that who is left alone stays: `challenge.status_quo`", "Q"
    ]


class TalksMoving(Numbers):
    """What moves."""

    bias: Annotated[float, "−1..1", "lean of the mediator that tables, or tabled last", "b"]
    insight: Annotated[Share, "how well that one reads the parties", r"\kappa"]
    cover: Annotated[Share, "of audience costs that its authorship takes away"]
    halted_alone: Annotated[
        Share, "of the fighting of the round to come, halted by ceasefires of one side alone", r"\varphi^1"
    ]
    day: Annotated[Days, "since the talks began", "t"]
    balance: Annotated[LogOdds, "of a peace on the attacker's terms, were the war fought out", r"\theta"]
    fighting_days: Annotated[Days, "of fighting so far, weighted by how much of it went on", "f"]
    halted: Annotated[Share, "of the fighting that the ceasefire in force halts; 1 is full", r"\varphi"]
    pause_begun: Annotated[Day, "on which the ceasefire came into force"]
    pause_expiry: Annotated[Day, "on which the ceasefire in force runs out"]
    pause_checked: Annotated[Day, "to which the hazard of the ceasefire in force has been added up"]
    pause_life: Annotated[float, "hazard", "at which, cumulated, the ceasefire ends", "E"]
    pause_worn: Annotated[float, "hazard", "that has cumulated under the ceasefire in force", "H"]
    pause_cause: Annotated[Share, "luck that says whose doing the collapse of the ceasefire would be"]
    extensions: Annotated[float, "count", "how often the ceasefire in force was extended"]
    cooldown_until: Annotated[Day, "before which no ceasefire is tabled"]
    pause_end: Annotated[Day, "on which the last ceasefire ended"]
    pause_halted: Annotated[Share, "of the fighting that the last ceasefire halted, once it has ended"]
    to_outdo: Annotated[
        Share, "that a ceasefire tabled in this round has to halt more than; 1 if none may be"
    ]
    ceasefire_day: Annotated[Day, "of the first ceasefire"]
    full_day: Annotated[Day, "of the first full ceasefire"]
    full_end: Annotated[Day, "on which the first full ceasefire ended"]
    settlement_day: Annotated[Day, "on which a final package was signed, and ratified"]
    mediator_left_day: Annotated[Day, "on which the first mediator left that did"]
    zone_day: Annotated[Day, "the first with a package that all, or enough, would rather sign than fight on"]
    first_lost_day: Annotated[Day, "of the first vote at home that was lost"]
    peace_days: Annotated[Days, "that peace lasts after a settlement"]
    slack: Annotated[Utility, "by which the best package may have been missed; 0 while the search is exact"]
    mediator_seat: Annotated[Seat, "of the mediator that tables, or tabled last; −1 without any"]
    indifferent: Annotated[Flag, "does that one care for nothing but signatures under a final package?"]
    truce_indifferent: Annotated[Flag, "does that one care for nothing but signatures under a ceasefire?"]
    packages: Annotated[Count, "rows of the menu of final packages"]
    named: Annotated[Count, "of them the named ones, which come first"]
    listed: Annotated[
        Line, "up to which those that matter follow; behind it what is kept while the rest is composed anew"
    ]
    truces: Annotated[Count, "rows of the menu of ceasefires"]
    named_truces: Annotated[Count, "of them the named ones, which come first"]
    listed_truces: Annotated[Line, "up to which those that matter follow, as of final packages"]
    mediator: Annotated[Count, "mediators that are still there"]
    proposer: Annotated[Seat, "of who tables this round", "a"]
    package: Annotated[Line, "the final package tabled in this round", "d"]
    pause_package: Annotated[Line, "the ceasefire tabled in this round", "e"]
    on_table: Annotated[Line, "the final package that was tabled last", "d^*"]
    pause: Annotated[Line, "the ceasefire in force"]
    told: Annotated[Line, "the ceasefire to report: the first full one, else the latest"]
    truces_begun: Annotated[Count, "ceasefires that have come into force"]
    truces_broken: Annotated[Count, "ceasefires that have collapsed"]
    over: Annotated[Flag, "have all signed, or enough?"]
    rejected: Annotated[Flag, "has a vote at home failed that ends the talks?"]
    step: Annotated[Count, "alternating offers: how often turns have gone round the table", "n"]
    place: Annotated[Place, "alternating offers: whose turn it is"]
    offer: Annotated[int, "number", "alternating offers: the last offer, −1 for none"]
    votes_lost: Annotated[Count, "votes at home that were lost"]
    first_refuser: Annotated[int, "ratifier", "who lost the first vote at home, −1 for nobody"]
    refuser: Annotated[int, "ratifier", "who said no in this round, −1 for nobody"]
    reopened: Annotated[Flag, "have other packages come to matter by a vote that was lost?"]
    closing: Annotated[int, "event", "that ends the talks with this round, −1 for none"]
    collapsed: Annotated[Flag, "had the ceasefire collapsed when it was last looked at?"]
    expired: Annotated[Flag, "had the ceasefire run out when it was last looked at?"]
    extended: Annotated[Flag, "was the ceasefire extended when it was last looked at?"]
    broken: Annotated[Code, "how the last full ceasefire ended: not, by collapse, by expiry"]
    breaker: Annotated[Seat, "of the spoiler that broke the ceasefire in this round, −1 for none"]


class Talks(TalksFixed, TalksDrawn, TalksMoving):
    """One replication as a whole."""
