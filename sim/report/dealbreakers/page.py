"""The page of `dealbreakers`."""

from __future__ import annotations

from sim.analysis.chapters import Chapters
from sim.analysis.dealbreakers import DealBreakers
from sim.report import wording
from sim.report.blocks import Page, Section
from sim.report.chapters import Chapter, bound, sentence
from sim.report.dealbreakers import figures, sentences
from sim.scenario.schema import Scenario

ALONE = (
    "Each change takes away one thing that may stand in the way, and leaves the rest of the assumptions and all luck "
    "as they were: a red line is never genuine, a faction can bear anything, an actor’s consent is not asked for, a "
    "guarantor is believed, a party trusts the others, pays nothing at home for giving way, is hurt twice as much by "
    "the war, or sees the war as it is. The others know of it from the start."
)
RANKED = (
    "Ranks are by what is gained less what is lost. Where a range stands, the same replications do not tell those "
    "places apart, with every two of the changes compared."
)
TOGETHER = (
    "A change that does nothing alone may be the one that is missing. A pair counts for what it turns beyond the "
    "worlds that the one or the other turns alone."
)


def page(scenario: Scenario, found: DealBreakers, chapters: Chapters) -> Page:
    """One change at a time, two at once if that was asked, and how to try them."""
    drafts = (
        Chapter("alone", "One thing at a time", lambda: _alone(scenario, found)),
        Chapter("pairs", "Two at once", lambda: _pairs(scenario, found)),
        Chapter("try", "To try them", lambda: Section(sheets=(figures.to_try(scenario, found),))),
    )
    return Page(
        title=f"What would have to change: {wording.title(scenario)}",
        description=scenario.description or "",
        headline=sentence(lambda: sentences.headline(scenario, found), chapters),
        cautions=(sentences.CAUTION,),
        sections=bound(drafts, chapters),
    )


def _alone(scenario: Scenario, found: DealBreakers) -> Section:
    return Section(lead=f"{ALONE} {RANKED}", charts=(figures.alone(scenario, found),))


def _pairs(scenario: Scenario, found: DealBreakers) -> Section | None:
    if not found.pairs:
        return None
    return Section(lead=TOGETHER, charts=(figures.together(scenario, found.pairs),))
