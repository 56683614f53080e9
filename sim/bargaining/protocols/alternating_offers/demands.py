"""How a party's demand moves, and what it remembers of the others' offers. Formula 8 and its rivals."""

import math

from sim.bargaining.compiled import compiled
from sim.bargaining.nouns import (
    EXPONENTIAL,
    MICRO,
    POLYNOMIAL,
    RANDOM,
    TIT_FOR_TAT,
    Array,
    Finals,
    Ladders,
    Record,
)
from sim.bargaining.protocols.alternating_offers.ladder import top_rung
from sim.bargaining.protocols.alternating_offers.packages import may_be_signed
from sim.bargaining.rules import demand, on_grid, share_conceded


@compiled
def exponential_share(day: float, deadline: float, exponent: float, initial: float) -> float:
    """How far demands have slid, from `initial` to 1: alpha(t) = exp((1 - t/T)^beta ln k). Faratin et al. (1998)."""
    return math.exp(math.pow(1.0 - min(1.0, day / deadline), exponent) * math.log(initial))


@compiled
def draw_curve(ladders: Ladders, talks: Record, me: Record, i: int) -> None:
    """What party i's clock concedes by each round; kept from the last replication if its clock was the same."""
    clock = ladders.curve_of[i]
    if (
        clock[0] == me.strategy
        and clock[1] == me.concession
        and clock[2] == me.deadline_days
        and clock[3] == me.initial_concession
    ):
        return
    clock[0], clock[1], clock[2] = me.strategy, me.concession, me.deadline_days
    clock[3] = me.initial_concession
    for n in range(ladders.curve.shape[1]):
        day = (n + 1) * talks.round_days
        if me.strategy == EXPONENTIAL:
            share = exponential_share(day, me.deadline_days, me.concession, me.initial_concession)
        else:
            share = share_conceded(day, me.deadline_days, me.concession)
        ladders.curve[i, n] = share


@compiled
def set_demand(ladders: Ladders, whim: Array, me: Record, speaker: Record, i: int, n: int) -> None:
    """The least that party i signs, and offers itself, in round n."""
    if me.strategy == TIT_FOR_TAT:
        return  # it moved when the last offer was heard
    if me.strategy == MICRO:
        speaker.ready = speaker.next_number >= 0 and speaker.made <= fewest_heard(ladders, i)
        if speaker.ready:
            me.demand = speaker.next_value
        return
    if me.strategy == POLYNOMIAL or me.strategy == EXPONENTIAL:
        me.conceded = ladders.curve[i, n]
    elif me.strategy == RANDOM:
        me.conceded = whim[i, n]
    me.demand = on_grid(demand(speaker.bottom, me.aspiration, me.conceded) - ladders.tolerance)


@compiled
def fewest_heard(ladders: Ladders, i: int) -> int:
    """How many different offers the others have made: the fewest of any. de Jonge (2022)."""
    fewest = ladders.offered.shape[1]
    for j in range(ladders.speaker.shape[0]):
        if j != i:
            fewest = min(fewest, ladders.speaker[j].made)
    return fewest


@compiled
def step_down(ladders: Ladders, finals: Finals, talks: Record, actor: Array, i: int) -> None:
    """MiCRO's next offer: the best package not offered yet, if it is better than no agreement."""
    speaker, number, value = ladders.speaker[i], -1, 0.0
    while number < 0:
        b = top_rung(ladders, i)
        if b < 0:
            break
        p = ladders.rung[i, b]
        value = ladders.upper[i, p] + ladders.lower[i, b]
        if value < speaker.bottom:
            break
        name = ladders.upper_number[i, p] * ladders.lower_count + ladders.lower_number[i, b]
        ladders.rung[i, b] += 1
        if may_be_signed(ladders, finals, talks, actor, name):
            number = name
    speaker.next_number, speaker.next_value = number, value


@compiled
def hear(ladders: Ladders, me: Record, i: int, utility: float) -> None:
    """Party i hears an offer. Relative tit for tat, Faratin, Sierra & Jennings (1998): x' = x y(n-1)/y(n)."""
    speaker = ladders.speaker[i]
    speaker.heard_before, speaker.heard_now = speaker.heard_now, utility
    speaker.heard += 1
    if me.strategy == TIT_FOR_TAT and speaker.heard > 1 and speaker.heard_now > 0.0:
        moved = me.demand * speaker.heard_before / speaker.heard_now
        me.demand = on_grid(min(max(speaker.bottom, me.aspiration), max(speaker.bottom, moved)))


@compiled
def remember(ladders: Ladders, i: int, number: int) -> None:
    """Keep count of the different offers of party i."""
    speaker = ladders.speaker[i]
    for m in range(speaker.made):
        if ladders.offered[i, m] == number:
            return
    ladders.offered[i, speaker.made] = number
    speaker.made += 1
