"""Who would sign which of the named proposals: a heat map."""

from __future__ import annotations

from typing import Any

from sim.analysis.intervals import Share
from sim.analysis.summary import Signing, Summary
from sim.report import wording
from sim.report.figures.chart import Chart, Table, Trace, axis, layout, text, wrapped
from sim.scenario.schema import Scenario

CELL = 44  # pixels


def proposals(scenario: Scenario, summary: Summary) -> Chart:
    """Settlement proposals."""
    return _heat_map(
        scenario,
        summary.proposals,
        "proposals",
        "Proposals for a settlement",
        "Share of replications in which each actor would sign a proposal at the end of the talks rather "
        "than go on without a deal.",
    )


def ceasefire_proposals(scenario: Scenario, summary: Summary) -> Chart:
    """Ceasefire proposals."""
    return _heat_map(
        scenario,
        summary.ceasefire_proposals,
        "ceasefire-proposals",
        "Proposals for a ceasefire",
        "Share of replications in which each actor would sign a ceasefire proposal in the first round.",
    )


def _heat_map(scenario: Scenario, signings: tuple[Signing, ...], key: str, title: str, lead: str) -> Chart:
    actors = list(signings[0].by)
    heads = [*(wording.actor(scenario, name) for name in actors), "all"]
    return Chart(
        id=key,
        title=title,
        caption=f"{lead} {_nearest(signings)}",
        data=[_cells(signings, heads)],
        layout=layout(
            CELL * len(signings) + 60,
            xaxis=_ticks([wrapped(head, 9) for head in heads], side="top"),
            yaxis=_ticks([wrapped(wording.readable(s.proposal), 14) for s in signings], autorange="reversed"),
        ),
        table=Table(
            ("Proposal", *heads),
            tuple(
                (wording.readable(s.proposal), *(wording.estimate(part) for part in _row(s)))
                for s in signings
            ),
        ),
    )


def _nearest(signings: tuple[Signing, ...]) -> str:
    best = max(signings, key=lambda signing: signing.everyone.hits)
    if not best.everyone.hits:
        return f"None would be signed by all (at most in {wording.percent(best.everyone.high)})."
    return (
        f"Nearest to a common signature: {wording.readable(best.proposal)}, which all would sign in "
        f"{wording.estimate(best.everyone)}."
    )


def _row(signing: Signing) -> list[Share]:
    return [*signing.by.values(), signing.everyone]


def _ticks(labels: list[str], **more: Any) -> dict[str, Any]:
    places = list(range(len(labels)))
    font = {"color": "@ink", "size": 12}
    return axis(tickvals=places, ticktext=labels, tickfont=font, showgrid=False, ticks="", **more)


def _cells(signings: tuple[Signing, ...], heads: list[str]) -> Trace:
    return {
        "type": "heatmap",
        "z": [[part.share for part in _row(s)] for s in signings],
        "x": list(range(len(heads))),
        "y": list(range(len(signings))),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, "@heat0"], [1, "@heat1"]],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [[text(wording.percent(part.share).removesuffix("%")) for part in _row(s)] for s in signings],
        "texttemplate": "%{text}",
        "textfont": {"color": "@ink", "size": 13},
        "hoverinfo": "text",
        "hovertext": [
            [_said(s, head, part) for head, part in zip(heads, _row(s), strict=True)] for s in signings
        ],
    }


def _said(signing: Signing, head: str, part: Share) -> str:
    return f"{text(wording.readable(signing.proposal))}<br>{text(head)}: {text(wording.estimate(part))}"
