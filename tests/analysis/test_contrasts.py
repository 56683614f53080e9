"""Scenarios beside the first: who was saved, who was lost, and what is told from chance."""

from __future__ import annotations

from typing import Any

import handmade
import numpy as np
import pytest

from sim.analysis.comparison import Comparison
from sim.analysis.contrasts import Played, compared, played
from sim.analysis.plain import plain
from sim.bargaining.outcomes import OUTCOMES
from sim.results.restored import restored
from sim.scenario.schema import Scenario


def ended(name: str, *outcome: str, of: Scenario | None = None, **columns: Any) -> Played:
    """One scenario whose replications end so."""
    scenario = of or handmade.scenario()
    days = [10.0 if each == "settlement" else handmade.NAN for each in outcome]
    given = {
        "outcome": handmade.codes(*outcome),
        "settlement_day": days,
        "terms": np.zeros((len(outcome), 2)),
    }
    return played(name, name, scenario, handmade.outcomes(scenario, len(outcome), **(given | columns)))


NO, YES = "no_agreement", "settlement"


def test_replications_are_followed_from_one_outcome_to_the_other() -> None:
    found = compared([ended("a", NO, NO, NO, YES, YES), ended("b", NO, YES, YES, YES, NO)], [()], 1)
    flow = found.beside[0].flow
    assert flow.ends == (NO, YES)
    assert flow.counts == ((1, 2), (1, 1))
    assert (flow.saved.hits, flow.lost.hits, flow.saved.of) == (2, 1, 5)


def test_flow_differences_and_shares_agree_with_each_other() -> None:
    luck = np.random.default_rng(1)
    worlds = [ended(name, *luck.choice(OUTCOMES, 400), of=handmade.with_truce()) for name in "abc"]
    for side, beside in compared(worlds, [(), ()], 1).others:
        settled = beside.contrasts[0]
        assert settled.event == YES
        assert settled.share == side.outcomes[YES]
        assert settled.difference.difference == pytest.approx(
            beside.flow.saved.share - beside.flow.lost.share
        )
        assert sum(map(sum, beside.flow.counts)) == 400


def test_what_stands_out_of_one_may_be_lost_among_many() -> None:
    """Eleven gained and one lost of a hundred: clear if it is all that was looked at, not among dozens."""
    base = ended("base", *[NO] * 99, YES)
    better = ended("better", *[NO] * 88, *[YES] * 11, NO)
    alone = compared([base, better], [()], 1)
    among = compared([base, better, *[ended(str(k), *[NO] * 99, YES) for k in range(10)]], [()] * 11, 1)
    assert alone.beside[0].contrasts[0].clear
    assert not among.beside[0].contrasts[0].clear
    assert among.beside[0].contrasts[0].would_tell is not None
    assert among.tried == 11 * alone.tried


def test_ceasefires_are_compared_where_both_scenarios_know_them() -> None:
    plain_talks, truce = ended("a", NO, YES), ended("b", NO, "ceasefire_holding", of=handmade.with_truce())
    for other in (ended("c", NO, NO), truce):
        events = [c.event for c in compared([plain_talks, other], [()], 1).beside[0].contrasts]
        assert events[:2] == [YES, "zone"]
        assert not [event for event in events if "ceasefire" in event]
    assert NO not in events
    both = compared([truce, truce], [()], 1).beside[0].contrasts
    assert [c.event for c in both][:4] == [YES, "full_ceasefire", "any_ceasefire", "zone"]


def test_nothing_is_compared_with_what_always_decides() -> None:
    decided = handmade.scenario(protocol="challenge")
    found = compared([ended("a", NO, YES), ended("b", YES, YES, of=decided), ended("c", NO, NO)], [(), ()], 1)
    assert [bool(beside.contrasts) for beside in found.beside] == [False, True]


def test_the_same_replications_are_the_same_in_everything() -> None:
    found = compared([ended("a", NO, YES), ended("b", NO, YES)], [()], 1)
    assert not any(
        c.difference.difference or c.clear or c.would_tell or c.gain for c in found.beside[0].contrasts
    )


def test_different_numbers_of_replications_are_not_compared() -> None:
    with pytest.raises(ValueError, match="as many"):
        compared([ended("a", NO), ended("b", NO, YES)], [()], 1)


def test_a_comparison_is_kept_as_it_was_made() -> None:
    found = compared([ended("a", NO, YES, NO), ended("b", YES, YES, NO)], [()], 7)
    written = plain(found)
    assert plain(restored(Comparison, written)) == written
