"""What each concept picks in every replication of a chunk."""

from __future__ import annotations

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Bound, Case, Pile, Reach, Records, Records2, Stake
from sim.bargaining.rules.rules import TIE
from sim.bargaining.solutions.concepts import RUBINSTEIN, WEIGHTED_MEAN, choose, find_ideal, share_power
from sim.bargaining.solutions.frontier import grow_consented
from sim.bargaining.types import Array


@compiled
def solve_all(
    options: Array,
    needs: Array,
    values: Array,
    allowed: Array,
    floors: Array,
    stake: Records2[Stake],
    case: Records[Case],
    asked: Array,
    picked: Array,
    repeated: Array,
    worth: Array,
    number: Array,
    pile: Records[Pile],
    bound: Records[Bound],
    reach: Records2[Reach],
    within: Array,
    open_to: Array,
) -> None:
    """All replications but those that repeat the one before.

    The arguments behind needs are Cases and FrontierSpace, each array on its own: so they compile in half the time.
    """
    parties = stake.shape[1]
    for r in range(case.shape[0]):
        if repeated[r]:
            continue
        for best in range(1 - case[r].signed, 2):
            found = grow_consented(
                values[r],
                options,
                allowed[r],
                needs,
                floors[best, r],
                parties,
                worth,
                number,
                pile,
                bound,
                reach,
                within,
                open_to,
            )
            rows = pile[found].rows
            if not best:
                case[r].unsure = pile[found].thinned
                case[r].efficient = is_efficient(worth, found, rows, floors[best, r], parties)
            elif pile[found].thinned:
                case[r].thinned = 1
            else:
                case[r].length = rows
                pick_all(worth, number, found, rows, stake[r], case[r].war, picked[r])
                count_asked(options, needs, number, found, rows, parties, asked[r])


@inner
def is_efficient(worth: Array, found: int, rows: int, given: Array, parties: int) -> bool:
    """Of packages that are worse for no party than what was agreed: is none of them better for one?"""
    for row in range(rows):
        for i in range(parties):
            if worth[found, row, i] > given[i] + 2.0 * TIE:  # the lowest worth that counts as given
                return False
    return True


@inner
def pick_all(
    worth: Array, number: Array, found: int, rows: int, stake: Records[Stake], war: int, picked: Array
) -> None:
    """The package of each concept, if anything can be signed."""
    if rows > 0:
        find_ideal(worth, found, rows, stake)
        share_power(stake, war > 0)
        for concept in range(WEIGHTED_MEAN):
            if concept != RUBINSTEIN or stake[0].power >= 0.0:
                picked[concept] = choose(worth, number, found, rows, concept, stake)


@inner
def count_asked(
    options: Array, needs: Array, number: Array, found: int, rows: int, parties: int, asked: Array
) -> None:
    """How many packages need which consents."""
    for row in range(rows):
        rest, consents = number[found, row], 0
        for k in range(options.shape[0] - 1, -1, -1):  # the digits of its number are its options
            for d in range(parties, needs.shape[2]):
                if needs[k, rest % options[k], d]:
                    consents |= 1 << (d - parties)
            rest //= options[k]
        asked[consents] += 1
