"""Solution concepts: textbook answers, published bargaining points, the list of all packages, and symmetries."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.typing import NDArray
from oracle import excluded, goes_with
from strategies import scenarios

from sim.bargaining.protocols.session import Session
from sim.bargaining.setup.streams import Streams
from sim.bargaining.solutions.concepts import CONCEPTS
from sim.bargaining.solutions.solutions import Solutions
from sim.bargaining.solutions.solve import picture, solvable, solve
from sim.scenario.reading import read, scenario_of
from sim.scenario.schema import Scenario

SHIPPED = Path(__file__).parents[2] / "scenarios"
RATIONAL = CONCEPTS[:4]  # defined wherever anything can be signed

Point = tuple[float, float]

# Nash (1950), Econometrica 18:155-162, table of section "Examples": what each thing is worth to Bill and to Jack.
BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
# Brams & Togman (1996), Camp David: points of Israel and Egypt.
CAMP_DAVID = {
    "recognition": (10, 5),
    "west_bank_gaza": (20, 10),
    "linkage": (10, 5),
    "palestinian_rights": (5, 20),
    "jerusalem": (20, 5),
}


def game(issues: dict[str, list[tuple[float, float]]], without: tuple[float, float]) -> Scenario:
    """Two parties; what each option adds for them, scaled so that nothing exceeds 1; what no deal is worth."""
    most = [
        sum(max(o[i] for o in rows) - min(o[i] for o in rows) for rows in issues.values()) for i in (0, 1)
    ]
    lows = {k: [min(o[i] for o in rows) for i in (0, 1)] for k, rows in issues.items()}
    spans = {k: [max(o[i] for o in r) - lows[k][i] or 1.0 for i in (0, 1)] for k, r in issues.items()}
    base = [sum(low[i] for low in lows.values()) for i in (0, 1)]
    return scenario_of(
        {
            "name": "game",
            "horizon_days": 10,
            "round_days": 1,
            "actors": {n: {"outside_value": (without[i] - base[i]) / most[i]} for i, n in enumerate("ab")},
            "issues": {
                k: {
                    "options": [f"o{n}" for n in range(len(rows))],
                    "weight": {n: spans[k][i] if spans[k][i] != 1.0 else 1.0 for i, n in enumerate("ab")},
                    "value": {
                        n: [(o[i] - lows[k][i]) / spans[k][i] for o in rows] for i, n in enumerate("ab")
                    },
                }
                for k, rows in issues.items()
            },
            "proposals": {},
        }
    )


def solved(scenario: Scenario, runs: int = 1, seed: int = 1, **more: Any) -> Solutions:
    """With the first package in place of the weighted mean's."""
    return solve(scenario, runs, seed, [0] * len(scenario.issues), **more)


def gains(scenario: Scenario, concept: str, scale: float = 1.0) -> list[float]:
    """Of both, in the units in which the game was written down."""
    found = solved(scenario).gain[0, CONCEPTS.index(concept)] * scale
    return [round(float(gain), 6) for gain in found]


def barter() -> Scenario:
    """Each thing stays, or changes hands; no barter is worth nothing."""
    stays_or_goes = {k: [(0.0, 0.0), (-bill, jack)] for k, (bill, jack) in BILLS.items()}
    comes_or_not = {k: [(0.0, 0.0), (bill, -jack)] for k, (bill, jack) in JACKS.items()}
    return game(stays_or_goes | comes_or_not, (0.0, 0.0))


def test_nashs_own_barter_ends_with_gains_of_twelve_and_five() -> None:
    """Nash (1950): Bill gives book, whip, ball and bat for pen, toy and knife. Scales: all that each could gain."""
    found = solved(barter())
    scale = np.array(
        [sum(b for b, _ in (BILLS | JACKS).values()), sum(j for _, j in (BILLS | JACKS).values())]
    )
    assert (found.gain[0, 0] * scale).round(9).tolist() == [12.0, 5.0]
    goes = {k for k, option in zip(BILLS | JACKS, found.terms[0, 0], strict=True) if option}
    assert goes == {"book", "whip", "ball", "bat", "pen", "toy", "knife"}


