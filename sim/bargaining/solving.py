"""Every replication of a chunk before anybody has spoken: who could gain what, and what each concept picks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.bargaining.compiled import compiled
from sim.bargaining.concepts import CONCEPTS, RUBINSTEIN, WEIGHTED_MEAN, choose, find_ideal, share_power
from sim.bargaining.frontier import SIZE, THINNED, WIDTH, Room, Rows, grow_consented
from sim.bargaining.menu import sum_over_issues
from sim.bargaining.nouns import Array, Frame, Record
from sim.bargaining.rules import on_grid
from sim.bargaining.start import size_up_war


class Givens(NamedTuple):
    """What replications have in common. Dimensions are the parties, then those whose consent some option needs."""

    options: Array  # [issue] how many
    proposals: Array  # [proposal, issue] option
    lines: Array  # [actor, issue, option] stated red lines
    seats: Array  # [dimension] actor
    needs: Array  # [issue, option, dimension] is this consent needed?
    simplest: Array  # [1, issue] the package of the weighted mean
    terms: Array  # [issue] a package under consideration


class Drawn(NamedTuple):
    """The part of nouns.Draw that is there before anybody has spoken."""

    talks: Array
    actor: Array
    gain: Array
    genuine: Array


class Packages(NamedTuple):
    """What can be signed in one replication."""

    values: Array  # [dimension, issue, option]
    allowed: Array  # [issue, option]
    least: Array  # [dimension] what each must have to sign
    floors: Array  # [dimension] the same, or what it was given


class Sheet(NamedTuple):
    """The columns of solutions.Solutions, in the order of the engine."""

    disagreement: Array
    ideal: Array
    power: Array
    size: Array
    thinned: Array
    asked: Array
    exists: Array
    terms: Array
    utility: Array
    efficient: Array


def empty_packages(shape: tuple[int, int, int]) -> Packages:
    """Nothing drawn yet; shape: that of the values."""
    return Packages(np.zeros(shape), np.zeros(shape[1:], np.bool_), np.zeros(shape[0]), np.zeros(shape[0]))


def empty_sheet(frame: Frame, parties: int, consenters: int, runs: int) -> Sheet:
    """Nothing found yet."""
    issues, actors, concepts = len(frame.options), frame.weightings.shape[1], len(CONCEPTS)
    return Sheet(
        disagreement=np.zeros((runs, parties)),
        ideal=np.full((runs, parties), np.nan),
        power=np.full((runs, parties), np.nan),
        size=np.zeros(runs, np.int64),
        thinned=np.zeros(runs, np.bool_),
        asked=np.zeros((runs, 2**consenters), np.int64),
        exists=np.zeros((runs, concepts), np.bool_),
        terms=np.full((runs, concepts, issues), -1, np.int64),
        utility=np.full((runs, concepts, actors), np.nan),
        efficient=np.zeros(runs, np.bool_),
    )


@compiled
def solve_all(
    drawn: Drawn, givens: Givens, agreed: Array, packages: Packages, space: Room, sheet: Sheet
) -> None:
    """agreed[replication, issue]: what was signed, -1 if nothing."""
    for r in range(drawn.talks.shape[0]):
        talks, actor, gain = drawn.talks[r], drawn.actor[r], drawn.gain[r]
        find_packages(talks, actor, gain, drawn.genuine[r], givens, packages)
        for best in range(2):
            for d in range(packages.least.shape[0]):
                packages.floors[d] = packages.least[d]
                if not best and d < talks.parties and agreed[r, 0] >= 0:
                    packages.floors[d] = sum_over_issues(packages.values, agreed, r, d)
            if best or agreed[r, 0] >= 0:
                grow_consented(
                    packages.values,
                    givens.options,
                    packages.allowed,
                    givens.needs,
                    packages.floors,
                    talks.parties,
                    space,
                )
            if not best:
                sheet.efficient[r] = agreed[r, 0] >= 0 and is_efficient(packages.floors, space.union)
        pick_all(givens.options, talks, actor, packages.least, space.union, sheet, r)
        count_asked(givens, talks.parties, space.union, sheet, r)
        for k in range(givens.options.shape[0]):
            sheet.terms[r, WEIGHTED_MEAN, k] = givens.simplest[0, k]
        sheet.exists[r, WEIGHTED_MEAN] = all_sign(packages, givens, talks.parties)
        for concept in range(sheet.exists.shape[1]):
            if sheet.terms[r, concept, 0] >= 0:
                for a in range(actor.shape[0]):
                    sheet.utility[r, concept, a] = sum_over_issues(gain, sheet.terms[r], concept, a)


@compiled
def find_packages(
    talks: Record,
    actor: Array,
    gain: Array,
    genuine: Array,
    givens: Givens,
    packages: Packages,
) -> None:
    """What can be signed, for what the war and the consents are worth at the start."""
    size_up_war(gain, givens.proposals, talks, actor)
    stay_within_lines(givens.lines, genuine, packages.allowed)
    for d in range(packages.least.shape[0]):
        me = actor[givens.seats[d]]
        packages.least[d] = me.war_value if d < talks.parties else on_grid(me.floor)
        for k in range(gain.shape[1]):
            for o in range(gain.shape[2]):
                packages.values[d, k, o] = gain[givens.seats[d], k, o]


@compiled
def stay_within_lines(lines: Array, genuine: Array, allowed: Array) -> None:
    """An option is allowed if it crosses nobody's genuine red line."""
    for k in range(lines.shape[1]):
        for o in range(lines.shape[2]):
            allowed[k, o] = True
            for a in range(lines.shape[0]):
                if genuine[a, k] and lines[a, k, o]:
                    allowed[k, o] = False


