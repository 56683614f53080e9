"""Factions and spoilers in words: what binds whom, who attacks what, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from sim.analysis.changes import Removal
from sim.analysis.statistics import summarise
from sim.bargaining.run.batch import play
from sim.cli.main import commands
from sim.report import amounts, factions, spoilers
from sim.report.beside import FACTIONS
from sim.report.dealbreakers.sentences import label
from sim.report.screen import beside
from sim.report.terminal import plain
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

SHIPPED = Path(__file__).parents[2] / "scenarios"
CAMPS = {"young_ones": {"floor": 0.9, "value": {"cake": [0, 0]}}, "old": {}}


def talks(**ann: Any) -> Scenario:
    issues = {"cake": {"options": ["half", "all"], "value": {"ann": [0.5, 1], "bob": [1, 0]}}}
    return scenario_of(
        {"actors": {"ann": {"label": "Ann <b>", **ann}, "bob": {}}, "issues": issues, "horizon_days": 14}
    )


def test_how_a_party_decides_is_said_and_by_whom() -> None:
    said = {
        decision: " ".join(factions.told(talks(factions=CAMPS, decision=decision)))
        for decision in factions.HOW
    }
    assert said["veto"] == "Ann <b> signs nothing that any of its factions cannot bear: young ones and old."
    assert "half of the say or more cannot bear" in said["majority"]
    assert "on average" in said["weighted"]
    assert list(factions.told(talks())) == []


def test_who_is_held_back_is_said_with_the_share_of_failures() -> None:
    scenario = talks(factions=CAMPS, decision="veto")
    summary = summarise(scenario, play(scenario, 20, 1))
    assert summary.failures.of_all.share == 1
    (young, old) = summary.held_back
    assert (young.faction, old.share.hits) == ("young_ones", 0)
    said = f"young ones (Ann <b>) {amounts.estimate(young.share)} of failures"
    assert factions.held_back(scenario, summary) == said
    assert young.share.share > 0.5
    assert f"Held back  {said}" in plain(scenario, summary, full=True)
    assert factions.held_back(talks(), summarise(talks(), play(talks(), 20, 1))) == ""


def test_a_faction_that_is_made_content_is_a_change_with_a_name() -> None:
    scenario = talks(factions=CAMPS, decision="veto")
    assert (
        label(scenario, Removal("faction", "ann", faction="young_ones"))
        == "Ann <b>: young ones can bear anything"
    )


def test_what_simpler_models_do_not_know_is_said() -> None:
    assert [line.plain for line in beside.factions(talks(factions=CAMPS, decision="veto"))] == [FACTIONS]
    assert list(beside.factions(talks(factions=CAMPS))) == []


def test_check_has_a_line_for_each() -> None:
    done = CliRunner().invoke(commands, ["check", str(SHIPPED / "oslo_1995.yaml")])
    assert done.exit_code == 0
    assert "Israel signs nothing that factions with half of the say or more cannot bear" in done.output
    assert "Hamas attacks a ceasefire while the text tabled last is worth less to it than 0.6" in done.output


def test_a_spoiler_that_no_protocol_hears_is_said_to_do_nothing() -> None:
    actors = {"ann": {}, "bob": {}, "mob": {"role": "spoiler", "floor": 0.5}}
    issues = {"cake": {"options": ["half", "all"], "value": {"ann": [0.5, 1], "bob": [1, 0], "mob": [1, 0]}}}
    assert list(spoilers.told(scenario_of({"actors": actors, "issues": issues}))) == [
        "Mob attacks nothing: no ceasefire can be agreed."
    ]
