"""A party's halves of packages, from best to worst for itself. Of equals the one with the higher number stands lower.

An issue at a time: every option continues a list that is sorted already, and these runs are merged. What becomes too
long is thinned out: its best rungs stay as they are, of the others the best within each step of equal width.
"""

from sim.bargaining.compiled import compiled, inlined, inner
from sim.bargaining.protocols.alternating_offers.packages import BARRED
from sim.bargaining.records import OfferedBlock, Records, Rung, Speaker
from sim.bargaining.types import Array

RUN = 8  # so few are sorted by insertion


@compiled
def sort_half(
    rungs: Records[Rung],
    spare: Records[Rung],
    topic: Records[OfferedBlock],
    worth: Array,
    first: int,
    last: int,
    most: int,
    speaker: Speaker,
) -> int:
    """Sums of some issues' gains, best first, without genuine red lines; how many, at `most`. worth [issue, option].

    speaker: whose they are; its `slack` grows by what is given up where rungs are left out.
    """
    size = 1
    rungs[0].value, rungs[0].number = 0.0, 0
    for k in range(first, last):
        width = size
        size = add_issue(rungs, topic[k].options, worth, k, width)
        sort(rungs, spare, width, size)
        if size > most:
            step = (rungs[most // 2 - 1].value - rungs[size - 1].value) / (most - most // 2 - 1)
            speaker.slack += step
            size = thin_out(rungs, size, most // 2, step)
    return size


@inlined
def add_issue(rungs: Records[Rung], options: int, worth: Array, k: int, width: int) -> int:
    """Every sum so far with every option of issue k that may be signed, a run for each, the first one in place."""
    allowed = 0
    for o in range(options):
        allowed += worth[k, o] > BARRED / 2.0
    place = width * allowed
    for o in range(options - 1, -1, -1):
        if worth[k, o] > BARRED / 2.0:
            place -= width
            for j in range(width):
                rungs[place + j].value = rungs[j].value + worth[k, o]
                rungs[place + j].number = rungs[j].number * options + o
    return width * allowed


@inner
def sort(rungs: Records[Rung], spare: Records[Rung], width: int, size: int) -> None:
    """Sort what is made of sorted runs of some width."""
    if width < RUN:
        width = RUN
        for start in range(0, size, width):
            insert(rungs, start, min(size, start + width))
    swapped = False
    while width < size:
        for start in range(0, size, 2 * width):
            middle, end = min(size, start + width), min(size, start + 2 * width)
            if swapped:
                merge(spare, rungs, start, middle, end)
            else:
                merge(rungs, spare, start, middle, end)
        width, swapped = 2 * width, not swapped
    if swapped:
        for j in range(size):
            copy_rung(spare, j, rungs, j)


@inner
def thin_out(rungs: Records[Rung], size: int, kept: int, step: float) -> int:
    """Of all rungs behind those kept leave out what is less than a step below one that stays; how many are left."""
    reached = rungs[kept - 1].value
    for j in range(kept, size - 1):
        if rungs[j].value < reached - step:
            copy_rung(rungs, j, rungs, kept)
            kept, reached = kept + 1, rungs[j].value
    copy_rung(rungs, size - 1, rungs, kept)
    return kept + 1


@inlined
def stands_above(rungs: Records[Rung], one: int, two: int) -> bool:
    """Is one rung better than the other, or as good with the lower number?"""
    if rungs[one].value != rungs[two].value:
        return rungs[one].value > rungs[two].value
    return rungs[one].number < rungs[two].number


@inlined
def copy_rung(source: Records[Rung], j: int, target: Records[Rung], place: int) -> None:
    """Put a rung into another place."""
    target[place].value, target[place].number = source[j].value, source[j].number


@inner
def insert(rungs: Records[Rung], start: int, end: int) -> None:
    """Sort a few by insertion."""
    for j in range(start + 1, end):
        value, number, place = rungs[j].value, rungs[j].number, j
        while place > start and (
            rungs[place - 1].value < value
            or (rungs[place - 1].value == value and rungs[place - 1].number > number)
        ):
            copy_rung(rungs, place - 1, rungs, place)
            place -= 1
        rungs[place].value, rungs[place].number = value, number


@inlined
def merge(source: Records[Rung], target: Records[Rung], start: int, middle: int, end: int) -> None:
    """Merge two sorted neighbours."""
    one, two, place = start, middle, start
    while one < middle and two < end:
        if stands_above(source, one, two):
            copy_rung(source, one, target, place)
            one += 1
        else:
            copy_rung(source, two, target, place)
            two += 1
        place += 1
    for j in range(one, middle):
        copy_rung(source, j, target, place + j - one)
    for j in range(two, end):
        copy_rung(source, j, target, j)
