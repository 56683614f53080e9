"""Who presses whom to move, and who gives way. Scholz, Calbert & Smith (2011); see positions.py."""

from __future__ import annotations

import math

from sim.bargaining.compiled import compiled
from sim.bargaining.protocols.challenge.positions import (
    Desk,
    line_up,
    measure,
    measured,
    median,
    power,
    share_votes,
    weigh_chances,
)
from sim.bargaining.rules.rules import on_grid
from sim.bargaining.types import Array

NONE, CONFRONTATION, COMPROMISE, CAPITULATION = range(4)  # of an offer; the first is taken before the others


@compiled
def utility(share: float, risk: float) -> float:
    """2 - 4 [share]^r: 2 where nothing is left to wish for, -2 where all is lost. U_si, U_fi, U_bi, U_wi, U_sq."""
    return 2.0 - 4.0 * power(max(0.0, share), risk)


@compiled
def improves(gap: float, off: float) -> float:
    """T: would i gain if j moved to the median? Even if the two are as far from i, as where j is the median."""
    nearer = on_grid(gap - off)
    if nearer == 0.0:
        return 0.5
    return 1.0 if nearer > 0.0 else 0.0


@compiled
def stakes(gap: float, risk: float) -> tuple[float, float, float]:
    """U_si, U_fi and U_sq: of winning, of losing, of leaving things as they are."""
    return utility(0.5 - 0.5 * gap, risk), utility(0.5 + 0.5 * gap, risk), utility(0.5, risk)


@compiled
def challenged(won: float, lost: float, chance: float, salience: float) -> float:
    """s_j (P U_si + (1 - P) U_fi) + (1 - s_j) U_si: whoever does not care gives in without a fight."""
    return salience * (chance * won + (1.0 - chance) * lost) + (1.0 - salience) * won


@compiled
def unchallenged(same: float, gap: float, off: float, status_quo: float, risk: float) -> float:
    """Q U_sq + (1 - Q)(T U_bi + (1 - T) U_wi), if i leaves j alone and j stays with probability Q."""
    if status_quo >= 1.0:
        return same
    reach, better = 0.25 * (off + gap), improves(gap, off)
    moved = better * utility(0.5 - reach, risk) + (1.0 - better) * utility(0.5 + reach, risk)
    return status_quo * same + (1.0 - status_quo) * moved


@compiled
def expectations(
    i: int, j: int, salience: Array, status_quo: float, risk: float, desk: Desk
) -> tuple[float, float]:
    """E(U_ij) of i if it challenges j, and E(U_ji) of j if it challenges i, both seen with this risk exponent."""
    gap = desk.gap[i, j]
    if gap == 0.0:
        return 0.0, 0.0
    won, lost, same = stakes(gap, risk)
    mine = challenged(won, lost, desk.chance[i, j], salience[j])
    theirs = challenged(won, lost, desk.chance[j, i], salience[i])
    mine -= unchallenged(same, gap, desk.off[i], status_quo, risk)
    theirs -= unchallenged(same, gap, desk.off[j], status_quo, risk)
    return on_grid(mine), on_grid(theirs)


@compiled
def exponent(danger: float, least: float, most: float) -> float:
    """r_i = (1 - R_i/3) / (1 + R_i/3) from R_i, -1 where least is to be feared and 1 where most.

    If all are in the same danger, nobody is bold and nobody cautious: R_i = 0.
    """
    if most == least:
        return 1.0
    risk = (2.0 * danger - most - least) / (most - least)
    return (1.0 - risk / 3.0) / (1.0 + risk / 3.0)


@compiled
def take_risks(salience: Array, status_quo: float, desk: Desk) -> None:
    """R_i: the danger of i, sum_j E(U_ji), between the least and the most that any actor is in."""
    desk.danger[:] = 0.0
    for i in range(len(salience)):
        for j in range(i):
            by_i, by_j = expectations(i, j, salience, status_quo, 1.0, desk)
            desk.danger[i] += by_j
            desk.danger[j] += by_i
    least, most = math.inf, -math.inf
    for i in range(len(salience)):
        least, most = min(least, desk.danger[i]), max(most, desk.danger[i])
    for i in range(len(salience)):
        desk.risk[i] = exponent(desk.danger[i], least, most)


