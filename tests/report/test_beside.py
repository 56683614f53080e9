"""Simpler models on the terminal and in the report."""

from __future__ import annotations

import re

import pytest
import synthetic

from sim.analysis.statistics import summarise
from sim.report import beside, terminal
from sim.report.figures import concepts, plane
from sim.report.wording import CONCEPTS
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SCENARIO = synthetic.ceasefire30()
FOUND = synthetic.benchmarks(SCENARIO)
SUMMARY = summarise(SCENARIO, synthetic.outcomes(SCENARIO), FOUND)
TEXT = terminal.plain(SCENARIO, SUMMARY, full=True)


@pytest.fixture(scope="module")
def dayton() -> Scenario:
    """Three parties."""
    return read(synthetic.SCENARIOS / "dayton_1995.yaml")


def test_the_terminal_has_a_row_for_each_concept_with_its_share_and_interval() -> None:
    for k, name in enumerate(CONCEPTS.values()):
        assert re.search(rf"{name}\s+{80 - 10 * k}% \(\d+–\d+%\)", TEXT)
    assert "Nothing left on the table  50% (35–65%) of 40 settlements" in TEXT


def test_a_screen_without_settlements_compares_with_none() -> None:
    empty = summarise(SCENARIO, synthetic.outcomes(SCENARIO), synthetic.benchmarks(SCENARIO, settled=0))
    told = terminal.plain(SCENARIO, empty, full=True)
    assert "Beside simpler models" in told
    assert "from settlements" not in told
    assert "Nothing left on the table" not in told


def test_where_nobody_was_asked_the_simplest_rule_remains() -> None:
    told = terminal.plain(SCENARIO, summarise(SCENARIO, synthetic.outcomes(SCENARIO)), full=True)
    assert "Beside simpler models" not in told
    assert "The simplest rule (weighted mean)" in told


def test_the_lead_says_how_many_replications_and_how_near_settlements_come() -> None:
    lead = beside.lead(SCENARIO, FOUND)
    assert "The first 1,000 replications" in lead
    assert "Of the 40 settlements among them 50% (35–65%)" in lead
    assert "nearest to Nash: 0.30 (0.20 to 0.40) away" in lead
    assert "listed" not in lead
    assert "(bound)" not in TEXT


def test_a_frontier_too_long_to_be_listed_is_owned_up_to() -> None:
    found = synthetic.benchmarks(SCENARIO, kept=900)
    said = "In 90% (88–92%) of replications the best packages are few enough to be listed. What is picked is the best"
    assert said in beside.lead(SCENARIO, found)
    assert "of those drawn" in plane.plane(SCENARIO, SUMMARY, found).caption
    assert "(median 12: some of them where they are too many" in concepts.powers(SCENARIO, found).caption


def test_what_may_not_be_the_best_is_marked_and_bounded_on_screen_and_page() -> None:
    found = synthetic.benchmarks(SCENARIO, kept=900, short=3)
    said = "Nash 0.25 of at most 0.26"
    screen = terminal.plain(SCENARIO, summarise(SCENARIO, synthetic.outcomes(SCENARIO), found), full=True)
    assert "Nash (bound)" in screen
    assert said in " ".join(screen.split())
    assert said in beside.lead(SCENARIO, found)
    assert concepts.gains(SCENARIO, found).table.rows[0][0] == "Nash (bound)"
    assert "Nash (bound)" in concepts.terms(SCENARIO, SUMMARY, found).table.head


def test_the_weighted_mean_of_a_scale_may_lie_between_two_options() -> None:
    scenario = read(synthetic.SCENARIOS / "theory" / "bueno_de_mesquita_1994_emission_standards.yaml")
    summary = summarise(scenario, synthetic.outcomes(scenario))
    assert "Years until the limit applies: 7.39 years" in " ".join(
        terminal.plain(scenario, summary, full=True).split()
    )


def test_the_plane_shows_every_concept_that_picks_something_and_no_deal() -> None:
    chart = plane.plane(SCENARIO, SUMMARY, FOUND)
    discs = chart.data[-1]
    assert ",".join(discs["text"]) == "1,2,3"
    assert [key.name for key in chart.keys][:3] == ["Nash", "Kalai–Smorodinsky", "Egalitarian"]
    assert chart.table.rows[-1] == ("No deal", "0.30", "0.30")


def test_the_frontier_of_three_parties_is_no_line(dayton: Scenario) -> None:
    found = synthetic.benchmarks(dayton)
    chart = plane.plane(dayton, summarise(dayton, synthetic.outcomes(dayton), found), found)
    assert not any(trace["mode"].startswith("lines") for trace in chart.data)


def test_a_concept_that_never_picks_anything_has_a_row_without_marks() -> None:
    chart = concepts.gains(SCENARIO, FOUND)
    row = next(row for row in chart.table.rows if row[0] == "Rubinstein")
    assert row[2:4] == ("no case", "no case")
    assert all(len(trace["x"]) == len(CONCEPTS) - 1 for trace in chart.data[1:])


def test_who_is_never_asked_is_said_to_be() -> None:
    assert concepts.powers(SCENARIO, FOUND).table.rows[-1][1:] == ("cannot forbid", "cannot forbid")


def test_the_weighted_mean_stands_with_the_other_models_and_no_more_with_the_terms() -> None:
    page = synthetic.page(SCENARIO)
    agreed, simpler = (
        page[page.index('id="agreed"') : page.index('id="gains"')],
        page[page.index('id="beside"') :],
    )
    assert "Weighted mean" not in agreed
    assert "Weighted mean" in simpler


def test_names_are_shown_and_never_obeyed() -> None:
    page = synthetic.page(synthetic.renamed(SCENARIO, "russia", "<b>&%{x}</b>"))
    section = page[page.index('id="beside"') : page.index('id="assumptions"')]
    assert "<b>&" not in section
    assert "&lt;b&gt;&amp;%{x}" in section