def camp_david(steps: int) -> Scenario:
    """Sinai can be divided into so many parts; the rest is won or lost."""
    sinai = [(35 * (1 - n / steps), 55 * n / steps) for n in range(steps + 1)]
    rest = {k: [(israel, 0.0), (0.0, egypt)] for k, (israel, egypt) in CAMP_DAVID.items()}
    return game({"sinai": sinai} | rest, (0.0, 0.0))


def test_at_camp_david_kalai_and_smorodinsky_agree_with_adjusted_winner() -> None:
    """Brams & Togman (1996): 65.83 points for both, with 5/6 of Sinai to Egypt."""
    assert gains(camp_david(60), "kalai_smorodinsky", 100) == pytest.approx([65.8333] * 2, abs=1e-3)
    assert solved(camp_david(60)).terms[0, 1, 0] == 50
    assert gains(camp_david(60), "egalitarian", 100) == pytest.approx([65.8333] * 2, abs=1e-3)


def test_at_camp_david_nash_gives_egypt_all_of_sinai() -> None:
    assert gains(camp_david(60), "nash", 100) == pytest.approx([60.0, 75.0])


def pie(*shares: tuple[float, float]) -> Scenario:
    """One issue with these options, and one that is worth nothing but makes the scales go from 0 to 1."""
    return game({"pie": [(0.0, 0.0), *shares, (1.0, 0.0), (0.0, 1.0)]}, (0.0, 0.0))


# Utilities and points as in GENIUS's Nice or Die (ANAC 2011-2012); reservation values 0, 0.25 and 0.5.
@pytest.mark.parametrize(
    ("without", "nash", "egalitarian", "largest_sum"),
    [
        (0.0, {(1.0, 0.16), (0.16, 1.0)}, {(0.299, 0.299)}, {(1.0, 0.16), (0.16, 1.0)}),
        (0.25, {(0.299, 0.299)}, {(0.299, 0.299)}, {(0.299, 0.299)}),
        (0.5, set(), set(), set()),
    ],
)
def test_nice_or_die_tells_the_concepts_apart(
    without: float,
    nash: set[tuple[float, float]],
    egalitarian: set[tuple[float, float]],
    largest_sum: set[tuple[float, float]],
) -> None:
    scenario = scenario_of(
        {
            "name": "nice_or_die",
            "horizon_days": 10,
            "actors": {"a": {"outside_value": without}, "b": {"outside_value": without}},
            "issues": {
                "way": {
                    "options": ["a", "both", "b"],
                    "value": {"a": [1, 0.299, 0.16], "b": [0.16, 0.299, 1]},
                }
            },
            "proposals": {},
        }
    )
    found = solved(scenario)
    expected = {
        "nash": nash,
        "egalitarian": egalitarian,
        "kalai_smorodinsky": egalitarian,
        "utilitarian": largest_sum,
    }
    for concept, points in expected.items():
        row = CONCEPTS.index(concept)
        assert found.exists[0, row] == bool(points)
        if points:
            assert tuple(found.utility[0, row].round(6).tolist()) in points


# Points of the full enumeration of GENIUS's domains, utilities as GENIUS normalises them.
@pytest.mark.parametrize(
    ("domain", "nash", "kalai_smorodinsky", "egalitarian", "utilitarian"),
    [
        ("itex_cypress_2010", *[(0.670478, 0.721478)] * 4),
        ("laptop_2011", (1.0, 0.815063), (0.873979, 0.873979), (0.873979, 0.873979), (1.0, 0.815063)),
        ("nice_or_die_2011", (1.0, 0.16), (0.299, 0.299), (0.299, 0.299), (1.0, 0.16)),
    ],
)
def test_the_points_of_the_competitions_domains(
    domain: str, nash: Point, kalai_smorodinsky: Point, egalitarian: Point, utilitarian: Point
) -> None:
    found = solved(read(SHIPPED / "anac" / f"{domain}.yaml"))
    points = (nash, kalai_smorodinsky, egalitarian, utilitarian)
    for concept, point in zip(RATIONAL, points, strict=True):
        reached = sorted(found.utility[0, CONCEPTS.index(concept)].tolist())
        assert reached == pytest.approx(sorted(point), abs=1e-4)


