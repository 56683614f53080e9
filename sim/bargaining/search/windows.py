"""What becomes of packages with one more option: looked at through a window on so many rows at once.

Numbers of one aspect lie side by side, which processors are fast at. For each option there is one window, which moves
on over the rows as they are taken from it.
"""

import math

from sim.bargaining.compiled import inlined, inner
from sim.bargaining.records import Ahead, Aspect, Consenter, Records, SearchPlan, TiedLink, Wing
from sim.bargaining.rules.rules import at_least
from sim.bargaining.search.aspects import CONTENT, LOST
from sim.bargaining.search.rivals import write_keys
from sim.bargaining.search.workspace import BEATERS, WIDE
from sim.bargaining.types import Array, Shortlist


@inlined
def look_on(short: Shortlist, found: int, k: int, o: int, behind: int) -> None:
    """Move the window of option o of issue k on, until there is a row in it that may be kept, or none is left.

    behind: the place behind the issue; all that follows may still add something.
    """
    window, ready, rows = short.window[o], 0, short.rows[found]
    while ready == 0 and window.until < rows:
        window.first = window.until
        window.until = min(rows, window.first + WIDE)
        ready = look(short, found, k, o, behind)
    window.ready, window.head = ready, 0
    window.reach = short.seen[o, 0, short.fit[o, 0]] if ready > 0 else -math.inf


@inlined
def look(short: Shortlist, found: int, k: int, o: int, behind: int) -> int:
    """Fill the window: how many rows in it may be kept. Their places are in short.fit."""
    before = short.worth[found]
    plan, window, seen, step = short.plan[0], short.window[o], short.seen[o], short.step[k, o]
    width, fits = window.until - window.first, short.fits
    add_step(before, window.first, width, short.aspect, step, seen, plan)
    for j in range(width):
        fits[j] = 1
    if k >= plan.issues:
        keep_tied(before, window.first, width, short.tied[k - plan.issues], o, fits)
    for c in range(plan.consenters):
        hear(seen, width, fits, short.consenter[c], short.ahead[c, behind])
    if plan.wings > 0:
        for j in range(width):
            fits[j] &= hear_factions(seen, j, short.aspect, short.wing, short.wing_ahead[:, behind], plan)
    for c in range(min(plan.beaters, BEATERS)):
        let_go(seen, width, fits, short.worse, short.worth[1 - found], short.beater[c], plan.aspects)
    write_keys(seen, short.seen_key[o], width, plan.width, plan.aspects)
    ready = 0
    for j in range(width):
        short.fit[o, ready] = j
        ready += fits[j]
    return ready


@inlined
def add_step(
    before: Array, first: int, width: int, aspect: Records[Aspect], step: Array, seen: Array, plan: SearchPlan
) -> None:
    """What a part of a package is worth with an option added. Where utility is lost, protection is as good as none."""
    for d in range(plan.sums):
        old, new, added = before[d, first : first + width], seen[d], step[d]
        for j in range(width):
            total = old[j] + added
            new[j] = total if total > LOST / 2.0 else LOST
    for d in range(plan.sums, plan.aspects):
        old, new, factor, none, of = (
            before[d, first : first + width],
            seen[d],
            step[d],
            aspect[d].first,
            aspect[d].of,
        )
        for j in range(width):
            new[j] = old[j] * factor
        if of >= 0:
            utility = seen[of]
            for j in range(width):
                new[j] = none if utility[j] == LOST else new[j]


@inlined
def keep_tied(before: Array, first: int, width: int, tied: TiedLink, o: int, fits: Array) -> None:
    """Of a link: option 0 is for rows for which it does not hold, option 1 for those for which it does, if it may."""
    for j in range(width):
        holds = before[tied.open, first + j] != 0.0
        fits[j] = holds == (o == 1) and not (holds and tied.never)


@inlined
def hear(seen: Array, width: int, fits: Array, consenter: Consenter, ahead: Ahead) -> None:
    """Can a consent still be had? Who is content whatever follows, or will not be asked, has no more to say."""
    content, unasked, floor = seen[consenter.content], seen[consenter.unasked], consenter.floor
    fewest, most, asks = ahead.fewest, ahead.most, ahead.asks > 0
    for j in range(width):
        free = unasked[j] == 1.0
        sure = (content[j] + fewest >= floor) | (free & (not asks))
        fits[j] &= sure | free | (content[j] + most >= floor)
        content[j] = CONTENT if sure else content[j]
        unasked[j] = 1.0 if sure else unasked[j]


@inlined
def let_go(seen: Array, width: int, fits: Array, worse: Array, worth: Array, row: int, aspects: int) -> None:
    """Let go at once what a kept row betters, in the first aspect too: of what is alike the earliest is to stay."""
    first, best = seen[0], worth[0, row]
    for j in range(width):
        worse[j] = fits[j] & (first[j] < best)
    for d in range(1, aspects):
        column, best = seen[d], worth[d, row]
        for j in range(width):
            worse[j] &= column[j] <= best
    for j in range(width):
        fits[j] -= worse[j]


@inner
def hear_factions(
    seen: Array, j: int, aspect: Records[Aspect], wing: Records[Wing], ahead: Records[Ahead], plan: SearchPlan
) -> bool:
    """Can every party still sign? Of one that is held back, or that nothing can hold back any more, no faction matters.

    Is a party held back, its utility is lost as beyond a red line; or the search ends here, where it is for its sake.
    """
    first = 0
    while first < plan.wings:
        last, lost, open_say = first, 0.0, 0.0
        while last < plan.wings and wing[last].party == wing[first].party:
            d = wing[last].content
            if seen[d, j] + ahead[last].fewest >= wing[last].floor:
                seen[d, j] = CONTENT
            elif seen[d, j] + ahead[last].most < wing[last].floor:
                seen[d, j] = LOST
                lost += wing[last].say
            else:
                open_say += wing[last].say
            last += 1
        spare, home = wing[first].spare, wing[first].home
        if at_least(lost, spare):
            if home < 0:
                return False
            lose(seen, j, aspect, home, plan)
        if at_least(lost, spare) or not at_least(lost + open_say, spare):
            settled = LOST if at_least(lost, spare) else CONTENT
            for f in range(first, last):
                seen[wing[f].content, j] = settled
        first = last
    return True


@inner
def lose(seen: Array, j: int, aspect: Records[Aspect], d: int, plan: SearchPlan) -> None:
    """The sum d is lost, and shares that do not matter without it are as good as none."""
    seen[d, j] = LOST
    for share in range(plan.sums, plan.aspects):
        if aspect[share].of == d:
            seen[share, j] = aspect[share].first
