"""Classes of comparable cases, and in how many of them what happened within how many days.

Counted here from data of others, which are cited; tests/scenario/counting.py counts them anew. Every case counts
once and for itself, though cases of one conflict are alike: the intervals are rather too narrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from sim.scenario.suggestions import printable

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "full_ceasefire_or_settlement": "a full ceasefire or a settlement",
        "settlement": "a settlement",
        "full_ceasefire": "a full ceasefire",
        "any_ceasefire": "any ceasefire",
    }
)
UCDP = "UCDP conflict termination data 3-2021: Kreutz, Journal of Peace Research 2010; counted here"
TEXTS = (
    "UCDP peace agreements 22.1: Pettersson, Högbladh & Öberg, Journal of Peace Research 2019; counted here"
)
TRUCES = (
    "ETH/PRIO ceasefires: Clayton et al., Journal of Conflict Resolution 2022; with UCDP 3-2021; counted here"
)
DISPUTES = "Gibler, Miller & Little, International Studies Quarterly 2016 (dispute data); counted here"
CRISES = (
    "International Crisis Behavior, version 13: Brecher, Wilkenfeld, Beardsley, James & Quinn; counted here"
)

Window: TypeAlias = tuple[float, int, int]  # days, cases with the event within them, cases


@dataclass(frozen=True)
class Rate:
    """How often something happened in comparable cases."""

    outcome: str  # one of EVENTS
    whose: str  # "pairs of enemies in civil wars ..."
    source: str
    windows: tuple[Window, ...]  # the shortest first

    def window(self, horizon: float) -> Window:
        """The longest that is over when the talks are; else the shortest."""
        fitting = [each for each in self.windows if each[0] <= horizon]
        days, cases, of = fitting[-1] if fitting else self.windows[0]
        return float(days), cases, of

    def counted(self, horizon: float) -> str:
        """3 of 26 wars had a settlement within 90 days."""
        days, cases, of = self.window(horizon)
        return printable(f"{cases:,} of {of:,} {self.whose} had {EVENTS[self.outcome]} within {days:,g} days")


AFTER_A_YEAR = "pairs of enemies in civil wars that had fought for a year"
AFTER_THREE = "pairs of enemies in civil wars that had fought for three years"
CLASSES: Mapping[str, tuple[Rate, ...]] = MappingProxyType(
    {
        "civil_war": (
            Rate(
                "settlement",
                AFTER_A_YEAR,
                UCDP,
                ((90, 4, 336), (180, 7, 336), (270, 9, 336), (365, 13, 336), (730, 19, 335), (1095, 26, 334)),
            ),
            Rate(
                "full_ceasefire",
                AFTER_A_YEAR,
                TRUCES,
                (
                    (90, 11, 169),
                    (180, 20, 169),
                    (270, 28, 169),
                    (365, 33, 169),
                    (730, 43, 168),
                    (1095, 54, 167),
                ),
            ),
        ),
        "civil_war_talks": (
            Rate(
                "settlement",
                "civil conflicts with a first agreement on a process of peace",
                TEXTS,
                ((365, 4, 40), (730, 7, 40), (1095, 9, 40), (1460, 12, 38), (1825, 15, 38)),
            ),
        ),
        "interstate_war": (
            Rate(
                "settlement",
                "wars between states that had lasted a year",
                DISPUTES,
                ((90, 5, 58), (180, 7, 58), (270, 10, 58), (365, 14, 58), (730, 21, 58), (1095, 26, 58)),
            ),
        ),
        "long_war": (
            Rate(
                "settlement",
                "wars between states that had lasted a thousand days",
                DISPUTES,
                ((90, 3, 26), (180, 7, 26), (270, 8, 26), (365, 8, 26), (730, 9, 26), (1095, 10, 26)),
            ),
            Rate(
                "full_ceasefire",
                AFTER_THREE,
                TRUCES,
                ((90, 7, 92), (180, 8, 92), (270, 13, 92), (365, 19, 92), (730, 22, 92), (1095, 25, 90)),
            ),
        ),
        "mediated_crisis": (
            Rate(
                "settlement",
                "violent international crises that somebody mediated",
                CRISES,
                ((30, 4, 71), (90, 15, 71), (180, 22, 71), (365, 36, 71)),
            ),
        ),
        "unmediated_crisis": (
            Rate(
                "settlement",
                "violent international crises that nobody mediated",
                CRISES,
                ((30, 1, 70), (90, 4, 70), (180, 9, 70), (365, 13, 70)),
            ),
        ),
    }
)