def triangle(steps: int, cap: float) -> Scenario:
    """A pie of which the first can have no more than a cap."""
    shares = [n / steps for n in range(steps + 1)]
    values = {"a": [min(s, cap) / cap for s in shares], "b": [1 - s for s in shares]}
    issue = {"options": [f"s{n}" for n in range(steps + 1)], "value": values}
    parties = {"a": {"outside_value": 0}, "b": {"outside_value": 0}}
    return scenario_of(
        {"name": "pie", "horizon_days": 10, "actors": parties, "issues": {"pie": issue}, "proposals": {}}
    )


def test_a_pie_is_halved_by_all_that_know_symmetry() -> None:
    found = solved(triangle(100, 1.0))
    for concept in ("nash", "kalai_smorodinsky", "egalitarian", "rubinstein"):
        assert found.utility[0, CONCEPTS.index(concept)].round(9).tolist() == [0.5, 0.5]


def test_who_can_have_no_more_than_half_still_gets_it_from_nash_but_a_third_from_kalai_and_smorodinsky() -> (
    None
):
    """Utilities min(s, c) and 1 - s with c = 1/2: Nash s = 1/2; Kalai-Smorodinsky s/c = 1 - s, so s = 1/3."""
    found = solved(triangle(300, 0.5))
    assert found.terms[0, CONCEPTS.index("nash"), 0] == 150
    assert found.terms[0, CONCEPTS.index("kalai_smorodinsky"), 0] == 100


@pytest.mark.parametrize(("deadlines", "share"), [((10, 10), 0.5), ((30, 10), 0.75), ((10, 30), 0.25)])
def test_without_a_war_the_more_patient_gets_rubinsteins_share(
    deadlines: tuple[int, int], share: float
) -> None:
    """Rubinstein (1982): r2 / (r1 + r2), here with r = 1 / deadline: r = (1/30, 1/10) gives 3/4."""
    scenario = triangle(400, 1.0)
    parties = {
        name: party.replaced(deadline_days=read_quantity(days))
        for (name, party), days in zip(scenario.parties.items(), deadlines, strict=True)
    }
    found = solved(scenario.replaced(actors=parties))
    assert found.power[0].tolist() == pytest.approx([share, 1 - share])
    assert found.utility[0, CONCEPTS.index("rubinstein")].tolist() == pytest.approx([share, 1 - share])


def read_quantity(number: float) -> Any:
    """A number that is known."""
    from sim.scenario.quantities import Fixed

    return Fixed(float(number))


def test_three_parties_have_no_rubinstein_share() -> None:
    found = solved(read(SHIPPED / "dayton_1995.yaml"), runs=20)
    assert np.isnan(found.power).all()
    assert not found.exists[:, CONCEPTS.index("rubinstein")].any()
    assert found.exists[:, :4].any()


# --- against the list of all packages ------------------------------------------------------------------


