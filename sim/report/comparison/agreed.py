"""What is agreed, issue by issue, scenario under scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.analysis.agreements import Terms
from sim.analysis.comparison import Comparison, Side
from sim.analysis.intervals import Share
from sim.report import amounts, scale, theme, wording
from sim.report.blocks import Chart, DataTable, TableBlock
from sim.report.comparison.cast import Cast
from sim.report.figures.rows import stacked_rows
from sim.scenario.issues import Topic

DRAWN = 4  # scenarios; for more a table says it shorter


def agreed(cast: Cast, found: Comparison) -> Iterator[Chart]:
    """A figure for each issue that any scenario settles."""
    for name in cast.issues if len(found.sides) <= DRAWN else ():
        known = [(side, terms) for side in found.sides if (terms := _terms(side.terms, name))]
        if settled := [(side, terms) for side, terms in known if terms.shares[0].of]:
            yield _issue(cast.issues, name, settled)


def _issue(topics: Mapping[str, Topic], name: str, known: list[tuple[Side, Terms]]) -> Chart:
    options = list(dict.fromkeys(option for _, terms in known for option in terms.options))
    label = wording.topic(topics, name)
    parts = [
        (wording.option(topics[name], option), colour, [_share(terms, option) for _, terms in known])
        for option, colour in zip(options, theme.option_colours(len(options)), strict=True)
    ]
    return Chart(
        id=f"agreed-{list(topics).index(name)}",
        title=label,
        caption=f"Share of the settlements of each scenario. {_counted(known)}{_lies(topics[name], known)}",
        table=DataTable(
            (label, *(side.name for side, _ in known)),
            tuple((part, *map(amounts.estimate, shares)) for part, _, shares in parts),
        ),
        **stacked_rows(parts, [side.name for side, _ in known], "share of settlements"),
    )  # fmt: skip


def _counted(known: list[tuple[Side, Terms]]) -> str:
    counts = [f"{side.outcomes['settlement'].hits:,} in {side.name}" for side, _ in known]
    return f"Settlements: {wording.listed(counts)}."


def _lies(topic: Topic, known: list[tuple[Side, Terms]]) -> str:
    """Of numbers, where they lie."""
    found = [(side, scale.spread(topic, terms)) for side, terms in known]
    said = [f"{side.name}: {scale.in_words(topic, spread)}" for side, spread in found if spread]
    return f" {'; '.join(said)}." if said else ""


def _terms(every: tuple[Terms, ...], issue: str) -> Terms | None:
    return next((terms for terms in every if terms.issue == issue), None)


def _share(terms: Terms, option: str) -> Share:
    return terms.shares[terms.options.index(option)] if option in terms.options else _none(terms)


def _none(terms: Terms) -> Share:
    from sim.analysis.intervals import share

    return share(0, terms.shares[0].of)


def sheets(cast: Cast, found: Comparison) -> Iterator[TableBlock]:
    """The option agreed most often on each issue, in settlements and in ceasefires."""
    if any(side.outcomes["settlement"].hits for side in found.sides):
        table = _table(cast.issues, found, [side.terms for side in found.sides])
        caption = "The option settled most often, with its share of the settlements (95% interval)."
        yield TableBlock("agreed-settlements", "Settlements: most often", caption, table)
    if any(t.shares[0].of for side in found.sides for t in side.ceasefire_terms):
        table = _table(cast.truce_issues, found, [side.ceasefire_terms for side in found.sides])
        caption = "The option agreed most often, with its share of the ceasefires (95% interval)."
        yield TableBlock("agreed-ceasefires", "Ceasefires: most often", caption, table)


def _table(topics: Mapping[str, Topic], found: Comparison, every: list[tuple[Terms, ...]]) -> DataTable:
    rows = [
        (wording.topic(topics, name), *(most_often(topics, _terms(terms, name)) for terms in every))
        for name in topics
    ]
    return DataTable(("Issue", *(side.name for side in found.sides)), tuple(rows))


def most_often(topics: Mapping[str, Topic], terms: Terms | None) -> str:
    """The option agreed most often, with its share; a dash where there is none."""
    if terms is None or not terms.shares[0].of:
        return "–"
    option, most = max(zip(terms.options, terms.shares, strict=True), key=lambda pair: pair[1].hits)
    return f"{wording.option(topics[terms.issue], option)} {amounts.estimate(most)}"
