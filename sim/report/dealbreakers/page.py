"""The page of `dealbreakers`."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.dealbreakers import DealBreakers
from sim.report import finding_page, wording
from sim.report.dealbreakers import figures, taken_away
from sim.report.section import Section
from sim.scenario.schema import Scenario

ALONE = (
    "Each change takes away one thing that may stand in the way, and leaves the rest of the assumptions and all luck "
    "as they were: a red line is never genuine, an actor’s consent is not asked for, a guarantor is believed, a party "
    "trusts the others, pays nothing at home for giving way, is hurt twice as much by the war, or sees the war as it "
    "is. The others know of it from the start."
)
RANKED = (
    "Ranks are by what is gained less what is lost. Where a range stands, the same replications do not tell those "
    "places apart, with every two of the changes compared."
)
TOGETHER = (
    "A change that does nothing alone may be the one that is missing. A pair counts for what it turns beyond the "
    "worlds that the one or the other turns alone."
)


def page(scenario: Scenario, found: DealBreakers, command: str) -> str:
    """The whole page."""
    return finding_page.render(
        finding_page.Page(
            title=f"What would have to change: {wording.title(scenario)}",
            description=scenario.description or "",
            headline=taken_away.headline(scenario, found),
            cautions=(taken_away.CAUTION,),
            sections=tuple(_sections(scenario, found)),
        ),
        command,
    )


def _sections(scenario: Scenario, found: DealBreakers) -> Iterator[Section]:
    alone = (figures.alone(scenario, found),)
    yield Section("alone", "One thing at a time", f"{ALONE} {RANKED}", alone)
    if found.pairs:
        yield Section("pairs", "Two at once", TOGETHER, (figures.together(scenario, found.pairs),))
    yield Section("try", "To try them", "", sheets=(figures.to_try(scenario, found),))
