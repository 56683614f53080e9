from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest
import synthetic

from sim.analysis.intervals import Difference, Mean, share
from sim.analysis.statistics import summarise
from sim.report import amounts, wording
from sim.report.headline import headline
from sim.report.speech import speaking


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0.0, "0%"),
        (1.0, "100%"),
        (0.00001, "<0.01%"),
        (0.0004, "0.04%"),
        (0.0034, "0.3%"),
        (0.034, "3%"),
        (0.996, "99.6%"),
        (0.9998, "99.98%"),
        (0.99999, ">99.99%"),
        (nan, "–"),
    ],
)
def test_a_rare_thing_is_never_said_to_be_impossible_nor_a_usual_one_certain(part: float, said: str) -> None:
    assert amounts.percent(part) == said


def test_a_share_is_said_with_its_interval() -> None:
    assert amounts.estimate(share(81, 263)) == "31% (26–37%)"


def test_a_narrow_interval_shows_that_it_has_a_width() -> None:
    assert amounts.estimate(share(95_000, 100_000)) == "95% (94.9–95.1%)"


def test_a_sentence_does_not_split_next_to_nothing() -> None:
    assert amounts.told(share(1, 10_000)) == "<1%"
    assert amounts.told(share(81, 263)) == "31% (26–37%)"
    assert amounts.told(share(0, 263)).startswith("0% (")


def test_a_share_of_nothing_is_no_share() -> None:
    assert amounts.estimate(share(0, 0)) == "no case"


def test_differences_are_said_in_points_with_their_sign() -> None:
    assert amounts.points(Difference(0.12, 0.09, 0.15)) == "+12 (+9 to +15)"
    assert amounts.points(Difference(0.064, 0.059, 0.069)) == "+6.4 (+5.9 to +6.9)"
    assert amounts.points(Difference(-0.004, -0.02, 0.0001)) == "−0.4 (−2.0 to 0)"


def test_numbers_stand_as_in_the_file() -> None:
    said = [amounts.plain_number(value) for value in (0.00008, 0.25, 1460.0, -1.5)]
    assert said == ["0.00008", "0.25", "1,460", "−1.5"]


def test_a_sure_mean_shows_that_it_has_an_error() -> None:
    assert amounts.mean(Mean(0.2903, 0.2892, 0.2914, 900)) == "0.290 (0.289 to 0.291)"
    assert amounts.mean(Mean(0.29, 0.27, 0.31, 9)) == "0.29 (0.27 to 0.31)"
    assert amounts.mean(Mean(0.29, nan, nan, 1)) == "0.29 (one case)"


def test_days_are_dates_where_the_scenario_has_a_start() -> None:
    scenario = synthetic.ceasefire30()
    assert wording.when(scenario, 290) == "31 December 2025"
    assert wording.when(scenario.replaced(start=None), 290) == "day 290"


def test_no_name_can_steer_a_terminal() -> None:
    assert wording.readable("a\x1b[31mb_c\r") == "a [31mb c"


def test_lists_read_as_they_are_spoken() -> None:
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.listed(["a", "b"], "or") == "a or b"
    assert wording.listed(["a"]) == "a"
    assert wording.listed([]) == ""


def test_an_article_of_a_name_is_in_capitals_only_where_a_sentence_begins() -> None:
    scenario = synthetic.renamed(synthetic.ceasefire30(), "russia", "The union")
    told = (
        "The union asks for 1. The union waits, but The union (as The union) hopes? The union; The unions do."
    )
    assert wording.flowing(scenario, told) == (
        "The union asks for 1. The union waits, but the union (as the union) hopes? The union; The unions do."
    )
    assert wording.flowing(synthetic.ceasefire30(), "but The union") == "but The union"
    assert speaking(scenario)(("a text of The union", ["The union"])) == (
        "a text of the union",
        ["The union"],
    )


def test_what_always_happens_is_said_to() -> None:
    scenario = synthetic.ceasefire30()
    summary = summarise(scenario, synthetic.outcomes(scenario))
    assert "the talks most often" in headline(scenario, summary)
    every = replace(summary, outcomes={"settlement": share(summary.runs, summary.runs)})
    assert "the talks always end in a settlement" in headline(scenario, every)
