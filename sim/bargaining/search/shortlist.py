"""The packages that matter: all that no other betters in anything that anybody looks at, grown issue by issue.

Whatever is perceived rises with utility and with protection, and consents only with utility. So of two packages, or
parts of packages, the one that is better in no aspect can be forgotten, whatever follows: Nemhauser & Ullmann (1969),
Manag. Sci. 15. What remains is exact. If it outgrows its room, aspects are compared in boxes, which loses no more
than the width of a box at each issue: Papadimitriou & Yannakakis (2000), FOCS. How much that is, is kept as the slack.

While it is open whether a link holds, only those are compared that stand alike to it. Behind the last of its issues it
is settled like an issue with two options, not to hold and to hold, of which each package has just one.
"""

import math

from sim.bargaining.compiled import compiled, inlined, inner
from sim.bargaining.records import Aspect, Records, SearchPlan, Window
from sim.bargaining.rules.rows import copy_terms, is_earlier
from sim.bargaining.search.rivals import beaten_by, coarsen, is_same, settle, write_keys
from sim.bargaining.search.windows import look_on
from sim.bargaining.search.workspace import BEATERS, TOGETHER
from sim.bargaining.types import Array, Shortlist

FOUND = 0  # the pile in which the packages are in the end; there is one more to grow them in
MANY = 12  # options of an issue


@compiled
def grow(short: Shortlist, order: Array, options: Array) -> int:
    """Find the packages that no other betters: how many. Their terms are in the pile FOUND.

    order [place]: the issues as they are added, and the links as they are settled.
    """
    plan, found = short.plan[0], FOUND
    plan.slack = 0.0
    start(short, found)
    for place in range(order.shape[0]):
        k, n = order[place], order[place] - plan.issues
        if n < 0 or short.tied[n].open >= 0:
            found = add_issue(short, found, k, options[k] if n < 0 else 2, place + 1)
            plan.slack += plan.width
    if found != FOUND:
        for row in range(short.rows[found]):
            copy_terms(short.terms[found], row, short.terms[FOUND], row)
    return short.rows[found]


@inner
def start(short: Shortlist, found: int) -> None:
    """A package of which nothing is settled."""
    short.rows[found] = 1
    for d in range(short.plan[0].aspects):
        short.worth[found, d, 0] = short.aspect[d].first
    for k in range(short.terms.shape[2]):
        short.terms[found, 0, k] = 0


@inlined
def add_issue(short: Shortlist, found: int, k: int, options: int, behind: int) -> int:
    """What becomes of the packages found so far with an option of issue k: the pile in which they are.

    behind: the place behind the issue. The row that comes next is the best in the first aspect of those that the
    windows show, one for each option; once all are open it is looked at.
    """
    longer, size, plan, window, most = 1 - found, 0, short.plan[0], short.window, short.worth.shape[2] - 1
    worth, terms, before = short.worth[longer], short.terms[longer], short.terms[found]
    set_out(short, short.rows[found], k, options)
    opened, o = 0, 0
    while o >= 0:
        if opened >= options:
            size = consider(short, window[o], short.seen[o], before, worth, terms, k, o, size)
            window[o].head += 1
            if size == most:
                size = coarsen(plan, worth, terms, short.key, size)
                write_all_keys(short, options)
        if window[o].head == window[o].ready:
            look_on(short, found, k, o, behind)
        else:
            window[o].reach = short.seen[o, 0, short.fit[o, window[o].head]]
        opened += 1
        o = opened if opened < options else farthest(window, options)
    short.rows[longer] = size
    return longer


@inlined
def set_out(short: Shortlist, rows: int, k: int, options: int) -> None:
    """Before anything is seen. A window on a pointless option is past its rows. Of a link no row has both options."""
    plan, step = short.plan[0], short.step[k]
    plan.width, plan.beaters = 0.0, 0
    for o in range(options):  # of many, looking for pointless ones takes longer than adding them
        apart = k < plan.issues and options <= MANY
        pointless = apart and is_pointless(short.aspect, step, o, options, plan)
        window = short.window[o]
        window.first = rows if pointless else 0
        window.until, window.ready, window.head = window.first, 0, 0


@inlined
def consider(
    short: Shortlist,
    window: Window,
    seen: Array,
    before: Array,
    worth: Array,
    terms: Array,
    k: int,
    o: int,
    size: int,
) -> int:
    """Keep what a window shows next, with option o of issue k, unless a kept row betters it: how many there are then.

    Of equals the earliest stays. before: terms of the rows that the window is on.
    """
    plan, keys, place = short.plan[0], short.key, short.fit[o, window.head]
    width, aspects, key = plan.width, plan.aspects, short.seen_key[o, place]
    better = beaten_by(worth, keys, size, width, seen, place, key, aspects)
    if better < 0 or is_same(worth, better, seen, place, aspects):
        copy_terms(before, window.first + place, terms, size)
        terms[size, k] = o
        if better < 0:
            keys[TOGETHER + size] = key
            for d in range(aspects):
                worth[d, size] = seen[d, place]
            return settle(worth, terms, keys, width, size, size, aspects)
        if is_earlier(terms, size, better):
            copy_terms(terms, size, terms, better)
    else:
        note_beater(plan, short.beater, better)
    return size


@inlined
def note_beater(plan: SearchPlan, beater: Array, row: int) -> None:
    """Remember the last rows that bettered others: they are likely to better more."""
    for c in range(min(plan.beaters, BEATERS)):
        if beater[c] == row:
            return
    beater[plan.beaters % BEATERS] = row
    plan.beaters += 1


@inner
def write_all_keys(short: Shortlist, options: int) -> None:
    """Compare what the windows show in boxes, too."""
    plan = short.plan[0]
    for o in range(options):
        width = short.window[o].until - short.window[o].first
        write_keys(short.seen[o], short.seen_key[o], width, plan.width, plan.aspects)


@inlined
def farthest(window: Records[Window], options: int) -> int:
    """The option whose next row is best in the first aspect; -1 when all are done. For each the best come first."""
    best, most = -1, -math.inf
    for o in range(options):
        if window[o].reach > most:
            best, most = o, window[o].reach
    return best


@inner
def is_pointless(aspect: Records[Aspect], step: Array, o: int, options: int, plan: SearchPlan) -> bool:
    """Is another option of the issue as good in every aspect? Of equals the earliest stays."""
    for other in range(options):
        as_well = other != o and as_good(aspect, step[other], step[o], plan)
        if as_well and (other < o or not as_good(aspect, step[o], step[other], plan)):
            return True
    return False


@inner
def as_good(aspect: Records[Aspect], one: Array, two: Array, plan: SearchPlan) -> bool:
    """Is one option worse than another in no aspect?"""
    for d in range(plan.aspects):
        sign = 1.0 if d < plan.sums else aspect[d].first
        if sign * one[d] < sign * two[d]:
            return False
    return True
