"""Who speaks when, what is offered, who signs. Aydoğan, Festen, Hindriks & Jonker (2017).

A party whose turn it is answers the offer on the table; if it refuses it makes one of its own in the same turn. An
offer that all the others sign one after the other is agreed.

Arrays are handed on one by one here, and not in a tuple: to take one out of a tuple costs as much as a turn. Their
shapes stand in types.Ladders; needs [issue, option, actor], terms [row of the menu, issue].
"""

from sim.bargaining.compiled import compiled, inlined, inner
from sim.bargaining.protocols.alternating_offers.demands import hear, remember, set_demand
from sim.bargaining.protocols.alternating_offers.inverse_utility import rung_above, rung_at, top_rung
from sim.bargaining.protocols.alternating_offers.packages import BARRED, consented, is_asked, unfold, weigh
from sim.bargaining.records import Actor, OfferedBlock, OffersGame, Records, Records3, Rung, Speaker, Talks
from sim.bargaining.rules.rules import at_least, likely
from sim.bargaining.rules.slips import SIGN
from sim.bargaining.rules.tabling import CONSENT, HOLDING_OUT, NONE, RED_LINE, WAR_PAYS, is_imprecise
from sim.bargaining.types import MICRO, NO, NOT_ASKED, YES, Array


@inlined
def play_offer(
    game: OffersGame,
    talks: Talks,
    actor: Records[Actor],
    speaker: Records[Speaker],
    half: Records3[Rung],
    pointer: Array,
    curve: Array,
    topic: Records[OfferedBlock],
    sums: Array,
    needs: Array,
    terms: Array,
    offered: Array,
    slips: Array,
) -> None:
    """One offer: made, and answered in turn until somebody refuses, all have signed, or time is up."""
    i = open_turn(game, talks, actor, speaker, curve, slips)
    number = choose_offer(
        game, talks, actor, speaker, half, pointer, curve, topic, sums, needs, terms, offered, i
    )
    put_forward(game, talks, actor, speaker, half, pointer, topic, sums, needs, terms, offered, i, number)
    if number < 0:
        return
    for _ in range(talks.parties - 1):
        if talks.step == game.steps:
            return
        j = open_turn(game, talks, actor, speaker, curve, slips)
        if not signs(actor[j], speaker[j], takes(actor[j], speaker[j])):
            return
        pass_turn(talks)
    if game.consulted and not all_consent(talks, actor, speaker, topic, needs):
        return
    agree(talks)


@inlined
def open_turn(
    game: OffersGame,
    talks: Talks,
    actor: Records[Actor],
    speaker: Records[Speaker],
    curve: Array,
    slips: Array,
) -> int:
    """Whose turn it is; the day moves on, and the party's demand with it. slips [party, step, what for] uniform."""
    i = speaker[talks.place].seat
    talks.day = (talks.step + 1) * talks.round_days
    set_demand(actor[i], speaker, curve, game.tolerance, i, talks.step)
    if is_imprecise(actor[i]):
        actor[i].slip = slips[i, talks.step, SIGN]
    return i


@inlined
def takes(me: Actor, mine: Speaker) -> bool:
    """Is the offer worth what I ask for? If I am not exact, by chance. Formula 9."""
    if is_imprecise(me):
        return mine.value > BARRED / 2.0 and me.slip < likely(me.precision, mine.value - me.demand)
    return at_least(mine.value, me.demand)


@inlined
def pass_turn(talks: Talks) -> None:
    """The next one's turn."""
    talks.place += 1
    if talks.place == talks.parties:
        talks.place, talks.step = 0, talks.step + 1


