"""The page that tells one replication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.analysis.chapters import Chapters
from sim.report import amounts, happenings, links, variants, wording
from sim.report.blocks import Chart, Page, Section
from sim.report.chapters import Chapter, bound, sentence
from sim.report.figures.path import path
from sim.report.figures.positions import positions
from sim.report.figures.rounds import draws, notable, nothing_unusual, rounds
from sim.report.figures.truces import truces
from sim.report.forks import forks
from sim.report.headline import caution
from sim.report.round_by_round import tell_every_round
from sim.report.texts import LetteredTexts
from sim.scenario.bundles import bundle_in_words
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.analysis.explanation import Explanation, Telling
    from sim.bargaining.inspect.near_misses import Miss
    from sim.bargaining.inspect.rounds import Trace

LEAD = (
    "Every round, in sentences that can be quoted; below each, in small print, the numbers behind it. Texts carry "
    "letters and ceasefires numbers in the order in which they appear; their terms are read out once. Numbers are "
    "utilities: what a text is worth to an actor, 0 for its worst options on everything, 1 for its best."
)
CHALLENGED = (
    "Every round, issue by issue. Who would lose a confrontation goes over to where the other stands; who expects less "
    "of it than the other meets it part of the way, or gives in. Everybody moves at once, and nobody can refuse."
)
PAUSE = " Of a pause in the fighting the number is what it gains an actor over fighting on."


def page(scenario: Scenario, told: Explanation, changed: Scenario, chapters: Chapters) -> Page:
    """The picture, the story, what was drawn; after a what-if both paths, and where they part."""
    changes = told.what_if.changes if told.what_if else ()
    return Page(
        title=", ".join([f"{wording.title(scenario)}: replication {told.replication}", *changes]),
        description=scenario.description or "",
        headline=sentence(lambda: headline(scenario, told), chapters),
        cautions=(*variants.variant_lines(scenario), how_chosen(scenario, told), caution(scenario)),
        sections=bound(_drafts(scenario, told, changed), chapters),
    )


def headline(scenario: Scenario, told: Explanation) -> str:
    """How it ends, and after how much talk."""
    trace = told.telling.trace
    return f"{_end(scenario, trace)} {_talk(scenario, trace)}"


def _end(scenario: Scenario, trace: Trace) -> str:
    last = wording.when(scenario, trace.rounds[-1].day)
    if trace.outcome == "settlement":
        ended = "is decided" if not scenario.can_fail else "ends in a settlement"
        return f"Replication {trace.replication} {ended} on {last}."
    return f"Replication {trace.replication} ends on {last}: {wording.OUTCOMES[trace.outcome].lower()}."


def _talk(scenario: Scenario, trace: Trace) -> str:
    """How much was tabled and signed."""
    finals = [r.final for r in trace.rounds if r.final is not None]
    truces = [r.ceasefire for r in trace.rounds if r.ceasefire is not None]
    if not scenario.can_fail:
        moves = sum(len(r.happenings) for r in trace.rounds)
        return f"In {wording.counted(len(trace.rounds), 'round')} positions move {wording.counted(moves, 'time')}."
    refused = sum(not t.signed for t in finals)
    said = f"In {wording.counted(len(trace.rounds), _turn(scenario))} {_texts(refused)} refused"
    if truces:
        signed = sum(t.signed for t in truces)
        said += f", and of {wording.counted(len(truces), 'ceasefire')} tabled {signed} {_was(signed)} signed"
    return said + "."


def _turn(scenario: Scenario) -> str:
    return "turn" if scenario.protocol == "alternating_offers" else "round"


def _texts(count: int) -> str:
    return f"{wording.counted(count, 'text')} {_was(count)}" if count else "no text is"


def _was(count: int) -> str:
    return "is" if count == 1 else "are"


def how_chosen(scenario: Scenario, told: Explanation) -> str:
    """Why this replication, and how common its outcome is."""
    chosen, outcome = told.chosen, wording.OUTCOMES[told.telling.trace.outcome]
    common = (
        ""
        if chosen.share is None
        else f" {outcome}: {amounts.told(chosen.share)} of {chosen.share.of:,} replications."
    )
    return {
        "run": "Asked for by its number. One replication is one run of the assumptions, not what will happen.",
        "outcome": "An ordinary one of its outcome: its decisive day is nearest to the median.",
        "typical": "An ordinary one of the most frequent outcome: its decisive day is nearest to the median.",
        "closest_miss": _miss(scenario, chosen.miss),
    }[chosen.how] + common


def _miss(scenario: Scenario, miss: Miss | None) -> str:
    """What was lacking on its best day."""
    start = "Of all replications in which nothing was signed, the one that came nearest to a settlement."
    if miss is None:
        return start
    text = LetteredTexts(scenario, ()).listed(miss.terms, truce=False)
    called = f"“{wording.proposal(scenario, miss.named)}” ({text})" if miss.named else f"a text ({text})"
    when = f"In {_turn(scenario)} {miss.number}, on {wording.when(scenario, miss.day)},"
    if miss.lacking > 0.0:
        worst = wording.actor(scenario, miss.party)
        return f"{start} {when} {called} left {worst} only {amounts.number(miss.lacking, 4)} short of its demand."
    turn = wording.actor(scenario, miss.turn)
    return f"{start} {when} every party would have signed {called}, but {turn}, whose turn it was, did not table it."


def _drafts(scenario: Scenario, told: Explanation, changed: Scenario) -> tuple[Chapter, ...]:
    return (
        Chapter("parting", "Where the paths part", lambda: _parting(scenario, told, changed)),
        Chapter("picture", "Over time", lambda: _picture(scenario, told, changed)),
        Chapter("story", "The story", lambda: _story(scenario, told, changed)),
        Chapter("numbers", "The numbers", lambda: _numbers(scenario, told, changed)),
        Chapter("draws", "What was drawn", lambda: _draws(scenario, told)),
    )


def _parting(scenario: Scenario, told: Explanation, changed: Scenario) -> Section | None:
    if told.what_if is None:
        return None
    return Section(lead=" ".join(forks(scenario, changed, told)))


def _picture(scenario: Scenario, told: Explanation, changed: Scenario) -> Section:
    pictures = [*_pictures(scenario, told.telling, "", "")]
    if told.what_if is not None:
        pictures += _pictures(changed, told.what_if.telling, "-changed", " after the change")
    return Section(charts=tuple(pictures))


def _story(scenario: Scenario, told: Explanation, changed: Scenario) -> Section:
    pause = PAUSE * (scenario.truce is not None)
    lead = LEAD + links.scale(scenario) + pause if scenario.can_fail else CHALLENGED
    lead = " ".join([lead, *links.links_told(scenario), *happenings.events_told(scenario)])
    stories = [tell_every_round(scenario, told.telling.trace)]
    if told.what_if is not None:
        stories.append(tell_every_round(changed, told.what_if.telling.trace, "after the change"))
    return Section(lead=lead, stories=tuple(stories))


def _numbers(scenario: Scenario, told: Explanation, changed: Scenario) -> Section:
    sheets = [rounds(scenario, told.telling.trace)]
    if told.what_if is not None:
        sheets.append(rounds(changed, told.what_if.telling.trace, "rounds-changed"))
    return Section(sheets=tuple(sheets))


def _draws(scenario: Scenario, told: Explanation) -> Section | None:
    drawn = told.telling.drawn
    if not drawn:
        return None
    bundles = " ".join(f"Drawn together: {bundle_in_words(bundle)}." for bundle in scenario.together)
    if not notable(drawn):
        return Section(lead=f"{nothing_unusual(drawn)} {bundles}".strip())
    return Section(lead=bundles, sheets=(draws(scenario, drawn),))


def _pictures(scenario: Scenario, telling: Telling, key: str, after: str) -> Iterator[Chart]:
    trace = telling.trace
    if not scenario.can_fail:
        yield positions(scenario, trace, f"path{key}", f"Where everybody stands{after}")
        return
    yield path(scenario, trace, f"path{key}", f"What each party asks for, and what it is offered{after}")
    if any(round_.ceasefire is not None for round_ in trace.rounds):
        yield truces(scenario, trace, f"truces{key}", f"Ceasefires on the table{after}")
