"""Ladders of very many packages: what is left out of them, held to whole ones."""

from __future__ import annotations

import math

import numpy as np
import pytest
from turns import Session, barred, opened, utility

from sim.bargaining.protocols.alternating_offers.half_spaces import sort_half
from sim.bargaining.protocols.alternating_offers.inverse_utility import HAIR
from sim.bargaining.records import OfferedBlock, Records, Rung, Speaker
from sim.bargaining.types import Array
from sim.scenario.problems import ScenarioError
from sim.scenario.reading import scenario_of

ISSUES, OPTIONS = 6, 3


def half(worth: Array, most: int) -> tuple[Records[Rung], float]:
    """Sums of all issues, best first, and what may be missed. worth [issue, option]."""
    rungs, spare = (Rung.empty(OPTIONS**ISSUES) for _ in range(2))
    topic, speaker = OfferedBlock.empty(ISSUES), Speaker.empty(1)[0]
    topic["options"] = OPTIONS
    size = sort_half(rungs, spare, topic, worth, 0, ISSUES, most, speaker)
    return rungs[:size], float(speaker.slack)


def worths(seed: int, steps: int) -> Array:
    return np.random.default_rng(seed).integers(0, steps + 1, (ISSUES, OPTIONS)) / steps


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("steps", [3, 1_000_000])
def test_the_best_and_the_lowest_stay_and_nothing_is_far_below_what_stays(seed: int, steps: int) -> None:
    worth, most = worths(seed, steps), 40
    (whole, nothing), (thin, slack) = half(worth, OPTIONS**ISSUES), half(worth, most)
    assert nothing == 0.0 < slack
    assert len(whole) == OPTIONS**ISSUES
    assert len(thin) <= most
    assert thin[: most // 2].tolist() == whole[: most // 2].tolist()
    assert thin[-1].value == whole[-1].value
    assert set(thin.tolist()) <= set(whole.tolist())
    step = (whole[0].value - whole[-1].value) / (most // 2 - 1)
    above = [thin.value[thin.value >= value].min() - value for value in whole.value]
    assert max(above) <= slack <= (ISSUES - 3) * step  # three issues have 27 sums, which are all kept


def test_a_half_that_is_short_enough_is_whole() -> None:
    whole, most = (half(worths(1, 10), count) for count in (OPTIONS**ISSUES, 10**6))
    assert whole[0].tolist() == most[0].tolist()
    assert whole[1] == most[1] == 0.0


def crowd(issues: int, strategy: str = "polynomial", *, consent: bool = False) -> Session:
    """Two who want different things of very many issues; `a` never signs the first option of the first one."""
    chance, options = np.random.default_rng(issues), ["x", "y", "z"]
    values = {
        f"k{k:02}": {name: chance.permutation([0, chance.random(), 1]).tolist() for name in "ab"}
        for k in range(issues)
    }
    asked = {"consent": {"m": ["x"]}} if consent else {}
    return opened(
        scenario_of(
            {
                "protocol": "alternating_offers",
                "round_days": 1,
                "horizon_days": 60,
                "actors": {
                    "a": {"strategy": strategy, "aspiration": 1, "red_lines": {"k00": {"options": ["x"]}}},
                    "b": {"aspiration": 1, "outside_value": 0.9},
                    **({"m": {"role": "mediator"}} if consent else {}),
                },
                "issues": {
                    name: {"options": options, "value": value, **asked} for name, value in values.items()
                },
            }
        )
    )


@pytest.mark.parametrize("demand", [0.9, 0.8, 0.5, 0.2])
def test_of_three_billion_packages_one_is_offered_that_is_just_worth_the_demand(demand: float) -> None:
    session = crowd(20)
    assert session.ladders.game[0].thinned
    session.talks["proposer"], session.table.actor[0]["demand"] = 0, demand
    terms = tuple(session.finals.terms[session.choose_package()].tolist())
    assert not barred(session, 0, terms)
    assert -HAIR <= utility(session, 0, terms) - demand < 1e-4 < session.talks["slack"] < 0.1


def test_what_is_on_the_table_is_weighed_option_by_option() -> None:
    session = crowd(20)
    for _ in range(4):
        session.step()
        terms = tuple(session.finals.terms[session.talks["package"]].tolist())
        for i in (0, 1):
            value = session.ladders.speaker[i].value
            assert barred(session, i, terms) == (value < 0)
            assert value < 0 or value == pytest.approx(utility(session, i, terms), abs=1e-12)


def test_the_first_offers_of_a_micro_leave_nothing_out() -> None:
    """The best ones by brute force: whatever costs least to give, issue by issue."""
    session, offered = crowd(20, "micro"), []
    while session.running:
        session.step()
        if session.talks["proposer"] == 0:
            terms = tuple(session.finals.terms[session.talks["package"]].tolist())
            offered.append(round(utility(session, 0, terms), 12))
    new = list(dict.fromkeys(offered))
    assert new == best_utilities(session, len(new))
    assert len(new) > 10


def best_utilities(session: Session, count: int) -> list[float]:
    """The highest utilities of party 0, of all packages that cross no line of its own; equals once."""
    sums = [0.0]
    for k, sizes in enumerate(session.frame.options.tolist()):
        gains = [float(session.draw.gain[0, k, o]) for o in range(sizes) if not barred_at(session, k, o)]
        sums = sorted((before + gain for before in sums for gain in gains), reverse=True)[: 4 * count]
    return list(dict.fromkeys(round(value, 12) for value in sums))[:count]


def barred_at(session: Session, k: int, o: int) -> bool:
    return bool(session.draw.genuine[0, k] and session.draw.lines[0, k, o])


def test_where_somebody_may_be_asked_nothing_is_left_out() -> None:
    assert not crowd(12, consent=True).ladders.game[0].thinned
    with pytest.raises(ScenarioError, match="too many to be sorted"):
        crowd(26, consent=True)
    assert crowd(26).ladders.game[0].thinned
    with pytest.raises(ScenarioError, match="too many to be sorted"):
        crowd(40)
    assert math.log2(3**39) < 62
