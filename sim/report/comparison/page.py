"""The page of a comparison, from its answer to what differs in the files."""

from __future__ import annotations

from sim.analysis.chapters import Chapters
from sim.analysis.comparison import Comparison
from sim.report import wording
from sim.report.blocks import ChangeList, Page, Section
from sim.report.chapters import Chapter, bound, sentence
from sim.report.comparison import agreed, curves, differences, flows, obstacles, shares
from sim.report.comparison.cast import Cast
from sim.report.comparison.sentences import cautions, headline
from sim.report.headline import caution, limits
from sim.scenario.schema import Scenario


def page(scenarios: tuple[Scenario, ...], found: Comparison, chapters: Chapters) -> Page:
    """The whole page; scenarios in the order of the comparison."""
    cast = Cast(scenarios)
    titles = [side.title for side in found.sides]
    return Page(
        title=_title(found),
        description=f"{len(titles)} scenarios, the first of which is the base: {wording.listed(titles)}.",
        headline=sentence(lambda: headline(found), chapters),
        cautions=(caution(cast.base), *cautions(found)),
        sections=bound(_drafts(cast, found), chapters),
    )


def _title(found: Comparison) -> str:
    if len(found.others) == 1:
        return f"{found.sides[1].title}, beside: {found.base.title}"
    return f"{len(found.others)} scenarios beside: {found.base.title}"


def _drafts(cast: Cast, found: Comparison) -> tuple[Chapter, ...]:
    return (
        Chapter("answer", "The answer", lambda: _answer(found)),
        Chapter("differences", "What is different", lambda: _differences(found) if found.tried else None),
        Chapter("flow", "Saved and lost", lambda: _flow(found) if found.tried else None),
        Chapter("when", "When", lambda: _when(found)),
        Chapter("agreed", "What is agreed", lambda: _agreed(cast, found)),
        Chapter("why-not", "Why not", lambda: _why_not(cast, found)),
        Chapter("proposals", "Who would sign what", lambda: _proposals(cast, found)),
        Chapter("files", "What differs in the files", lambda: _files(cast, found)),
        Chapter("luck", "The same luck", lambda: _luck(cast, found)),
    )


def _answer(found: Comparison) -> Section:
    return Section(charts=(shares.outcomes(found),), sheets=(shares.compared(found),))


def _differences(found: Comparison) -> Section:
    sheets = (differences.everything(found),) if len(found.others) > 1 else ()
    return Section(charts=tuple(differences.differences(found)), sheets=sheets)


def _flow(found: Comparison) -> Section:
    moved = (flows.moved(found),) if len(found.others) > 1 else tuple(flows.moves(found))
    return Section(charts=moved, heat_maps=tuple(flows.maps(found)))


def _when(found: Comparison) -> Section | None:
    drawn = tuple(curves.curves(found))
    return Section(charts=drawn) if drawn else None


def _agreed(cast: Cast, found: Comparison) -> Section | None:
    drawn, sheets = tuple(agreed.agreed(cast, found)), tuple(agreed.sheets(cast, found))
    return Section(charts=drawn, sheets=sheets) if sheets else None


def _why_not(cast: Cast, found: Comparison) -> Section | None:
    zone, refused = obstacles.zone(found), tuple(obstacles.blockers(cast, found))
    return Section(charts=(zone,) if zone else (), heat_maps=refused) if zone or refused else None


def _proposals(cast: Cast, found: Comparison) -> Section | None:
    signed = tuple(obstacles.signatures(cast, found))
    return Section(heat_maps=signed) if signed else None


def _luck(cast: Cast, found: Comparison) -> Section:
    paired = (differences.pairing(found),) if found.tried else ()
    return Section(lead=LUCK, sheets=paired, limits=limits(cast.base))


LUCK = (
    "A number is drawn from a stream of chance that is named by its path in the file, so a number that two scenarios "
    "share is drawn alike in both, whatever else they have. Where weights are made shares of their sum, an issue more "
    "or less changes the shares, and the luck behind them stays the same."
)


def _files(cast: Cast, found: Comparison) -> Section:
    said = (
        f"Every line of the resolved files, defaults included, that is not as in {found.base.name}. Titles, "
        "descriptions, labels, sources and notes alone are left out: nobody plays them."
    )
    words = (tuple(cast.differing(k, c) for c in beside.changes) for k, beside in enumerate(found.beside, 1))
    lists = zip(found.others, words, strict=True)
    return Section(
        lead=" ".join([said, *cast.extending]),
        changes=tuple(ChangeList(side.name, beside.changes, words) for (side, beside), words in lists),
    )
