"""What one search is asked, and the room in which it works: compiled rules hand both on whole."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.bargaining.records import Level, Reach, Records, Records2, SearchTally, Stake
from sim.bargaining.solutions.concepts import WEIGHTED_MEAN
from sim.bargaining.types import Array


class Space(NamedTuple):
    """The packages of a replication, who must sign them, and by what they are measured."""

    values: Array  # [dimension, issue, option]: the parties, then who must consent
    options: Array  # [issue] how many
    allowed: Array  # [issue, option]
    needs: Array  # [issue, option, dimension] consent needed
    least: Array  # [dimension] the lowest worth at which each signs
    stake: Records[Stake]  # [party]


class Search(NamedTuple):
    """Room for one search at a time."""

    level: Records[Level]  # [issue + 1]
    tally: SearchTally
    worth: Array  # [issue + 1, dimension] of the issues before
    reach: Records2[Reach]  # [dimension, issue + 1]
    priced: Array  # [issue, option]
    order: Array  # [issue, option] worth trying, the dearest first
    known: Array  # [package, issue] to begin with; -1 for none
    judged: Records[Stake]  # [party] of what was signed


def search_room(shape: tuple[int, int, int], parties: int, options: Array, given: int) -> Search:
    """Room; shape: that of the values[dimension, issue, option]. So many packages are known beforehand."""
    dimensions, issues, widest = shape
    level, tally = Level.empty(issues + 1), SearchTally.empty(1)
    level["stride"][:-1] = np.cumprod(np.append(options[1:], 1)[::-1])[::-1]
    tally["given"] = given
    return Search(
        level=level,
        tally=tally[0],
        worth=np.zeros((issues + 1, dimensions)),
        reach=Reach.empty(dimensions, issues + 1),
        priced=np.zeros((issues, widest)),
        order=np.zeros((issues, widest), np.int64),
        known=np.full((given + parties + WEIGHTED_MEAN, issues), -1),
        judged=Stake.empty(parties),
    )
