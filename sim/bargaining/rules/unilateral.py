"""Ceasefires that parties declare on their own: when that pays, how long it lasts, what it halts. Formula 16."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Actor, Records, Talks
from sim.bargaining.rules.rules import age_when, at_least, happens_within, on_grid, pause_bracket
from sim.bargaining.rules.war import believed_win
from sim.bargaining.types import Array

OCCASION, LIFE = range(2)  # what a party needs luck for in a round


@compiled
def declare(talks: Talks, actor: Records[Actor], luck: Array, n: int) -> None:
    """At the end of round n: who holds its fire from now on, and how much that halts until the end of the next.

    luck [party, round, what for] uniform. After the last round there is nothing to halt.
    """
    if n + 1 == luck.shape[1]:
        return
    for i in range(talks.parties):
        me = actor[i]
        if talks.halted >= 1.0:
            fight_again(talks, me)
        elif me.lone_until <= talks.day and has_occasion(talks, me, luck[i, n, OCCASION]):
            hold_fire(talks, me, luck[i, n, LIFE])
    talks.halted_alone = halted_alone(talks, actor)


@compiled
def take_back(talks: Talks, actor: Records[Actor], i: int) -> None:
    """At the end of a round party i fights again, whatever it has declared. Nobody has signed anything with it."""
    fight_again(talks, actor[i])
    talks.halted_alone = halted_alone(talks, actor)


@inner
def fight_again(talks: Talks, me: Actor) -> None:
    """From today on I hold my fire no more."""
    me.lone_days, me.lone_until = held_until(me, talks.day), min(me.lone_until, talks.day)


@inner
def has_occasion(talks: Talks, me: Actor, luck: float) -> bool:
    """Is there an occasion to declare a ceasefire of my own, and does it pay?"""
    return luck < happens_within(me.lone_rate, talks.round_days) and at_least(worth_alone(talks, me), 0.0)


@inner
def worth_alone(talks: Talks, me: Actor) -> float:
    """What it is worth to me to hold my fire while nobody else does. Formula 16."""
    days = me.lone_term
    momentum = believed_win(talks, me, talks.drift * days, me.optimism) - believed_win(
        talks, me, 0.0, me.optimism
    )
    stake = me.if_attacker_wins - me.if_defender_wins
    halt = pause_bracket(me.cost, days, momentum, stake, me.pause_worth, 0.0, 0.0, 0.0, talks.days_left)
    return on_grid(me.lone_halts * halt + me.lone_gesture)


@inner
def hold_fire(talks: Talks, me: Actor, luck: float) -> None:
    """For the days declared, or until the ceasefire breaks."""
    lasts = age_when(-math.log1p(-luck), me.lone_shape, me.lone_scale)
    me.lone_broken = lasts < me.lone_term
    days = min(lasts, me.lone_term)
    me.lone_until, me.lone_days = talks.day + days, me.lone_days + days
    if math.isnan(me.lone_day):
        me.lone_day = talks.day


@compiled
def held_until(me: Actor, day: float) -> float:
    """For how many days I have held my fire on my own by that day."""
    return me.lone_days - max(0.0, me.lone_until - day)


@inner
def halted_alone(talks: Talks, actor: Records[Actor]) -> float:
    """Share of the fighting of the round to come that is halted by who holds its fire, never more than all."""
    total, since = 0.0, 0.0
    while since < talks.round_days:
        share, until = 0.0, talks.round_days
        for i in range(talks.parties):
            left = actor[i].lone_until - talks.day
            if left > since:
                share, until = share + actor[i].lone_halts, min(until, left)
        total += min(1.0, share) * (until - since)
        since = until
    return total / talks.round_days
