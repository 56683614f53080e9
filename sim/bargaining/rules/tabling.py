"""Who tables which final package, who signs, and what everybody learns from it. Formulas 8-11."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Actor, Judged, Lever, Records, Records2, RoundLuck, Talks
from sim.bargaining.rules.enough import chance_of_enough, signed_by_enough
from sim.bargaining.rules.rules import (
    HOPELESS,
    SCREENING,
    TIE,
    at_least,
    chance_below,
    demand,
    doubt,
    likely_on_average,
    on_grid,
    pulled,
    responsive,
    revealed,
    screened,
    share_conceded,
    texts_by,
    weighed,
)
from sim.bargaining.rules.views import audience, value_to
from sim.bargaining.types import EXECUTED, NO, STANDING, YES, Table

# Positions in outcomes.REASONS.
NONE, CONSENT, RED_LINE, WAR_PAYS, DISTRUST, AUDIENCE, HOLDING_OUT, RATIFICATION, FACTION = range(9)

WHY_BARRED = (NONE, RED_LINE, RATIFICATION, FACTION)  # in the order of types.WITHIN and those after it


@inner
def set_demand(talks: Talks, actor: Records[Actor], i: int) -> None:
    """How far party i has come down, and what it asks for today. Formula 8."""
    me = actor[i]
    if me.concession == SCREENING:
        # Who has but one round can screen nobody.
        me.conceded, me.held = 1.0, 0.0 if talks.single else holding_out(talks, actor, i)
    else:
        exponent = responsive(me.concession, me.reciprocity, seen_concession(me))
        me.conceded = share_conceded(talks.day, me.deadline_days, exponent)
    me.demand = on_grid(demand(me.reservation, me.aspiration, me.conceded) + me.held)


@inner
def holding_out(talks: Talks, actor: Records[Actor], i: int) -> float:
    """What party i asks for above its reservation value: as much as somebody may still turn out to be able to give."""
    me, most = actor[i], 0.0
    for j in range(talks.parties):
        if j != i:
            other = actor[j]
            price = 0.5 * (other.cost_low + other.cost_high)
            most = max(most, screened(other.doubt, me.cost, price, talks.day))
    return min(most, max(0.0, me.aspiration - me.reservation))


@inner
def seen_concession(me: Actor) -> float:
    """Share of the gap between my reservation value and aspiration that the others have visibly closed."""
    gap = me.aspiration - me.reservation
    if gap <= 0.0:
        return 1.0
    return min(1.0, max(0.0, (me.best_seen - me.reservation) / gap))


@compiled
def text_due(talks: Talks) -> int:
    """The number, from 0, of the text that is due in this round; -1 in a round without one."""
    before = texts_by(talks.day - talks.round_days, talks.text_days, talks.round_days)
    by_now = texts_by(talks.day, talks.text_days, talks.round_days)
    return by_now - 1 if by_now > before else -1


@compiled
def nothing_due_before(talks: Talks) -> bool:
    """Was no text due before this round?"""
    return texts_by(talks.day - talks.round_days, talks.text_days, talks.round_days) == 0


@inner
def pick_proposer(talks: Talks, actor: Records[Actor], luck: RoundLuck, opens: bool) -> None:
    """A mediator at the greatest rate of those there, else a party; an opening is a mediator's. Formula 10."""
    total, most = 0.0, 0.0
    for a in range(talks.parties, talks.parties + talks.mediators):
        if actor[a].there:
            total, most = total + actor[a].proposal_rate, max(most, actor[a].proposal_rate)
    if talks.mediator and luck.mediator < most:
        mediate(talks, actor, total * luck.mediator / most)
    elif talks.mediator and opens:
        mediate(talks, actor, total * luck.mediator)
    else:
        talks.proposer = int(luck.party * talks.parties)


