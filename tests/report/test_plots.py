"""The figures of a report can be had in a notebook."""

from pathlib import Path

import pytest

import sim
from sim.report.plots import Figures
from sim.study import Study

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NAMES = ["outcomes", "when", "terms", "ideals", "gains", "failures", "blockers"]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return sim.run(SCENARIOS / "ceasefire30.yaml", runs=100, results=tmp_path_factory.mktemp("results"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_one_of_plotly_with_a_title_and_true_colours(study: Study, name: str) -> None:
    figure = getattr(study.figures, name)()
    assert figure.layout.title.text
    assert '"@' not in figure.to_json()


def test_the_bars_are_the_shares(study: Study) -> None:
    shares = [share.share for share in study.summary.outcomes.values() if share.hits]
    assert sorted(study.figures.outcomes().data[0].x) == sorted(shares)


def test_what_is_not_there_is_not_drawn(tmp_path: Path) -> None:
    minimal = sim.run(SCENARIOS / "minimal.yaml", runs=20, results=tmp_path)
    with pytest.raises(ValueError, match="no replication failed"):
        minimal.figures.failures()


def test_a_study_shows_itself_in_a_notebook(study: Study) -> None:
    shown = study._repr_html_()
    assert "Partial ceasefire only" in shown
    assert "not a forecast" in shown
    assert isinstance(study.figures, Figures)
