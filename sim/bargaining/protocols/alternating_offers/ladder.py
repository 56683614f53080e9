"""A party's packages from best to worst for itself, without listing them.

Utility is additive over issues, so a package is a sum of two halves. Each half is sorted once; the last rung that is
worth a demand is then found with one pointer per lower sum, and pointers move little as demands slide (Horowitz &
Sahni 1974 for the halves). Of rungs of equal utility the one with the higher number stands lower.
"""

import math

from sim.bargaining.compiled import compiled
from sim.bargaining.nouns import Array, Finals, Ladders

RUN = 8  # so few are sorted by insertion
HAIR = 1e-6  # an offer may fall short of a demand by so little, as in NegMAS


@compiled
def build_ladder(ladders: Ladders, finals: Finals, i: int) -> None:
    """Sort both halves of party i's packages, its own genuine red lines left out."""
    issues, cut = finals.options.shape[0], ladders.cut
    upper, lower = ladders.upper[i], ladders.lower[i]
    ladders.uppers[i] = fill_half(finals, i, 0, cut, upper, ladders.upper_number[i])
    ladders.lowers[i] = fill_half(finals, i, cut, issues, lower, ladders.lower_number[i])
    sort(upper, ladders.upper_number[i], ladders.sums, ladders.numbers, ladders.uppers[i])
    sort(lower, ladders.lower_number[i], ladders.sums, ladders.numbers, ladders.lowers[i])


@compiled
def list_ladder(ladders: Ladders, finals: Finals, packages: int, i: int) -> None:
    """Sort the menu as party i sees it."""
    size = 0
    for row in range(packages):
        if not finals.judged[row, i].barred:
            ladders.upper[i, size], ladders.upper_number[i, size] = finals.judged[row, i].utility, row
            size += 1
    ladders.uppers[i], ladders.lowers[i] = size, 1
    ladders.lower[i, 0], ladders.lower_number[i, 0] = 0.0, 0
    sort(ladders.upper[i], ladders.upper_number[i], ladders.sums, ladders.numbers, size)


@compiled
def fill_half(finals: Finals, i: int, first: int, last: int, sums: Array, number: Array) -> int:
    """All sums of some issues' gains, in the order of their numbers; how many."""
    size = 1
    sums[0], number[0] = 0.0, 0
    for k in range(first, last):
        size = add_issue(finals, i, k, sums, number, size)
    return size


@compiled
def add_issue(finals: Finals, i: int, k: int, sums: Array, number: Array, size: int) -> int:
    """Every sum so far with every option that party i may sign: from the back, so that none is lost."""
    options, allowed = finals.options[k], 0
    for o in range(options):
        allowed += not (finals.genuine[i, k] and finals.lines[i, k, o])
    place = size * allowed
    for j in range(size - 1, -1, -1):
        before, before_number = sums[j], number[j]
        for o in range(options - 1, -1, -1):
            if not (finals.genuine[i, k] and finals.lines[i, k, o]):
                place -= 1
                sums[place], number[place] = before + finals.gain[i, k, o], before_number * options + o
    return size * allowed


@compiled
def sort(sums: Array, number: Array, spare: Array, spare_number: Array, size: int) -> None:
    """Greatest first; equals stay in the order of their numbers."""
    for start in range(0, size, RUN):
        insert(sums, number, start, min(size, start + RUN))
    width, source, names, target, target_names = RUN, sums, number, spare, spare_number
    while width < size:
        for start in range(0, size, 2 * width):
            merge(source, names, target, target_names, start, width, size)
        source, names, target, target_names = target, target_names, source, names
        width *= 2
    for j in range(size):
        sums[j], number[j] = source[j], names[j]


@compiled
def insert(sums: Array, number: Array, start: int, end: int) -> None:
    """Sort a few by insertion."""
    for j in range(start + 1, end):
        value, name, place = sums[j], number[j], j
        while place > start and sums[place - 1] < value:
            sums[place], number[place] = sums[place - 1], number[place - 1]
            place -= 1
        sums[place], number[place] = value, name


@compiled
def merge(
    sums: Array, number: Array, target: Array, target_number: Array, start: int, width: int, size: int
) -> None:
    """Merge two sorted neighbours."""
    one, middle, end = start, min(size, start + width), min(size, start + 2 * width)
    two = middle
    for place in range(start, end):
        if one < middle and (two >= end or sums[one] >= sums[two]):
            target[place], target_number[place] = sums[one], number[one]
            one += 1
        else:
            target[place], target_number[place] = sums[two], number[two]
            two += 1


@compiled
def rung_at(ladders: Ladders, i: int, least: float) -> int:
    """Number of the last rung of party i worth `least` (or a hair less, if that is nearer); -1 for none."""
    upper, lower, rung, uppers = ladders.upper[i], ladders.lower[i], ladders.rung[i], ladders.uppers[i]
    best, gap = -1, math.inf
    for b in range(ladders.lowers[i]):
        wanted, p = least - lower[b], rung[b]
        while p + 1 < uppers and upper[p + 1] >= wanted:
            p += 1
        while p >= 0 and upper[p] < wanted:
            p -= 1
        rung[b] = p
        if p >= 0 and upper[p] - wanted <= gap:
            number = ladders.upper_number[i, p] * ladders.lower_count + ladders.lower_number[i, b]
            if upper[p] - wanted < gap or number > best:
                best, gap = number, upper[p] - wanted
        if p + 1 < uppers and wanted - upper[p + 1] <= HAIR and wanted - upper[p + 1] < gap:
            gap = wanted - upper[p + 1]
            best = ladders.upper_number[i, p + 1] * ladders.lower_count + ladders.lower_number[i, b]
    return best


@compiled
def rung_above(ladders: Ladders, i: int, value: float, number: int) -> int:
    """Number of the rung just above another one, given its utility and number; -1 above the top."""
    best, best_value = -1, math.inf
    for b in range(ladders.lowers[i]):
        p = ladders.rung[i, b]
        while p >= 0 and not stands_above(ladders, i, p, b, value, number):
            p -= 1
        ladders.rung[i, b] = p
        if p >= 0:
            found = ladders.upper[i, p] + ladders.lower[i, b]
            name = ladders.upper_number[i, p] * ladders.lower_count + ladders.lower_number[i, b]
            if found < best_value or (found == best_value and name > best):
                best, best_value = name, found
    return best


@compiled
def stands_above(ladders: Ladders, i: int, p: int, b: int, value: float, number: int) -> bool:
    """Does the rung of these two halves stand above another one?"""
    found = ladders.upper[i, p] + ladders.lower[i, b]
    name = ladders.upper_number[i, p] * ladders.lower_count + ladders.lower_number[i, b]
    return found > value or (found == value and name < number)


@compiled
def top_rung(ladders: Ladders, i: int) -> int:
    """The lower half of the best rung that has not been taken down yet; -1 if none is left."""
    best, best_value, best_number = -1, -math.inf, 0
    for b in range(ladders.lowers[i]):
        p = ladders.rung[i, b]
        if p < ladders.uppers[i]:
            value = ladders.upper[i, p] + ladders.lower[i, b]
            number = ladders.upper_number[i, p] * ladders.lower_count + ladders.lower_number[i, b]
            if value > best_value or (value == best_value and number < best_number):
                best, best_value, best_number = b, value, number
    return best
