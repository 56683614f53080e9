"""How things show themselves at a prompt and in a notebook: one screen, and no markup of a file's."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.analysis.intervals import Difference
from sim.analysis.tidy import SCREEN, Row, in_words
from sim.scenario.showing import WIDTH
from sim.study import Study

SCENARIOS = Path(__file__).parent.parent / "scenarios"
SHIPPED = sorted(sim.scenarios().items())
HOSTILE = "<script>alert(1)</script>\x1b[2J"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    hostile = {"title": HOSTILE, "description": HOSTILE}
    scenario = sim.read(SCENARIOS / "minimal.yaml").with_(hostile)
    return sim.run(scenario, runs=20, results=tmp_path_factory.mktemp("results"))


@pytest.mark.parametrize("file", [file for _, file in SHIPPED], ids=[name for name, _ in SHIPPED])
def test_a_scenario_is_shown_on_one_screen(file: Path) -> None:
    scenario = sim.read(file)
    lines = repr(scenario).splitlines()
    assert len(lines) <= 14
    assert max(map(len, lines)) <= WIDTH
    assert str(scenario) == repr(scenario)
    for name in [*scenario.parties][:3]:
        assert name in repr(scenario)


def test_a_scenario_says_how_much_is_uncertain() -> None:
    shown = repr(sim.read(SCENARIOS / "minimal.yaml", ["actors.union.outside_value={uniform: [0, 1]}"]))
    assert "which 1 are uncertain" in shown
    assert "raise (17)" in shown


def test_nothing_of_a_file_is_markup_or_obeyed(study: Study) -> None:
    for shown in (study.question.scenario._repr_html_(), study._repr_html_(), study.summary._repr_html_()):
        assert "<script>" not in shown
        assert "\x1b" not in shown
    assert "\x1b" not in repr(study.question.scenario)


def test_a_summary_shows_its_first_numbers_with_intervals(study: Study) -> None:
    lines = repr(study.summary).splitlines()
    assert len(lines) == SCREEN + 2
    assert any("outcomes.settlement" in line and "100% (83.9–100%)" in line for line in lines)
    assert lines[-1].endswith("more: to_frame() has them all")
    assert "<td>outcomes.settlement</td><td>100% (83.9–100%)</td>" in study.summary._repr_html_()


def test_a_spread_is_shown_whole(study: Study) -> None:
    spread = sim.spread({"mediated": study, "again": study})
    assert "beside.again.difference" in repr(spread)
    assert "to_frame()" not in repr(spread)
    assert "<td>beside.again.difference</td>" in spread._repr_html_()


def test_a_finding_and_a_study_say_where_their_page_is(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    results = study.folder.parents[1]
    found = sim.sweep(study, {"horizon_days": [30]}, runs=5, results=results)
    assert repr(found).splitlines()[-1].strip() == str(found.page)
    assert repr(study).splitlines()[-1].strip() == str(study.folder / "report.html")
    assert f'href="{found.page.resolve().as_uri()}"' in found._repr_html_()
    monkeypatch.chdir(results)
    assert f'href="sweep/{found.folder.name}/report.html"' in found._repr_html_()


def test_outcomes_are_counted() -> None:
    assert repr(sim.play(SCENARIOS / "minimal.yaml", 5)).startswith(
        "Outcomes of 5 replications: settlement 5; "
    )


def test_numbers_are_told_with_units_and_what_is_not_there_as_a_dash() -> None:
    nan = float("nan")
    assert in_words(Row("a", 12.5, 11.0, 14.0, 9, "days")) == "12.5 (11 to 14) days"
    assert in_words(Row("a", nan, 0.0, 1.0, 0, "share")) == "–"
    apart = Difference(-0.02, -0.1, 0.06)
    assert in_words(Row("a", apart.difference, apart.low, apart.high, nan, "share")) == "-2% (-10 to 6%)"
