from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest
import synthetic
from rich.cells import cell_len
from rich.console import Console

from sim.analysis.intervals import share
from sim.analysis.statistics import summarise
from sim.analysis.summary import Summary
from sim.bargaining.outcomes import OUTCOMES
from sim.report import amounts, terminal, wording
from sim.report.screen import outcomes
from sim.report.screen.parts import short
from sim.report.signing import of_asked
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

FILES = {"report": "results/ceasefire30/0123/report.html"}


def shown(scenario: Scenario, runs: int = 2000) -> str:
    """What a pipe gets."""
    return terminal.plain(scenario, summarise(scenario, synthetic.outcomes(scenario, runs)), full=True)


TEXT = shown(synthetic.ceasefire30(), runs=10_000)


def test_it_fits_a_screen() -> None:
    lines = TEXT.splitlines()
    assert max(map(len, lines)) <= terminal.WIDTH
    assert len(lines) <= 90


def test_a_pipe_gets_plain_text() -> None:
    assert "\x1b" not in TEXT
    assert not any(line.endswith(" ") for line in TEXT.splitlines())


NUMBER = re.compile(r"(?<!\S)[^\s…]*\d[^\s…]*(?!\S)")
LONG = ("Transitional Government of the North", "Coalition of Eastern Provinces", "Republic of the Upper Valley",
        "Council of Coastal Municipalities", "United Mountain Communities", "International Observers")  # fmt: skip


def long_named() -> Scenario:
    """Six actors with names of everyday length."""
    scenario = synthetic.ceasefire30()
    actors = dict(scenario.actors)
    for k in range(len(LONG) - len(actors)):
        actors[f"another {k}"] = scenario.parties[list(scenario.parties)[k % 2]]
    scenario = scenario.replaced(actors=actors)
    for name, label in zip(actors, LONG, strict=True):
        scenario = synthetic.renamed(scenario, name, label)
    return scenario


def row_names() -> tuple[str, ...]:
    """Names that may be cut short, or stand in several blocks."""
    axes = synthetic.names(long_named())
    return (*axes.proposals, *axes.ceasefire_proposals, *(name for issue in axes.options for name in issue))


@pytest.fixture(scope="module")
def spacious() -> Summary:
    scenario = long_named()
    return summarise(scenario, synthetic.outcomes(scenario))


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_no_width_changes_a_number(width: int, spacious: Summary) -> None:
    shown, whole = (terminal.plain(long_named(), spacious, wide, full=True) for wide in (width, 600))
    assert max(map(cell_len, shown.splitlines())) <= width
    names = set(NUMBER.findall(" ".join(map(wording.readable, row_names()))))
    found, wanted = (Counter(n for n in NUMBER.findall(t) if n not in names) for t in (shown, whole))
    assert found == wanted
    for signing in (*spacious.proposals, *spacious.ceasefire_proposals):
        for part in of_asked(long_named(), signing, signing in spacious.ceasefire_proposals):
            assert not part.of or re.search(
                rf"(?<!\S){re.escape(amounts.percent(part.share)[:-1])}(?!\S)", shown
            )


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_six_letters_of_every_name_are_kept(width: int, spacious: Summary) -> None:
    shown = terminal.plain(long_named(), spacious, width, full=True)
    assert all(label[:6] in shown for label in LONG)
    assert all(len(cut) >= 5 for cut in re.findall(r"(\S[^…\s]*(?: [^…\s]+)*)…", shown))


def test_a_terminal_gets_colours_and_no_more_than_its_width() -> None:
    scenario = synthetic.ceasefire30()
    screen = Console(
        file=StringIO(), force_terminal=True, width=140, color_system="truecolor", highlight=False
    )
    terminal.show(scenario, summarise(scenario, synthetic.outcomes(scenario)), screen)
    terminal.show_where(FILES, (), screen)
    assert "\x1b[" in screen.file.getvalue()  # type: ignore[attr-defined]


