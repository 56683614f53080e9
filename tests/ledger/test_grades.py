"""Forecasts that are resolved are scored, beside what others said of the same questions."""

from __future__ import annotations

from math import log, nan

import pytest
from ledgers import DECEMBER, JANUARY, NOVEMBER, known

from sim.analysis.chapters import Chapters
from sim.analysis.plain import plain
from sim.ledger.entries import Forecast, Resolution
from sim.ledger.grades import Grades, graded
from sim.report import finding_page
from sim.report.ledger import sentences
from sim.report.ledger.page import page
from sim.results.restored import restored

HOSTILE = '<script>alert("x")</script>'


def test_scores_by_hand() -> None:
    found = graded(known())
    assert [each.outcome for each in found.forecasts] == ["no", "yes", "void", "open"]
    assert [each.brier for each in found.forecasts] == pytest.approx([0.04, 0.09, nan, nan], nan_ok=True)
    assert found.brier.mean == pytest.approx(0.065)
    assert found.log.mean == pytest.approx(-(log(0.8) + log(0.7)) / 2)
    assert [(each.said, each.happened.hits, each.happened.of) for each in found.bins] == [
        (pytest.approx(0.2), 0, 1),
        (pytest.approx(0.7), 1, 1),
    ]


def test_others_are_scored_on_the_questions_that_they_answer() -> None:
    base, others, half = graded(known()).rivals
    assert (base.name, base.brier.of, base.brier.mean) == ("base", 1, pytest.approx(0.01))
    assert base.ahead.mean == pytest.approx(0.04 - 0.01)
    assert (others.name, others.brier.of, others.brier.mean) == (
        "others",
        2,
        pytest.approx((0.09 + 0.25) / 2),
    )
    assert (half.brier.mean, half.ahead.mean) == (0.25, pytest.approx(0.065 - 0.25))


def test_a_base_rate_of_none_is_no_certainty() -> None:
    ledger = known(
        Forecast("Never before?", NOVEMBER, DECEMBER, 0.2, base=0.0), Resolution(1, JANUARY, "yes", "me")
    )
    (base, _) = graded(ledger).rivals
    assert base.log.mean == pytest.approx(-log(0.001))


def test_grades_are_kept_and_read_again() -> None:
    found = graded(known())
    assert plain(restored(Grades, plain(found))) == plain(found)


def test_an_empty_ledger_and_one_that_is_all_open_say_so() -> None:
    assert sentences.headline(graded(known(entries=()))) == "0 forecasts, 0 resolved, 0 open."
    only = known(Forecast("Open?", NOVEMBER, DECEMBER, 0.2))
    assert sentences.headline(graded(only)) == (
        "1 forecast, 0 resolved, 1 open. The first is due on 31 December 2026."
    )


def test_the_headline_says_who_is_better() -> None:
    twenty = [Forecast(f"Number {n}?", NOVEMBER, DECEMBER, 0.05 + n / 1000) for n in range(20)]
    came = [Resolution(n, JANUARY, "no", "me") for n in range(1, 21)]
    said = sentences.headline(graded(known(*twenty, *came)))
    assert said.startswith("20 forecasts, 20 resolved, 0 open. The Brier score is 0.00")
    assert said.endswith(": clearly better than one half for all.")


def test_whatever_a_question_holds_stays_text_on_the_page() -> None:
    hostile = Forecast(HOSTILE, NOVEMBER, DECEMBER, 0.4, beside={HOSTILE: 0.2}, note=HOSTILE)
    found = graded(known(hostile, Resolution(1, JANUARY, "yes", HOSTILE)))
    chapters = Chapters()
    html = finding_page.render(page(found, chapters), "again", chapters)
    assert not chapters.failed
    assert HOSTILE not in html
    assert html.count("&lt;script&gt;") >= 3


def test_a_page_of_open_forecasts_has_no_empty_chapter() -> None:
    found = graded(known(Forecast("Open?", NOVEMBER, DECEMBER, 0.2)))
    assert [section.key for section in page(found, Chapters()).sections] == ["forecasts"]
    assert [section.key for section in page(graded(known()), Chapters()).sections] == [
        "forecasts",
        "scores",
        "curve",
    ]
