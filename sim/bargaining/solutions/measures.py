"""What packages come to, each on its own yardstick."""

from __future__ import annotations

import numpy as np

from sim.bargaining.records import Records2, Stake
from sim.bargaining.rules.rules import TIE
from sim.bargaining.solutions.cases import Cases
from sim.bargaining.solutions.concepts import EGALITARIAN, KALAI_SMORODINSKY, NASH, RUBINSTEIN, UTILITARIAN
from sim.bargaining.types import Array


def measures(stake: Records2[Stake], gain: Array) -> Array:
    """[replication, concept] what the packages of gain[replication, concept, party] come to, each on its own yardstick.

    As in `concepts.weigh`, but a product is a product, and Rubinstein's is one of shares of the most.
    """
    ideal, gain = stake["ideal"], np.where(gain > TIE, gain, np.where(np.isnan(gain), np.nan, 0.0))
    able, found = ideal > 0.0, np.full(gain.shape[:2], np.nan)
    share = gain / np.where(able, ideal, 1.0)[:, None]
    found[:, NASH] = np.where(able, gain[:, NASH], 1.0).prod(axis=1)
    found[:, KALAI_SMORODINSKY] = least_of(able, share[:, KALAI_SMORODINSKY])
    found[:, EGALITARIAN] = least_of(able, gain[:, EGALITARIAN])
    found[:, UTILITARIAN] = gain[:, UTILITARIAN].sum(axis=1)
    found[:, RUBINSTEIN] = np.power(share[:, RUBINSTEIN], stake["power"]).prod(axis=1)
    return np.where(np.isnan(gain[:, :, 0]), np.nan, found)


def least_of(able: Array, gain: Array) -> Array:
    """[replication] the least of the gains of those who can gain; 0 if nobody can."""
    found: Array = np.where(able.any(axis=1), np.where(able, gain, np.inf).min(axis=1), 0.0)
    return found


def bounds(cases: Cases, measure: Array) -> Array:
    """[replication, concept] what no package exceeds, in the units of `measures`: just that where it is the most."""
    ideal, bound = cases.stake["ideal"], cases.bound.copy()
    able = ideal > 0.0
    bound[:, NASH] **= able.sum(axis=1)
    bound[:, RUBINSTEIN] /= np.power(np.where(able, ideal, 1.0), cases.stake["power"]).prod(axis=1)
    return np.fmax(bound, measure)
