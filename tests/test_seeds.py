"""No seed ends a study: many small ones, cut out of replications that are played once, are told in every scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.changes import removals
from sim.analysis.plain import plain
from sim.analysis.sensitivity import given
from sim.analysis.statistics import summarise
from sim.analysis.summary import Summary
from sim.bargaining.outcomes import Outcomes, columns
from sim.bargaining.run.batch import play
from sim.report import terminal
from sim.results.question import Question
from sim.results.restored import restored
from sim.results.store import as_json
from sim.scenario.reading import read
from sim.telling import tell

SCENARIOS = Path(__file__).parents[1] / "scenarios"
FILES = sorted([*SCENARIOS.glob("*.yaml"), *SCENARIOS.glob("theory/*.yaml"), *SCENARIOS.glob("anac/*.yaml")])
OWN = [file for file in FILES if "\nextends:" not in "\n" + file.read_text()]
PLAYED, PLAYED_OF_OVERLAYS, SHOWN = 300, 120, 4  # of the studies one in so many, of each size in turn
FEW, PROMISING = 4, 3  # deal-breakers that are tried, and told, of overlays and of few replications
# Of the founding scenario, of others, of those that differ in numbers.
STUDIES, OF_ITS_OWN, OF_OVERLAYS = 60, 20, 5
SIZES = (1, 2, 5, 20, 60)
# As words of their own: "information" is none, and `.inf` is what somebody typed.
NO_NUMBER = re.compile(r"(?<!\.)\b(nan|inf|infinity)\b", re.IGNORECASE)


def name(file: Path) -> str:
    return file.stem


def cut(outcomes: Outcomes, rows: object) -> Outcomes:
    return replace(outcomes, **{column: getattr(outcomes, column)[rows] for column in columns()})


def studies(outcomes: Outcomes, count: int) -> Iterator[Outcomes]:
    """As other seeds might have played them: mixed at random, none twice in the same."""
    rng = np.random.default_rng(5)
    for k in range(count):
        yield cut(outcomes, rng.choice(len(outcomes), SIZES[k % len(SIZES)], replace=False))


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_luck_ends_a_study(file: Path) -> None:
    scenario = read(file)
    count = STUDIES if file.stem == "ceasefire30" else OF_ITS_OWN if file in OWN else OF_OVERLAYS
    played = play(scenario, PLAYED if file in OWN else PLAYED_OF_OVERLAYS, 1)
    for k, outcomes in enumerate(studies(played, count)):
        summary = summarise(scenario, outcomes)
        found = given.influences(outcomes, summary.goal)
        assert found.of == len(outcomes)
        if k % SHOWN == 0:
            written = plain(summary)
            screen = terminal.plain(scenario, restored(Summary, written), full=True)
            assert not NO_NUMBER.search(screen + as_json(written)), screen


@pytest.mark.parametrize("runs", [5, 60])
@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_page_screen_or_summary_shows_what_is_no_number(
    file: Path, runs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few replays: these are the hardest to tell of."""
    if file not in OWN and runs == 60 and file.stem != "us_walks_away":
        return  # an overlay differs in numbers, not in what is told
    monkeypatch.setattr("sim.report.page.plotly", lambda: "")
    if file not in OWN or runs == 5:
        monkeypatch.setattr("sim.analysis.dealbreakers.removals", lambda scenario: removals(scenario)[:FEW])
        monkeypatch.setattr("sim.analysis.dealbreakers.PROMISING", PROMISING)
    scenario = read(file)
    files, about = tell(Question(scenario, runs, 1), {}, play(scenario, runs, 1))
    assert about["failed"] == []
    for file_name, text in files.items():
        assert not [text[m.start() - 60 : m.end() + 20] for m in NO_NUMBER.finditer(text)], file_name


def test_a_word_that_is_no_number_would_be_found() -> None:
    assert NO_NUMBER.search("(median nan)")
    assert NO_NUMBER.search("[NaN, 1]")
    assert NO_NUMBER.search("−Infinity to 3")
    assert not NO_NUMBER.search("information of Nanking, finance, patience_days: .inf")
