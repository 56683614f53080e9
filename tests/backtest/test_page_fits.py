"""The page of all scores: its tables are as wide as it is, by day and by night, and nothing keeps people out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_backtest_command import some

from sim.analysis.chapters import Chapters
from sim.backtest import folded
from sim.backtest.event import LOGIT
from sim.backtest.page import TITLE, page
from sim.backtest.score import Findings, Fitted, Placebo, Score, Span
from sim.report.finding_page import made_page

QUESTION = "agreement within a year, by logarithm"
WIDE = Span(-0.0284, -0.0449, -0.0121)


def widest() -> Findings:
    """Cells as wide as they come."""
    found = some()
    first = replace(found.scores[0], question=QUESTION, of=516, clusters=188, countries=153)
    worst = replace(
        first, by=LOGIT, loss=WIDE, less=WIDE, log=WIDE, auc=WIDE, enough=1e9, verdict="not clear", seen=True,
        ours=True,
    )  # fmt: skip
    fit = Fitted(
        "ceasefires", "factor, for 30 days at most", "what is known at the ages asked for, all codes together",
        Span(576_000, 69_100, 4_800_000), Span(37_300, 6_700, 208_000), Span(73_500, 17_300, 313_000), 12_500, 0.504,
    )  # fmt: skip
    dealt = Placebo("ceasefires", QUESTION, LOGIT, 1, 20, 0.51)
    return replace(found, scores=(first, worst, *found.scores), fitted=(fit,), placebos=(dealt,))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / "report.html"
    written.write_text(
        made_page(TITLE, lambda chapters: page(widest(), chapters), "", Chapters()), encoding="utf-8"
    )
    return written


def opened(browser: Any, file: Path, width: int, scheme: str) -> Any:
    """With all chapters and numbers in view."""
    shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    shown.goto(file.as_uri())
    shown.wait_for_function("document.documentElement.dataset.drawn", timeout=60_000)
    shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return shown


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_table_scrolls_sideways_on_an_ordinary_screen(browser: Any, file: Path, scheme: str) -> None:
    shown = opened(browser, file, 1280, scheme)
    tables = shown.locator(".wide")
    assert tables.count() >= 6
    wider = tables.evaluate_all(
        "all => all.filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)"
    )
    shown.close()
    assert wider == []


@pytest.mark.slow
def test_on_a_phone_the_page_itself_does_not_scroll_sideways(
    browser: Any, file: Path, barriers: Callable[[Any], list[str]]
) -> None:
    shown = opened(browser, file, 390, "dark")
    wide = shown.evaluate("document.documentElement.scrollWidth")
    found = barriers(shown)
    shown.close()
    assert wide <= 390
    assert found == []


def test_a_question_stands_once_above_all_who_answer_it() -> None:
    rows: list[Score] = [row for row in widest().scores if row.kind]
    shown = folded.scores(rows)
    asked = [row[0] for row in shown.rows if len(row) == 1]
    assert asked == [
        f"{QUESTION}: 516 cases of 188 conflicts in 153 countries",
        "a | question: 9 cases of 3 conflicts",
    ]
    answers = [row for row in shown.rows if len(row) > 1]
    assert len(answers) == len(rows)
    assert {len(row) for row in answers} == {len(shown.head)}
    assert answers[1][1:] == (
        "Brier −0.028\n−0.045 to −0.012", "−0.028\n−0.045 to −0.012", "−0.028\n−0.045 to −0.012",
        "−0.028\n−0.045 to −0.012", "more than\n99,999", "not clear,\nseen",
    )  # fmt: skip


def test_what_a_fit_is_likeliest_for_stands_once_above_its_numbers() -> None:
    [above, row] = folded.fits(widest().fitted).rows
    assert above == ("Likeliest for what is known at the ages asked for, all codes together",)
    assert row[1] == "576,000\n69,100 to 4,800,000"
    assert row[3] == "no\n50.4% by lot"
    assert row[5].startswith("12,500\nin ")
