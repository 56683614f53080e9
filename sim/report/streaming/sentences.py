"""What was counted, in sentences."""

from __future__ import annotations

from sim.analysis.tally import Streamed
from sim.report import amounts, wording

MEANINGS = "Shares are of all replications; means and days are of those in which there is a value."


def headline(found: Streamed) -> str:
    """How the talks end."""
    played = wording.counted(found.runs, "replication")
    return f"{amounts.estimate(found.events['settlement'])} of {played} end in a settlement."


def kept(found: Streamed) -> str:
    """What there is, and what there is not."""
    return (
        f"{wording.counted(found.runs, 'replication')} did not have to fit into memory: they lie in "
        f"{wording.counted(found.parts, 'file')} of one dataset, `outcomes`, and what is told here was counted while "
        "they were written. A run of fewer tells the rest. Days are counted to a tenth, so that quantiles of them may "
        "be off by a twentieth of a day."
    )
