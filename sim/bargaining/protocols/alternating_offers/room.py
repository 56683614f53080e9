"""Room for what the parties of one replication count on, allocated once per chunk."""

from __future__ import annotations

import math

import numpy as np

from sim.bargaining.nouns import SPEAKER, Frame, Ladders, Menu


def empty_ladders(frame: Frame, menu: Menu, *, counted: bool) -> Ladders:
    """Ladders wide enough for every party's packages. `counted`: does anybody count different offers?"""
    parties, sizes = frame.party_count, frame.options.tolist()
    cut = len(sizes) if frame.listed else even_cut(sizes)
    upper = len(menu.terms) if frame.listed else math.prod(sizes[:cut])
    lower = math.prod(sizes[cut:])
    return Ladders(
        cut=cut,
        listed=frame.listed,
        lower_count=lower,
        consulted=bool(frame.needs.any()),
        lined=bool(frame.lines.any()),
        counted=counted,
        tolerance=frame.tolerance,
        uppers=np.zeros(parties, np.int64),
        lowers=np.zeros(parties, np.int64),
        upper=np.zeros((parties, upper)),
        upper_number=np.zeros((parties, upper), np.int64),
        lower=np.zeros((parties, lower)),
        lower_number=np.zeros((parties, lower), np.int64),
        rung=np.zeros((parties, lower), np.int64),
        sums=np.zeros(max(upper, lower)),
        numbers=np.zeros(max(upper, lower), np.int64),
        curve=np.zeros((parties, frame.rounds)),
        curve_of=np.full((parties, 4), np.nan),
        offered=np.zeros((parties, frame.rounds), np.int64),
        order=np.zeros(parties, np.int64),
        speaker=np.zeros(parties, SPEAKER).view(np.recarray),
        reach=np.zeros((parties, len(sizes) + 1)),
        partial=np.zeros((parties, len(sizes) + 1)),
        tried=np.zeros(len(sizes), np.int64),
    )


def even_cut(sizes: list[int]) -> int:
    """Where to cut the issues in two: sorting the upper half costs once, each rung of the lower at every offer."""
    cuts = range(1, len(sizes) + 1)
    return min(cuts, key=lambda cut: math.prod(sizes[:cut]) + 4 * math.prod(sizes[cut:]))
