"""Everything that can be asked about is found by name, and a slip is answered with what was meant."""

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.events import UnknownName, events, flags, values
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.run.batch import play
from sim.scenario.reading import read

OUTCOME = play(read(Path(__file__).parents[2] / "scenarios" / "ceasefire30.yaml"), 200, seed=1)


def test_outcomes_are_events_of_which_exactly_one_happens() -> None:
    counted = np.sum([flags(OUTCOME, name) for name in OUTCOMES], axis=0)
    assert (counted == 1).all()


def test_a_full_ceasefire_is_a_ceasefire_and_a_missed_deal_had_a_zone() -> None:
    happened = events(OUTCOME)
    assert not (happened["full_ceasefire"] & ~happened["any_ceasefire"]).any()
    assert not (happened["missed"] & ~happened["zone"]).any()
    assert happened["ceasefire_holding"].any()
    assert not (happened["ceasefire_holding"] & ~happened["full_ceasefire"]).any()


def test_measures_are_named_after_the_columns_of_the_table() -> None:
    np.testing.assert_array_equal(
        values(OUTCOME, "utility.us"), OUTCOME.utility[:, OUTCOME.names.actors.index("us")]
    )
    np.testing.assert_array_equal(values(OUTCOME, "settlement"), OUTCOME.settled.astype(float))


def test_a_slip_is_answered_with_what_was_meant() -> None:
    with pytest.raises(UnknownName, match="did you mean settlement"):
        flags(OUTCOME, "setlement")
    with pytest.raises(UnknownName, match=r"did you mean utility\.russia"):
        values(OUTCOME, "utility.rusia")
