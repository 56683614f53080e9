"""What a page holds for its sliders: how replications ended and keys of luck, and no more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import synthetic

import sim
from sim.analysis.reweighting.slides import Slides, slides
from sim.bargaining.outcomes import OUTCOMES, Outcomes
from sim.report.moving import ScriptText, moving
from sim.report.moving_script import BASE, DIGITS, FULL, LETTERS, MOST_KEPT, ZONE, bits, levels
from sim.report.speech import speaking
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MOST_BYTES = 90_000  # by which a page may grow, of however many replications


def study(runs: int = 500, *settings: str) -> tuple[Scenario, Outcomes, Slides]:
    scenario = sim.read(SCENARIOS / "ceasefire30.yaml", settings)
    played = synthetic.drawn(scenario, synthetic.outcomes(scenario, runs))
    return scenario, played, slides(scenario, played, 1, played.names.inputs)


def test_how_each_replication_ended_is_a_letter() -> None:
    scenario, played, found = study()
    made = moving(scenario, played, found, "python -m sim x.yaml")
    assert made is not None
    codes = np.array([LETTERS.index(letter) for letter in json.loads(made.script.text)["ends"]])
    assert (codes % FULL == played.outcome).all()
    assert ((codes & FULL > 0) == ~np.isnan(played.full_ceasefire_day)).all()
    assert ((codes & ZONE > 0) == played.zone).all()
    assert len(LETTERS) > len(OUTCOMES) - 1 + FULL + ZONE


def test_of_very_many_replications_the_page_holds_the_first_and_says_so() -> None:
    scenario, played, found = study(MOST_KEPT + 500)
    made = moving(scenario, played, found, "")
    assert made is not None
    assert len(json.loads(made.script.text)["ends"]) == MOST_KEPT
    assert made.notes[0] == "The page holds the first 20,000 of 20,500 replications."


def test_when_and_on_which_terms_is_told_of_those_that_come_to_it() -> None:
    """Numbers as letters of a table, shares as bits: read back they are what was played."""
    scenario, played, found = study(700)
    made = moving(scenario, played, found, "")
    assert made is not None
    told = json.loads(made.script.text)["among"]
    assert made.among[:2] == ("Days until a full ceasefire", "Days until a settlement")
    days = told[1]
    wide, text = days["wide"], [DIGITS.index(letter) for letter in days["text"]]
    places = np.array(text).reshape(-1, wide) @ BASE ** np.arange(wide)[::-1]
    settled = played.settled
    assert np.array(days["levels"])[places].tolist() == np.round(played.settlement_day[settled]).tolist()
    land = told[2 + played.names.issues.index("land")]
    chosen = played.terms[settled, played.names.issues.index("land")]
    signed = [DIGITS.index(land["text"][k // 6]) >> k % 6 & 1 for k in range(len(chosen))]
    assert signed == (chosen == np.bincount(chosen).argmax()).astype(int).tolist()


def test_numbers_take_as_many_letters_as_they_need() -> None:
    assert levels([3.0, 1.0, 3.0]) == {"levels": [1.0, 3.0], "wide": 1, "text": "BAB"}
    assert [levels(np.arange(count))["wide"] for count in (64, 65, 4096, 4097)] == [1, 2, 2, 3]  # type: ignore[arg-type]
    assert bits([1, 0, 0, 0, 0, 0, 1]) == {"text": "BB"}


def test_of_few_that_come_to_it_nothing_is_told() -> None:
    scenario, played, found = study(60)
    made = moving(scenario, played, found, "")
    assert made is not None
    assert made.among == ()


def test_an_issue_of_numbers_has_a_mean(tmp_path: Path) -> None:
    from sim.bargaining.run.batch import play
    from sim.report.moving_among import among

    scenario = sim.read(SCENARIOS / "minimal.yaml")
    outcomes = play(scenario, 120, 1)
    *_, raised = among(scenario, outcomes, 120)
    numbers = [float(outcomes.names.options[0][o]) for o in outcomes.terms[outcomes.settled, 0]]
    assert (raised.name, raised.mean, list(raised.values)) == ("Raise, %", True, numbers)


def test_what_cannot_be_moved_is_said_with_its_reason() -> None:
    scenario, played, found = study()
    made = moving(scenario, played, found, "")
    assert made is not None
    assert any(
        "whether it means its threat to Russia. The others know how likely" in note for note in made.notes
    )


def test_where_nothing_can_be_moved_there_is_no_chapter() -> None:
    scenario, played, found = study()
    assert moving(scenario, played, replace(found, found=()), "") is None


def test_a_path_ends_no_script_and_words_of_the_file_stay_as_they_are() -> None:
    scenario, played, found = study()
    hostile = replace(found, found=(replace(found.found[0], path="events.</script><b>.the war"),))
    made = moving(scenario, played, hostile, "the war")
    assert made is not None
    assert "<" not in made.script.text
    spoken = sim.read(SCENARIOS / "ceasefire30.yaml", ["words={war: the strike}"])
    assert speaking(spoken)(made).script == made.script
    assert speaking(spoken)(ScriptText("the war")) == ScriptText("the war")


@pytest.mark.parametrize("runs", [10_000, MOST_KEPT])
def test_a_page_grows_by_little(runs: int) -> None:
    scenario, played, _ = study(runs)
    with_sliders, without = synthetic.page(scenario, 100, played=played), synthetic.page(scenario, 100)
    assert runs < len(with_sliders.encode()) - len(without.encode()) < MOST_BYTES
    assert 'getElementById("moving")' not in without


@pytest.mark.slow
def test_a_run_has_sliders_in_its_report(tmp_path: Path) -> None:
    settings = ["actors.union.outside_value={uniform: [0.1, 0.4]}"]
    found = sim.run(SCENARIOS / "minimal.yaml", runs=50, overrides=settings, results=tmp_path)
    assert 'type="range" id="knob-0"' in (found.folder / "report.html").read_text("utf-8")
