"""The smaller package: a halt of fighting for some days, and who signs it. Formula 12."""

from sim.bargaining.compiled import compiled, inner, separate
from sim.bargaining.records import Actor, Clauses, Pause, Records2, Talks
from sim.bargaining.rules.rows import is_earlier
from sim.bargaining.rules.rules import (
    HOPELESS,
    TIE,
    at_least,
    chance_below,
    doubt,
    likely,
    likely_on_average,
    needed_bracket,
    on_grid,
    weighed,
)
from sim.bargaining.rules.slips import picked
from sim.bargaining.rules.tabling import (
    CONSENT,
    HOLDING_OUT,
    NONE,
    WAR_PAYS,
    beats,
    is_imprecise,
    leaning,
    supposed,
)
from sim.bargaining.types import NO, PEACE_FIRST, YES, Table


@compiled
def may_table_truce(talks: Talks) -> bool:
    """None or only a partial one to outdo, cool-down over, and the sequence allows it."""
    return bool(talks.truce) and talks.sequence != PEACE_FIRST and talks.to_outdo < 1.0


@compiled
def truce_value(me: Actor, pause: Pause, eyes: Clauses) -> float:
    """My gain from the ceasefire over fighting on. Formula 12."""
    return on_grid(pause.halts * me.bracket + eyes.conditions)


@compiled
def accepts_truce(me: Actor, pause: Pause, eyes: Clauses) -> bool:
    """Do I, a party, sign the ceasefire today? Formula 12."""
    return at_least(truce_value(me, pause, eyes) + me.pressure, on_grid(me.ask * pause.halts))


@compiled
def signs_truce(talks: Talks, me: Actor, pause: Pause, eyes: Clauses, a: int) -> bool:
    """Do I, party a, sign the ceasefire today? Who tabled it has thought it over. Formula 12."""
    if a == talks.proposer or not is_imprecise(me):
        return accepts_truce(me, pause, eyes)
    over = truce_value(me, pause, eyes) + me.pressure - me.ask * pause.halts
    return bool(me.truce_slip < likely(me.precision, over))


@compiled
def consents_to_truce(me: Actor, eyes: Clauses) -> bool:
    """Do I, a mediator or backer, let the ceasefire pass?"""
    return at_least(eyes.conditions, me.ceasefire_floor_now)


@separate
def choose_truce(table: Table) -> int:
    """The ceasefire with the best product of own gain and chance that all sign; -1 for none. Ties as for packages."""
    talks, proposer = table.talks, table.actor[table.talks.proposer]
    if talks.proposer != talks.mediator_seat and is_imprecise(proposer):
        return pick_truce(table, proposer)
    best, best_score, best_gain, best_rest = -1, 0.0, 0.0, 0.0
    for e in range(talks.named_truces, talks.listed_truces):
        pause = table.pause[e]
        gain = own_truce_gain(talks, proposer, pause, table.clauses[e, talks.proposer])
        if pause.consented and pause.halts > talks.to_outdo and gain > TIE and at_least(gain, best_score):
            score = gain * truce_chance(table, e)
            rest = conditions_of_others(talks, table.clauses, e)
            won = beats(score, gain, rest, best_score, best_gain, best_rest)
            if best < 0 or won > 0 or (won == 0 and is_earlier(table.truce_terms, e, best)):
                best, best_score, best_gain, best_rest = e, score, gain, rest
    return best


@inner
def pick_truce(table: Table, me: Actor) -> int:
    """A ceasefire with a chance that grows with that product."""
    talks, clauses, score = table.talks, table.clauses, table.bound
    for e in range(talks.named_truces, talks.listed_truces):
        pause = table.pause[e]
        gain = own_truce_gain(talks, me, pause, clauses[e, talks.proposer])
        tabled = pause.consented and pause.halts > talks.to_outdo and gain > TIE
        score[e] = gain * truce_chance(table, e) if tabled else 0.0
    return picked(score, talks.named_truces, talks.listed_truces, me.precision, me.truce_pick)


@inner
def own_truce_gain(talks: Talks, me: Actor, pause: Pause, eyes: Clauses) -> float:
    """What the proposer would gain from the ceasefire; 0 if it would not sign it itself today."""
    if talks.proposer == talks.mediator_seat:
        return 1.0 if talks.truce_indifferent else eyes.conditions - on_grid(me.ceasefire_floor_now)
    return truce_value(me, pause, eyes) + me.pressure if accepts_truce(me, pause, eyes) else 0.0


@inner
def conditions_of_others(talks: Talks, clauses: Records2[Clauses], e: int) -> float:
    """Sum of what the conditions are worth to the parties other than the proposer."""
    total = 0.0
    for j in range(talks.parties):
        if j != talks.proposer:
            total += clauses[e, j].conditions
    return total


@inner
def truce_chance(table: Table, e: int) -> float:
    """Chance that every other party signs ceasefire e today, weighed as the proposer leans."""
    talks, chance = table.talks, 1.0
    for j in range(talks.parties):
        if j != talks.proposer:
            other = table.actor[j]
            today = party_truce_chance(talks, other, table.pause[e], table.clauses[e, j])
            chance *= weighed(today, leaning(talks, other))
    return chance


@inner
def party_truce_chance(talks: Talks, other: Actor, pause: Pause, eyes: Clauses) -> float:
    """Chance that a party's bracket suffices for the ceasefire today."""
    low, high = supposed_bracket(talks, other)
    if is_imprecise(other):
        needed = needed_bracket(other.ask, eyes.conditions, other.pressure, pause.halts)
        least, most = pause.halts * (low - needed), pause.halts * (high - needed)
        return max(HOPELESS, likely_on_average(other.precision, least, most))
    over = pause.halts * (low - other.ask) + eyes.conditions + other.pressure
    return chance_below(-turning_bracket(other, pause, eyes), -high, -low, over)


@inner
def supposed_bracket(talks: Talks, other: Actor) -> tuple[float, float]:
    """Between which ends the proposer supposes the worth of a full halt to a party."""
    return supposed(talks, other.bracket_low, other.bracket_high, other.bracket)


@inner
def turning_bracket(other: Actor, pause: Pause, eyes: Clauses) -> float:
    """The bracket at which a party's answer to the ceasefire would turn."""
    return on_grid(needed_bracket(other.ask, eyes.conditions, other.pressure, pause.halts))


@compiled
def vote_on_truce(me: Actor, pause: Pause, eyes: Clauses, yes: bool, party: bool) -> None:
    """Write down my answer to the ceasefire and why not."""
    me.truce_answer, me.truce_reason = YES if yes else NO, NONE
    if not yes:
        losing = not at_least(truce_value(me, pause, eyes) + me.pressure, 0.0)
        me.truce_reason = (WAR_PAYS if losing else HOLDING_OUT) if party else CONSENT


@inner
def learn_from_truce(talks: Talks, me: Actor, pause: Pause, eyes: Clauses, i: int) -> None:
    """What the answer of party i reveals of its liking for a pause; less if it is not exact. Formula 11."""
    off = 0.0 if i == talks.proposer else doubt(me.precision, pause.halts)
    if me.truce_answer == YES:
        me.bracket_low = max(me.bracket_low, turning_bracket(me, pause, eyes) - off)
        me.bracket_high = max(me.bracket_low, me.bracket_high)
    else:
        me.bracket_high = min(me.bracket_high, turning_bracket(me, pause, eyes) + off)
        me.bracket_low = min(me.bracket_low, me.bracket_high)