def test_everything_promised_is_told() -> None:
    for part in (
        "not a forecast",
        "95% interval",
        "median day",
        "Days of fighting  median 145",
        "First full ceasefire",
        "Zone of agreement",
        "missed deal",
        "Terms of",
        "The simplest rule (weighted mean)",
        "fighting on",
        "Who blocked the last package",
        "Who would sign",
        "The loudest assumptions",
    ):
        assert part in TEXT


def test_a_deal_that_was_voted_down_at_home_was_not_missed() -> None:
    scenario = synthetic.ceasefire30()
    played = synthetic.outcomes(scenario)
    voted = np.where(played.outcome == 0, OUTCOMES.index("not_ratified"), played.outcome).astype(np.int8)
    told = terminal.plain(scenario, summarise(scenario, replace(played, outcome=voted)), full=True)
    assert re.search(r"agreed, then rejected at home\s+\d", told)
    assert "rejected at home" not in TEXT


def test_an_input_that_may_be_loud_by_luck_is_marked() -> None:
    assert "chance?" in TEXT


def test_names_are_not_read_as_markup() -> None:
    assert "[red]x[/" in shown(synthetic.renamed(synthetic.ceasefire30(), "us", "[red]x[/]"))


def test_a_scenario_of_ten_lines_is_told_without_war_or_ceasefire() -> None:
    text = shown(read(synthetic.SCENARIOS / "minimal.yaml"), runs=300)
    assert "ceasefire" not in text.lower()
    assert "fighting" not in text
    assert "Only 300 replications" in text


def test_where_nothing_varies_no_assumption_is_called_loud() -> None:
    scenario = synthetic.ceasefire30()
    summary = summarise(scenario, synthetic.outcomes(scenario))
    always = replace(summary, goal="any_ceasefire", goal_share=share(2000, 2000))
    assert "any ceasefire comes about in every replication" in terminal.plain(
        scenario, always, 200, full=True
    )


def test_a_line_that_finds_nothing_loud_names_the_event() -> None:
    scenario = synthetic.ceasefire30()
    summary = summarise(scenario, synthetic.outcomes(scenario))
    quiet = replace(
        summary, goal="settlement", drivers=tuple(replace(d, clear=False) for d in summary.drivers)
    )
    assert "moves the share with a settlement by more than chance" in terminal.plain(
        scenario, quiet, 200, full=True
    )


def test_a_path_is_cut_where_it_is_like_others() -> None:
    assert str(short("actors.russia.deadline_days", 20)) == "…ussia.deadline_days"
    assert str(short("A European force with a backstop", 12)) == "A European …"


def test_that_several_can_refuse_is_said_where_several_did() -> None:
    """Shares of failures that add up to more than all of them need a word."""
    scenario = synthetic.ceasefire30()
    summary = summarise(scenario, synthetic.outcomes(scenario, 400))
    said = "Who blocked the last package (several can)"
    assert len({blocker.actor for blocker in summary.blockers}) > 1
    assert said in terminal.plain(scenario, summary, full=True)
    alone = replace(summary, blockers=summary.blockers[:1])
    assert said not in terminal.plain(scenario, alone, full=True)


@pytest.mark.parametrize(
    ("last", "shown"), [(290, [28, 182, 290]), (1500, [182, 728, 1500]), (120, [14, 63, 120]), (7, [7])]
)
def test_the_days_that_are_shown_follow_from_how_long_the_talks_last(last: float, shown: list[float]) -> None:
    assert outcomes.shown_days([*np.arange(0.0, last, 7.0), last]) == shown


def test_where_the_talks_have_a_start_dates_are_shown_and_else_days() -> None:
    scenario = synthetic.ceasefire30()
    assert re.search(r"^by +\d+ \w{3} 2025 .* 31 Dec 2025 +median day$", TEXT, re.MULTILINE)
    undated = shown(scenario.replaced(start=None))
    assert re.search(r"^by day +\d+ +\d+ +290 +median day$", undated, re.MULTILINE)
