"""The page of a comparison, from its answer to what differs in the files."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.comparison import Comparison
from sim.report import wording
from sim.report.comparison import agreed, curves, differences, flows, obstacles, shares
from sim.report.comparison.cast import Cast
from sim.report.comparison.words import cautions, headline
from sim.report.finding_page import Page, render
from sim.report.headline import caution, limits
from sim.report.section import ChangeList, Section
from sim.scenario.schema import Scenario


def page(scenarios: tuple[Scenario, ...], found: Comparison, command: str) -> str:
    """The whole page; scenarios in the order of the comparison."""
    cast = Cast(scenarios)
    titles = [side.title for side in found.sides]
    about = f"{len(titles)} scenarios, the first of which is the base: {wording.listed(titles)}."
    said = (caution(cast.base), *cautions(found))
    sections = tuple(_sections(cast, found))
    return render(Page(_title(found), about, headline(found), said, sections), command)


def _title(found: Comparison) -> str:
    if len(found.others) == 1:
        return f"{found.sides[1].title}, beside: {found.base.title}"
    return f"{len(found.others)} scenarios beside: {found.base.title}"


def _sections(cast: Cast, found: Comparison) -> Iterator[Section]:
    many = len(found.others) > 1
    yield Section("answer", "The answer", "", (shares.outcomes(found),), (shares.compared(found),))
    if found.tried:
        yield Section(
            "differences", "What is different", "", tuple(differences.differences(found)),
            (differences.everything(found),) if many else (),
        )  # fmt: skip
        moved = (flows.moved(found),) if many else tuple(flows.moves(found))
        yield Section("flow", "Saved and lost", "", moved, heat_maps=tuple(flows.maps(found)))
    if when := tuple(curves.curves(found)):
        yield Section("when", "When", "", when)
    drawn, sheets = tuple(agreed.agreed(cast, found)), tuple(agreed.sheets(cast, found))
    if sheets:
        yield Section("agreed", "What is agreed", "", drawn, sheets)
    yield from _obstacles(cast, found)
    yield Section("files", "What differs in the files", _files(found), changes=tuple(_changes(found)))
    yield Section(
        "luck",
        "The same luck",
        LUCK,
        sheets=(differences.pairing(found),) if found.tried else (),
        limits=limits(cast.base),
    )


LUCK = (
    "A number is drawn from a stream of chance that is named by its path in the file, so a number that two scenarios "
    "share is drawn alike in both, whatever else they have. Where weights are made shares of their sum, an issue more "
    "or less changes the shares, and the luck behind them stays the same."
)


def _obstacles(cast: Cast, found: Comparison) -> Iterator[Section]:
    zone, refused = obstacles.zone(found), tuple(obstacles.blockers(cast, found))
    if zone or refused:
        yield Section("why-not", "Why not", "", (zone,) if zone else (), heat_maps=refused)
    if signed := tuple(obstacles.signatures(cast, found)):
        yield Section("proposals", "Who would sign what", "", heat_maps=signed)


def _files(found: Comparison) -> str:
    return (
        f"Every line of the resolved files, defaults included, that is not as in {found.base.name}. Titles, "
        "descriptions, sources and notes alone are left out: nobody plays them."
    )


def _changes(found: Comparison) -> Iterator[ChangeList]:
    for side, beside in found.others:
        yield ChangeList(side.name, beside.changes)
