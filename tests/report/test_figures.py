from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import synthetic

import sim
from sim.analysis.chapters import Chapters
from sim.analysis.statistics import summarise
from sim.bargaining.outcomes import OUTCOMES
from sim.report import theme
from sim.report.blocks import Chart, HeatMap
from sim.report.bodies import environment
from sim.report.dealbreakers.figures import alone
from sim.report.dealbreakers.sentences import headline
from sim.report.figures import concepts, obstacles
from sim.report.figures.rows import PHONE, shortened
from sim.report.sections import sections
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

HOSTILE = '<img src=x onerror="alert(1)">%{x}</script>'


def charts(scenario: Scenario) -> list[Chart]:
    summary = summarise(scenario, synthetic.outcomes(scenario))
    told = synthetic.broken(scenario), synthetic.matters(scenario)
    made = sections(scenario, summary, synthetic.typical(scenario), (), *told, Chapters())
    return [chart for section in made for chart in section.charts]


CHARTS = charts(synthetic.ceasefire30())


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_plotly_knows_every_word_of_every_figure(chart: Chart) -> None:
    from plotly.graph_objects import Figure

    Figure({"data": theme.resolved(chart.data), "layout": theme.resolved(chart.layout)})


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_caption_says_numbers_and_every_table_holds_them(chart: Chart) -> None:
    assert re.search(r"\d", chart.caption)
    assert chart.caption.endswith(".")
    assert chart.table.rows
    assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


def test_no_trace_is_written_out_but_in_marks() -> None:
    """Every figure is drawn from the same few marks."""
    raw = re.compile(r'"(scatter|bar|heatmap|rect|hoverinfo|error_[xy]|fillcolor|showarrow)"')
    package = Path(sim.__file__).parent
    found = {str(p.relative_to(package)) for p in package.rglob("*.py") if raw.search(p.read_text("utf-8"))}
    assert found == {str(Path("report", "marks.py"))}


def test_no_figure_has_the_id_of_another() -> None:
    assert len({chart.id for chart in CHARTS}) == len(CHARTS)


def test_shares_on_a_page_have_intervals() -> None:
    """A percentage in a caption or table is followed by its interval, or is an end of one."""
    for chart in CHARTS:
        cells = [cell for row in chart.table.rows for cell in row]
        for text in (chart.caption, *cells):
            assert not re.search(r"\d%(?! \(| interval|\)|;| is where)", text.replace("100% is", "all is")), (
                text
            )


def test_a_name_is_shown_letter_for_letter_wherever_plotly_reads_html() -> None:
    scenario = synthetic.renamed(synthetic.ceasefire30(), "russia", HOSTILE)
    for chart in charts(scenario):
        for shown in strings({"data": chart.data, "layout": chart.layout}):
            assert "<img" not in shown
            assert "<script" not in shown


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def test_names_are_never_read_as_templates() -> None:
    scenario = synthetic.renamed(synthetic.ceasefire30(), "russia", HOSTILE)
    for chart in charts(scenario):
        assert not [trace for trace in chart.data if "texttemplate" in trace or "hovertemplate" in trace]


def test_a_deal_rejected_at_home_stands_beside_no_zone_and_a_missed_one() -> None:
    scenario = synthetic.ceasefire30()
    played = synthetic.outcomes(scenario)
    voted = np.where(played.outcome == 0, OUTCOMES.index("not_ratified"), played.outcome).astype(np.int8)
    chart = obstacles.failures(summarise(scenario, replace(played, outcome=voted)))
    assert [row[0] for row in chart.table.rows][-1] == "Agreed, then rejected at home"
    assert "agreed, then rejected at home" in chart.caption


def test_a_scenario_of_ten_lines_has_figures_too() -> None:
    ids = [chart.id for chart in charts(read(synthetic.SCENARIOS / "minimal.yaml"))]
    assert "numbers-0" in ids
    assert "life" not in ids
    assert "ceasefire-terms" not in ids


def test_three_parties_are_drawn_in_the_plane_of_one_from_each_side() -> None:
    from sim.report.figures.zone import main_parties

    assert main_parties(read(synthetic.SCENARIOS / "dayton_1995.yaml")) == ("serbs", "bosniaks")


def test_a_long_name_is_cut_to_a_line_of_a_phone() -> None:
    assert len(shortened("x" * 200)) == PHONE


def test_a_concept_that_picks_nothing_is_named_and_takes_no_room() -> None:
    scenario = synthetic.ceasefire30()
    found = synthetic.benchmarks(scenario)
    first, *others = found.concepts
    none = {party: replace(gain, of=0) for party, gain in first.gains.items()}
    usual, left = (
        concepts.gains(scenario, replace(found, concepts=(each, *others)))
        for each in (first, replace(first, gains=none))
    )
    assert len(left.layout["annotations"]) == len(usual.layout["annotations"]) - 1
    assert usual.caption.endswith("No package in any replication: Rubinstein.")
    assert left.caption.endswith("No package in any replication: Nash and Rubinstein.")


def test_what_the_headline_says_is_not_said_again_below_it() -> None:
    scenario = synthetic.ceasefire30()
    broken = synthetic.broken(scenario)
    assert broken
    said = headline(scenario, broken)
    assert said in next(chart.caption for chart in CHARTS if chart.id == "dealbreakers")
    assert alone(scenario, broken).caption.startswith("Each row is one change alone")


def test_a_map_of_many_actors_breaks_no_word() -> None:
    """Columns of one width would: European Union."""
    few, many = (
        environment().get_template("heat_map.html.j2").render(map=HeatMap("m", "T", "", heads, ()))
        for heads in (("a",) * 6, ("a",) * 7)
    )
    assert ('class="heat"' in few, 'class="heat many"' in many) == (True, True)
