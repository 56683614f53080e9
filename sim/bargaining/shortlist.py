"""The packages that matter: all that no other betters in anything that anybody looks at, grown issue by issue.

Whatever is perceived rises with utility and with protection, and consents only with utility. So of two packages, or
parts of packages, the one that is better in no aspect can be forgotten, whatever follows: Nemhauser & Ullmann (1969),
Manag. Sci. 15. What remains is exact. If it outgrows its room, aspects are compared in boxes, which loses no more
than the width of a box at each issue: Papadimitriou & Yannakakis (2000), FOCS. How much that is, is kept as the slack.
"""

import math

import numpy as np

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.nouns import AHEAD, ASPECT, CONSENTER, PLAN, Array, Record, Shortlist

MOST_ROWS = 2048  # of a shortlist that is exact; a longer one is compared in boxes
MANY = 12  # options
TOGETHER = 64  # rows that are compared with another at once
NARROWEST = 2.0**-10  # width of a box, in utility; doubled until there is room
CONTENT = 64.0  # with whatever follows, or never asked: more than any utility
LOST = -64.0  # utility across a genuine red line: nothing else of that package matters to the party then
FOUND = 0  # the pile in which the packages are in the end; there is one more to grow them in


def empty_shortlist(actors: int, issues: int, options: int, most: int = MOST_ROWS) -> Shortlist:
    """Room for at most so many rows. issues, options: the most that there are of either kind of package."""
    aspects = (
        2 + 4 * actors
    )  # a gain, a utility, a protection and two of a consent for everybody are more than enough
    return Shortlist(
        plan=np.zeros(1, PLAN).view(np.recarray),
        aspect=np.zeros(aspects, ASPECT).view(np.recarray),
        step=np.zeros((issues, options, aspects)),
        consenter=np.zeros(actors, CONSENTER).view(np.recarray),
        ahead=np.zeros((actors, issues + 1), AHEAD).view(np.recarray),
        rows=np.zeros(2, np.int64),
        worth=np.zeros((2, most + 2, aspects)),
        level=np.zeros((aspects, most + 2)),
        terms=np.zeros((2, most + 2, issues), np.int16),
        head=np.zeros(options, np.int64),
        scan=np.zeros(most + 2, np.int64),
        worse=np.zeros(TOGETHER, np.int64),
    )


@inner
def begin(short: Shortlist) -> None:
    """Nothing is looked at yet. Sums are to come before shares."""
    short.plan[0].sums, short.plan[0].aspects, short.plan[0].consenters = 0, 0, 0


@inner
def add_sum(short: Shortlist, options: Array, worth: Array) -> int:
    """Look at a sum over issues: its number. worth [issue, option]."""
    plan, d = short.plan[0], short.plan[0].sums
    short.aspect[d].first, short.aspect[d].of = 0.0, -1
    for k in range(options.shape[0]):
        for o in range(options[k]):
            short.step[k, o, d] = worth[k, o]
    plan.sums, plan.aspects = d + 1, d + 1
    return d


@inner
def add_share(short: Shortlist, first: float, of: int) -> int:
    """Look at a product of shares, from which number on and of whom: its number. The caller gives the shares."""
    plan, d = short.plan[0], short.plan[0].aspects
    short.aspect[d].first, short.aspect[d].of = first, of
    plan.aspects = d + 1
    return d


@inner
def ask(
    short: Shortlist, order: Array, options: Array, needs: Array, d: int, seat: int, floor: float
) -> None:
    """Heed somebody's consent: the sum d, the last one added, must reach a floor. Where it always does, forget it.

    Actor `seat` is asked by what needs it, needs [issue, option, actor]; nobody's seat: it is asked whatever comes.
    """
    plan, consenter = short.plan[0], short.consenter[short.plan[0].consenters]
    ahead = short.ahead[plan.consenters]
    consenter.floor, consenter.seat, consenter.content = floor, seat, d
    look_ahead(ahead, short.step, order, options, needs, d, seat)
    if ahead[0].asks and ahead[0].fewest < floor:
        plan.consenters += 1
    else:
        plan.sums, plan.aspects = d, d


@inner
def look_ahead(
    ahead: Record, step: Array, order: Array, options: Array, needs: Array, d: int, seat: int
) -> None:
    """What the issues from each place on can add to the sum d, and whether they ask that actor."""
    issues = options.shape[0]
    ahead[issues].most, ahead[issues].fewest, ahead[issues].asks = 0.0, 0.0, 0
    for place in range(issues - 1, -1, -1):
        k = order[place]
        most, fewest, asks = -math.inf, math.inf, ahead[place + 1].asks
        for o in range(options[k]):
            most, fewest = max(most, step[k, o, d]), min(fewest, step[k, o, d])
            asks |= seat < 0 or needs[k, o, seat]
        ahead[place].most, ahead[place].fewest = (
            ahead[place + 1].most + most,
            ahead[place + 1].fewest + fewest,
        )
        ahead[place].asks = asks


