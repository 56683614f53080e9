"""How near the agreed terms come to what each party likes best."""

from __future__ import annotations

from sim.analysis.agreements import Terms
from sim.analysis.intervals import Mean
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.report.axes import axis
from sim.report.blocks import Chart, DataTable
from sim.report.figures.parties import extra_height, party_keys, party_marks
from sim.report.figures.rows import row_layout
from sim.scenario.schema import Scenario

SCALE = {0.0: "worst", 0.25: "¼", 0.5: "½", 0.75: "¾", 1.0: "best"}


def reached(scenario: Scenario, summary: Summary) -> Chart:
    """A mark for each party on each issue, between its worst and its best option."""
    return Chart(
        id="reached",
        title="How near to each side’s ideal",
        caption=_caption(scenario, summary),
        data=[party_marks(scenario, party, _rows(party, summary.terms)) for party in scenario.parties],
        layout=row_layout(
            [(wording.issue(scenario, t.issue), "") for t in summary.terms],
            extra=extra_height(scenario),
            xaxis=axis(range=[-0.04, 1.04], tickvals=list(SCALE), ticktext=list(SCALE.values())),
        ),
        table=_table(scenario, summary),
        keys=party_keys(scenario),
    )


def _rows(party: str, terms: tuple[Terms, ...]) -> list[tuple[int, Mean]]:
    return [(k, t.reached[party]) for k, t in enumerate(terms) if party in t.reached]


def _caption(scenario: Scenario, summary: Summary) -> str:
    said = [_nearest_and_farthest(scenario, party, summary.terms) for party in scenario.parties]
    return (
        "Where the terms lie, on average over settlements, between a party’s worst option on an issue "
        f"(left) and its best (right). {' '.join(filter(None, said))} Thin lines: 95% intervals."
    )


def _nearest_and_farthest(scenario: Scenario, party: str, terms: tuple[Terms, ...]) -> str:
    marks: list[tuple[Mean, str]] = [(t.reached[party], t.issue) for t in terms if party in t.reached]
    if not marks:
        return ""
    best, worst = max(marks, key=lambda m: m[0].mean), min(marks, key=lambda m: m[0].mean)
    least = f", least on {_said(scenario, worst)}" if len(marks) > 1 else ""
    who = wording.sentence(wording.actor(scenario, party))
    return f"{who} gets most of what it wants on {_said(scenario, best)}{least}."


def _said(scenario: Scenario, mark: tuple[Mean, str]) -> str:
    return f"{wording.issue(scenario, mark[1])} ({amounts.number(mark[0].mean)})"


def _table(scenario: Scenario, summary: Summary) -> DataTable:
    heads = [(f"{wording.actor(scenario, p)}: best option", "value reached, 0–1") for p in scenario.parties]
    rows = [
        (
            wording.issue(scenario, t.issue),
            *(cell for p in scenario.parties for cell in _cells(scenario, t, p)),
        )
        for t in summary.terms
    ]
    return DataTable(("Issue", *(head for pair in heads for head in pair)), tuple(rows))


def _cells(scenario: Scenario, terms: Terms, party: str) -> tuple[str, str]:
    if party not in terms.reached:
        return "all the same", "–"
    return wording.option(scenario.issues[terms.issue], terms.ideal[party]), amounts.mean(
        terms.reached[party]
    )
