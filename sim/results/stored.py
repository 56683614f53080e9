"""A table on disk -> Outcomes: the inverse of `sim.results.table`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow.parquet import read_table

from sim.bargaining.columns import DAYS, voters
from sim.bargaining.outcomes import OUTCOMES, REASONS, Outcomes
from sim.bargaining.setup.tabulation import names_of
from sim.disk import opened
from sim.scenario.paths import dotted
from sim.scenario.schema import Scenario

INPUT = "input."


def stored(scenario: Scenario, file: Path) -> Outcomes:
    """The outcomes of a scenario as they were written. Raises KeyError if the table is of another one."""
    with opened(file) as written:  # pyarrow does not take every name of a file
        table = read_table(written)
    inputs = tuple(name.removeprefix(INPUT) for name in table.column_names if name.startswith(INPUT))
    names, rows = names_of(scenario, inputs), _Rows(table)
    days = {name: rows.numbers(name) for name in (*DAYS, "balance", "fighting_days", "peace_days", "slack")}
    return Outcomes(
        names=names,
        horizon_days=float(scenario.horizon_days),
        outcome=rows.codes("outcome", OUTCOMES).astype(np.int8),
        zone_at_end=rows.numbers("zone_at_end"),
        votes_lost=rows.numbers("votes_lost"),
        first_vote_lost_day=rows.numbers("first_vote_lost_day")
        if names.at_home
        else np.full(len(table), np.nan),
        first_vote_lost_by=rows.happened("first_vote_lost_by", voters(names)),
        ended_by=rows.happened("ended_by", names.endings),
        **days,
        ceasefire_terms=rows.terms("ceasefire_terms", names.ceasefire_issues, names.ceasefire_options),
        terms=rows.terms("terms", names.issues, names.options),
        signed=rows.stack([rows.numbers(dotted("signed", party)) for party in names.parties], np.bool_),
        utility=rows.side_by_side("utility", names.actors),
        war_value=rows.side_by_side("war_value", names.parties),
        reservation=rows.side_by_side("reservation", names.parties),
        reason=rows.reasons("reason", names.actors),
        ceasefire_reason=rows.reasons("ceasefire_reason", names.actors),
        unilateral_day=rows.side_by_side("unilateral_day", names.declarers),
        unilateral_days=rows.side_by_side("unilateral_days", names.declarers),
        collapses=rows.collapses(names.spoilers),
        below_floor=rows.stack(
            [rows.numbers(dotted("below_floor", *each)) for each in names.factions], np.bool_
        ),
        would_sign=rows.signatures("would_sign", names.proposals, names.actors),
        would_sign_ceasefire=rows.signatures("would_sign_ceasefire", names.ceasefire_proposals, names.actors),
        inputs=rows.stack([rows.numbers(INPUT + path) for path in inputs], np.float32),
    )


class _Rows:
    """The columns of a table as arrays [replication, ...]."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def numbers(self, name: str) -> NDArray[Any]:
        """As written; NaN where it did not happen."""
        return np.array(self.table[name].to_numpy())

    def codes(self, name: str, labels: Sequence[str]) -> NDArray[np.int64]:
        """Positions in labels; -1 where the cell is empty."""
        column = self.table[name].combine_chunks()
        words = column.dictionary.to_pylist()
        place = np.array([labels.index(word) if word in labels else -1 for word in words], np.int64)
        found = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        return np.where(found < 0, -1, place[found]) if len(place) else np.full(len(found), -1)

    def terms(self, kind: str, issues: Sequence[str], options: Sequence[Sequence[str]]) -> NDArray[np.int16]:
        """[replication, issue] options."""
        columns = [
            self.codes(dotted(kind, issue), labels) for issue, labels in zip(issues, options, strict=True)
        ]
        return self.stack(columns, np.int16)

    def reasons(self, kind: str, actors: Sequence[str]) -> NDArray[np.int8]:
        """[replication, actor] positions in REASONS."""
        return self.stack([self.codes(dotted(kind, actor), REASONS) for actor in actors], np.int8)

    def side_by_side(self, kind: str, actors: Sequence[str]) -> NDArray[np.float64]:
        """[replication, actor] numbers."""
        return self.stack([self.numbers(dotted(kind, actor)) for actor in actors], np.float64)

    def signatures(self, kind: str, proposals: Sequence[str], actors: Sequence[str]) -> NDArray[np.bool_]:
        """[replication, proposal, actor] flags."""
        flags = [
            self.stack([self.numbers(dotted(kind, p, actor)) for actor in actors], np.bool_)
            for p in proposals
        ]
        return np.stack(flags, axis=1) if flags else np.zeros((len(self.table), 0, len(actors)), np.bool_)

    def happened(self, name: str, labels: Sequence[str]) -> NDArray[np.int16]:
        """[replication] positions in labels; -1 where there are none."""
        found = self.codes(name, labels) if labels else np.full(len(self.table), -1)
        return found.astype(np.int16)

    def collapses(self, spoilers: Sequence[str]) -> NDArray[np.int16]:
        """[replication, by whose doing] counts; nothing without spoilers."""
        columns = ["collapses.parties", *(dotted("collapses", "spoilers", name) for name in spoilers)]
        return self.stack([self.numbers(name) for name in columns if spoilers], np.int16)

    def stack(self, columns: Sequence[NDArray[Any]], dtype: Any) -> NDArray[Any]:
        """[replication, column], also of no column at all."""
        if not columns:
            return np.zeros((len(self.table), 0), dtype)
        return np.stack(columns, axis=1).astype(dtype)
