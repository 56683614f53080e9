"""The page of `tournament`."""

from __future__ import annotations

from sim.analysis.chapters import Chapters
from sim.analysis.tournament.answer import Tournament
from sim.report.blocks import Page, Section, TableBlock
from sim.report.chapters import Chapter, bound, sentence
from sim.report.headline import limits
from sim.report.tournament import figures, sentences, tables
from sim.scenario.schema import Scenario


def page(found: Tournament, scenario: Scenario, chapters: Chapters) -> Page:
    """Who does best, where nobody would change, what would spread, and which deals are missed."""
    drafts = (
        Chapter("best", "Which does best", lambda: Section(charts=(figures.standings(found),))),
        Chapter("payoffs", "Each against each", lambda: _payoffs(found)),
        Chapter("equilibria", "Where nobody would change", lambda: _equilibria(found)),
        Chapter("evolution", "What would spread", lambda: _evolution(found)),
        Chapter("missed", "Missed deals", lambda: _missed(found)),
        Chapter("strategies", "Strategies", lambda: Section(sheets=(tables.strategies(found),))),
        Chapter("limits", "Limits", lambda: Section(limits=limits(scenario))),
    )
    return Page(
        title=f"{found.title}: strategies against one another",
        description=scenario.description or "",
        headline=sentence(lambda: sentences.headline(found), chapters),
        cautions=tuple(sentences.cautions(found)),
        sections=bound(drafts, chapters),
    )


def _payoffs(found: Tournament) -> Section:
    if len(found.seats) == 2:
        return Section(charts=tuple(figures.payoffs(found, seat) for seat in range(2)))
    said = (
        "Mean payoffs, and what each party would gain by its best other strategy (* more than chance would)."
    )
    return Section(sheets=(TableBlock("profiles", "Every profile", said, tables.profiles(found)),))


def _equilibria(found: Tournament) -> Section:
    return Section(
        lead=sentences.balanced(found), sheets=(tables.equilibria(found),) if found.equilibria else ()
    )


def _evolution(found: Tournament) -> Section:
    choosing = [k for k, seat in enumerate(found.seats) if len(seat.strategies) > 1]
    return Section(
        lead=f"In the end: {sentences.spreading(found)}.",
        charts=tuple(figures.evolution(found, seat) for seat in choosing),
    )


def _missed(found: Tournament) -> Section | None:
    lead = sentences.missing(found)
    if not lead:
        return None
    mediators = tuple(tables.mediator(each, k) for k, each in enumerate(found.mediators))
    if len(found.seats) == 2:
        return Section(lead=lead, charts=(figures.missed(found),), sheets=mediators)
    every = TableBlock("deals", "Every profile", "Shares with 95% intervals.", tables.deals(found))
    return Section(lead=lead, sheets=(*mediators, every))
