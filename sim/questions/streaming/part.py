"""Some replications of a stream, played here or on another machine: a file of a dataset, which says what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet

from sim.analysis.tally import Tally, tally, tally_from_text
from sim.bargaining.run import batch
from sim.bargaining.run.parcel import Parcel, parcel_of, unpacked
from sim.results import table
from sim.results.question import Question

PART = 65_536  # replications: a worker holds no more at a time
COUNTS = "counts"  # in the metadata of a file


@dataclass(frozen=True)
class StreamPart:
    """Consecutive replications."""

    id: str
    parcel: Parcel
    protocol: str
    seed: int
    first: int
    runs: int

    def play(self, threads: int = 1) -> bytes:
        """All of them as Parquet; the same part always gives the same bytes. Raises OtherProgram."""
        outcomes = batch.play(unpacked(self.parcel), self.runs, self.seed, workers=threads, first=self.first)
        out = BytesIO()
        table.write(outcomes, out, first=self.first, says={COUNTS: tally(outcomes, self.first).text})
        return out.getvalue()


def stream_parts(question: Question) -> Iterator[StreamPart]:
    """All of a question, in order."""
    parcel, scenario, runs = parcel_of(question.scenario), question.scenario, question.runs
    for number, first in enumerate(range(0, runs, PART)):
        many = min(PART, runs - first)
        yield StreamPart(f"{number:05}", parcel, scenario.protocol, question.seed, first, many)


def counted(content: bytes) -> Tally:
    """What a file says it counts."""
    says = pa.parquet.read_metadata(pa.BufferReader(content)).metadata
    return tally_from_text(says[COUNTS.encode()].decode())
