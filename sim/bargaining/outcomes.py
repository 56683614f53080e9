"""What a study returns: one row per replication. Names and units stand beside each column."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pandas import DataFrame
    from xarray import Dataset

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Options = NDArray[np.int16]
Flags = NDArray[np.bool_]

# From worst to best news. The order is part of every stored result: append, never reorder.
OUTCOMES = (
    "no_agreement",
    "partial_ceasefire",
    "ceasefire_collapsed",
    "ceasefire_expired",
    "ceasefire_holding",
    "not_ratified",
    "settlement",
)
# Why an actor did not sign the last package; the first that applies.
REASONS = (
    "none",
    "consent",
    "red_line",
    "war_pays",
    "distrust",
    "audience",
    "holding_out",
    "ratification",
    "faction",
)


@dataclass(frozen=True)
class Names:
    """The labels of every axis, in the order of the scenario file."""

    actors: tuple[str, ...]
    parties: tuple[str, ...]  # a subset of actors
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]  # of each issue
    proposals: tuple[str, ...]
    ceasefire_issues: tuple[str, ...]
    ceasefire_options: tuple[tuple[str, ...], ...]
    ceasefire_proposals: tuple[str, ...]
    declarers: tuple[str, ...]  # parties that may declare ceasefires of their own
    inputs: tuple[str, ...]  # the uncertain numbers, by their path in the file
    spoilers: tuple[str, ...] = ()  # a subset of actors: those who sign nothing
    endings: tuple[str, ...] = ()  # events that can end the talks
    at_home: tuple[
        tuple[str, str], ...
    ] = ()  # who votes there: the party, the name, empty where the party says no more
    factions: tuple[tuple[str, str], ...] = ()  # that can hold their party back: the party, the faction


@dataclass(frozen=True, repr=False)
class Outcomes:
    """Frozen columns. Days count from the start of the talks; NaN means that it did not happen."""

    names: Names
    horizon_days: float
    outcome: Codes  # [replication] position in OUTCOMES
    ceasefire_day: Floats  # [replication] first ceasefire of any kind in force
    full_ceasefire_day: Floats  # [replication] first full ceasefire in force
    full_ceasefire_end: Floats  # [replication] end of that one; NaN if none, or still in force
    settlement_day: Floats  # [replication] a final package signed (and ratified)
    last_day: Floats  # [replication] when the talks ended
    mediator_left_day: Floats  # [replication]
    zone_day: Floats  # [replication] first day on which a package acceptable to all existed
    zone_at_end: Flags  # [replication] was there such a package in the last round?
    votes_lost: Options  # [replication] at home, on what was signed
    first_vote_lost_day: Floats  # [replication] of these the first
    first_vote_lost_by: Options  # [replication] position in at_home: whose no was the first; -1 for nobody's
    ended_by: (
        Options  # [replication] position in endings: what ended the talks before their time; -1 for nothing
    )
    collapses: Options  # [replication, by whose doing] of ceasefires: the parties', each spoiler's; empty without one
    balance: Floats  # [replication] war balance at the end, log-odds
    fighting_days: Floats  # [replication]
    peace_days: Floats  # [replication] how long peace lasts after a settlement; NaN if none, or no war
    slack: Floats  # [replication] utility by which the best package may have been missed; 0: the search was exact
    ceasefire_terms: Options  # [replication, ceasefire issue] first full, else latest; -1 if none
    terms: Options  # [replication, issue] option of the final package signed, ratified or not; -1 if none
    signed: Flags  # [replication, party] is it bound by a final package in force?
    utility: Floats  # [replication, actor] of the final package signed, to who stays out the war value; NaN if none
    war_value: Floats  # [replication, party] at the end, utility
    reservation: Floats  # [replication, party] at the end, utility
    reason: Codes  # [replication, actor] position in REASONS: why not the last package tabled
    ceasefire_reason: Codes  # [replication, actor] likewise: why not the last ceasefire tabled
    unilateral_day: Floats  # [replication, declarer] first ceasefire of its own; NaN without one
    unilateral_days: Floats  # [replication, declarer] for how long it held its fire on its own
    below_floor: Flags  # [replication, faction] does it get less than it needs of the last package tabled?
    would_sign: Flags  # [replication, proposal, actor] at the end, rather than fight on
    would_sign_ceasefire: Flags  # [replication, ceasefire proposal, actor] at the first text
    inputs: NDArray[np.float32]  # [replication, input] what was drawn

    def __len__(self) -> int:
        return len(self.outcome)

    def __repr__(self) -> str:
        counts = zip(OUTCOMES, np.bincount(self.outcome, minlength=len(OUTCOMES)).tolist(), strict=True)
        said = ", ".join(f"{name} {count:,}" for name, count in counts if count)
        return f"Outcomes of {len(self):,} replications: {said}; to_frame() has them one by one"

    @property
    def zone(self) -> Flags:
        """[replication] did a zone of possible agreement ever open?"""
        return ~np.isnan(self.zone_day)

    @property
    def settled(self) -> Flags:
        """[replication] was a final package signed (and ratified)?"""
        return self.outcome == OUTCOMES.index("settlement")

    @property
    def missed(self) -> Flags:
        """[replication] a missed deal: a zone was there, and no package was signed."""
        return self.zone & ~self.settled & (self.outcome != OUTCOMES.index("not_ratified"))

    def to_frame(self) -> DataFrame:
        """One row per replication, as in `outcomes.parquet`.

        Returns
        -------
        pandas.DataFrame
            [replication, column]; words are categories, NaN says that it did not happen. `attrs["units"]` and
            `attrs["meanings"]` say by column what it counts, and what it is.
        """
        from sim.bargaining.columns import columns
        from sim.bargaining.frames import as_frame

        return as_frame(columns(self))

    def to_xarray(self) -> Dataset:
        """The same as labelled arrays, over `replication` and actors, parties, issues, proposals and inputs.

        Returns
        -------
        xarray.Dataset
            `utility` [replication, actor], `terms` [replication, issue] ...; each with `units` and `long_name`.

        Raises
        ------
        ImportError
            Without xarray, which is an extra.
        """
        from sim.bargaining.frames import as_dataset

        return as_dataset(self)


def columns() -> tuple[str, ...]:
    """The array columns of Outcomes, in order."""
    return tuple(f.name for f in fields(Outcomes) if f.name not in ("names", "horizon_days"))


def same(one: Outcomes, two: Outcomes) -> bool:
    """Did everything come out the same, to the last bit?"""
    return all(np.array_equal(getattr(one, name), getattr(two, name), equal_nan=True) for name in columns())


def room_for(runs: int, part: Outcomes) -> Outcomes:
    """A table of so many replications with the columns of `part`, still to be filled."""
    columns_of: dict[str, Any] = {name: getattr(part, name) for name in columns()}
    empty: dict[str, Any] = {
        name: np.empty((runs, *column.shape[1:]), column.dtype) for name, column in columns_of.items()
    }
    return replace(part, **empty)


def fill(whole: Outcomes, start: int, part: Outcomes) -> None:
    """Write consecutive replications into their place."""
    for name in columns():
        getattr(whole, name)[start : start + len(part)] = getattr(part, name)


def joined(parts: list[Outcomes]) -> Outcomes:
    """Consecutive replications as one table."""
    whole, start = room_for(sum(map(len, parts)), parts[0]), 0
    for part in parts:
        fill(whole, start, part)
        start += len(part)
    return whole
