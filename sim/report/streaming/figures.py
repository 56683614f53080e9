"""The tables of what was counted."""

from __future__ import annotations

from collections.abc import Callable

from sim.analysis.intervals import Mean
from sim.analysis.tally import Streamed
from sim.report import amounts, wording
from sim.report.blocks import DataTable, TableBlock
from sim.report.streaming.sentences import MEANINGS

Rows = list[tuple[str, ...]]


def shares(found: Streamed, name: Callable[[str], str]) -> Rows:
    """How often each thing happens."""
    return [
        (name(event), amounts.estimate(share), wording.counted(share.hits, "replication"))
        for event, share in found.events.items()
    ]


def means(found: Streamed, name: Callable[[str], str]) -> Rows:
    """How much there is of each, where there is any."""
    return [(name(what), amount(mean), f"{mean.of:,}") for what, mean in found.amounts.items()]


def amount(mean: Mean) -> str:
    """A mean with its interval."""
    return amounts.mean(mean)


def days(found: Streamed, name: Callable[[str], str]) -> Rows:
    """When, where it happens."""
    return [
        (name(what), *(amounts.written(each.value, ",.1f") for each in quantiles), f"{quantiles[0].of:,}")
        for what, quantiles in found.days.items()
    ]


def sheets(found: Streamed, name: Callable[[str], str]) -> tuple[TableBlock, ...]:
    """All of it."""
    return (
        TableBlock(
            "shares", "How often", MEANINGS, DataTable(("", "Share", "Of all"), tuple(shares(found, name)))
        ),
        TableBlock("days", "When", MEANINGS, DataTable(("", *LEVELS, "Of"), tuple(days(found, name)))),
        TableBlock("means", "How much", MEANINGS, DataTable(("", "Mean", "Of"), tuple(means(found, name)))),
    )


LEVELS = ("10%", "Median", "90%")
