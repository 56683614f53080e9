"""What is outside the room: the war, events, and what the war is worth to a party. Formulas 3-6 and 12."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Actor, Event, Lever, Records, Records2, RoundLuck, Shock, Talks
from sim.bargaining.rules.rules import (
    PERIOD,
    counsel,
    happens_within,
    harmed,
    on_grid,
    pause_bracket,
    softened,
    war_value,
    wearier,
    win_belief,
)
from sim.bargaining.types import EXECUTED, STANDING


@compiled
def fight(talks: Talks, luck: RoundLuck) -> None:
    """The war moves as far as no ceasefire halts it. Formulas 3 and 16."""
    fought = (1.0 - talks.halted) * (1.0 - talks.halted_alone)
    talks.balance += fought * (
        talks.drift * talks.round_days + talks.noise * math.sqrt(talks.round_days) * luck.shock
    )
    talks.fighting_days += fought * talks.round_days
    talks.day += talks.round_days


@compiled
def befalls(talks: Talks, event: Event, luck: float, n: int) -> bool:
    """Does the event happen in round n: the one in which its day falls, or at random at its rate?"""
    if math.isnan(event.day):
        return luck < happens_within(event.rate, talks.round_days)
    return n == max(0, math.ceil(event.day / talks.round_days - 1e-9) - 1)


@inner
def comes_on(talks: Talks, event: Event, n: int) -> float:
    """The day on which an event of round n comes: its own, or the last of the round if it comes at a rate."""
    return (n + 1) * talks.round_days if math.isnan(event.day) else event.day


@inner
def cuts_off(talks: Talks, event: Event, n: int) -> bool:
    """Would the event end the talks on a day within round n? Then n is no whole round; the first is played anyway."""
    return event.ends > 0 and n > 0 and event.day < (n + 1) * talks.round_days - 1e-9


@inner
def is_over(talks: Talks, event: Event, n: int) -> bool:
    """Is it past the day until which the event lasts, in round n?"""
    return n + 1 >= event.until / talks.round_days - 1e-9


@inner
def strike(talks: Talks, actor: Records[Actor], event: Event, shock: Records[Shock]) -> None:
    """An event moves the war, what war costs, what actors ask for and what their word is worth."""
    talks.balance += event.balance
    for a in range(actor.shape[0]):
        hit(actor[a], shock[a])


@inner
def hit(me: Actor, blow: Shock) -> None:
    """What an event moves for one actor."""
    me.cost *= blow.cost
    me.floor_now += blow.floor
    me.ceasefire_floor_now += blow.floor
    me.credibility_now = min(1.0, max(0.0, me.credibility_now + blow.credibility))


@inner
def reckon(
    talks: Talks, actor: Records[Actor], lever: Records2[Lever], event: Records[Event], shock: Records2[Shock]
) -> None:
    """Everybody's cost, floors, word and trust, as all that is in force by now makes them of what is usual."""
    for a in range(actor.shape[0]):
        me = actor[a]
        me.cost, me.credibility_now = me.cost_per_day, me.credibility
        me.floor_now, me.ceasefire_floor_now = me.floor, me.ceasefire_floor
        for v in range(event.shape[0]):
            for _ in range(event[v].times):
                hit(me, shock[v, a])
        for m in range(lever.shape[0] if a < talks.parties else 0):
            if not actor[talks.parties + m].there:
                me.cost *= lever[m, a].leaves_cost
        me.distrust_now = wearier(me.distrust, me.suspicion)


@compiled
def listen(talks: Talks, actor: Records[Actor]) -> None:
    """What counsel takes from each party's optimism: that of the mediator it believes most. Formula 4."""
    for i in range(talks.parties):
        me = actor[i]
        me.talked_away = 0.0
        for a in range(talks.parties, talks.parties + talks.mediators):
            if actor[a].there:
                me.talked_away = max(me.talked_away, counsel(me.side, actor[a].bias, actor[a].insight))


@inner
def believed_win(talks: Talks, me: Actor, shift: float, optimism: float) -> float:
    """My belief that the attacker imposes its terms, were my optimism so and the balance shifted. Formula 4."""
    balance = talks.balance + shift
    return win_belief(balance, me.side, optimism, talks.fighting_days, talks.learning_days, me.talked_away)


@inner
def worth_of_war(talks: Talks, me: Actor, win: float, cost: float) -> float:
    """My war value, were my belief and my cost of a day so. Formula 5."""
    return on_grid(war_value(win, me.if_attacker_wins, me.if_defender_wins, cost * talks.days_left))


