"""What one search is asked, and the room in which it works: compiled rules hand both on whole."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.bargaining.solutions.concepts import STAKE, WEIGHTED_MEAN
from sim.bargaining.solutions.space import REACH
from sim.bargaining.types import Array, Record, record

# An issue: what it and those behind it can add at most, priced and plain; what has been added before it, priced. How
# many of its options have been tried, and how many are worth it; whose consent is asked before it; in how many issues
# before it the package differs from that whose neighbours are sought; the option now, there, and in the best package;
# what an option adds to the number of a package, and the number before it.
LEVEL = record("ahead plain priced", "tried count asked differing option home best stride number")
# A search: what the best package so far comes to, and the sum of its worths; what a priced sum must reach to equal it,
# and to do better; the lowest bound; the highest priced sum that was left open; of prices and of powers, their sums.
# How many packages are given to begin with; by which kind of yardstick it measures; the number of the best package, is
# there one; how many parts of packages it has looked at.
TALLY = record("score total equal more bound open spread powers", "given kind number found nodes")


class Space(NamedTuple):
    """The packages of a replication, who must sign them, and by what they are measured."""

    values: Array  # [dimension, issue, option]: the parties, then who must consent
    options: Array  # [issue] how many
    allowed: Array  # [issue, option]
    needs: Array  # [issue, option, dimension] consent needed
    least: Array  # [dimension] the lowest worth at which each signs
    stake: Array  # [party] STAKE


class Search(NamedTuple):
    """Room for one search at a time."""

    level: Array  # [issue + 1] LEVEL
    tally: Record  # TALLY
    worth: Array  # [issue + 1, dimension] of the issues before
    reach: Array  # [dimension, issue + 1] REACH
    priced: Array  # [issue, option]
    order: Array  # [issue, option] worth trying, the dearest first
    known: Array  # [package, issue] to begin with; -1 for none
    judged: Array  # [party] STAKE, of what was signed


def search_room(shape: tuple[int, int, int], parties: int, options: Array, given: int) -> Search:
    """Room; shape: that of the values[dimension, issue, option]. So many packages are known beforehand."""
    dimensions, issues, widest = shape
    level = np.zeros(issues + 1, LEVEL)
    level["stride"][:-1] = np.cumprod(np.append(options[1:], 1)[::-1])[::-1]
    tally = np.zeros(1, TALLY)
    tally["given"] = given
    return Search(
        level=level.view(np.recarray),
        tally=tally.view(np.recarray)[0],
        worth=np.zeros((issues + 1, dimensions)),
        reach=np.zeros((dimensions, issues + 1), REACH).view(np.recarray),
        priced=np.zeros((issues, widest)),
        order=np.zeros((issues, widest), np.int64),
        known=np.full((given + parties + WEIGHTED_MEAN, issues), -1),
        judged=np.zeros(parties, STAKE).view(np.recarray),
    )
