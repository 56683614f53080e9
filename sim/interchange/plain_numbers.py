"""Numbers as a scenario file has them."""

from __future__ import annotations


def tidy(number: float) -> float:
    """Without a fraction of nothing: 3 for 3.0, and 0 for -0.0."""
    return int(number) if number == int(number) and abs(number) < 2**53 else number
