"""What concepts pick where the frontier is too long to be listed: each asks for its best package by itself."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.concepts import (
    EGALITARIAN,
    KALAI_SMORODINSKY,
    NASH,
    RUBINSTEIN,
    SUM,
    UTILITARIAN,
    WEIGHTED_MEAN,
    share_power,
    weigh,
)
from sim.bargaining.frontier import REACH, span
from sim.bargaining.nouns import Array, Record
from sim.bargaining.prices import LEVEL, TALLY
from sim.bargaining.rules import TIE
from sim.bargaining.seeking import better_known, seek


class Search(NamedTuple):
    """Room for one search at a time."""

    level: Array  # [issue + 1] LEVEL
    tally: Array  # [1] TALLY
    worth: Array  # [issue + 1, dimension] of the issues before
    reach: Array  # [dimension, issue + 1] REACH
    priced: Array  # [issue, option]
    order: Array  # [issue, option] worth trying, the dearest first
    known: Array  # [package, issue] to begin with; -1 for none


def search_room(shape: tuple[int, int, int], parties: int, options: Array, given: int) -> Search:
    """Room; shape: that of the values[dimension, issue, option]. So many packages are known beforehand."""
    dimensions, issues, widest = shape
    level = np.zeros(issues + 1, LEVEL)
    level["stride"][:-1] = np.cumprod(np.append(options[1:], 1)[::-1])[::-1]
    return Search(
        level=level.view(np.recarray),
        tally=np.zeros(1, TALLY).view(np.recarray),
        worth=np.zeros((issues + 1, dimensions)),
        reach=np.zeros((dimensions, issues + 1), REACH).view(np.recarray),
        priced=np.zeros((issues, widest)),
        order=np.zeros((issues, widest), np.int64),
        known=np.full((given + parties + WEIGHTED_MEAN, issues), -1),
    )


@compiled
def search_all(
    options: Array,
    needs: Array,
    values: Array,
    allowed: Array,
    floors: Array,
    stake: Array,
    case: Array,
    picked: Array,
    bound: Array,
    given: Array,
    repeated: Array,
    level: Array,
    tally: Array,
    worth: Array,
    reach: Array,
    priced: Array,
    order: Array,
    known: Array,
) -> None:
    """Every replication whose frontier was too long. given[replication, package, issue]: packages to begin with.

    What repeats the one before is left out.
    """
    for r in range(case.shape[0]):
        if repeated[r]:
            continue
        for best in range(2):
            if case[r].thinned if best else case[r].unsure:
                span(values[r], options, allowed[r], values.shape[1], reach)
                known[:] = -1
                known[: given.shape[1]] = given[r]
                space = (values[r], options, allowed[r], needs, floors[best, r])
                desk = (level, tally[0], worth, reach, priced, order, known)
                if best:
                    pick(*space, stake[r], *desk, given.shape[1], case[r], picked[r], bound[r])
                else:
                    judge(*space, stake[r].copy(), *desk, case[r])


@inner
def pick(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    stake: Array,
    level: Array,
    tally: Record,
    worth: Array,
    reach: Array,
    priced: Array,
    order: Array,
    known: Array,
    given: int,
    case: Record,
    picked: Array,
    bound: Array,
) -> None:
    """The package of each concept. What one of them finds, the others know of."""
    space = (values, options, allowed, needs, least, stake)
    desk = (level, tally, worth, reach, priced, order, known)
    case.ideals = find_ideals(*space, *desk, given)
    share_power(stake, case.war > 0)
    row = given + stake.shape[0]
    for turn in range(2):
        for concept in (UTILITARIAN, NASH, RUBINSTEIN, KALAI_SMORODINSKY, EGALITARIAN):
            if known[given, 0] >= 0 and (concept != RUBINSTEIN or stake[0].power >= 0.0):
                kind = weigh(stake, concept)
                if turn == 0:
                    seek(*space, kind, *desk)
                    bound[concept] = tally.bound
                else:
                    better_known(*space, kind, *desk)
                    sure = case.ideals or concept != KALAI_SMORODINSKY
                    bound[concept] = (
                        math.nan if sure and bound[concept] <= tally.score + TIE else bound[concept]
                    )
                remember(level, known, row + concept)
                picked[concept] = tally.number


@inner
def find_ideals(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    stake: Array,
    level: Array,
    tally: Record,
    worth: Array,
    reach: Array,
    priced: Array,
    order: Array,
    known: Array,
    given: int,
) -> int:
    """The most that each party could gain: are all of them found?"""
    exact = 1
    for i in range(stake.shape[0]):
        stake[i].ideal = 0.0
    for j in range(stake.shape[0]):
        for i in range(stake.shape[0]):
            stake[i].weight = 1.0 if i == j else 0.0
        seek(
            values,
            options,
            allowed,
            needs,
            least,
            stake,
            SUM,
            level,
            tally,
            worth,
            reach,
            priced,
            order,
            known,
        )
        if not tally.found:
            for i in range(stake.shape[0]):
                stake[i].ideal = math.nan
            return int(tally.bound == -math.inf)
        stake[j].ideal = tally.score if tally.score > TIE else 0.0
        exact = exact and tally.bound <= tally.score + TIE
        remember(level, known, given + j)
    return exact


@inner
def remember(level: Array, known: Array, row: int) -> None:
    """The best package among those to begin with."""
    for k in range(known.shape[1]):
        known[row, k] = level[k].best


@inner
def judge(
    values: Array,
    options: Array,
    allowed: Array,
    needs: Array,
    least: Array,
    stake: Array,
    level: Array,
    tally: Record,
    worth: Array,
    reach: Array,
    priced: Array,
    order: Array,
    known: Array,
    case: Record,
) -> None:
    """Is a package better for one party than what was signed, and worse for none? `least` is what that gave."""
    signed = 0.0
    for i in range(stake.shape[0]):
        stake[i].weight, stake[i].least = 1.0, least[i] + TIE
        signed += stake[i].least
    seek(values, options, allowed, needs, least, stake, SUM, level, tally, worth, reach, priced, order, known)
    case.efficient = tally.score <= TIE
    case.unsure = case.efficient and tally.bound > TIE
