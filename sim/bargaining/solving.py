"""Every replication of a chunk before anybody has spoken: who could gain what, and what each concept picks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.concepts import (
    CONCEPTS,
    RUBINSTEIN,
    STAKE,
    WEIGHTED_MEAN,
    choose,
    find_ideal,
    share_power,
)
from sim.bargaining.frontier import grow_consented
from sim.bargaining.nouns import Array, Draw, Frame, record
from sim.bargaining.rules import WIDEST
from sim.bargaining.sampling import gridded
from sim.bargaining.start import size_up_war

# A replication: is there a war, was anything signed. Then: how many packages are on the frontier, were there too many
# of them, does none better what was signed.
CASE = record("", "war signed size thinned efficient")


class Cases(NamedTuple):
    """What can be signed in each replication, and what is found. Dimensions: the parties, then who must consent."""

    values: Array  # [replication, dimension, issue, option]
    allowed: Array  # [replication, issue, option]
    floors: Array  # [what was given or what is least, replication, dimension] what each must have to sign
    stake: Array  # [replication, party] STAKE
    case: Array  # [replication] CASE
    asked: Array  # [replication, set of consenters] packages on the frontier that need just these
    picked: Array  # [replication, concept] number of the package; -1 if none


def cases(frame: Frame, drawn: Draw, parties: int, dimensions: list[int], agreed: Array) -> Cases:
    """Nothing found yet. dimensions: whose seats; agreed[replication, issue]: what was signed, -1 if nothing."""
    runs, war = len(drawn.talks), drawn.talks["war"] > 0
    for r in range(runs):
        size_up_war(drawn.gain[r], frame.proposals, drawn.talks[r], drawn.actor[r])
    values, party = np.ascontiguousarray(drawn.gain[:, dimensions]), drawn.actor[:, :parties]
    least = gridded(np.clip(drawn.actor["floor"][:, dimensions], -WIDEST, WIDEST))
    least[:, :parties] = party["war_value"]
    given, signed = least.copy(), agreed[:, 0] >= 0
    given[signed, :parties] = worth_of(values, agreed)[signed, :parties]
    stake, case = np.zeros((runs, parties), STAKE), np.zeros(runs, CASE)
    stake["least"], stake["ideal"], stake["power"] = party["war_value"], np.nan, np.nan
    stake["haste"] = np.where(war[:, None], party["cost_per_day"], 1.0 / party["deadline_days"])
    case["war"], case["signed"] = war, signed
    crossed = drawn.genuine[:, :, :, None] & frame.lines
    return Cases(
        values=values,
        allowed=np.logical_not(crossed.any(axis=1)),
        floors=np.stack([given, least]),
        stake=stake.view(np.recarray),
        case=case.view(np.recarray),
        asked=np.zeros((runs, 2 ** (len(dimensions) - parties)), np.int64),
        picked=np.full((runs, len(CONCEPTS)), -1),
    )


def worth_of(values: Array, terms: Array) -> Array:
    """[..., actor] what each gets of the options in terms[..., issue], worth values[..., actor, issue, option]."""
    options = np.maximum(terms, 0)[..., None, :, None]
    found: Array = np.take_along_axis(values, options, axis=-1)[..., 0].sum(axis=-1)
    return found


def packages(picked: Array, options: Array) -> Array:
    """[..., issue] the options of packages by their numbers, of which they are the digits; -1 for no package."""
    strides = np.cumprod(np.append(options[1:], 1)[::-1])[::-1]
    return np.where(picked[..., None] < 0, -1, picked[..., None] // strides % options)


def all_sign(cases: Cases, needs: Array, package: Array) -> Array:
    """[replication] does a package cross no line, and do all who are asked have their least?"""
    parties, options = cases.stake.shape[1], (np.arange(len(package)), package)
    asked = needs[options].any(axis=0) | (np.arange(needs.shape[2]) < parties)
    content = worth_of(cases.values, package[None]) >= cases.floors[1]
    signed: Array = cases.allowed[:, *options].all(axis=1) & (content | ~asked).all(axis=1)
    return signed


@compiled
def solve_all(
    options: Array,
    needs: Array,
    values: Array,
    allowed: Array,
    floors: Array,
    stake: Array,
    case: Array,
    asked: Array,
    picked: Array,
    worth: Array,
    number: Array,
    pile: Array,
    bound: Array,
    reach: Array,
    within: Array,
    open_to: Array,
) -> None:
    """The arguments behind needs are Cases and Room, each array on its own: so they compile in half the time."""
    parties = stake.shape[1]
    for r in range(case.shape[0]):
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
            if best:
                case[r].size, case[r].thinned = rows, pile[found].thinned
                pick_all(worth, number, found, rows, stake[r], case[r].war, picked[r])
                count_asked(options, needs, number, found, rows, parties, asked[r])
            else:
                case[r].efficient = is_efficient(worth, found, rows, floors[best, r], parties)


@inner
def is_efficient(worth: Array, found: int, rows: int, given: Array, parties: int) -> bool:
    """Of packages that are worse for no party than what was agreed: is none of them better for one?"""
    for row in range(rows):
        for i in range(parties):
            if worth[found, row, i] > given[i]:
                return False
    return True


@inner
def pick_all(
    worth: Array, number: Array, found: int, rows: int, stake: Array, war: int, picked: Array
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