@inner
def note_who_is_asked(short: Shortlist, options: Array, needs: Array) -> None:
    """Look at whether those whose consent counts have not been asked: as long as they have not, so much the better."""
    for c in range(short.plan[0].consenters):
        consenter = short.consenter[c]
        consenter.unasked = add_share(short, 0.0 if consenter.seat < 0 else 1.0, -1)
        for k in range(options.shape[0]):
            for o in range(options[k]):
                asked = consenter.seat < 0 or needs[k, o, consenter.seat]
                short.step[k, o, consenter.unasked] = 0.0 if asked else 1.0


@compiled
def grow(short: Shortlist, order: Array, options: Array) -> int:
    """Find the packages that no other betters: how many. Their terms are in the pile FOUND.

    order [place]: the issues as they are added.
    """
    plan, found = short.plan[0], FOUND
    plan.slack = 0.0
    start(short, found)
    for place in range(options.shape[0]):
        k = order[place]
        found = add_issue(short, found, k, options[k], short.ahead[:, place + 1])
        plan.slack += plan.width
    if found != FOUND:
        for row in range(short.rows[found]):
            copy_terms(short.terms[found, row], short.terms[FOUND, row])
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
def add_issue(short: Shortlist, found: int, k: int, options: int, ahead: Array) -> int:
    """What becomes of the packages found so far with an option of issue k: the pile in which they are.

    ahead [consenter]: what the issues still to come can add.
    """
    longer, size, plan, aspect, step = 1 - found, 0, short.plan[0], short.aspect, short.step[k]
    before, worth, terms = short.worth[found], short.worth[longer], short.terms[longer]
    level, scan, head, rows, aspects = short.level, short.scan, short.head, short.rows[found], plan.aspects
    plan.width = 0.0
    for o in range(options):  # of many, looking for pointless ones takes longer than adding them
        head[o] = rows if options <= MANY and is_pointless(aspect, step, o, options, plan) else 0
    o = best_head(head, step, before, rows, options)
    while o >= 0:
        row = head[o]
        head[o] += 1
        extend(before[row], aspect, step[o], worth[size], plan.sums, aspects)
        if hear(worth[size], short.consenter, ahead, plan.consenters):
            better = beaten_by(worth[size], level, scan, short.worse, plan.width, size, aspects)
            if better < 0 or is_same(worth, size, better, aspects):
                copy_terms(short.terms[found, row], terms[size])
                terms[size, k] = o
                if better < 0:
                    size = settle(worth, level, terms, scan, plan.width, size, size, aspects)
                elif is_earlier(terms, size, better):
                    copy_terms(terms[size], terms[better])
            if size == scan.shape[0] - 1:
                size = coarsen(plan, worth, level, terms, scan, short.worse, size)
        o = best_head(head, step, before, rows, options)
    short.rows[longer] = size
    return longer


@inner
def best_head(head: Array, step: Array, worth: Array, rows: int, options: int) -> int:
    """The option whose next row is best in the first aspect; -1 when all are done. For each the best come first."""
    best, most = -1, 0.0
    for o in range(options):
        if head[o] < rows:
            reached = worth[head[o], 0] + step[o, 0]
            if best < 0 or reached > most:
                best, most = o, reached
    return best


@inner
def is_pointless(aspect: Array, step: Array, o: int, options: int, plan: Record) -> bool:
    """Is another option of the issue as good in every aspect? Of equals the earliest stays."""
    for other in range(options):
        as_well = other != o and as_good(aspect, step[other], step[o], plan)
        if as_well and (other < o or not as_good(aspect, step[o], step[other], plan)):
            return True
    return False


@inner
def as_good(aspect: Array, one: Array, two: Array, plan: Record) -> bool:
    """Is one option worse than another in no aspect?"""
    for d in range(plan.aspects):
        sign = 1.0 if d < plan.sums else aspect[d].first
        if sign * one[d] < sign * two[d]:
            return False
    return True


@inner
def extend(before: Array, aspect: Array, step: Array, after: Array, sums: int, aspects: int) -> None:
    """What a part of a package is worth with an option added. Where utility is lost, protection is as good as none."""
    for d in range(sums):
        total = before[d] + step[d]
        after[d] = total if total > LOST / 2.0 else LOST
    for d in range(sums, aspects):
        of = aspect[d].of
        lost = of >= 0 and after[of] == LOST
        after[d] = aspect[d].first if lost else before[d] * step[d]


@inner
def hear(worth: Array, consenter: Array, ahead: Array, consenters: int) -> bool:
    """Can all consents still be had? Whoever is content whatever follows, or will not be asked, has no more to say."""
    for c in range(consenters):
        content, unasked = consenter[c].content, consenter[c].unasked
        total, free = worth[content], worth[unasked] == 1.0
        if total + ahead[c].fewest >= consenter[c].floor or (free and not ahead[c].asks):
            worth[content], worth[unasked] = CONTENT, 1.0
        elif not free and total + ahead[c].most < consenter[c].floor:
            return False
    return True


