from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from planted import blocked, taken_away

from sim.analysis.changes import Removal, removals
from sim.analysis.dealbreakers import DealBreakers, Tried, effects, in_brief, ranks
from sim.analysis.intervals import share_of
from sim.analysis.replays import GOALS, Worlds, in_proportion
from sim.bargaining.run.batch import play
from sim.report.dealbreakers.sentences import leading
from sim.scenario.reading import read

SHIPPED = Path(__file__).parents[2] / "scenarios"
LINE = Removal("red_line", "ann", "house")


def by_change(found: DealBreakers) -> dict[Removal, Tried]:
    return {one.change: one for one in found.tried}


@pytest.fixture(scope="module")
def one_line(tmp_path_factory: pytest.TempPathFactory) -> DealBreakers:
    return taken_away(blocked(tmp_path_factory.mktemp("planted"), line=1.0))


def test_the_one_line_that_blocks_all_talks_comes_first_and_turns_every_failure(
    one_line: DealBreakers,
) -> None:
    first = one_line.tried[0]
    assert one_line.settled.hits == 0
    assert first.change == LINE
    assert (first.zone.gained.share, first.settlement.gained.share) == (1.0, 1.0)
    assert first.clear
    assert (first.settlement.first, first.settlement.last) == (1, 1)
    assert first.settings == ("actors.ann.red_lines.house.probability=0",)


def test_changes_that_change_nothing_give_exactly_nothing(one_line: DealBreakers) -> None:
    others = one_line.tried[1:]
    assert {one.change.kind for one in others} >= {"consent", "distrust", "red_line"}
    for one in others:
        for goal in GOALS:
            effect = one.on(goal)
            assert (effect.gained.hits, effect.lost.hits, effect.net.difference) == (0, 0, 0.0)
            assert not effect.clear
            assert (effect.first, effect.last) == (2, len(one_line.tried))


def test_distrust_does_no_harm_where_guarantees_are_full(tmp_path: Path) -> None:
    found = by_change(taken_away(blocked(tmp_path, line=0.5)))[Removal("distrust", "bob")]
    assert [(found.on(goal).gained.hits, found.on(goal).lost.hits) for goal in GOALS] == [(0, 0), (0, 0)]


def test_a_line_that_is_genuine_half_the_time_explains_all_failures_and_no_more(tmp_path: Path) -> None:
    found = taken_away(blocked(tmp_path, line=0.5))
    first = found.tried[0]
    assert first.settlement.gained.hits == found.runs - found.settled.hits > 0
    assert first.settlement.lost.hits == 0
    assert first.settlement.net.difference == pytest.approx(1.0 - found.settled.share)


def test_what_is_lost_is_told_beside_what_is_gained() -> None:
    base = Worlds(np.array([True, True, False, False]), np.array([True, False, False, False]))
    after = Worlds(np.array([False, True, True, False]), np.array([False, True, True, False]))
    zone, settled = (effects(base, [after], goal)[0] for goal in GOALS)
    assert (zone.gained.hits, zone.gained.of, zone.lost.hits, zone.lost.of) == (1, 3, 1, 2)
    assert (settled.gained.hits, settled.gained.of, settled.lost.hits, settled.lost.of) == (2, 3, 1, 1)
    assert zone.net.difference == 0.0
    assert settled.net.difference == 0.25


def test_where_no_change_does_anything_hardly_ever_is_one_told_of() -> None:
    """Twenty changes that turn as many worlds one way as the other, four hundred times."""
    luck, alarms = np.random.default_rng(8), 0
    for _ in range(400):
        base, flips = luck.random(400) < 0.3, luck.random((20, 2, 400))
        after = [np.where(base, lost > 0.07, gained < 0.03) for gained, lost in flips]
        tried = effects(Worlds(base, base), [Worlds(flags, flags) for flags in after], "zone")
        alarms += any(one.clear for one in tried)
    assert alarms <= 0.05 * 400


def test_ranks_of_equals_are_left_open_and_those_of_others_are_not() -> None:
    luck = np.random.default_rng(4)
    often = [luck.random(3000) < chance for chance in (0.1, 0.5, 0.5, 0.8)]
    assert ranks(often) == [(4, 4), (2, 3), (2, 3), (1, 1)]


def test_a_change_is_not_said_to_do_most_where_intervals_leave_another_beside_it() -> None:
    scenario, worlds = read(SHIPPED / "ceasefire30.yaml"), np.arange(100)
    none, some, fewer = (Worlds(worlds < n, worlds < n) for n in (0, 9, 6))
    zone, settled = (effects(none, [some, fewer], goal) for goal in GOALS)
    assert [(one.clear, one.first) for one in settled] == [(True, 1), (False, 1)]
    ways = [Removal("distrust", name) for name in ("russia", "ukraine")]
    tried = tuple(Tried(*each) for each in zip(ways, [(), ()], zone, settled, strict=True))
    share = share_of(none.zone)
    said = leading(scenario, DealBreakers(100, share, share, 2, 0, tried), "settlement")
    assert "more than any other" not in said
    assert "Ukraine: no distrust" in said


@pytest.fixture
def fifty(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few replays at least as users are told of."""
    monkeypatch.setattr("sim.analysis.replays.FEWEST", 50)


@pytest.mark.usefixtures("fifty")
def test_a_report_tells_of_the_most_promising_and_how_they_were_chosen() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    found = in_brief(scenario, play(scenario, 300, 1), 1)
    assert found is not None
    assert (found.candidates, found.screened_on, found.runs) == (len(removals(scenario)), 50, 50)
    assert len(found.tried) == 8
    assert {("cost", "russia"), ("optimism", "russia")} <= {
        (t.change.kind, t.change.actor) for t in found.tried
    }


@pytest.mark.parametrize(
    ("runs", "again"), [(20, 20), (50, 50), (2000, 100), (10_000, 500), (1_000_000, 500)]
)
@pytest.mark.usefixtures("fifty")
def test_a_report_plays_again_in_proportion_to_the_study(runs: int, again: int) -> None:
    assert in_proportion(500, runs) == again


def test_where_all_is_told_nothing_was_chosen(tmp_path: Path) -> None:
    scenario = blocked(tmp_path, line=1.0)
    found = in_brief(scenario, play(scenario, 100, 3), 3)
    assert found is not None
    assert (found.candidates, found.screened_on) == (len(found.tried), 0)


def test_where_nothing_fails_a_report_has_nothing_to_say(tmp_path: Path) -> None:
    scenario = blocked(tmp_path)
    assert in_brief(scenario, play(scenario, 100, 3), 3) is None
