"""What concepts pick where the frontier is too long to be listed: each asks for its best package by itself."""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Case, Records, Stake
from sim.bargaining.rules.rows import copy_rows
from sim.bargaining.rules.rules import TIE
from sim.bargaining.solutions.cases import Cases
from sim.bargaining.solutions.concepts import (
    EGALITARIAN,
    KALAI_SMORODINSKY,
    NASH,
    RUBINSTEIN,
    SUM,
    UTILITARIAN,
    share_power,
    weigh,
)
from sim.bargaining.solutions.growing import span
from sim.bargaining.solutions.search import Search, Space
from sim.bargaining.solutions.seeking import begin, seek
from sim.bargaining.types import Array


@compiled
def search_all(
    options: Array, needs: Array, cases: Cases, given: Array, repeated: Array, search: Search
) -> None:
    """Every replication whose frontier was too long. given[replication, package, issue]: packages to begin with.

    What repeats the one before is left out.
    """
    for r in range(cases.case.shape[0]):
        case, values, allowed = cases.case[r], cases.values[r], cases.allowed[r]
        for best in range(2):
            if not repeated[r] and (case.thinned if best else case.unsure):
                span(values, options, allowed, values.shape[0], search.reach)
                search.known[:] = -1
                copy_rows(given[r], search.known)
                stake = cases.stake[r] if best else search.judged
                space = Space(
                    values=values,
                    options=options,
                    allowed=allowed,
                    needs=needs,
                    least=cases.floors[best, r],
                    stake=stake,
                )
                if best:
                    pick(space, search, cases, r)
                else:
                    judge(space, search, cases.stake[r], case)


@inner
def pick(space: Space, search: Search, cases: Cases, r: int) -> None:
    """The package of each concept. What one of them finds, the others know of."""
    stake, tally, bound = space.stake, search.tally, cases.bound[r]
    exact = find_ideals(space, search)
    cases.case[r].ideals = exact
    share_power(stake, cases.case[r].war > 0)
    for turn in range(2):
        for concept in (UTILITARIAN, NASH, RUBINSTEIN, KALAI_SMORODINSKY, EGALITARIAN):
            if search.known[tally.given, 0] >= 0 and (concept != RUBINSTEIN or stake[0].power >= 0.0):
                kind = weigh(stake, concept)
                if turn == 0:
                    seek(space, search, kind)
                    bound[concept] = tally.bound
                else:
                    begin(space, search, kind)
                    if (exact or concept != KALAI_SMORODINSKY) and bound[concept] <= tally.score + TIE:
                        bound[concept] = math.nan
                remember(search, stake.shape[0] + concept)
                cases.picked[r, concept] = tally.number


@inner
def find_ideals(space: Space, search: Search) -> int:
    """The most that each party could gain: are all of them found?"""
    stake, tally, exact = space.stake, search.tally, 1
    for i in range(stake.shape[0]):
        stake[i].ideal = 0.0
    for j in range(stake.shape[0]):
        for i in range(stake.shape[0]):
            stake[i].weight = 1.0 if i == j else 0.0
        seek(space, search, SUM)
        if not tally.found:
            for i in range(stake.shape[0]):
                stake[i].ideal = math.nan
            return int(tally.bound == -math.inf)
        stake[j].ideal = tally.score if tally.score > TIE else 0.0
        exact = exact and tally.bound <= tally.score + TIE
        remember(search, j)
    return exact


@inner
def remember(search: Search, place: int) -> None:
    """The best package among those to begin with, behind those that were given."""
    for k in range(search.known.shape[1]):
        search.known[search.tally.given + place, k] = search.level[k].best


@inner
def judge(space: Space, search: Search, stake: Records[Stake], case: Case) -> None:
    """Is a package better for one party than what was signed, and worse for none? `least` is what that gave."""
    for i in range(stake.shape[0]):
        space.stake[i] = stake[i]
        space.stake[i].weight, space.stake[i].least = 1.0, space.least[i] + TIE
    seek(space, search, SUM)
    case.efficient = search.tally.score <= TIE
    case.unsure = case.efficient and search.tally.bound > TIE
