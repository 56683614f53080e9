"""Simpler models beside ours, in sentences."""

from __future__ import annotations

from sim.analysis.enough import some_are_enough
from sim.analysis.references import Benchmarks, Concept
from sim.report import amounts, wording
from sim.scenario.schema import Scenario

FACTIONS = "They ask no faction whether it gets what it needs."


def lead(scenario: Scenario, benchmarks: Benchmarks) -> str:
    """What was asked of whom, and how it compares."""
    without = "fighting on" if scenario.war else "no deal"
    return (
        f"The first {benchmarks.runs:,} replications, asked of models in which nobody speaks, doubts a promise or "
        "bluffs. Each picks one of the packages that lie within red lines, have the consents that they need and "
        f"give every party at least what {without} is worth at the start. "
        f"{_all_sign(scenario)}{distances(benchmarks)}{_unlisted(benchmarks)}"
    )


def _all_sign(scenario: Scenario) -> str:
    """Where some parties are enough, these models still ask all."""
    some = some_are_enough(scenario)
    said = "They ask for every party’s signature, and see settlements that all signed. " if some else ""
    return said + (f"{FACTIONS} " if scenario.divided else "")


def picks(scenario: Scenario, benchmarks: Benchmarks) -> str:
    """What each of them looks for."""
    return (
        "Nash picks the greatest product of gains, Kalai–Smorodinsky equal shares of the most that each could gain, "
        f"egalitarian equal gains, utilitarian the greatest sum{_rubinstein(scenario, benchmarks)}. The weighted mean "
        "is what all want, averaged by how much each cares and how strong it is, whoever would sign it."
    )


def _rubinstein(scenario: Scenario, benchmarks: Benchmarks) -> str:
    shares = [
        f"{wording.actor(scenario, party)} {amounts.mean(mean)}"
        for party, mean in (benchmarks.rubinstein or {}).items()
        if mean.of
    ]
    pressed = "loses least by a day of war" if scenario.war else "has the later deadline"
    return (
        f", Rubinstein more for the one that {pressed} ({wording.listed(shares)} of the pie)"
        if shares
        else ""
    )


def distances(benchmarks: Benchmarks) -> str:
    """Where settlements lie."""
    if not benchmarks.settled:
        return "None of these replications ends in a settlement: there is nothing to compare."
    known = [c for c in benchmarks.concepts if c.distance.of]
    nearest = min(known, key=lambda c: c.distance.mean, default=None)
    near = (
        f" They lie nearest to {wording.CONCEPTS[nearest.name]}: {amounts.mean(nearest.distance)} away, where 1 is "
        "the most that one party could gain, on average."
        if nearest
        else ""
    )
    return (
        f"Of the {benchmarks.settled:,} settlements among them {amounts.told(benchmarks.efficient)} leave nothing "
        f"on the table: no package is better for one party and worse for none.{near}"
    )


def name(concept: Concept) -> str:
    """Marked where what it picks may not be the best package on its own yardstick."""
    return f"{wording.CONCEPTS[concept.name]}{' (bound)' if _is_bound(concept) else ''}"


def _is_bound(concept: Concept) -> bool:
    return concept.proven.hits < concept.proven.of


def bounds(benchmarks: Benchmarks) -> str:
    """What the mark means: how much better the best package could be; empty where nothing is marked."""
    marked = [
        f"{wording.CONCEPTS[c.name]} {amounts.short_number(c.reached.mean)} of at most "
        f"{amounts.short_number(c.at_most.mean)}"
        for c in benchmarks.concepts
        if _is_bound(c)
    ]
    unsure = benchmarks.ideals.of - benchmarks.ideals.hits
    most = (
        f" In {unsure:,} replications a party might gain more than the most that was found." if unsure else ""
    )
    if not marked:
        return most.strip()
    return (
        "Bound: the best of a great many packages that a search found, on the concept’s own yardstick, and what no "
        f"package exceeds. {wording.listed(marked)}.{most}"
    )


def _unlisted(benchmarks: Benchmarks) -> str:
    if benchmarks.whole.hits == benchmarks.whole.of:
        return ""
    said = bounds(benchmarks) or "What is picked is the best all the same."
    return f" In {amounts.told(benchmarks.whole)} of replications the best packages are few enough to be listed. {said}"