@compiled
def is_efficient(floors: Array, rows: Rows) -> bool:
    """Of packages that are worse for no party than what was agreed: is none of them better for one?"""
    for row in range(rows.state[SIZE]):
        for i in range(rows.state[WIDTH]):
            if rows.worth[row, i] > floors[i]:
                return False
    return True


@compiled
def pick_all(
    options: Array, talks: Record, actor: Array, least: Array, rows: Rows, sheet: Sheet, r: int
) -> None:
    """The package of each concept, if anything can be signed."""
    sheet.size[r], sheet.thinned[r] = rows.state[SIZE], rows.state[THINNED] > 0
    for i in range(talks.parties):
        sheet.disagreement[r, i] = least[i]
    if rows.state[SIZE] > 0:
        find_ideal(rows, least, sheet.ideal[r])
        share_power(talks, actor, sheet.ideal[r], sheet.power[r])
        for concept in range(WEIGHTED_MEAN):
            if concept != RUBINSTEIN or sheet.power[r, 0] >= 0.0:
                row = choose(rows, concept, least, sheet.ideal[r], sheet.power[r])
                decode(rows.number[row], options, sheet.terms[r, concept])
                sheet.exists[r, concept] = True


@compiled
def decode(number: int, options: Array, terms: Array) -> None:
    """The options of a package: the digits of its number."""
    for k in range(options.shape[0] - 1, -1, -1):
        terms[k] = number % options[k]
        number //= options[k]


@compiled
def count_asked(givens: Givens, parties: int, rows: Rows, sheet: Sheet, r: int) -> None:
    """How many packages need which consents."""
    for row in range(rows.state[SIZE]):
        decode(rows.number[row], givens.options, givens.terms)
        consents = 0
        for d in range(parties, givens.needs.shape[2]):
            for k in range(givens.options.shape[0]):
                if givens.needs[k, givens.terms[k], d]:
                    consents |= 1 << (d - parties)
        sheet.asked[r, consents] += 1


@compiled
def all_sign(packages: Packages, givens: Givens, parties: int) -> bool:
    """Does the package of the weighted mean cross no line, and do all who are asked have their least?"""
    for d in range(packages.least.shape[0]):
        asked = d < parties
        for k in range(packages.allowed.shape[0]):
            o = givens.simplest[0, k]
            asked = asked or givens.needs[k, o, d]
            if not packages.allowed[k, o]:
                return False
        if asked and sum_over_issues(packages.values, givens.simplest, 0, d) < packages.least[d]:
            return False
    return True