@inner
def mediate(talks: Talks, actor: Records[Actor], left: float) -> None:
    """A mediator tables: the one at this place in the sum of all rates. So long it leans and reads as it does."""
    chosen = -1
    for a in range(talks.parties, talks.parties + talks.mediators):
        if actor[a].there and (chosen < 0 or (left >= 0.0 and actor[a].proposal_rate > 0.0)):
            chosen, left = a, left - actor[a].proposal_rate
    me, talks.proposer, talks.mediator_seat = actor[chosen], chosen, chosen
    talks.bias, talks.insight, talks.cover = me.bias, me.insight, me.cover
    talks.indifferent, talks.truce_indifferent = me.indifferent, me.truce_indifferent


@compiled
def beats(
    score: float, gain: float, rest: float, best_score: float, best_gain: float, best_rest: float
) -> int:
    """The tie rule: better product, then greater own gain, then better for the others. 1 yes, -1 no, 0 a tie."""
    if abs(score - best_score) > TIE * best_score:
        return 1 if score > best_score else -1
    if abs(gain - best_gain) > TIE:
        return 1 if gain > best_gain else -1
    if abs(rest - best_rest) > TIE:
        return 1 if rest > best_rest else -1
    return 0


@inner
def own_gain(talks: Talks, me: Actor, eyes: Judged) -> float:
    """What the proposer would gain if the package were signed; 0 if it would not sign it itself today."""
    if talks.proposer == talks.mediator_seat:
        return 1.0 if talks.indifferent else eyes.utility - on_grid(me.floor_now)
    return eyes.value - me.reservation if accepts(me, eyes) else 0.0


@compiled
def accepts(me: Actor, eyes: Judged) -> bool:
    """Do I, a party, sign the package today? Formula 9."""
    return not eyes.barred and at_least(eyes.value, me.demand)


@compiled
def consents(me: Actor, eyes: Judged) -> bool:
    """Do I, a mediator or backer, let the package pass? Formula 9."""
    return at_least(eyes.utility, me.floor_now)


@inner
def good_of_others(talks: Talks, judged: Records2[Judged], m: int) -> float:
    """Sum of what package m is worth to the parties other than the proposer."""
    total = 0.0
    for j in range(talks.parties):
        if j != talks.proposer:
            total += judged[m, j].value
    return total


@inner
def signing_chance(talks: Talks, actor: Records[Actor], judged: Records2[Judged], m: int) -> float:
    """Chance that every other party signs package m, weighed as the proposer leans."""
    chance = 1.0
    for j in range(talks.parties):
        if j != talks.proposer:
            chance *= weighed(party_chance(talks, actor[j], judged[m, j]), leaning(talks, actor[j]))
    return chance


@inner
def coalition_chance(table: Table, m: int) -> float:
    """Chance that enough parties sign package m, the proposer among them if it is one, weighed likewise."""
    talks = table.talks
    for j in range(talks.parties):
        other, table.signs[j] = table.actor[j], 1.0
        if j != talks.proposer:
            today = party_chance(talks, other, table.judged[m, j])
            table.signs[j] = weighed(today, leaning(talks, other))
    return chance_of_enough(table.nodes, table.signs, table.odds)


@compiled
def leaning(talks: Talks, other: Actor) -> float:
    """How much a party's consent counts for the proposer: equally, but for a mediator with a bias. Formula 10."""
    return 1.0 + other.side * talks.bias if talks.proposer == talks.mediator_seat else 1.0


@inner
def party_chance(talks: Talks, other: Actor, eyes: Judged) -> float:
    """Chance that a party signs today; failing that, that it ever will, which counts for little."""
    if eyes.barred:
        return HOPELESS * HOPELESS
    low, high = supposed_reservation(talks, other)
    today = HOPELESS
    if is_imprecise(other):
        today = imprecise_chance(other, eyes, low, high)
    elif other.conceded > 0.0:
        # If it is as hard as can be.
        asked = high * other.conceded + other.aspiration * (1.0 - other.conceded) + other.held
        today = chance_below(turning(other, eyes), low, high, eyes.value - asked)
    return today if today > HOPELESS else HOPELESS * chance_below(eyes.value, low, high, eyes.value - high)


@inner
def is_imprecise(me: Actor) -> bool:
    """May I sign what I would not, or table another package than the best? Without precision, always by chance."""
    return me.precision < math.inf


