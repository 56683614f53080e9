"""What is agreed, beside what the simplest rule would say."""

from __future__ import annotations

from rich.text import Text

from sim.analysis.agreements import Terms, WeightedMean
from sim.analysis.summary import Summary
from sim.report import amounts, scale, wording
from sim.report.screen.parts import ScreenTable, table
from sim.scenario.schema import Scenario


def agreed(scenario: Scenario, summary: Summary) -> ScreenTable:
    """The most frequent option of each issue among settlements."""
    of = summary.outcomes["settlement"].hits
    return table(
        f"Terms of {of:,} settlements",
        ("", "most often", "share"),
        [_row(scenario, terms) for terms in summary.terms],
        left=2,
    )


def _row(scenario: Scenario, terms: Terms) -> tuple[str, ...]:
    option, topic = _most(terms), scenario.issues[terms.issue]
    issue = wording.issue(scenario, terms.issue)
    if option is None:
        return issue, "–", "–"
    if spread := scale.spread(topic, terms):
        ends = f"{scale.with_unit(topic, spread.low)} to {scale.with_unit(topic, spread.high)}"
        return issue, f"median {scale.with_unit(topic, spread.median)}", f"80% in {ends}"
    share = terms.shares[terms.options.index(option)]
    return issue, wording.option(topic, option), amounts.estimate(share)


def most_often(scenario: Scenario, terms: Terms) -> str:
    """The option agreed most often, and its share; of numbers where they lie."""
    topic = scenario.issues[terms.issue]
    if spread := scale.spread(topic, terms):
        return scale.in_words(topic, spread)
    option = _most(terms)
    if option is None:
        return "–"
    share = terms.shares[terms.options.index(option)]
    return f"{wording.option(topic, option)} ({amounts.percent(share.share)})"


def _most(terms: Terms) -> str | None:
    """The option agreed most often, if anything was agreed."""
    option, share = max(zip(terms.options, terms.shares, strict=True), key=lambda pair: pair[1].hits)
    return option if share.of else None


def simplest_rule(scenario: Scenario, summary: Summary) -> Text:
    """Where the weighted mean points elsewhere than most settlements do."""
    most = {terms.issue: _most(terms) for terms in summary.terms}
    other = [rule for rule in summary.weighted_mean if rule.nearest != most.get(rule.issue)]
    said = [f"{wording.issue(scenario, rule.issue)}: {_position(scenario, rule)}" for rule in other]
    return Text.assemble(
        ("The simplest rule (weighted mean)  ", "bold"),
        f"{_lead(summary, len(other))}{'; '.join(said)}",
    )


def _position(scenario: Scenario, rule: WeightedMean) -> str:
    """On a scale where it lies, which may be between two options."""
    topic = scenario.issues[rule.issue]
    if topic.range is None:
        return wording.option(topic, rule.nearest)
    first, last = float(topic.options[0]), float(topic.options[-1])
    return wording.option(topic, amounts.short_number(first + rule.position * (last - first), 4))


def _lead(summary: Summary, elsewhere: int) -> str:
    issues = len(summary.weighted_mean)
    if not summary.outcomes["settlement"].hits:
        return "says "
    if elsewhere == issues:
        return "points elsewhere: "
    agrees = f"agrees on {issues - elsewhere} of {issues} issues"
    return f"{agrees}; elsewhere " if elsewhere else agrees
