from __future__ import annotations

from pathlib import Path

import pytest
from planted import blocked, taken_away

from sim.analysis import synergies
from sim.analysis.changes import Removal
from sim.analysis.dealbreakers import DealBreakers
from sim.analysis.replays import GOALS

LINE, VETO = Removal("red_line", "ann", "house"), Removal("consent", "council")


@pytest.fixture(scope="module")
def two_locks(tmp_path_factory: pytest.TempPathFactory) -> DealBreakers:
    """Ann's line and the council’s veto both forbid what both heirs could sign."""
    return taken_away(blocked(tmp_path_factory.mktemp("planted"), line=1.0, floor=0.9), in_pairs=True)


def test_no_single_change_opens_two_locks(two_locks: DealBreakers) -> None:
    assert {one.on(goal).gained.hits for one in two_locks.tried for goal in GOALS} == {0}


def test_the_two_that_do_are_found_and_work_only_together(two_locks: DealBreakers) -> None:
    assert two_locks.pairs is not None
    open_locks = [pair for pair in two_locks.pairs.found if pair.settlement.only_together.share == 1.0]
    found = {frozenset((pair.one, pair.other)) for pair in open_locks}
    assert found == {frozenset((LINE, VETO))}
    assert all(pair.zone.clear and pair.settlement.clear for pair in open_locks)
    assert two_locks.pairs.found[: len(open_locks)] == tuple(open_locks)


def test_what_one_does_alone_is_not_counted_for_the_pair(tmp_path: Path) -> None:
    found = taken_away(blocked(tmp_path, line=1.0), in_pairs=True)
    assert found.pairs is not None
    assert found.tried[0].settlement.gained.share == 1.0
    assert {pair.on(goal).only_together.hits for pair in found.pairs.found for goal in GOALS} == {0}
    assert not any(pair.settlement.clear for pair in found.pairs.found)


def test_where_there_are_many_pairs_other_replications_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synergies, "CONFIRMED", 1)
    found = taken_away(blocked(tmp_path, line=1.0, floor=0.9), in_pairs=True)
    assert found.pairs is not None
    assert (len(found.pairs.found), found.pairs.tried, found.pairs.screened_on) == (1, 6, 200)
    assert {found.pairs.found[0].one, found.pairs.found[0].other} == {LINE, VETO}


def test_a_pair_is_typed_as_both_its_parts(two_locks: DealBreakers) -> None:
    assert two_locks.pairs is not None
    pair = next(p for p in two_locks.pairs.found if {p.one, p.other} == {LINE, VETO})
    assert set(pair.settings) == {
        "actors.ann.red_lines.house.probability=0",
        "issues.house.consent.council=[]",
    }
