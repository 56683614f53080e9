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
from sim.bargaining.records import Ahead, Aspect, Consenter, Records, SearchPlan, TiedLink, Wing
from sim.bargaining.rules.rows import copy_terms, is_earlier
from sim.bargaining.rules.rules import at_least
from sim.bargaining.search.aspects import CONTENT, LOST
from sim.bargaining.search.rivals import beaten_by, coarsen, is_same, key_of, settle
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
            behind = place + 1
            found = add_issue(
                short,
                found,
                k,
                options[k] if n < 0 else 2,
                short.ahead[:, behind],
                short.wing_ahead[:, behind],
            )
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
        short.worth[found, 0, d] = short.aspect[d].first
    for k in range(short.terms.shape[2]):
        short.terms[found, 0, k] = 0


@inner
def add_issue(
    short: Shortlist, found: int, k: int, options: int, ahead: Records[Ahead], wing_ahead: Records[Ahead]
) -> int:
    """What becomes of the packages found so far with an option of issue k: the pile in which they are.

    ahead [consenter], wing_ahead [wing]: what the issues still to come can add.
    """
    longer, size, plan, aspect, step = 1 - found, 0, short.plan[0], short.aspect, short.step[k]
    before, worth, terms = short.worth[found], short.worth[longer], short.terms[longer]
    head, reach, rows, aspects = short.head, short.reach, short.rows[found], plan.aspects
    before_terms = short.terms[found]
    most = short.scan.shape[0] - 1
    plan.width, link = 0.0, -1
    for o in range(options):  # of many, looking for pointless ones takes longer than adding them
        head[o] = rows if options <= MANY and is_pointless(aspect, step, o, options, plan) else 0
    if k >= plan.issues:
        link = short.tied[k - plan.issues].open
        set_heads(head, short.tied[k - plan.issues], before, rows)
    for o in range(options):
        reach[o] = reached(before, head[o], rows, step[o, 0])
    o = farthest(reach, options)
    while o >= 0:
        row = head[o]
        head[o] = row + 1 if link < 0 else next_fitting(before, link, row + 1, rows, o)
        reach[o] = reached(before, head[o], rows, step[o, 0])
        extend(before, row, aspect, step, o, worth, size, plan.sums, aspects)
        if hear(worth, size, short.consenter, ahead, plan.consenters) and (
            plan.wings == 0 or hear_factions(worth, size, aspect, short.wing, wing_ahead, plan)
        ):
            key = key_of(worth, size, plan.width, aspects)
            better = beaten_by(worth, short.key, short.scan, plan.width, size, key, size, aspects)
            if better < 0 or is_same(worth, size, better, aspects):
                copy_terms(before_terms, row, terms, size)
                terms[size, k] = o
                if better < 0:
                    size = settle(worth, terms, short.key, short.scan, plan.width, size, key, size, aspects)
                elif is_earlier(terms, size, better):
                    copy_terms(terms, size, terms, better)
            if size == most:
                size = coarsen(plan, worth, terms, short.key, short.scan, size)
        o = farthest(reach, options)
    short.rows[longer] = size
    return longer


@inner
def set_heads(head: Array, tied: TiedLink, worth: Array, rows: int) -> None:
    """Of a link: the first row for which it does not hold, and the first for which it does, unless it never may."""
    head[0] = next_fitting(worth, tied.open, 0, rows, 0)
    head[1] = rows if tied.never else next_fitting(worth, tied.open, 0, rows, 1)


@inner
def next_fitting(worth: Array, link: int, row: int, rows: int, holds: int) -> int:
    """From a row on, the first for which a link holds, or does not, by the aspect that says so; `rows` for none."""
    while row < rows and (worth[row, link] != 0.0) != (holds == 1):
        row += 1
    return row


@inlined
def reached(worth: Array, row: int, rows: int, step: float) -> float:
    """What a row comes to in the first aspect with one more step; less than all if there is no such row."""
    return worth[row, 0] + step if row < rows else -math.inf


@inlined
def farthest(reach: Array, options: int) -> int:
    """The option whose next row is best in the first aspect; -1 when all are done. For each the best come first."""
    best, most = -1, -math.inf
    for o in range(options):
        if reach[o] > most:
            best, most = o, reach[o]
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


@inlined
def extend(
    before: Array,
    row: int,
    aspect: Records[Aspect],
    step: Array,
    o: int,
    after: Array,
    size: int,
    sums: int,
    aspects: int,
) -> None:
    """What a part of a package is worth with an option added. Where utility is lost, protection is as good as none."""
    for d in range(sums):
        total = before[row, d] + step[o, d]
        after[size, d] = total if total > LOST / 2.0 else LOST
    for d in range(sums, aspects):
        of = aspect[d].of
        lost = of >= 0 and after[size, of] == LOST
        after[size, d] = aspect[d].first if lost else before[row, d] * step[o, d]


@inlined
def hear(
    worth: Array, row: int, consenter: Records[Consenter], ahead: Records[Ahead], consenters: int
) -> bool:
    """Can all consents still be had? Whoever is content whatever follows, or will not be asked, has no more to say."""
    for c in range(consenters):
        content, unasked = consenter[c].content, consenter[c].unasked
        total, free = worth[row, content], worth[row, unasked] == 1.0
        if total + ahead[c].fewest >= consenter[c].floor or (free and not ahead[c].asks):
            worth[row, content], worth[row, unasked] = CONTENT, 1.0
        elif not free and total + ahead[c].most < consenter[c].floor:
            return False
    return True


@inner
def hear_factions(
    worth: Array,
    row: int,
    aspect: Records[Aspect],
    wing: Records[Wing],
    ahead: Records[Ahead],
    plan: SearchPlan,
) -> bool:
    """Can every party still sign? Of one that is held back, or that nothing can hold back any more, no faction matters.

    Is a party held back, its utility is lost as beyond a red line; or the search ends here, where it is for its sake.
    """
    first = 0
    while first < plan.wings:
        last, lost, open_say = first, 0.0, 0.0
        while last < plan.wings and wing[last].party == wing[first].party:
            d = wing[last].content
            if worth[row, d] + ahead[last].fewest >= wing[last].floor:
                worth[row, d] = CONTENT
            elif worth[row, d] + ahead[last].most < wing[last].floor:
                worth[row, d] = LOST
                lost += wing[last].say
            else:
                open_say += wing[last].say
            last += 1
        spare, home = wing[first].spare, wing[first].home
        if at_least(lost, spare):
            if home < 0:
                return False
            lose(worth, row, aspect, home, plan)
        if at_least(lost, spare) or not at_least(lost + open_say, spare):
            settled = LOST if at_least(lost, spare) else CONTENT
            for f in range(first, last):
                worth[row, wing[f].content] = settled
        first = last
    return True


@inner
def lose(worth: Array, row: int, aspect: Records[Aspect], d: int, plan: SearchPlan) -> None:
    """The sum d is lost, and shares that do not matter without it are as good as none."""
    worth[row, d] = LOST
    for share in range(plan.sums, plan.aspects):
        if aspect[share].of == d:
            worth[row, share] = aspect[share].first
