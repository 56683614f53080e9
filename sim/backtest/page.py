"""The page of all sets."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.chapters import Chapters
from sim.backtest import figures, folded, sentences, table
from sim.backtest.groups import SETS
from sim.backtest.score import Findings
from sim.report.blocks import Chart, Page, Section, TableBlock
from sim.report.chapters import Chapter, bound, sentence

TITLE = "Held against what happened"
LIMITS = (
    "Sets were coded by others, and what could be coded is not all that was known. Cases of one war, and of one "
    "country, are alike; whole conflicts, or whole countries, are drawn anew for every interval, and conflicts left "
    "out whole.",
    "Scenarios are made by frozen code from what was known before, without a look at what came: with "
    "outcomes dealt out anew they are the same, letter by letter.",
    "What lasts is told apart by its text; whether talks end in a deal is not told apart here by anything that was "
    "made without knowing the end.",
    "How long peace lasts is known for five years. Its scale lies far beyond them: one in ten of halves by lot are as "
    "far apart in it as those that were named.",
    "Twenty cases show mechanism: coded by who knew their end, they can tell only a Brier skill "
    "above a quarter.",
)


def page(found: Findings, chapters: Chapters) -> Page:
    """What has skill, what has none, set by set."""
    names = [name for name in table.TITLES if table.of_set(found, name)]
    drafts = (
        Chapter("all", "In one table", lambda: Section(sheets=(overview(found),))),
        *(Chapter(name, name.capitalize(), lambda name=name: section(found, name)) for name in names),  # type: ignore[misc]
        Chapter(
            "placebo",
            "Dealt out anew",
            lambda: Section(lead=sentences.dealt(found.placebos), sheets=(dealt(found),)),
        ),
        Chapter("limits", "Limits", lambda: Section(limits=LIMITS)),
    )
    return Page(
        title=TITLE,
        description="Sets that others coded under rules: what the program says of them, what guesses say, what came.",
        headline=sentence(lambda: sentences.first_line(found), chapters),
        cautions=tuple(sentences.tally(found))[1:],
        sections=bound(drafts, chapters),
    )


def overview(found: Findings) -> TableBlock:
    """Every forecast of the program's own, beside the base rate."""
    return TableBlock("overview", "All sets", table.LEGEND.format(table.UNDER), folded.overview(found))


def section(found: Findings, name: str) -> Section:
    """One set."""
    rows = table.of_set(found, name)
    title = table.TITLES[name]
    lead = f"{title[0].upper()}{title[1:]}"
    if name in SETS:
        one = SETS[name]
        lead += f" Source: {one.source}. How a row becomes a scenario: {one.made}."
    said = " ".join(f"{note[0].upper()}{note[1:]}." for note in table.notes(rows))
    if not any(row.kind for row in rows):
        return Section(lead=f"{lead}{'' if lead.endswith(('?', '.')) else '.'} {said}")
    fits = tuple(row for row in found.fitted if row.set == name)
    sheets = [TableBlock(f"scores-{name}", "Scores", said, folded.scores(rows))]
    if fits:
        sheets.append(TableBlock(f"fits-{name}", "Fitted on both halves", FITS, folded.fits(fits)))
    return Section(lead=lead, charts=tuple(charts(found, name)), sheets=tuple(sheets))


FITS = (
    "Conflicts, or dialogues, with an even number are one half, those with an odd one the other. Alike: "
    "as their intervals have it, both may be estimates of one number. By lot: of a thousand halves into which "
    "conflicts are dealt by lot so many lie as far apart; this holds however unlike conflicts are."
)


def charts(found: Findings, name: str) -> Iterator[Chart]:
    """Skill, survival, and calibration of each question."""
    rows = table.of_set(found, name)
    yield figures.skill(name, rows)
    yield from (figures.survival(one) for one in found.survivals if one.set == name)
    for question in dict.fromkeys(curve.question for curve in found.curves if curve.set == name):
        curves = [curve for curve in found.curves if (curve.set, curve.question) == (name, question)]
        yield figures.calibration(name, question, curves, figures.forecasters(rows))


def dealt(found: Findings) -> TableBlock:
    """Every placebo."""
    said = (
        "Outcomes are dealt out anew among the cases, so that nothing can foretell them; what is fitted is "
        "fitted to them, and all is scored again. Who is better than the base rate there is so by luck."
    )
    return TableBlock("placebos", "No skill is left", said, folded.placebos(found.placebos))
