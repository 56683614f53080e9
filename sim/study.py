"""A question and the folder with its answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.disk import opened
from sim.results.question import Question
from sim.scenario.paths import dotted
from sim.telling import REPORT

if TYPE_CHECKING:
    from pandas import DataFrame
    from xarray import Dataset

    from sim.analysis.chapters import Failed
    from sim.analysis.spread import ProtocolRuns
    from sim.analysis.summary import Summary
    from sim.bargaining.outcomes import Outcomes
    from sim.report.plots import Figures

REPLICATIONS = "outcomes.parquet"


@dataclass(frozen=True, repr=False)
class Study:
    """A question and the folder with its answer."""

    question: Question
    folder: Path
    recalled: bool  # answered from disk

    def __repr__(self) -> str:
        asked = self.question
        size = f"{asked.runs:,} replications, seed {asked.seed}"
        return f"Study of {asked.scenario.name}: {size}\n  {self.folder / REPORT}"

    @property
    def summary(self) -> Summary:
        """Every number of the report, as kept: the same whether the study was played or recalled."""
        from sim.analysis.summary import Summary
        from sim.results.restored import restored

        return restored(Summary, json.loads((self.folder / "summary.json").read_text(encoding="utf-8")))

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The chapters that could not be made. Asked again, they are made again from the replications kept."""
        return self.summary.failed

    @property
    def figures(self) -> Figures:
        """The figures of the report, for notebooks: `study.figures.outcomes()` and the like."""
        from sim.report.plots import Figures

        return Figures(self.question.scenario, self.summary)

    def _repr_html_(self) -> str:
        """In a notebook: the answer, and how often each outcome came."""
        from sim.report.notebook import study

        return study(self.question.told, self.summary, self.folder)

    def to_frame(self) -> DataFrame:
        """The same as `outcomes`, with units and meanings in `attrs`: see `Outcomes.to_frame`."""
        return self.stored.to_frame()

    def to_xarray(self) -> Dataset:
        """The replications as labelled arrays: see `Outcomes.to_xarray`."""
        return self.stored.to_xarray()

    @property
    def stored(self) -> Outcomes:
        """The replications, as they were played."""
        from sim.results.stored import stored

        return stored(self.question.scenario, self.folder / REPLICATIONS)

    def played(self) -> ProtocolRuns:
        """What a spread over protocols compares."""
        from sim.analysis.spread import ProtocolRuns

        table = self.outcomes
        terms = [table[dotted("terms", issue)].astype(object) for issue in self.question.scenario.issues]
        settled = (table["outcome"] == "settlement").to_numpy()
        return ProtocolRuns(settled, np.stack([column.to_numpy() for column in terms], axis=1))

    @property
    def outcomes(self) -> DataFrame:
        """One row per replication: how it ended, when, on which terms, and what was drawn for it."""
        from pyarrow.parquet import read_table

        with opened(self.folder / "outcomes.parquet") as written:
            return read_table(written).to_pandas()