@inner
def worth_under_threat(talks: Talks, me: Actor, measure: Lever, optimism: float, cost: float) -> float:
    """My war value if a mediator's threat came true and backers made good what they can. Formula 6."""
    shift = measure.balance * (1.0 - me.backfill)
    win = believed_win(talks, me, shift, optimism)
    return worth_of_war(talks, me, win, cost * softened(measure.cost, me.backfill))


@inner
def look_at_threats(
    talks: Talks, me: Actor, lever: Records2[Lever], i: int, worth: float, optimism: float, cost: float
) -> None:
    """What each mediator's measure against me, party i, would take from this worth of fighting on."""
    for m in range(lever.shape[0]):
        measure = lever[m, i]
        measure.harm = 0.0
        if leverage(measure) > 0.0:
            measure.harm = harmed(worth, worth_under_threat(talks, me, measure, optimism, cost))


@inner
def feared(lever: Records2[Lever], i: int) -> float:
    """What all measures against party i take from its worth of fighting on, each as sure as it is now. Formula 6."""
    total = 0.0
    for m in range(lever.shape[0]):
        total += leverage(lever[m, i]) * lever[m, i].harm
    return total


@inner
def value_war(talks: Talks, actor: Records[Actor], lever: Records2[Lever], i: int) -> None:
    """What fighting on is worth to party i, as it is and under threats."""
    me = actor[i]
    if talks.war:
        me.win = believed_win(talks, me, 0.0, me.optimism)
        me.war_value = worth_of_war(talks, me, me.win, me.cost)
        look_at_threats(talks, me, lever, i, me.war_value, me.optimism, me.cost)
    else:
        me.war_value = on_grid(me.outside_value)
    me.reservation = on_grid(me.war_value - feared(lever, i))


@compiled
def leverage(measure: Lever) -> float:
    """How sure a party is of suffering a mediator's measure unless it signs. Formula 6."""
    if measure.threat == STANDING:
        return measure.probability
    return 1.0 if measure.threat == EXECUTED else 0.0


@inner
def value_pause(talks: Talks, actor: Records[Actor], lever: Records2[Lever], i: int, gain: float) -> None:
    """What a full halt is worth to party i, the pressure on it and what it asks today. Formula 12.

    gain: what the package now on the table would give it over fighting on.
    """
    me = actor[i]
    me.pressure = on_grid(feared(lever, i) * talks.pause_days / talks.days_left)
    held_out_for = me.ceasefire_ask * max(0.0, 1.0 - talks.day / me.deadline_days) * talks.pause_days / PERIOD
    me.ask = on_grid(held_out_for + me.suspicion * me.cost * talks.pause_days)
    me.bracket = bracket(talks, me, me.cost, me.pause_worth, gain)


@inner
def bracket(talks: Talks, me: Actor, cost: float, worth: float, gain: float) -> float:
    """The worth of a full halt to me, were my cost of fighting and my liking for pauses so. Formula 12."""
    momentum = 0.0
    if talks.war:
        momentum = believed_win(talks, me, talks.drift * talks.pause_days, me.optimism) - me.win
    stake = me.if_attacker_wins - me.if_defender_wins
    return on_grid(
        pause_bracket(
            cost, talks.pause_days, momentum, stake, worth, me.gesture, me.hope, gain, talks.days_left
        )
    )


@inner
def suppose(talks: Talks, actor: Records[Actor], lever: Records2[Lever], i: int) -> None:
    """What the others can suppose of party i before it has answered: the ends of what may be true."""
    me = actor[i]
    if talks.war:
        gloomy, hopeful = me.optimism_low, me.optimism_high
        if me.side * (me.if_attacker_wins - me.if_defender_wins) < 0.0:  # it would rather lose
            gloomy, hopeful = hopeful, gloomy
        low = worth_of_war(talks, me, believed_win(talks, me, 0.0, gloomy), me.cost_high)
        look_at_threats(talks, me, lever, i, low, gloomy, me.cost_high)
        me.low = on_grid(low - feared(lever, i))
        me.high = worth_of_war(talks, me, believed_win(talks, me, 0.0, hopeful), me.cost_low)
    else:
        me.low, me.high = on_grid(me.outside_low), on_grid(me.outside_high)
    me.bracket_low = bracket(talks, me, me.cost_low, me.pause_low, 0.0)
    me.bracket_high = bracket(talks, me, me.cost_high, me.pause_high, 0.0)
