"""A number that a protocol does not read is not told as a cause."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import SHIPPED, shipped

from sim.bargaining.run.batch import play
from sim.bargaining.setup.relevance import is_read
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import read

UNREAD = ("actors.russia.distrust=0.9", "actors.us.credibility=0.1", "war.learning_days=10", "war.drift=0.01")


@pytest.mark.parametrize("change", UNREAD)
def test_what_is_not_read_changes_nothing(change: str) -> None:
    path = change.partition("=")[0]
    assert not is_read("alternating_offers", path)
    before = shipped("ceasefire30", "protocol=alternating_offers", runs=200)
    after = play(read(SHIPPED / "ceasefire30.yaml", ["protocol=alternating_offers", change]), 200, 1)
    assert (before.terms == after.terms).all()
    assert np.array_equal(before.settlement_day, after.settlement_day, equal_nan=True)
    assert (before.would_sign == after.would_sign).all()


@pytest.mark.parametrize("protocol", ["alternating_offers", "challenge"])
def test_the_table_holds_what_is_read_and_nothing_else(protocol: str) -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml", [f"protocol={protocol}"])
    _, inputs = draw(scenario, 1, Streams(1, 0, 2))
    assert inputs
    assert all(is_read(protocol, path) for path in inputs)
    assert not any(path.startswith(("ceasefire", "events", "actors.us.leverage")) for path in inputs)


def test_the_mediated_protocol_reads_everything() -> None:
    assert is_read("mediated", "ceasefire.temptation")