def listed(scenario: Scenario, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """([package, party] gains of what all can sign in replication 0, [party] disagreement), by enumeration."""
    session = Session(scenario, Streams(seed, 0, 1))
    frame, draw, seats = session.frame, session.draw, session.seats
    actor, parties = session.table.actor, len(seats.parties)
    without = actor["war_value"][:parties]
    floors = np.floor(actor["floor"] * 2.0**40 + 0.5) / 2.0**40
    found = []
    for terms in product(*map(range, frame.options)):
        if excluded(frame.links, terms):
            continue
        worth = draw.gain[:, range(len(terms)), terms].sum(axis=1)
        for n in range(len(frame.links.never)):
            worth += draw.synergy[n] * (not frame.links.never[n] and goes_with(frame.links, n, terms))
        barred = (draw.genuine & draw.lines[:, range(len(terms)), terms]).any()
        asked = frame.needs[range(len(terms)), terms].any(axis=0)
        asked[:parties] = False
        if not barred and (worth[asked] >= floors[asked]).all() and (worth[:parties] >= without).all():
            found.append(worth[:parties] - without)
    back = [seats.parties.index(name) for name in scenario.parties]
    return np.array(found).reshape(-1, parties)[:, back], without[back]


def scores(gain: NDArray[np.float64], ideal: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """[package] by concept; parties that cannot gain are left out."""
    able = ideal > 0
    some = gain[:, able]
    if not able.any():
        return {concept: np.zeros(len(gain)) for concept in RATIONAL}
    return {
        "nash": some.prod(axis=1),
        "kalai_smorodinsky": (some / ideal[able]).min(axis=1),
        "egalitarian": some.min(axis=1),
        "utilitarian": gain.sum(axis=1),
    }


@pytest.mark.slow
@settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
@given(scenarios())
def test_every_concept_picks_the_best_of_all_packages(scenario: Scenario) -> None:
    assert solvable(scenario)
    found, (gain, without) = solved(scenario, seed=3), listed(scenario, seed=3)
    assert found.disagreement[0].tolist() == without.tolist()
    assert found.exists[0, :4].all() == bool(len(gain))
    if not len(gain):
        assert np.isnan(found.gain[0, :5]).all()
        return
    assert found.ideal[0].tolist() == gain.max(axis=0).tolist()
    everything = scores(gain, found.ideal[0])
    for row, concept in enumerate(RATIONAL):
        picked = scores(found.gain[:1, row], found.ideal[0])[concept][0]
        assert picked == pytest.approx(everything[concept].max(), rel=1e-9, abs=1e-12)
        assert any((found.gain[0, row] == other).all() for other in gain)


def test_what_was_signed_is_efficient_if_no_package_betters_it() -> None:
    scenario = camp_david(6)
    best, worse = solved(scenario).terms[0, :2], [[0, 1, 1, 1, 0, 1]]
    agreed = np.concatenate([best, worse, [[-1] * 6]])
    assert solved(scenario, runs=4, agreed=agreed).efficient.tolist() == [True, True, False, False]


def test_the_weighted_means_package_can_be_signed_only_by_who_gains() -> None:
    scenario = read(SHIPPED / "camp_david_1978.yaml")
    fair = solve(scenario, 1, 1, solved(scenario).terms[0, 1].tolist())
    last = CONCEPTS.index("weighted_mean")
    assert fair.exists[0, last]
    assert fair.gain[0, last].tolist() == fair.gain[0, 1].tolist()
    assert not solved(scenario).exists[0, last]


# --- symmetries ------------------------------------------------------------------------------------------


def reordered(scenario: Scenario) -> Scenario:
    """The same, written down backwards."""
    backwards = {k: dict(reversed(getattr(scenario, k).items())) for k in ("actors", "issues")}
    return scenario.replaced(**backwards)


def test_the_order_in_the_file_changes_nothing_but_order() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    one, other = solved(scenario, 40), solved(reordered(scenario), 40)
    assert np.array_equal(one.utility, other.utility[:, :, ::-1], equal_nan=True)
    assert np.array_equal(one.exists[:, :5], other.exists[:, :5])


def test_neither_threads_nor_chunks_nor_more_replications_change_anything() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    one, other = solved(scenario, 30, threads=1, chunk=30), solved(scenario, 47, threads=2, chunk=7)
    for column in ("utility", "terms", "size", "power", "asked"):
        assert np.array_equal(getattr(one, column), getattr(other, column)[:30], equal_nan=column != "terms")


def test_the_middling_frontier_holds_every_concepts_point() -> None:
    scenario = read(SHIPPED / "ceasefire30.yaml")
    drawn = picture(scenario, [0] * len(scenario.issues))
    seats = [list(scenario.actors).index(name) for name in scenario.parties]
    for row in range(5):
        assert drawn.solutions.utility[0, row, seats].tolist() in drawn.frontier.tolist()
