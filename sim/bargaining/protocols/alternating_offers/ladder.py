"""A party's packages from best to worst for itself, without listing them.

Utility is additive over issues, so a package is a sum of two halves. Each half is sorted once; the last rung that is
worth a demand is then found with one pointer per lower sum, and pointers move little as demands slide (Horowitz &
Sahni 1974 for the halves). Of rungs of equal utility the one with the higher number stands lower.
"""

import math

from sim.bargaining.compiled import compiled, inlined
from sim.bargaining.nouns import Array, Record

RUN = 8  # so few are sorted by insertion
HAIR = 1e-6  # an offer may fall short of a demand by so little, as in NegMAS


@compiled
def build_ladder(half: Array, spare: Array, speaker: Record, topic: Array, worth: Array, cut: int) -> None:
    """Sort both halves of a party's packages, its own genuine red lines left out. worth [issue, option]."""
    speaker.uppers = fill_half(half[0], topic, worth, 0, cut)
    speaker.lowers = fill_half(half[1], topic, worth, cut, topic.shape[0])
    sort(half[0], spare, speaker.uppers)
    sort(half[1], spare, speaker.lowers)


@compiled
def list_ladder(half: Array, spare: Array, speaker: Record, judged: Array, packages: int) -> None:
    """Sort the menu as a party sees it. judged [package] JUDGED."""
    size = 0
    for row in range(packages):
        if not judged[row].barred:
            half[0, size].value, half[0, size].number = judged[row].utility, row
            size += 1
    speaker.uppers, speaker.lowers = size, 1
    half[1, 0].value, half[1, 0].number = 0.0, 0
    sort(half[0], spare, size)


@compiled
def fill_half(rungs: Array, topic: Array, worth: Array, first: int, last: int) -> int:
    """All sums of some issues' gains, in the order of their numbers; how many."""
    size = 1
    rungs[0].value, rungs[0].number = 0.0, 0
    for k in range(first, last):
        size = add_issue(rungs, topic[k].options, worth[k], size)
    return size


@compiled
def add_issue(rungs: Array, options: int, worth: Array, size: int) -> int:
    """Every sum so far with every option that may be signed: from the back, so that none is lost."""
    allowed = 0
    for o in range(options):
        allowed += worth[o] >= 0.0
    place = size * allowed
    for j in range(size - 1, -1, -1):
        before, number = rungs[j].value, rungs[j].number
        for o in range(options - 1, -1, -1):
            if worth[o] >= 0.0:
                place -= 1
                rungs[place].value, rungs[place].number = before + worth[o], number * options + o
    return size * allowed


@compiled
def sort(rungs: Array, spare: Array, size: int) -> None:
    """Greatest first; equals stay in the order of their numbers."""
    for start in range(0, size, RUN):
        insert(rungs, start, min(size, start + RUN))
    width, swapped = RUN, False
    while width < size:
        for start in range(0, size, 2 * width):
            if swapped:
                merge(spare, rungs, start, width, size)
            else:
                merge(rungs, spare, start, width, size)
        width, swapped = 2 * width, not swapped
    if swapped:
        for j in range(size):
            rungs[j].value, rungs[j].number = spare[j].value, spare[j].number


@compiled
def insert(rungs: Array, start: int, end: int) -> None:
    """Sort a few by insertion."""
    for j in range(start + 1, end):
        value, number, place = rungs[j].value, rungs[j].number, j
        while place > start and rungs[place - 1].value < value:
            rungs[place].value, rungs[place].number = rungs[place - 1].value, rungs[place - 1].number
            place -= 1
        rungs[place].value, rungs[place].number = value, number


@compiled
def merge(rungs: Array, target: Array, start: int, width: int, size: int) -> None:
    """Merge two sorted neighbours."""
    one, middle, end = start, min(size, start + width), min(size, start + 2 * width)
    two = middle
    for place in range(start, end):
        if one < middle and (two >= end or rungs[one].value >= rungs[two].value):
            taken = rungs[one]
            one += 1
        else:
            taken = rungs[two]
            two += 1
        target[place].value, target[place].number = taken.value, taken.number


@inlined
def rung_at(half: Array, i: int, speaker: Record, lower_count: int, least: float) -> int:
    """Number of the last rung worth `least` (or a hair less, if that is nearer); -1 for none."""
    uppers, best, gap = speaker.uppers, -1, math.inf
    for b in range(speaker.lowers):
        wanted, p = least - half[i, 1, b].value, half[i, 1, b].pointer
        while p + 1 < uppers and half[i, 0, p + 1].value >= wanted:
            p += 1
        while p >= 0 and half[i, 0, p].value < wanted:
            p -= 1
        half[i, 1, b].pointer = p
        if p >= 0 and half[i, 0, p].value - wanted <= gap:
            number = half[i, 0, p].number * lower_count + half[i, 1, b].number
            if half[i, 0, p].value - wanted < gap or number > best:
                best, gap = number, half[i, 0, p].value - wanted
        if (
            p + 1 < uppers
            and wanted - half[i, 0, p + 1].value <= HAIR
            and wanted - half[i, 0, p + 1].value < gap
        ):
            best, gap = (
                half[i, 0, p + 1].number * lower_count + half[i, 1, b].number,
                wanted - half[i, 0, p + 1].value,
            )
    return best


@compiled
def rung_above(half: Array, i: int, speaker: Record, lower_count: int, value: float, number: int) -> int:
    """Number of the rung just above another one, given its utility and number; -1 above the top."""
    best, best_value = -1, math.inf
    for b in range(speaker.lowers):
        p = half[i, 1, b].pointer
        while p >= 0:
            found = half[i, 0, p].value + half[i, 1, b].value
            name = half[i, 0, p].number * lower_count + half[i, 1, b].number
            if found > value or (found == value and name < number):
                if found < best_value or (found == best_value and name > best):
                    best, best_value = name, found
                break
            p -= 1
        half[i, 1, b].pointer = p
    return best


@compiled
def top_rung(half: Array, i: int, speaker: Record, lower_count: int) -> int:
    """The lower half of the best rung that has not been taken yet; -1 if none is left."""
    best, best_value, best_number = -1, -math.inf, 0
    for b in range(speaker.lowers):
        p = half[i, 1, b].pointer
        if p < speaker.uppers:
            value, number = (
                half[i, 0, p].value + half[i, 1, b].value,
                half[i, 0, p].number * lower_count + half[i, 1, b].number,
            )
            if value > best_value or (value == best_value and number < best_number):
                best, best_value, best_number = b, value, number
    return best
