"""What opens the chapters of the report, above their figures."""

from __future__ import annotations

from sim.analysis.summary import Summary
from sim.report import amounts, assumptions, factions, happenings, links, spoilers, votes, wording
from sim.report.signing import rule, signed_by
from sim.scenario.bundles import bundle_in_words
from sim.scenario.schema import Scenario

TOLD = (
    "One ordinary replication of each of the most frequent outcomes: not what will happen, but what one "
    "run of the assumptions looks like from the inside. Texts carry letters and ceasefires numbers in the "
    "order in which they appear; their terms are read out once. Numbers are utilities: what a text is "
    "worth to an actor, 0 for its worst options on everything, 1 for its best."
)
PAUSES = " A pause in the fighting is told by what it gains an actor over fighting on."


def told(scenario: Scenario) -> str:
    """How to read the stories."""
    return TOLD + links.scale(scenario) + (PAUSES if scenario.truce else "")


def when(scenario: Scenario, summary: Summary) -> str:
    """What of the fighting no curve says."""
    return " ".join(filter(None, [_fighting(scenario, summary), _spoiled(scenario, summary)]))


def _fighting(scenario: Scenario, summary: Summary) -> str:
    if summary.fighting is None:
        return ""
    said = amounts.days_of_fighting(summary.fighting)
    most = amounts.day(summary.horizon_days)
    return f"Days of full fighting until the talks end, of at most {most}: {said}.{_alone(scenario, summary)}"


def _alone(scenario: Scenario, summary: Summary) -> str:
    declared = wording.unilateral(scenario, summary)
    return f" Ceasefires of one side alone, which count as none: {'; '.join(declared)}." if declared else ""


def _spoiled(scenario: Scenario, summary: Summary) -> str:
    said = spoilers.broken(scenario, summary)
    return f"Ceasefires broken by spoilers: {said}." if said else ""


def agreed(scenario: Scenario, summary: Summary) -> str:
    """How many settle, and whose signature that takes."""
    settled = summary.outcomes["settlement"]
    if not settled.hits:
        most = amounts.roughly(settled.high)
        return f"No replication ends in a settlement: there are no terms to show. At most {most} would."
    said = f"Terms of the {settled.hits:,} settlements in {settled.of:,} replications."
    by = signed_by(scenario, summary)
    return f"{said} {rule(scenario)} Signed by {by}." if by else said


def why_not(scenario: Scenario, summary: Summary) -> str:
    """What no figure of failures says."""
    return " ".join(
        filter(None, [_ended(scenario, summary), _votes(scenario, summary), _held_back(scenario, summary)])
    )


def _votes(scenario: Scenario, summary: Summary) -> str:
    known = summary.votes
    return f"Votes at home: {votes.told(scenario, known)}." if known is not None and known.lost.hits else ""


def _ended(scenario: Scenario, summary: Summary) -> str:
    said = happenings.ended(scenario, summary)
    return f"The talks were ended from outside, whoever still held out: {said}." if said else ""


def _held_back(scenario: Scenario, summary: Summary) -> str:
    said = factions.held_back(scenario, summary)
    return (
        f"The last package was too little for factions, which held their party back: {said}." if said else ""
    )


def gains() -> str:
    """What a zone is."""
    return (
        "A party’s reservation value is the worst deal that it still prefers to none. Whether the "
        "reservation values leave a zone between them decides whether there is anything to find."
    )


def assumed(scenario: Scenario) -> str:
    """How much is assumed, and what goes with what."""
    counted = assumptions.bases(scenario)
    known = [
        f"{count:,} {wording.BASES[basis]}" for basis, count in counted.items() if basis in wording.BASES
    ]
    none = [f"{counted['none']:,} without a stated basis"] if "none" in counted else []
    bundles = [f"Drawn together: {bundle_in_words(bundle)}." for bundle in scenario.together]
    said = f"The scenario has {sum(counted.values()):,} numbers: {wording.listed([*known, *none])}."
    compared = [f"{wording.sentence(each)}." for each in scenario.compared]
    inside = (*factions.told(scenario), *spoilers.told(scenario), *happenings.events_told(scenario))
    return " ".join([said, *bundles, *links.links_told(scenario), *inside, *compared])