@compiled
def kind_of(mine: float, theirs: float) -> int:
    """What i, expecting E(U_ij), is offered by j, who is seen to expect E(U_ji)."""
    if theirs <= 0.0 or mine == 0.0 or mine >= theirs:
        return NONE
    if mine > 0.0:
        return CONFRONTATION
    return COMPROMISE if theirs > -mine else CAPITULATION


@compiled
def offer(i: int, j: int, salience: Array, status_quo: float, desk: Desk) -> tuple[int, float, float]:
    """What j offers to i: its kind, the share of the way that i would go, and how hard j presses, E(U_ji).

    Both expectations are those of i, with its own risk exponent.
    """
    mine, theirs = expectations(i, j, salience, status_quo, desk.risk[i], desk)
    kind = kind_of(mine, theirs)
    return kind, -mine / theirs if kind == COMPROMISE else 1.0, theirs


@compiled
def rank(kind: int, move: float, pressure: float) -> tuple[int, float, float]:
    """The smaller is taken: by kind, then the smallest move; of compromises the one that is pressed hardest.

    Printed is the smallest move for compromises too, which does not yield the published table. The authors' code
    takes the one with the lowest weighted position, and so depends on which end of the scale is called low.
    """
    return (kind, -pressure, move) if kind == COMPROMISE else (kind, move, -pressure)


@compiled
def landing(here: float, there: float, share: float) -> float:
    """So much of the way; never beyond either end."""
    if share >= 1.0:
        return there
    return min(max(here + share * (there - here), min(here, there)), max(here, there))


@compiled
def answer(i: int, position: Array, salience: Array, status_quo: float, desk: Desk) -> None:
    """Take the best offer. Pulled both ways alike i stays; of equals on one side the first in order is named."""
    best, torn = (CAPITULATION + 1, 0.0, 0.0), False
    desk.target[i], desk.how[i], desk.yields_to[i] = position[i], NONE, -1
    for j in range(len(position)):
        kind, share, pressure = offer(i, j, salience, status_quo, desk)
        if kind == NONE:
            continue
        this = rank(kind, on_grid(share * desk.gap[i, j]), pressure)
        if this < best:
            best, torn = this, False
            desk.target[i], desk.how[i], desk.yields_to[i] = landing(position[i], position[j], share), kind, j
        elif this == best and (position[j] > position[i]) != (desk.target[i] > position[i]):
            torn = True
    if torn:
        desk.target[i], desk.how[i], desk.yields_to[i] = position[i], NONE, -1


@compiled
def look_around(position: Array, span: float, desk: Desk) -> float:
    """How far everybody stands from everybody and from the median, which is returned."""
    measure(position, span, desk.gap)
    middle = median(position, desk.votes, desk.gap)
    for i in range(len(position)):
        desk.off[i] = measured(abs(position[i] - middle), span)
    return middle


@compiled
def challenge_round(
    position: Array, capability: Array, salience: Array, status_quo: float, span: float, desk: Desk
) -> float:
    """Everybody answers its best offer, all at once; moves `position` and returns the median after it.

    position, capability (at least 0) and salience (0..1): [actor]. status_quo: Q, 0..1. span: R, the range of
    positions at the start. `desk.how` and `desk.yields_to` say who moved why; nobody did if all of `how` is 0.
    """
    share_votes(capability, salience, desk.votes)
    look_around(position, span, desk)
    desk.risk[:] = 1.0
    line_up(position, desk.order)
    weigh_chances(desk.votes, desk)
    take_risks(salience, status_quo, desk)
    weigh_chances(desk.votes, desk)
    for i in range(len(position)):
        answer(i, position, salience, status_quo, desk)
    for i in range(len(position)):
        position[i] = desk.target[i]
    return look_around(position, span, desk)
