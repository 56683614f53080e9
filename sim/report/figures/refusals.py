"""Why not: who refused the last text, and for what reason."""

from __future__ import annotations

from sim.analysis.failures import Blocker
from sim.analysis.intervals import share
from sim.analysis.summary import Summary
from sim.report import amounts, theme, wording
from sim.report.blocks import Chart, DataTable
from sim.report.figures.rows import stacked_rows
from sim.scenario.schema import Scenario


def blockers(scenario: Scenario, summary: Summary) -> Chart:
    """The last package of replications without a settlement."""
    return _refusals(
        scenario,
        summary.blockers,
        "blockers",
        "Who refused the last package, and why",
        "replications without a settlement",
    )


def ceasefire_blockers(scenario: Scenario, summary: Summary) -> Chart:
    """The last ceasefire of replications without a full one."""
    return _refusals(
        scenario,
        summary.ceasefire_blockers,
        "ceasefire-blockers",
        "Who refused the last ceasefire, and why",
        "replications without a full ceasefire",
    )


def _refusals(scenario: Scenario, found: tuple[Blocker, ...], key: str, title: str, of: str) -> Chart:
    """A stacked bar for each actor that refused, its reasons as parts."""
    actors = list(dict.fromkeys(blocker.actor for blocker in found))
    shares = {(blocker.actor, blocker.reason): blocker.share for blocker in found}
    nobody = share(0, found[0].share.of)
    parts = [
        (wording.reason(scenario, why), colour, [shares.get((actor, why), nobody) for actor in actors])
        for why, colour in theme.REASON_COLOURS.items()
        if any((actor, why) in shares for actor in actors)
    ]
    return Chart(
        id=key,
        title=title,
        caption=_refusals_caption(scenario, found, of),
        table=_refusals_table(scenario, found, of),
        **stacked_rows(parts, [wording.actor(scenario, actor) for actor in actors], f"share of {of}"),
    )


def _refusals_caption(scenario: Scenario, found: tuple[Blocker, ...], of: str) -> str:
    first = max(found, key=lambda blocker: blocker.share.hits)
    return (
        f"Of {first.share.of:,} {of}. Most often: {wording.actor(scenario, first.actor)}, because the text "
        f"{_because(scenario, first)}, in {amounts.told(first.share)}. Several actors may refuse the "
        "same text, so the bars of different actors overlap; what is missing to 100% is where an actor "
        "would have signed, was not asked, or nothing was tabled."
    )


def _because(scenario: Scenario, blocker: Blocker) -> str:
    return {
        "consent": "needs a consent that it withholds",
        "red_line": "crosses a red line",
        "war_pays": f"is {wording.reason(scenario, 'war_pays')}",
        "distrust": "leaves it afraid of being cheated",
        "audience": "costs it too much at home",
        "holding_out": "is less than it holds out for",
        "ratification": "is voted down at home",
        "faction": "is too little for factions that hold it back",
    }[blocker.reason]


def _refusals_table(scenario: Scenario, found: tuple[Blocker, ...], of: str) -> DataTable:
    rows = [
        (wording.actor(scenario, b.actor), wording.reason(scenario, b.reason), amounts.estimate(b.share))
        for b in found
    ]
    return DataTable(("Actor", "Reason", f"Share of {of} (95% interval)"), tuple(rows))
