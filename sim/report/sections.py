"""The sections of the page, in order. One with nothing to say is left out: there are no empty headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sim.analysis.chapters import Chapters
from sim.analysis.dealbreakers import DealBreakers
from sim.analysis.sensitivity.answer import Influences
from sim.analysis.summary import Summary
from sim.report import (
    amounts,
    assumptions,
    beside,
    explain,
    factions,
    happenings,
    links,
    spoilers,
    variants,
    votes,
    wording,
)
from sim.report.blocks import Chart, HeatMap, Section
from sim.report.chapters import TITLES, Chapter, bound
from sim.report.dealbreakers.figures import alone
from sim.report.figures import (
    answer,
    concepts,
    gains,
    ideal,
    incidence,
    life,
    obstacles,
    peace,
    plane,
    refusals,
    signing,
    survival,
    terms,
    zone,
)
from sim.report.figures.histogram import histograms
from sim.report.headline import limits
from sim.report.moving import LEAD, Moving
from sim.report.naming import naming
from sim.report.sensitivity.charts import charts
from sim.report.sensitivity.sentences import lead
from sim.report.signing import rule, signed_by
from sim.scenario.bundles import in_words
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.trace import Trace
    from sim.bargaining.inspect.typical import Typical


def sections(
    scenario: Scenario,
    summary: Summary,
    typical: Typical | None,
    traces: Sequence[Trace],
    broken: DealBreakers | None,
    matters: Influences | None,
    chapters: Chapters,
    moving: Moving | None = None,
) -> tuple[Section, ...]:
    """In the order in which questions are asked. What could not be found is None, and its chapter has failed."""
    makers: dict[str, Callable[[], Section | None]] = {
        "answer": lambda: Section(charts=(answer.outcomes(summary),)),
        "move": lambda: Section(lead=LEAD, moving=moving) if moving else None,
        "when": lambda: Section(lead=_when_lead(scenario, summary), charts=tuple(_when(scenario, summary))),
        "agreed": lambda: Section(
            lead=_agreed_lead(scenario, summary), charts=tuple(_agreed(scenario, summary))
        ),
        "gains": lambda: _drawn(_gains_lead(), _gains(scenario, summary, typical)),
        "why-not": lambda: _drawn(_why_not_lead(scenario, summary), _why_not(scenario, summary, broken)),
        "proposals": lambda: _heated(_proposals(scenario, summary)),
        "matters": lambda: _matters(scenario, matters),
        "told": lambda: _told(scenario, traces),
        "beside": lambda: _beside(scenario, summary),
        "assumptions": lambda: _assumptions(scenario),
    }
    return bound((Chapter(key, TITLES[key], make) for key, make in makers.items()), chapters)


def _drawn(lead: str, found: Iterator[Chart]) -> Section | None:
    charts = tuple(found)
    return Section(lead=lead, charts=charts) if charts else None


def _heated(found: Iterator[HeatMap]) -> Section | None:
    heat_maps = tuple(found)
    return Section(heat_maps=heat_maps) if heat_maps else None


def _matters(scenario: Scenario, found: Influences | None) -> Section | None:
    if found is None:
        return None
    named = naming(scenario)
    return Section(lead=lead(found, "given", named), charts=tuple(charts(found, "given", named)))


def _told(scenario: Scenario, traces: Sequence[Trace]) -> Section | None:
    stories = tuple(explain.tell(scenario, trace) for trace in traces)
    return Section(lead=_told_lead(scenario), stories=stories) if stories else None


def _assumptions(scenario: Scenario) -> Section:
    return Section(
        lead=_assumptions_lead(scenario),
        groups=assumptions.groups(scenario),
        limits=limits(scenario),
        changes=variants.listed(scenario),
    )


def _beside(scenario: Scenario, summary: Summary) -> Section | None:
    found = summary.benchmarks
    if found is None:
        return None
    drawn = [concepts.gains(scenario, found)]
    if len(scenario.parties) > 1:
        drawn = [plane.plane(scenario, summary, found), *drawn]
    sheets = concepts.terms(scenario, summary, found), concepts.powers(scenario, found)
    return Section(lead=beside.lead(scenario, found), charts=tuple(drawn), sheets=sheets)


TOLD = (
    "One ordinary replication of each of the most frequent outcomes: not what will happen, but what one "
    "run of the assumptions looks like from the inside. Texts carry letters and ceasefires numbers in the "
    "order in which they appear; their terms are read out once. Numbers are utilities: what a text is "
    "worth to an actor, 0 for its worst options on everything, 1 for its best."
)
PAUSES = " A pause in the fighting is told by what it gains an actor over fighting on."


def _told_lead(scenario: Scenario) -> str:
    return TOLD + links.scale(scenario) + (PAUSES if scenario.truce else "")


def _when_lead(scenario: Scenario, summary: Summary) -> str:
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


def _agreed_lead(scenario: Scenario, summary: Summary) -> str:
    settled = summary.outcomes["settlement"]
    if not settled.hits:
        most = amounts.roughly(settled.high)
        return f"No replication ends in a settlement: there are no terms to show. At most {most} would."
    said = f"Terms of the {settled.hits:,} settlements in {settled.of:,} replications."
    by = signed_by(scenario, summary)
    return f"{said} {rule(scenario)} Signed by {by}." if by else said


def _why_not_lead(scenario: Scenario, summary: Summary) -> str:
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


def _gains_lead() -> str:
    return (
        "A party’s reservation value is the worst deal that it still prefers to none. Whether the "
        "reservation values leave a zone between them decides whether there is anything to find."
    )


def _assumptions_lead(scenario: Scenario) -> str:
    counted = assumptions.bases(scenario)
    known = [
        f"{count:,} {wording.BASES[basis]}" for basis, count in counted.items() if basis in wording.BASES
    ]
    none = [f"{counted['none']:,} without a stated basis"] if "none" in counted else []
    bundles = [f"Drawn together: {in_words(bundle)}." for bundle in scenario.together]
    said = f"The scenario has {sum(counted.values()):,} numbers: {wording.listed([*known, *none])}."
    compared = [f"{wording.sentence(each)}." for each in scenario.compared]
    inside = (*factions.told(scenario), *spoilers.told(scenario), *happenings.told(scenario))
    return " ".join([said, *bundles, *links.told(scenario), *inside, *compared])


def _when(scenario: Scenario, summary: Summary) -> Iterator[Chart]:
    yield incidence.incidence(scenario, summary)
    if summary.life is not None and summary.life.over_90.of:
        yield life.life(summary.life)
    if scenario.words is None:  # data are of wars
        yield from _beside_data(summary)


def _beside_data(summary: Summary) -> Iterator[Chart]:
    if summary.life is not None and len(summary.life.alive) > 1:
        yield survival.survival(summary.life)
    if summary.peace is not None:
        yield peace.peace(summary.peace)


def _agreed(scenario: Scenario, summary: Summary) -> Iterator[Chart]:
    if summary.outcomes["settlement"].hits:
        if any(topic.range is None for topic in scenario.issues.values()):
            yield terms.settlement(scenario, summary)
        yield from histograms(scenario.issues, summary.terms, "settlements", "numbers")
        yield ideal.reached(scenario, summary)
    if summary.ceasefire_terms and summary.ceasefire_terms[0].shares[0].of:
        topics = scenario.truce.issues if scenario.truce else {}
        if any(topic.range is None for topic in topics.values()):
            yield terms.ceasefire(scenario, summary)
        yield from histograms(topics, summary.ceasefire_terms, "ceasefires", "ceasefire-numbers")


def _gains(scenario: Scenario, summary: Summary, typical: Typical | None) -> Iterator[Chart]:
    if summary.outcomes["settlement"].hits:
        yield gains.surplus(scenario, summary)
    if typical is not None and len(scenario.parties) > 1:
        yield zone.zone(scenario, typical)


def _why_not(scenario: Scenario, summary: Summary, broken: DealBreakers | None) -> Iterator[Chart]:
    if summary.failures.of_all.hits:
        yield obstacles.failures(summary)
    if summary.blockers:
        yield refusals.blockers(scenario, summary)
    if summary.ceasefire_blockers:
        yield refusals.ceasefire_blockers(scenario, summary)
    if broken:
        yield alone(scenario, broken)


def _proposals(scenario: Scenario, summary: Summary) -> Iterator[HeatMap]:
    if summary.proposals:
        yield signing.proposals(scenario, summary)
    if summary.ceasefire_proposals:
        yield signing.ceasefire_proposals(scenario, summary)