@inlined
def choose_offer(
    game: OffersGame,
    talks: Talks,
    actor: Records[Actor],
    speaker: Records[Speaker],
    half: Records3[Rung],
    pointer: Array,
    curve: Array,
    topic: Records[OfferedBlock],
    sums: Array,
    needs: Array,
    terms: Array,
    offered: Array,
    i: int,
) -> int:
    """The number of what party i offers: the package nearest to its demand that can be signed; -1 for none."""
    mine = speaker[i]
    if actor[i].strategy == MICRO:
        if mine.ready:
            return mine.next_number
        if mine.made == 0:
            return -1
        return offered[i, int(curve[i, talks.step] * mine.made)]  # de Jonge (2022): any
    number = rung_at(half, pointer, i, mine, mine.lower_count, actor[i].demand)
    while game.consulted and number >= 0:
        weigh(game, speaker, topic, sums, number)
        unfold(game, topic, terms, number)
        if consented(game, talks, actor, speaker, topic, needs):
            break
        number = rung_above(half, pointer, i, mine, mine.lower_count, mine.value, number)
    return number


@inner
def step_down(
    game: OffersGame,
    talks: Talks,
    actor: Records[Actor],
    speaker: Records[Speaker],
    half: Records3[Rung],
    pointer: Array,
    topic: Records[OfferedBlock],
    sums: Array,
    needs: Array,
    terms: Array,
    i: int,
) -> None:
    """MiCRO's next offer: the best package not offered yet, if it is better than no agreement. de Jonge (2022)."""
    mine = speaker[i]
    mine.next_number = -1
    while mine.next_number < 0:
        b = top_rung(half, pointer, i, mine, game.lower_count)
        if b < 0:
            return
        upper, lower = half[i, 0, pointer[i, b]], half[i, 1, b]
        if upper.value + lower.value < mine.bottom:
            return
        number, mine.next_value = upper.number * game.lower_count + lower.number, upper.value + lower.value
        pointer[i, b] += 1
        weigh(game, speaker, topic, sums, number)
        unfold(game, topic, terms, number)
        if consented(game, talks, actor, speaker, topic, needs):
            mine.next_number = number


@inlined
def put_forward(
    game: OffersGame,
    talks: Talks,
    actor: Records[Actor],
    speaker: Records[Speaker],
    half: Records3[Rung],
    pointer: Array,
    topic: Records[OfferedBlock],
    sums: Array,
    needs: Array,
    terms: Array,
    offered: Array,
    i: int,
    number: int,
) -> None:
    """Party i's offer is on the table, if it makes one, and its turn is over."""
    talks.proposer, talks.offer = i, number
    pass_turn(talks)
    for a in range(actor.shape[0]):
        actor[a].answer, actor[a].reason = NOT_ASKED, NONE
    if number < 0:
        return
    actor[i].answer = YES
    if game.counted:
        remember(offered[i], speaker[i], number)
        if actor[i].strategy == MICRO and number == speaker[i].next_number:
            step_down(game, talks, actor, speaker, half, pointer, topic, sums, needs, terms, i)
    weigh(game, speaker, topic, sums, number)
    if game.consulted:
        unfold(game, topic, terms, number)
    if game.heard:
        for j in range(talks.parties):
            if j != i:
                hear(actor[j], speaker[j])


@inlined
def signs(me: Actor, mine: Speaker, yes: bool) -> bool:
    """Write down a party's answer, and why not."""
    me.answer, me.reason = YES, NONE
    if not yes:
        me.answer = NO
        if mine.value < BARRED / 2.0:
            me.reason = RED_LINE
        else:
            me.reason = HOLDING_OUT if at_least(mine.value, me.reservation) else WAR_PAYS
    return yes


@inner
def all_consent(
    talks: Talks, actor: Records[Actor], speaker: Records[Speaker], topic: Records[OfferedBlock], needs: Array
) -> bool:
    """Everybody else answers whose consent the offer needs."""
    for a in range(talks.parties, actor.shape[0]):
        fine = at_least(speaker[a].value, actor[a].floor_now)
        if is_asked(needs, topic, a) and not lets_pass(actor[a], fine):
            return False
    return True


@compiled
def lets_pass(me: Actor, yes: bool) -> bool:
    """Write down a consenter's answer."""
    me.answer, me.reason = YES if yes else NO, NONE if yes else CONSENT
    return yes


@compiled
def agree(talks: Talks) -> None:
    """All have signed."""
    talks.over, talks.settlement_day = 1, talks.day
