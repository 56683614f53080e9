from __future__ import annotations

import json
import re

import pytest
import synthetic

from sim.scenario.reading import read

PAGE = synthetic.page(synthetic.ceasefire30())


def test_the_same_study_makes_the_same_bytes() -> None:
    assert synthetic.page(synthetic.ceasefire30()) == PAGE


def test_sections_are_numbered_as_the_reader_counts() -> None:
    headings = re.findall(r'<h2><span class="n">(\d+)</span>([^<]+)</h2>', PAGE)
    assert [int(number) for number, _ in headings] == list(range(1, len(headings) + 1))
    assert [title for _, title in headings] == [
        "The answer",
        "When",
        "What is agreed",
        "Who gains",
        "Why not",
        "Proposals on the table",
        "What matters",
        "Single runs, told",
        "Beside simpler models",
        "Assumptions",
    ]


def test_a_section_with_nothing_to_say_is_left_out() -> None:
    page = synthetic.page(read(synthetic.SCENARIOS / "minimal.yaml"))
    assert "Proposals on the table" not in page
    assert '<span class="n">7</span>Single runs, told' in page


def test_the_answer_says_that_it_is_no_forecast_and_what_carries_it() -> None:
    answer = PAGE[PAGE.index('id="answer"') : PAGE.index('id="when"')]
    assert "not a forecast" in answer
    assert "Russia: cost of a day of the war (assumed, alone 40% of the spread" in answer
    assert "weights are arguments, not measurements" in answer


def test_a_war_has_its_days_of_fighting_where_the_page_says_when() -> None:
    assert "Days of full fighting until the talks end, of at most 290: median 145" in PAGE


def test_every_figure_stands_in_a_figure_with_caption_and_table() -> None:
    assert PAGE.count("<figure") == PAGE.count("<figcaption>")
    for block in re.findall(r"<figure.*?</figure>", PAGE, re.S):
        assert "<table" in block
        assert ('class="plot"' in block) == ("<details>" in block)


def test_nothing_is_fetched_and_nothing_may_be() -> None:
    without_plotly = re.sub(r'<script type="text/plain" id="plotly">.*?</script>', "", PAGE, flags=re.S)
    assert "default-src 'none'" in without_plotly
    assert not re.search(r'(src|href)="(?!#)', without_plotly)
    assert "@import" not in without_plotly
    assert "url(" not in without_plotly


def test_every_assumption_shows_its_basis() -> None:
    assert '<span class="tag source">source</span>' in PAGE
    assert '<span class="tag assumed">assumed</span>' in PAGE


def test_the_page_says_how_to_make_it_again() -> None:
    made = PAGE[PAGE.index('class="made"') :]
    for part in ("python -m sim x.yaml", "<dd>1</dd>", "2,000", "0123abcd"):
        assert part in made


def test_no_name_can_end_a_script_or_start_one() -> None:
    hostile = "</script><script>alert(1)</script>"
    page = synthetic.page(synthetic.renamed(synthetic.ceasefire30(), "ukraine", hostile))
    assert hostile not in page
    assert page.count("</script>") == PAGE.count("</script>")


def test_the_data_of_the_figures_can_be_read_back() -> None:
    written = re.search(r'id="figures">(.*?)</script>', PAGE, re.S)
    assert written is not None
    data = json.loads(written.group(1))
    assert data["config"]["showSendToCloud"] is False
    assert data["config"]["displaylogo"] is False
    assert len(data["figures"]) == PAGE.count('class="plot"')


@pytest.mark.parametrize("name", ["minimal", "camp_david_1978", "korea_1951", "dayton_1995", "energy_only"])
def test_every_kind_of_scenario_has_a_page(name: str) -> None:
    page = synthetic.page(read(synthetic.SCENARIOS / f"{name}.yaml"), runs=300)
    assert "Only 300 replications" in page
