"""The answer of every shipped scenario fits a screen of 100 columns and 45 lines, and so does a replication told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import synthetic

import sim
from sim.analysis.sensitivity.brief import carriers
from sim.analysis.statistics import summarise
from sim.analysis.summary import Summary
from sim.bargaining.run.batch import play
from sim.report import opening, terminal
from sim.report.basis import basis
from sim.report.screen.story import on_one_screen
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

COLUMNS, LINES = 100, 45
FOOT = 4  # an empty line, what else can be printed, what was changed, and where the report is
SHIPPED = sorted(
    file
    for file in synthetic.SCENARIOS.glob("**/*.yaml")
    if file.parent.name not in ("targets", "behaviours")
)


def summary_of(scenario: Scenario, runs: int) -> Summary:
    """With what it hangs on."""
    played = play(scenario, runs, 1)
    found = summarise(scenario, played)
    goal, day = (carriers(played, name) for name in (found.goal, "settlement_day"))
    return replace(found, carriers=goal, day_carriers=day)


def test_there_are_scenarios_to_try() -> None:
    assert len(SHIPPED) > 60


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_answer_fits_a_screen(file: Path) -> None:
    scenario = read(file)
    shown = terminal.plain(scenario, summary_of(scenario, 150)).splitlines()
    assert max(map(len, shown)) <= COLUMNS
    assert len(shown) <= LINES - FOOT
    assert "could not be made" not in " ".join(shown)


def test_in_full_everything_is_told_that_one_screen_leaves_out() -> None:
    scenario = synthetic.ceasefire30()
    summary = summarise(scenario, synthetic.outcomes(scenario))
    brief, full = (terminal.plain(scenario, summary, full=full) for full in (False, True))
    for part in ("Who blocked the last package", "Who would sign", "The loudest assumptions", "Utility"):
        assert (part in brief, part in full) == (False, True)


def test_what_it_hangs_on_is_computed_and_says_what_that_rests_on() -> None:
    scenario = synthetic.ceasefire30()
    summary = summary_of(scenario, 600)
    said = opening.hangs(scenario, summary)
    assert summary.carriers[0].path == "actors.russia.deadline_days"
    assert said.startswith("Russia: deadline, in days (sourced, alone ")
    assert "of the spread of a full ceasefire or a settlement" in said
    assert "The date of a settlement follows the deadlines that were typed: that of " in said
    assert basis(scenario, "actors.russia.pause_worth") == "assumed"


def test_nothing_is_said_to_carry_what_nobody_looked_for() -> None:
    scenario = synthetic.ceasefire30()
    summary = summarise(scenario, synthetic.outcomes(scenario))
    assert opening.hangs(scenario, summary) == "No input can be told from chance, of 3 that are uncertain."


@pytest.mark.parametrize("change", [(), ("actors.us.credibility=0.9",)], ids=str)
def test_a_replication_is_told_on_a_screen_by_its_turning_points(
    change: tuple[str, ...], tmp_path: Path
) -> None:
    file = synthetic.SCENARIOS / "ceasefire30.yaml"
    found = sim.explain(file, 31, runs=40, changes=change, results=tmp_path)
    told = [read(file), found.answer, read(file, change)]
    shown = terminal._plain(on_one_screen(*told, COLUMNS), COLUMNS).splitlines()
    assert max(map(len, shown)) <= COLUMNS
    assert len(shown) <= LINES - FOOT - 1
    assert "The talks end with" in " ".join(shown)
    assert ("The paths part in round" in " ".join(shown)) == bool(change)
