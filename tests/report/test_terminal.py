from __future__ import annotations

from io import StringIO

import synthetic
from rich.console import Console

from sim.analysis.statistics import summarise
from sim.report import terminal
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

FILES = {"report": "results/ceasefire30/0123/report.html"}


def shown(scenario: Scenario, runs: int = 2000) -> str:
    """What a pipe gets."""
    return terminal.plain(scenario, summarise(scenario, synthetic.outcomes(scenario, runs)), FILES)


TEXT = shown(synthetic.ceasefire30(), runs=10_000)


def test_it_fits_a_screen() -> None:
    lines = TEXT.splitlines()
    assert max(map(len, lines)) <= terminal.WIDTH
    assert len(lines) <= 62


def test_a_pipe_gets_plain_text() -> None:
    assert "\x1b" not in TEXT
    assert not any(line.endswith(" ") for line in TEXT.splitlines())


def test_a_terminal_gets_colours_and_no_more_than_its_width() -> None:
    scenario = synthetic.ceasefire30()
    screen = Console(
        file=StringIO(), force_terminal=True, width=140, color_system="truecolor", highlight=False
    )
    terminal.show(scenario, summarise(scenario, synthetic.outcomes(scenario)), FILES, screen)
    assert "\x1b[" in screen.file.getvalue()  # type: ignore[attr-defined]


def test_everything_promised_is_told() -> None:
    for part in (
        "not a forecast",
        "95% interval",
        "median day",
        "First full ceasefire",
        "Zone of agreement",
        "missed deal",
        "Terms of",
        "The simplest rule (weighted mean)",
        "fighting on",
        "Who blocked the last package",
        "Who would sign",
        "The loudest assumptions",
        FILES["report"],
    ):
        assert part in TEXT


def test_an_input_that_may_be_loud_by_luck_is_marked() -> None:
    assert "chance?" in TEXT


def test_names_are_not_read_as_markup() -> None:
    assert "[red]x[/" in shown(synthetic.renamed(synthetic.ceasefire30(), "us", "[red]x[/]"))


def test_a_scenario_of_ten_lines_is_told_without_war_or_ceasefire() -> None:
    text = shown(read(synthetic.SCENARIOS / "minimal.yaml"), runs=300).replace(FILES["report"], "")
    assert "ceasefire" not in text.lower()
    assert "fighting" not in text
    assert "Only 300 replications" in text
