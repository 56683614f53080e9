"""How a party's demand moves, and what it remembers of the others' offers. Formula 8 and its rivals."""

import math

from sim.bargaining.compiled import compiled, inlined, inner
from sim.bargaining.records import Actor, Records, Speaker
from sim.bargaining.rules.rules import demand, on_grid, share_conceded
from sim.bargaining.types import EXPONENTIAL, HARDLINER, MICRO, RANDOM, TIT_FOR_TAT, Array


@compiled
def exponential_share(day: float, deadline: float, exponent: float, initial: float) -> float:
    """How far demands have slid, from `initial` to 1: alpha(t) = exp((1 - t/T)^beta ln k). Faratin et al. (1998)."""
    return math.exp(math.pow(1.0 - min(1.0, day / deadline), exponent) * math.log(initial))


@inner
def same_clock(me: Actor, speaker: Speaker) -> bool:
    """Is my clock the one that my curve was drawn for?"""
    return (
        speaker.clock_strategy == me.strategy
        and speaker.clock_concession == me.concession
        and speaker.clock_deadline == me.deadline_days
        and speaker.clock_initial == me.initial_concession
    )


@inner
def draw_curve(curve: Array, whim: Array, me: Actor, speaker: Speaker, round_days: float) -> None:
    """What I concede by each round: by my clock, kept from the last replication if it was the same, or on a whim."""
    if me.strategy == RANDOM or me.strategy == MICRO:  # which draws by lot what of its own it offers again
        for n in range(curve.shape[0]):
            curve[n] = whim[n]
        speaker.clock_strategy = -1
    elif not same_clock(me, speaker):
        speaker.clock_strategy, speaker.clock_concession = me.strategy, me.concession
        speaker.clock_deadline, speaker.clock_initial = me.deadline_days, me.initial_concession
        for n in range(curve.shape[0]):
            curve[n] = conceded_by(me, (n + 1) * round_days)


@inner
def conceded_by(me: Actor, day: float) -> float:
    """The share of my range that my clock concedes by a day."""
    if me.strategy == HARDLINER:
        return 0.0
    if me.strategy == EXPONENTIAL:
        return exponential_share(day, me.deadline_days, me.concession, me.initial_concession)
    return share_conceded(day, me.deadline_days, me.concession)


@inlined
def set_demand(me: Actor, speaker: Records[Speaker], curve: Array, tolerance: float, i: int, n: int) -> None:
    """The least that party i signs, and offers itself, in round n. Tit for tat moved when it heard an offer."""
    mine = speaker[i]
    if me.strategy == MICRO:
        mine.ready = mine.next_number >= 0 and mine.made <= fewest_made(speaker, curve.shape[0], i)
        if mine.ready:
            me.demand = mine.next_value
    elif me.strategy != TIT_FOR_TAT:
        me.conceded = curve[i, n]
        me.demand = on_grid(demand(mine.bottom, me.aspiration, me.conceded) - tolerance)


@inner
def fewest_made(speaker: Records[Speaker], parties: int, i: int) -> int:
    """How many different offers the others have made: the fewest of any. de Jonge (2022)."""
    fewest = speaker[(i + 1) % parties].made
    for j in range(parties):
        if j != i:
            fewest = min(fewest, speaker[j].made)
    return fewest


@inlined
def hear(me: Actor, speaker: Speaker) -> None:
    """I hear an offer. Relative tit for tat: x' = x y(n-1) / y(n). Faratin, Sierra & Jennings (1998)."""
    speaker.heard_before, speaker.heard_now = speaker.heard_now, speaker.value
    speaker.heard += 1
    if me.strategy == TIT_FOR_TAT and speaker.heard > 1 and speaker.heard_now > 0.0:
        moved = me.demand * speaker.heard_before / speaker.heard_now
        me.demand = on_grid(min(max(speaker.bottom, me.aspiration), max(speaker.bottom, moved)))


@inner
def remember(offered: Array, speaker: Speaker, number: int) -> None:
    """Keep count of a party's different offers. offered [offer] their numbers."""
    for m in range(speaker.made):
        if offered[m] == number:
            return
    offered[speaker.made] = number
    speaker.made += 1