@inner
def boxed(worth: float, width: float) -> float:
    """What is compared of an aspect: it itself, or its box."""
    return worth if width == 0.0 else math.floor(worth / width)


@inner
def beaten_by(
    mine: Array, level: Array, scan: Array, worse: Array, width: float, size: int, aspects: int
) -> int:
    """One of those kept before it that is as good in every aspect; -1 for none. In the first aspect all are.

    Many are looked at together in three aspects, which processors are fast at, and few then in the rest. Those that
    have beaten others come sooner.
    """
    one, two, three = min(1, aspects - 1), min(2, aspects - 1), min(3, aspects - 1)
    a, b, c = boxed(mine[one], width), boxed(mine[two], width), boxed(mine[three], width)
    for first in range(0, size, worse.shape[0]):
        some, as_good = min(worse.shape[0], size - first), 0
        last = first + some
        x, y, z = level[one, first:last], level[two, first:last], level[three, first:last]
        for j in range(some):
            worse[j] = (x[j] < a) | (y[j] < b) | (z[j] < c)
            as_good += 1 - worse[j]
        if as_good > 0:
            for j in range(some):
                if worse[j] == 0 and is_as_good(level, first + j, mine, width, aspects):
                    return move_up(level, scan, first + j, aspects)
    return -1


@inner
def is_as_good(level: Array, place: int, mine: Array, width: float, aspects: int) -> bool:
    """Is a row as good as another in the fourth aspect and those after it?"""
    for d in range(4, aspects):
        if level[d, place] < boxed(mine[d], width):
            return False
    return True


@inner
def move_up(level: Array, scan: Array, j: int, aspects: int) -> int:
    """Change the places of a row and of one that is looked at sooner: which row it is."""
    sooner, row = j // 2, scan[j]
    scan[j], scan[sooner] = scan[sooner], row
    for d in range(aspects):
        level[d, j], level[d, sooner] = level[d, sooner], level[d, j]
    return int(row)


@inner
def settle(
    worth: Array, level: Array, terms: Array, scan: Array, width: float, row: int, size: int, aspects: int
) -> int:
    """Put a row that is not beaten in its place, and let go what it betters: how many there are then."""
    left = drop_beaten(worth, terms, width, row, size, aspects)
    if left != row:
        copy_row(worth, terms, row, left)
    for s in range(left if left == size else 0, left + 1):
        scan[s] = s
        for d in range(aspects):
            level[d, s] = boxed(worth[s, d], width)
    return left + 1


@inner
def drop_beaten(worth: Array, terms: Array, width: float, row: int, size: int, aspects: int) -> int:
    """Of those kept that are no better in the first aspect, let go what a row betters: how many are left."""
    first = size
    while first > 0 and boxed(worth[first - 1, 0], width) <= boxed(worth[row, 0], width):
        first -= 1
    left = first
    for s in range(first, size):
        beaten = True
        for d in range(1, aspects):
            if boxed(worth[s, d], width) > boxed(worth[row, d], width):
                beaten = False
                break
        if not beaten:
            if left != s:
                copy_row(worth, terms, s, left)
            left += 1
    return left


@inner
def coarsen(
    plan: Record, worth: Array, level: Array, terms: Array, scan: Array, worse: Array, rows: int
) -> int:
    """Compare in wider boxes until a quarter of the room is free: how many rows are left."""
    size, aspects = rows, plan.aspects
    while size > rows - rows // 4:
        plan.width = max(NARROWEST, 2.0 * plan.width)
        before, size = size, 0
        for row in range(before):
            if beaten_by(worth[row], level, scan, worse, plan.width, size, aspects) < 0:
                size = settle(worth, level, terms, scan, plan.width, row, size, aspects)
    return size


@inner
def is_same(worth: Array, row: int, other: int, aspects: int) -> bool:
    """Are two rows alike in every aspect?"""
    for d in range(aspects):
        if worth[row, d] != worth[other, d]:
            return False
    return True


@inner
def is_earlier(terms: Array, row: int, other: int) -> bool:
    """Does a row come first in the order of issues and options? What is not settled yet is alike."""
    for k in range(terms.shape[1]):
        if terms[row, k] != terms[other, k]:
            return bool(terms[row, k] < terms[other, k])
    return False


@inner
def copy_row(worth: Array, terms: Array, row: int, place: int) -> None:
    """One row in place of another."""
    for d in range(worth.shape[1]):
        worth[place, d] = worth[row, d]
    copy_terms(terms[row], terms[place])


@inner
def copy_terms(source: Array, target: Array) -> None:
    """One package in place of another."""
    for k in range(target.shape[0]):
        target[k] = source[k]
