"""Many packages at once, by issues and by the blocks of issues that links tie together. See types.Blocks."""

from __future__ import annotations

import numpy as np

from sim.bargaining.types import Array, Blocks, Links


def by_block(table: Blocks, terms: Array) -> Array:
    """[..., block] packages in blocks; -1 for none, and for one that a link excludes. terms [..., issue]."""
    found = np.full((*terms.shape[:-1], len(table.options)), -1)
    for b, options in enumerate(table.options):
        members = table.member[b][table.member[b] >= 0]
        for option in range(options if len(members) > 1 else 0):
            same = (terms[..., members] == table.terms[b, option, : len(members)]).all(axis=-1)
            found[..., b][same] = option
        if len(members) == 1:
            found[..., b] = terms[..., members[0]]
    found[(found < 0).any(axis=-1)] = -1
    return found


def by_issue(table: Blocks, joined: Array) -> Array:
    """[..., issue] the options of packages in blocks; -1 where there is none."""
    terms = np.full((*joined.shape[:-1], int(table.member.max()) + 1), -1)
    for b in range(len(table.options)):
        for place, k in enumerate(table.member[b]):
            if k >= 0:
                found = table.terms[b, np.maximum(joined[..., b], 0), place]
                terms[..., k] = np.where(joined[..., b] < 0, -1, found)
    return terms


def worth_in_blocks(table: Blocks, gain: Array, synergy: Array) -> Array:
    """[replication, actor, block, option] what combinations are worth.

    gain [replication, actor, issue, option], synergy [replication, link, actor]: on the grid, so that sums are exact.
    """
    if table.holds.shape[2] == 0:
        return gain
    worth = np.zeros((*gain.shape[:2], *table.terms.shape[:2]))
    for b, size in enumerate(table.options):
        for place, k in enumerate(table.member[b]):
            if k >= 0:
                worth[:, :, b, :size] += gain[:, :, k, table.terms[b, :size, place]]
        worth[:, :, b, :size] += synergy.transpose(0, 2, 1) @ table.holds[b, :size].T.astype(np.float64)
    return worth


def within_blocks(table: Blocks, allowed: Array) -> Array:
    """[replication, block, option] does nobody bar any of the options? allowed [replication, issue, option]."""
    fine = np.ones((len(allowed), *table.terms.shape[:2]), np.bool_)
    for b, size in enumerate(table.options):
        for place, k in enumerate(table.member[b]):
            if k >= 0:
                fine[:, b, :size] &= allowed[:, k, table.terms[b, :size, place]]
    return fine


def added(links: Links, synergy: Array, terms: Array) -> Array:
    """[replication, ..., actor] what links add to the worth of packages. synergy [replication, link, actor]."""
    total = np.zeros((*terms.shape[:-1], synergy.shape[2]))
    for n in np.flatnonzero(~links.never):
        holds = links.when[n, np.arange(terms.shape[-1]), np.maximum(terms, 0)].all(axis=-1)
        total += holds[..., None] * synergy[:, n].reshape(len(synergy), *[1] * (terms.ndim - 2), -1)
    return total


def excluded(links: Links, terms: Array) -> Array:
    """[...] packages that some link does not allow. terms [..., issue]."""
    broken = np.zeros(terms.shape[:-1], np.bool_)
    for n in np.flatnonzero(links.never):
        broken |= links.when[n, np.arange(terms.shape[-1]), terms].all(axis=-1)
    return broken


def breach(links: Links, options: Array, row: Array) -> list[int]:
    """The issues whose options in a package some link does not allow together; none if it can be agreed."""
    for n in np.flatnonzero(links.never):
        if excluded(links._replace(when=links.when[n : n + 1], never=links.never[n : n + 1]), row):
            return np.flatnonzero(links.when[n].sum(axis=1) < options).tolist()
    return []
