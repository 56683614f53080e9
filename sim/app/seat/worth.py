"""What a text is worth to a seat over having none."""

from __future__ import annotations

import math

from sim.bargaining.agents.agents import Package, Party, Seat


def over_none(seat: Seat, package: Package) -> float:
    """Of a party over fighting on, of who consents over the least that it consents to."""
    if not isinstance(seat, Party):
        floor = seat.numbers["ceasefire_floor_now" if package.ceasefire else "floor_now"]
        return seat.utility(package) - float(floor)
    if seat.crosses_red_line(package):
        return -math.inf
    return seat.value(package) - (0.0 if package.ceasefire else seat.reservation)
