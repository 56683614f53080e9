"""What befalls the talks from outside: events begin, last, are over and end the talks."""

import math

from sim.bargaining.compiled import compiled, inner, separate
from sim.bargaining.protocols.mediated.setting import hides_anew, last_begun, put_in_place
from sim.bargaining.records import Actor, Event, Lever, Records, Records2, Shock, Talks
from sim.bargaining.rules.war import befalls, comes_on, cuts_off, is_over, listen, reckon, strike, suppose
from sim.bargaining.search.menu import compose_again
from sim.bargaining.setup.start import aspire, imagine_war
from sim.bargaining.types import BEGINS, BROKEN, ENDS, IN_FORCE, QUIET, WHATEVER, Finals, Outside, Truces


@compiled
def settle_at_once(talks: Talks, outside: Outside) -> None:
    """What events of the first round set is so before anybody takes a seat: nothing has been said by then."""
    for v in range(outside.event.shape[0]):
        if falls(talks, outside, v, 0, False, False):
            note_beginning(talks, outside.event, v, 0)
    put_in_place(outside)


@separate
def strike_events(
    finals: Finals,
    truces: Truces,
    talks: Talks,
    actor: Records[Actor],
    lever: Records2[Lever],
    outside: Outside,
    n: int,
) -> None:
    """Shocks from outside that fall into round n, or are over by then. Other packages may matter then.

    They do if floors, credibility, or what anybody wants or cannot accept has moved.
    """
    event, over, sets, moved = outside.event, False, False, False
    for v in range(event.shape[0]):
        event[v].news = QUIET
        if event[v].since > 0 and is_over(talks, event[v], n):
            note_end(talks, event, v)
            over = True
        elif not cuts_off(talks, event[v], n) and falls(
            talks, outside, v, n, talks.pause >= 0, talks.truces_broken > 0
        ):
            note_beginning(talks, event, v, n)
            event[v].times += 1
            event[v].news = BEGINS
            strike(talks, actor, event[v], outside.shock[v])
            if event[v].ends and talks.closing < 0:
                talks.closing = v
        if event[v].news != QUIET:
            moved = moved or moves_packages(outside.shock[v])
            sets = sets or event[v].sets > 0
    changed = sets and put_in_place(outside)
    if over or changed:
        reckon(talks, actor, lever, event, outside.shock)
    if changed:
        think_again(finals, talks, actor, lever, outside)
    if moved or changed:
        compose_again(finals, truces, talks, actor)


@compiled
def adjourn(talks: Talks, outside: Outside, n: int) -> bool:
    """Does an event end the talks on a day within round n, which they then do not have? The first one does.

    That is seen on the evening before, as all events of the round see it, with what else comes by its day.
    """
    event = outside.event
    for v in range(event.shape[0]):
        dated = not math.isnan(event[v].day)
        if dated and falls(talks, outside, v, n, talks.pause >= 0, talks.truces_broken > 0):
            event[v].came = event[v].day
            first = talks.closing < 0 or event[v].day < event[talks.closing].day
            if cuts_off(talks, event[v], n) and first:
                talks.closing = v
    if talks.closing >= 0:
        event[talks.closing].news = BEGINS
    return bool(talks.closing >= 0)


@inner
def falls(talks: Talks, outside: Outside, v: int, n: int, halted: bool, broken: bool) -> bool:
    """Does event v happen in round n? halted: is a ceasefire in force; broken: has one collapsed?"""
    event = outside.event[v]
    day = comes_on(talks, event, n)
    return (
        befalls(talks, event, outside.event_luck[v, n], n)
        and not is_over(talks, event, n)
        and is_met(outside.event, event.truce, event.after, day, halted, broken, True)
        and not is_met(outside.event, event.no_truce, event.not_after, day, halted, broken, False)
    )


@inner
def is_met(
    event: Records[Event], truce: int, after: int, day: float, halted: bool, broken: bool, every: bool
) -> bool:
    """Are both parts of a condition so by a day, or is one? What is not asked for is so in the first case only."""
    so = every if truce == WHATEVER else stands(truce, halted, broken)
    then = every if after < 0 else event[after].came <= day + 1e-9
    return (so and then) if every else (so or then)


@inner
def stands(truce: int, halted: bool, broken: bool) -> bool:
    """Is it with the ceasefire as a condition has it?"""
    if truce == BROKEN:
        return broken
    return halted == (truce == IN_FORCE)


@inner
def note_beginning(talks: Talks, event: Records[Event], v: int, n: int) -> None:
    """It has come, and is the last that began."""
    step_out(event, v)
    event[v].came = min(event[v].came, comes_on(talks, event[v], n))
    event[v].since = last_begun(event) + 1


@inner
def note_end(talks: Talks, event: Records[Event], v: int) -> None:
    """It is over, and what it moved goes back."""
    step_out(event, v)
    talks.balance -= event[v].balance
    event[v].times, event[v].news = 0, ENDS


@inner
def step_out(event: Records[Event], v: int) -> None:
    """Leave the order in which those began that are in force; those behind move up."""
    place = event[v].since
    for w in range(event.shape[0]):
        if place > 0 and event[w].since > place:
            event[w].since -= 1
    event[v].since = 0


@inner
def moves_packages(shock: Records[Shock]) -> bool:
    """Does an event change what anybody consents to, or whose word is worth what?"""
    for a in range(shock.shape[0]):
        if shock[a].floor != 0.0 or shock[a].credibility != 0.0:
            return True
    return False


@inner
def think_again(
    finals: Finals, talks: Talks, actor: Records[Actor], lever: Records2[Lever], outside: Outside
) -> None:
    """What the war is worth to all, and what to hope for. Of whom something hidden has changed, all suppose anew."""
    listen(talks, actor)
    for i in range(talks.parties):
        imagine_war(finals.gain, finals.links, finals.synergy, finals.proposals, talks, actor, lever, i)
        aspire(finals, talks, actor[i], i)
        if hides_anew(outside, i):
            suppose(talks, actor, lever, i)