@inner
def imprecise_chance(other: Actor, eyes: Judged, low: float, high: float) -> float:
    """Chance that a party signs today that is known not to be exact, wherever its reservation value lies."""
    firm = other.aspiration * (1.0 - other.conceded) + other.held
    least, most = eyes.value - firm - other.conceded * high, eyes.value - firm - other.conceded * low
    return likely_on_average(other.precision, least, most)


@inner
def supposed_reservation(talks: Talks, other: Actor) -> tuple[float, float]:
    """Between which ends the proposer supposes a party's reservation value."""
    return supposed(talks, other.low, other.high, other.reservation)


@inner
def supposed(talks: Talks, low: float, high: float, truth: float) -> tuple[float, float]:
    """What all believe of a party; a mediator reads the truth in part."""
    if talks.proposer == talks.mediator_seat:
        return pulled(low, truth, talks.insight), pulled(high, truth, talks.insight)
    return low, high


@compiled
def turning(other: Actor, eyes: Judged) -> float:
    """The reservation value at which a party's answer to the package would turn. Formula 11."""
    return on_grid(revealed(eyes.value - other.held, other.aspiration, other.conceded))


@compiled
def vote(talks: Talks, me: Actor, eyes: Judged, yes: bool, party: bool) -> None:
    """Write down my answer to the final package and why not: the first reason that applies."""
    me.answer, me.reason = YES if yes else NO, NONE
    if not yes:
        me.reason = party_reason(talks, me, eyes) if party else CONSENT


@inner
def party_reason(talks: Talks, me: Actor, eyes: Judged) -> int:
    """Why I do not sign the package."""
    if eyes.barred:
        return WHY_BARRED[eyes.barred]
    if not at_least(eyes.utility, me.reservation):
        return WAR_PAYS
    if at_least(eyes.value, me.demand):
        return HOLDING_OUT  # an agent with a mind of its own
    trusting = value_to(me, eyes.utility, 0.0, audience(talks, me))
    unseen = value_to(me, eyes.utility, eyes.unguarded, 0.0)
    if at_least(trusting, me.demand):
        return DISTRUST
    if at_least(unseen, me.demand):
        return AUDIENCE
    if at_least(eyes.value, me.reservation):
        return HOLDING_OUT
    return DISTRUST if trusting >= unseen else AUDIENCE


@inner
def learn(talks: Talks, me: Actor, eyes: Judged, i: int) -> None:
    """What the answer of party i reveals of its reservation value; less if it is not exact. Formula 11."""
    if me.conceded <= 0.0 or eyes.barred:
        return
    off = 0.0 if i == talks.proposer else doubt(me.precision, me.conceded)
    if me.answer == YES:
        me.high = min(me.high, turning(me, eyes) + off)
        me.low = min(me.low, me.high)
    else:
        me.low = max(me.low, turning(me, eyes) - off)
        me.high = max(me.low, me.high)


@inner
def notice_concession(table: Table, i: int, eyes: Judged) -> None:
    """A package for which nothing but its own signature is lacking is a concession that party i has seen. Formula 8."""
    if signed_by_enough(table, i):
        table.actor[i].best_seen = max(table.actor[i].best_seen, eyes.value)


@inner
def note_defiance(talks: Talks, lever: Records2[Lever], i: int, answer: int) -> None:
    """A mediator sees who defies it, from one text to the next; signing one lifts a measure in force. Formula 6."""
    if talks.proposer != talks.mediator_seat:
        return
    measure = lever[talks.proposer - talks.parties, i]
    if answer == NO:
        measure.defies = 1
    elif answer == YES and measure.threat == EXECUTED:
        measure.threat, measure.defiance = STANDING, 0.0


@compiled
def widen_beliefs(talks: Talks, me: Actor) -> None:
    """What was learnt of me fades, from one text to the next, as the war moves on. Formula 11."""
    slack = on_grid(talks.drift_guard * talks.text_days)
    me.low, me.high = me.low - slack, me.high + slack
    slack = on_grid(slack * talks.pause_days / talks.days_left)
    me.bracket_low, me.bracket_high = me.bracket_low - slack, me.bracket_high + slack
