"""Every replication of a chunk before anybody has spoken: what can be signed, and who could gain what."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.bargaining.records import Case, Records, Records2, Stake
from sim.bargaining.rules.rules import TIE, WIDEST
from sim.bargaining.setup.sampling.tastes import gridded
from sim.bargaining.setup.start import size_up_war
from sim.bargaining.solutions.concepts import CONCEPTS
from sim.bargaining.solutions.in_blocks import within_blocks, worth_in_blocks
from sim.bargaining.types import Array, Draw, Frame


class Cases(NamedTuple):
    """What can be signed in each replication, and what is found. Dimensions: the parties, then who must consent.

    Issues that links tie together are one here: a block, with an option for each combination that no link excludes.
    """

    values: Array  # [replication, dimension, block, option]
    allowed: Array  # [replication, block, option]
    floors: Array  # [what was given or what is least, replication, dimension] the lowest worth at which each signs
    stake: Records2[Stake]  # [replication, party]
    case: Records[Case]  # [replication]
    asked: Array  # [replication, set of consenters] packages on the frontier that need just these
    picked: Array  # [replication, concept] number of the package; -1 if none
    bound: Array  # [replication, concept] what no package exceeds, as `concepts.measured`; NaN if its own is the best


def cases(frame: Frame, drawn: Draw, parties: int, dimensions: list[int], agreed: Array) -> Cases:
    """Nothing found yet. dimensions: whose seats; agreed[replication, block]: what was signed, -1 if nothing."""
    runs, war = len(drawn.talks), drawn.talks["war"] > 0
    for r in range(runs):
        priced = (drawn.gain[r], frame.links, drawn.synergy[r])
        size_up_war(*priced, frame.proposals, drawn.talks[r], drawn.actor[r], drawn.lever[r])
    gain, synergy = drawn.gain[:, dimensions], drawn.synergy[:, :, dimensions]
    values = np.ascontiguousarray(worth_in_blocks(frame.blocks, gain, synergy))
    party = drawn.actor[:, :parties]
    least = gridded(np.clip(drawn.actor["floor"][:, dimensions], -WIDEST, WIDEST))
    least[:, :parties] = party["war_value"]
    least = least - TIE
    given, signed = least.copy(), agreed[:, 0] >= 0
    given[signed, :parties] = worth_of(values, agreed)[signed, :parties] - TIE
    stake, case = Stake.empty(runs, parties), Case.empty(runs)
    stake["least"], stake["ideal"], stake["power"] = party["war_value"], np.nan, np.nan
    stake["haste"] = np.where(war[:, None], party["cost_per_day"], 1.0 / party["deadline_days"])
    case["war"], case["signed"], case["ideals"] = war, signed, 1
    crossed = drawn.genuine[:, :, :, None] & drawn.lines
    return Cases(
        values=values,
        allowed=within_blocks(frame.blocks, np.logical_not(crossed.any(axis=1))),
        floors=np.stack([given, least]),
        stake=stake,
        case=case,
        asked=np.zeros((runs, 2 ** (len(dimensions) - parties)), np.int64),
        picked=np.full((runs, len(CONCEPTS)), -1),
        bound=np.full((runs, len(CONCEPTS)), np.nan),
    )


def worth_of(values: Array, terms: Array) -> Array:
    """[..., actor] what each gets of the options in terms[..., block], worth values[..., actor, block, option]."""
    options = np.maximum(terms, 0)[..., None, :, None]
    found: Array = np.take_along_axis(values, options, axis=-1)[..., 0].sum(axis=-1)
    return found


def packages(picked: Array, options: Array) -> Array:
    """[..., block] the options of packages by their numbers, of which they are the digits; -1 for no package."""
    strides = np.cumprod(np.append(options[1:], 1)[::-1])[::-1]
    return np.where(picked[..., None] < 0, -1, picked[..., None] // strides % options)


def all_sign(cases: Cases, needs: Array, terms: Array) -> Array:
    """[replication] do the terms[replication, block] cross no line, and have all who are asked their least?"""
    parties, options = cases.stake.shape[1], np.maximum(terms, 0)
    asked = needs[np.arange(terms.shape[1]), options].any(axis=1) | (np.arange(needs.shape[2]) < parties)
    within = np.take_along_axis(cases.allowed, options[:, :, None], axis=2).all(axis=(1, 2))
    content = worth_of(cases.values, options) >= cases.floors[1]
    signed: Array = (terms >= 0).all(axis=1) & within & (content | ~asked).all(axis=1)
    return signed


def repeats(cases: Cases, agreed: Array) -> Array:
    """[replication] is all as in the one before, as where nothing is uncertain? agreed[replication, block]."""
    arrays = (cases.values, cases.allowed, *cases.floors, cases.stake["least"], cases.stake["haste"], agreed)
    found = np.zeros(len(cases.case), np.bool_)
    for r in range(1, len(found)):
        found[r] = all(np.array_equal(array[r], array[r - 1]) for array in arrays)
    return found


def repeat(cases: Cases, repeated: Array) -> None:
    """What was found of a replication, in those that repeat it."""
    source = np.maximum.accumulate(np.where(repeated, 0, np.arange(len(repeated))))
    arrays: tuple[Any, ...] = (cases.stake, cases.case, cases.asked, cases.picked, cases.bound)
    for found in arrays:
        found[:] = found[source]
