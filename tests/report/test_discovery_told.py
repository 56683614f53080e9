from __future__ import annotations

from dataclasses import replace

import pytest
import synthetic

from sim.analysis.chapters import Chapters
from sim.analysis.discovery.types import Box, Discovery, PeelingStep, Restricted
from sim.analysis.events import events
from sim.analysis.intervals import Difference, share
from sim.report import inputs, theme
from sim.report.discovery import figures, page, sentences
from sim.report.finding_page import render
from sim.scenario.reading import changed, numbers

SCENARIO = synthetic.ceasefire30()
COST = Restricted("actors.russia.cost_per_day", False, 0.0002, 0.0003, 0.00008, 0.0003, 0.0)
THREAT = Restricted("actors.us.leverage.russia.meant", True, 0.0, 0.0, 0.0, 1.0, 0.02)
BOX = Box(
    (COST, THREAT), share(380, 1000), share(380, 600), share(1000, 5000), share(220, 4000),
    Difference(0.3, 0.27, 0.33), True, 0.4,
)  # fmt: skip
FOUND = Discovery(
    outcome="settlement", runs=10_000, fitted_on=5000, base=share(600, 5000), inputs=74, asked=None,
    boxes=(BOX, replace(BOX, conditions=(COST,))),
    steps=(PeelingStep(0, share(600, 5000), share(600, 600), 0.12, 1.0, False),
           PeelingStep(2, share(380, 1000), share(380, 600), 0.4, 0.65, True)),
    leaves=(BOX,),
)  # fmt: skip


def test_the_sentence_says_the_numbers() -> None:
    assert sentences.headline(SCENARIO, FOUND) == (
        "When “Russia: cost of a day of the war” is above 0.0002 and The United States does not mean its threat to "
        "Russia, 38% (35–41%) of talks end in a settlement, against 6% (5–6%) otherwise; this covers 63% (59–67%) of "
        "all that do."
    )
    assert sentences.sentence(SCENARIO, FOUND, FOUND.boxes[1]).startswith("Of the rest, when “Russia: cost")


def test_where_no_box_holds_up_that_is_said_with_both_numbers() -> None:
    said = sentences.headline(SCENARIO, replace(FOUND, boxes=(replace(BOX, clear=False),)))
    assert said.startswith("No box found with 10,000 replications does better than chance")
    assert "40% of talks" in said
    assert "38% (35–41%) on the other" in said


def test_where_chance_would_give_every_box_none_is_ringed_and_more_replications_are_named() -> None:
    none = replace(FOUND, boxes=())
    said = sentences.headline(SCENARIO, none)
    assert said.startswith("No box found with 10,000 replications that chance would not also give")
    assert said.endswith("More replications may find one (--runs 20000).")
    assert "More" not in sentences.headline(SCENARIO, replace(none, fitted_on=10_000))
    assert "No box was taken" in figures.way(none).caption
    assert len(figures.way(none).data) == len(figures.way(FOUND).data) - 1


def test_what_was_asked_and_not_reached_is_said() -> None:
    assert "50% asked for" in sentences.halves(replace(FOUND, asked=0.5))
    assert "asked for" not in sentences.halves(replace(FOUND, asked=0.3))


@pytest.mark.parametrize("name", events(synthetic.outcomes(SCENARIO)))
def test_every_event_can_be_told(name: str) -> None:
    assert sentences.happens(replace(FOUND, outcome=name))


def test_every_input_has_words() -> None:
    for number in numbers(SCENARIO):
        assert inputs.plainly(SCENARIO, number.path)
    assert (
        inputs.plainly(SCENARIO, "actors.us.patience_days") == "the patience of The United States, in days,"
    )
    assert inputs.plainly(SCENARIO, "issues.land.weight.russia") == "the weight of “Land” for Russia"
    assert inputs.plainly(SCENARIO, "weight_spread") == "weight_spread"
    line = "actors.russia.red_lines.land.genuine"
    assert inputs.coin(SCENARIO, line, False) == "the red line of Russia on “Land” is not genuine"


@pytest.mark.parametrize(("low", "high", "said"), [
    (0.0, 0.5, "below 0.5"), (0.5, 1.0, "above 0.5"), (0.25, 0.5, "between 0.25 and 0.5"),
])  # fmt: skip
def test_a_range_is_said_by_the_sides_that_it_has(low: float, high: float, said: str) -> None:
    assert sentences.bounds(Restricted("x", False, low, high, 0.0, 1.0, 0.0)) == said


def test_plotly_knows_every_word_of_the_figures() -> None:
    from plotly.graph_objects import Figure

    for chart in (figures.ranges(SCENARIO, FOUND, 0), figures.way(FOUND)):
        Figure({"data": theme.resolved(chart.data), "layout": theme.resolved(chart.layout)})
        assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


def test_names_on_the_page_are_text() -> None:
    hostile = changed(SCENARIO, {"title": "<script>alert(1)</script>"})
    told = render(page.page(hostile, replace(FOUND, boxes=(), leaves=()), Chapters()), "again")
    assert "<script>alert(1)" not in told


def test_a_coin_fills_the_half_that_it_shows() -> None:
    chart = figures.ranges(SCENARIO, FOUND, 0)
    allowed = chart.data[1]
    assert (allowed["base"][1], allowed["x"][1]) == (0.0, 0.5)
