"""What simpler models pick: gains by party, terms, and whose signature matters."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.agreements import Terms
from sim.analysis.intervals import Mean, Share
from sim.analysis.references import Benchmarks, Concept, Pick
from sim.analysis.summary import Summary
from sim.report import amounts, beside, wording
from sim.report.axes import axis
from sim.report.blocks import Chart, DataTable, TableBlock
from sim.report.figures.parties import extra_height, party_keys, party_marks
from sim.report.figures.rows import row_layout
from sim.report.marks import line
from sim.report.signing import rule
from sim.scenario.schema import Scenario


def gains(scenario: Scenario, benchmarks: Benchmarks) -> Chart:
    """A row for each concept that picks anything, a mark for each party."""
    drawn = picking(benchmarks)
    return Chart(
        id="concepts",
        title="What each party would gain",
        caption=_caption(scenario, benchmarks),
        data=[
            line([0, 0], [-0.6, len(drawn) - 0.5], color="@muted", width=1.2),  # no deal
            *(party_marks(scenario, party, _rows(party, drawn)) for party in scenario.parties),
        ],
        layout=row_layout(
            [(beside.name(c), amounts.estimate(c.exists)) for c in drawn],
            extra=extra_height(scenario),
            xaxis=axis("gain in utility over no deal at the start, mean over replications"),
        ),
        table=_table(scenario, benchmarks),
        keys=party_keys(scenario),
    )


def picking(benchmarks: Benchmarks) -> list[Concept]:
    """Those of which anything can be drawn: in some replication they pick a package."""
    return [c for c in benchmarks.concepts if any(gain.of for gain in c.gains.values())]


def _rows(party: str, drawn: Sequence[Concept]) -> list[tuple[int, Mean]]:
    return [(k, c.gains[party]) for k, c in enumerate(drawn) if c.gains[party].of]


def _caption(scenario: Scenario, benchmarks: Benchmarks) -> str:
    return (
        f"{beside.picks(scenario, benchmarks)} Behind each name: in how many replications there is such a package, "
        "and all could sign it. Right of the line a party does better than without a deal. Thin lines: 95% intervals."
        f"{_picks_nothing(benchmarks)}"
    )


def _picks_nothing(benchmarks: Benchmarks) -> str:
    drawn = picking(benchmarks)
    names = [beside.name(c) for c in benchmarks.concepts if c not in drawn]
    return f" No package in any replication: {wording.listed(names)}." if names else ""


def _table(scenario: Scenario, benchmarks: Benchmarks) -> DataTable:
    heads = [f"{wording.actor(scenario, p)} gains" for p in scenario.parties]
    rows = [
        (
            beside.name(c),
            amounts.estimate(c.exists),
            *(amounts.mean(c.gains[p]) for p in scenario.parties),
            amounts.mean(c.distance),
        )
        for c in benchmarks.concepts
    ]
    return DataTable(
        ("Concept", "can be signed (95% interval)", *heads, "Distance of settlements"), tuple(rows)
    )


def terms(scenario: Scenario, summary: Summary, benchmarks: Benchmarks) -> TableBlock:
    """Issue by issue: what settlements mostly say, and what each concept mostly picks."""
    settled = summary.terms if summary.outcomes["settlement"].hits else ()
    rows = [
        (
            wording.issue(scenario, issue),
            *(_settled(scenario, found) for found in settled[k : k + 1]),
            *(_picked(scenario, concept.terms[k]) for concept in benchmarks.concepts),
        )
        for k, issue in enumerate(scenario.issues)
    ]
    played = [f"{summary.outcomes['settlement'].hits:,} settlements"] if settled else []
    heads = ("Issue", *played, *(beside.name(c) for c in benchmarks.concepts))
    return TableBlock(
        id="concept-terms",
        title="The terms that they would write",
        caption=(
            "The option picked most often, with its share of the replications in which the concept picks "
            "anything; on a scale the mean."
        ),
        table=DataTable(heads, tuple(rows)),
    )


def _settled(scenario: Scenario, terms: Terms) -> str:
    return _most(scenario, terms.issue, terms.options, terms.shares)


def _picked(scenario: Scenario, choice: Pick) -> str:
    if choice.mean is not None:
        return amounts.mean(choice.mean)
    return _most(scenario, choice.issue, choice.options, choice.shares)


def _most(scenario: Scenario, issue: str, options: tuple[str, ...], shares: tuple[Share, ...]) -> str:
    option, most = max(zip(options, shares, strict=True), key=lambda pair: pair[1].hits)
    if not most.of:
        return "–"
    said = wording.option(scenario.issues[issue], option)
    return said if most.hits == most.of else f"{said}: {amounts.estimate(most)}"


def powers(scenario: Scenario, benchmarks: Benchmarks) -> TableBlock:
    """Whose signature matters."""
    rows = [
        (wording.actor(scenario, p.actor), _share(p.shapley_shubik), _share(p.banzhaf))
        for p in benchmarks.powers
    ]
    needs = rule(scenario).removesuffix(".") or "A package needs every party"
    alike = "" if rule(scenario) else ": all who must sign have the same"
    return TableBlock(
        id="powers",
        title="Whose signature matters",
        caption=(
            f"{needs}, and whoever must consent to what stands in it. Shapley–Shubik: how often "
            "an actor’s signature is the one that makes the deal, all orders of signing being alike. Banzhaf: how "
            "often it decides if all others toss coins. Means over the best packages of each replication "
            f"({_listed(benchmarks)}). Power to forbid, not to obtain{alike}."
        ),
        table=DataTable(("Actor", "Shapley–Shubik", "Banzhaf"), tuple(rows)),
    )


def _listed(benchmarks: Benchmarks) -> str:
    """How many they are."""
    median = (
        f"median {amounts.whole(benchmarks.frontier.value)}"
        if benchmarks.frontier.of
        else "too many to be listed"
    )
    if benchmarks.whole.hits == benchmarks.whole.of:
        return median
    some = (
        "some of them" if not benchmarks.frontier.of else "some of them where they are too many to be listed"
    )
    return f"{median}: {some}"


def _share(mean: Mean) -> str:
    return "cannot forbid" if mean.of and not mean.high else amounts.mean(mean)
