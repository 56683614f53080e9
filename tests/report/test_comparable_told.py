"""What happened in comparable cases stands on the first screen and on top of the page."""

from __future__ import annotations

import re

import synthetic

from sim.analysis.statistics import summarise
from sim.report import terminal
from sim.scenario.reference import Reference
from sim.scenario.schema import Scenario
from sim.scenario.vocabulary import Vocabulary

OWN = {"cases": 12, "of": 45, "within_days": 365, "source": "<i>Somebody</i> & al."}


def compared(**more: object) -> Scenario:
    reference = Reference.model_validate({**OWN, **more})
    return synthetic.ceasefire30().replaced(reference=reference)


def screen(scenario: Scenario) -> str:
    shown = terminal.plain(scenario, summarise(scenario, synthetic.outcomes(scenario)), full=True)
    return " ".join(shown.split())


def test_the_founding_scenario_is_compared_with_wars_as_old_as_it() -> None:
    said = "8 of 26 wars between states that had lasted a thousand days had a settlement within 270 days"
    scenario = synthetic.ceasefire30()
    assert f"Base rate {said}: 31% (17–50%). Here it is " in screen(scenario)
    html = synthetic.page(scenario)
    assert f"<dt>Base rate</dt><dd>{said}: 31% (17–50%). Here it is " in html
    assert "source: Gibler, Miller &amp; Little" in html


def test_the_screen_says_the_same_in_short_and_how_talks_that_end_sooner_are_compared() -> None:
    """12 of 45 in 540 days are 27 %; in the 290 that are played, 1 less 0.73 to the power of 29/54: 15 %."""
    scenario = compared(within_days=540)
    brief = " ".join(terminal.plain(scenario, summarise(scenario, synthetic.outcomes(scenario))).split())
    said = "12 of 45 comparable cases had a settlement within 540 days: 27% (16–41%), at the same rate 15% (9–25%)"
    assert f"{said} within 290; here " in brief
    assert re.search(r"; here \d+% \([^)]*\), [+−][\d.]+ \([^)]*\) points\.", brief)


def test_without_a_reference_it_is_said_that_there_is_none() -> None:
    scenario = synthetic.ceasefire30().replaced(reference=None)
    assert "Base rate none: the scenario names no cases that are like it" in screen(scenario)
    assert "<dt>Base rate</dt><dd>none: the scenario names no cases" in synthetic.page(scenario)


def test_what_a_file_says_of_cases_stays_text() -> None:
    html = synthetic.page(compared(whose="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in html
    assert "12 of 45 &lt;script&gt;alert(1)&lt;/script&gt; had a settlement within 365 days" in html
    assert "&lt;i&gt;Somebody&lt;/i&gt; &amp; al." in html


def test_a_quarrel_with_its_own_words_keeps_those_of_the_cases() -> None:
    words = Vocabulary(ceasefire="return to work")
    scenario = compared(whose="strikes after a ceasefire", outcome="full_ceasefire").replaced(words=words)
    assert "12 of 45 strikes after a ceasefire had a full return to work within 365 days" in screen(scenario)
