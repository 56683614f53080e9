"""Turns, and how demands come down. The packages behind them: test_ladders.py. Beside NegMAS: tests/peers."""

from __future__ import annotations

import math
from itertools import pairwise, permutations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from scipy.stats import chisquare, kstest
from turns import TALKS, Offer, Session, barred, consented, domains, duel, offers, opened, rungs, utility
from worlds import played, world

from sim.analysis.intervals import share_of
from sim.bargaining.agents.agents import Package, Party
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.trace import trace
from sim.bargaining.protocols.alternating_offers.demands import exponential_share
from sim.bargaining.protocols.alternating_offers.inverse_utility import HAIR
from sim.bargaining.rules.rules import GRID
from sim.bargaining.run.batch import play
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import rounds_of
from sim.bargaining.types import NO, NOT_ASKED, STRATEGIES, YES
from sim.scenario.actors import Strategy
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

PROTOCOLS = ("mediated", "alternating_offers", "challenge")
THREE = """
horizon_days: 5
round_days: 1
actors: {a: {}, b: {}, m: {role: mediator}}
issues: {pie: {options: [b, half, a], value: {a: [0, 0.5, 1], b: [1, 0.5, 0], m: [0.25, 0.75, 0.5]}}}
"""
# Everybody wants all of it and can wait.
CAKE = """
protocol: alternating_offers
horizon_days: 50
round_days: 1
actors: {a: {}, b: {}, c: {}}
issues:
  cake: {options: [a, b, c, fair], value: {a: [1, 0, 0, 0.4], b: [0, 1, 0, 0.4], c: [0, 0, 1, 0.4]}}
"""
GRAIN = 2.0 / GRID
some = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


FIRM = {"strategy": "hardliner"}


def demands_of_first(session: Session) -> dict[float, float]:
    """By day: what the one of two parties demands that speaks first, and so has the last turn in every answer."""
    return {offer.day: offer.demands[0] for offer in offers(session)}


# --- Turns


@some
@given(domains())
def test_the_next_to_speak_is_who_refused_else_who_sits_next(scenario: Scenario) -> None:
    """Each has one turn a round: it signs, or it refuses and makes an offer, or it passes."""
    session, parties = opened(scenario), len(scenario.parties)
    place = [int(me["place"]) for me in session.table.actor[:parties]]
    turn = 0
    for offer in offers(session):
        assert place[offer.by] == turn % parties
        signed = sum(answer == YES for answer in offer.answers[:parties])
        refused = [i for i in range(parties) if offer.answers[i] == NO]
        assert len(refused) <= 1
        assert (offer.terms is None) == (signed == 0)
        assert offer.day == (turn + max(1, signed + len(refused)) - 1) // parties + 1
        turn += max(1, signed)
        if refused:
            assert place[refused[0]] == turn % parties
    over = bool(session.talks["over"])
    assert over == (signed == parties)
    assert over or turn == parties * rounds_of(scenario)


@some
@given(domains())
def test_who_signs_has_what_it_demands_and_nobody_settles_for_less_than_war(scenario: Scenario) -> None:
    session, tolerance = opened(scenario), scenario.alternating_offers.tolerance
    for offer in offers(session):
        for i, demand in enumerate(offer.demands):
            if offer.terms and offer.answers[i] == YES and i != offer.by:
                assert utility(session, i, offer.terms) >= demand
    if session.talks["over"]:
        for i, me in enumerate(session.table.actor[: len(offer.demands)]):
            assert offer.terms
            assert utility(session, i, offer.terms) >= me["war_value"] - tolerance - HAIR - GRAIN


def test_turns_come_in_the_order_of_the_file() -> None:
    for order, first in (("ab", 0), ("ba", 1)):
        speakers = [offer.by for offer in offers(duel(FIRM, FIRM, days=5, order=order))]
        assert speakers == [first, 1 - first] * 5


def test_without_an_order_every_order_is_drawn_equally_often(tmp_path: Path) -> None:
    scenario = world(tmp_path, CAKE)
    drawn, _ = draw(scenario, rounds_of(scenario), Streams(1, 0, 6000))
    orders = [tuple(places) for places in drawn.actor["place"].tolist()]
    assert chisquare([orders.count(order) for order in permutations(range(3))]).pvalue > 0.01
    for party in range(3):
        first = share_of(drawn.actor["place"][:, party] == 0)
        assert first.low < 1 / 3 < first.high
    for replication in range(5):
        speaker = next(offers(opened(scenario, replication))).by
        assert orders[replication][speaker] == 0


def test_the_second_answers_the_first_in_the_only_round_and_nobody_answers_the_second() -> None:
    meek = {**FIRM, "aspiration": 0.4}
    assert [offer.answers for offer in offers(duel(meek, meek, days=1))] == [[YES, YES]]
    assert [offer.answers for offer in offers(duel(meek, FIRM, days=1))] == [[YES, NO], [NOT_ASKED, YES]]


def test_a_party_with_nothing_to_offer_passes_and_signs_nothing() -> None:
    """No package is better for it than war."""
    hopeless = {"a": {"outside_value": 1}, "b": {"concession": 10}}
    issues = {"pie": {"options": ["x", "y"], "value": {"a": [0.9, 0.8], "b": [0, 1]}}}
    rules = {"alternating_offers": {"order": ["a", "b"]}, "horizon_days": 9, **TALKS}
    talks = list(offers(opened(scenario_of({**rules, "actors": hopeless, "issues": issues}))))
    assert len(talks) == 18
    assert all(offer.terms is None for offer in talks if offer.by == 0)
    assert [offer.answers[0] for offer in talks if offer.by == 1] == [NO] * 8 + [NOT_ASKED]


@pytest.mark.parametrize(("tolerance", "agreed"), [(0.04, False), (0.05, True)])
def test_what_falls_short_of_a_demand_by_the_tolerance_is_signed(tolerance: float, agreed: bool) -> None:
    """Two hardliners want 0.55 of a pie each."""
    firm = {"strategy": "hardliner", "aspiration": 0.55}
    rule = {"alternating_offers": {"order": ["a", "b"], "tolerance": tolerance}}
    session = duel(firm, firm, days=5, **rule)
    list(offers(session))
    assert bool(session.talks["over"]) == agreed


def test_the_strategies_of_a_file_are_those_of_the_rules() -> None:
    where = "say it in both: Strategy of sim/scenario/actors.py; STRATEGIES, with its code, of sim/bargaining/types.py"
    assert get_args(Strategy) == STRATEGIES, where


# --- The clock


@pytest.mark.parametrize(("concession", "day"), [(0.5, 70.7), (1, 50.0), (2, 25.0)])
def test_two_equal_clocks_meet_half_way_on_the_day_that_faratin_gives(concession: float, day: float) -> None:
    """T (1/2)^beta: Faratin, Sierra & Jennings (1998), section 4."""
    clock = {"concession": concession}
    session = duel(clock, clock, round_days=0.1, step=0.002)
    *_, last = offers(session)
    assert last.day == pytest.approx(day, abs=0.2)
    assert last.terms == pytest.approx((250,), abs=1)


@pytest.mark.parametrize(("concession", "conceded"), [(0.2, 0.0737), (1, 0.2236), (5, 0.9106)])
def test_half_way_an_exponential_clock_has_conceded_what_faratin_gives(
    concession: float, conceded: float
) -> None:
    """exp((1 - t/T)^beta ln k), k = 0.05: Faratin, Sierra & Jennings (1998), section 4."""
    assert exponential_share(50.0, 100.0, concession, 0.05) == pytest.approx(conceded, abs=5e-5)
    clock = {"strategy": "exponential", "concession": concession, "aspiration": 0.9, "outside_value": 0.1}
    demand = demands_of_first(duel(clock, FIRM))
    assert demand[50.0] == pytest.approx(0.9 - 0.8 * conceded, abs=5e-5)
    assert demand[100.0] == pytest.approx(0.1)


def test_the_bottom_of_a_demand_is_the_worst_package_if_that_is_better_than_war() -> None:
    demand = demands_of_first(duel({"concession": 1, "outside_value": -1}, FIRM))
    assert demand[25.0] == pytest.approx(0.75)
    assert demand[100.0] == 0.0


def test_who_need_not_wait_for_the_deadline_is_at_its_bottom_from_then_on() -> None:
    demand = demands_of_first(duel({"deadline_days": 40, "outside_value": 0.3}, FIRM))
    assert demand[20.0] == pytest.approx(0.65)
    assert all(demand[day] == pytest.approx(0.3) for day in demand if day >= 40)


def test_a_hardliner_never_moves() -> None:
    session = duel({"strategy": "hardliner", "aspiration": 0.8}, {"concession": 0.25, "outside_value": 0.5})
    mine = [offer for offer in offers(session) if offer.by == 0]
    assert len(mine) == 100
    assert [offer.demands[0] for offer in mine] == pytest.approx([0.8] * 100)
    assert {offer.terms for offer in mine} == {(80,)}


def test_random_demands_are_spread_evenly_between_bottom_and_aspiration() -> None:
    whim = {"strategy": "random", "outside_value": 0.2, "aspiration": 0.9}
    demand = list(demands_of_first(duel(whim, FIRM, days=600)).values())
    assert len(demand) == 600
    assert kstest(demand, "uniform", args=(0.2, 0.7)).pvalue > 0.01


# --- The others


def test_tit_for_tat_gives_as_was_given_offer_by_offer() -> None:
    """x' = x y / y', between its bottom and what it asked for: Faratin, Sierra & Jennings (1998), section 4.2."""
    mirror = {"strategy": "tit_for_tat", "aspiration": 0.95, "outside_value": 0.7}
    session = duel(mirror, {"strategy": "random", "aspiration": 0.7, "outside_value": 0.5}, days=60)
    demand, heard = 0.95, math.nan
    clamped = 0
    for offer in offers(session):
        assert offer.terms
        if offer.by == 0:
            assert offer.demands[0] == pytest.approx(demand, abs=1e-9)
            assert offer.terms[0] == pytest.approx(math.ceil(100 * demand - 1e-6))
        else:
            before, heard = heard, utility(session, 0, offer.terms)
            if not math.isnan(before) and heard > 0:
                clamped += not 0.7 <= demand * before / heard <= 0.95
                demand = min(0.95, max(0.7, demand * before / heard))
    assert 0 < clamped < 30, "some moves are cut off at an end, most are not"


def test_tit_for_tat_answers_who_does_not_move_by_not_moving() -> None:
    session = duel({"strategy": "tit_for_tat"}, {"strategy": "hardliner", "aspiration": 0.6}, days=20)
    assert set(demands_of_first(session).values()) == {1.0}


@some
@given(domains(("micro", "random", "micro", "hardliner", "tit_for_tat")))
def test_micro_gives_one_more_package_for_every_new_one_that_it_got(scenario: Scenario) -> None:
    """de Jonge (2022): down its own list, while it has made no more different ones than any other; else it repeats."""
    session = opened(scenario)
    kinds = [scenario.actors[name].strategy for name in session.seats.parties]  # type: ignore[union-attr]
    lists = [micro_list(session, i) for i in range(len(kinds))]
    made: list[list[object]] = [[] for _ in kinds]
    for offer in offers(session):
        i, owes = offer.by, not any(len(theirs) < len(made[offer.by]) for theirs in made)
        if kinds[i] == "micro":
            new = lists[i][len(made[i])] if owes and len(made[i]) < len(lists[i]) else None
            if new is not None or not made[i]:
                assert offer.terms == new
            else:
                assert offer.terms in made[i]
        if offer.terms is not None and offer.terms not in made[i]:
            made[i].append(offer.terms)
        for j in range(len(kinds)):
            if kinds[j] == "micro" and j != i and offer.terms and offer.answers[j] != NOT_ASKED:
                assert (offer.answers[j] == YES) == (
                    utility_if_allowed(session, j, offer) >= least(j, lists, made, session)
                )


def micro_list(session: Session, i: int) -> list[object]:
    """What it would ever offer."""
    ladder = rungs(session, i)
    bottom = max(float(session.table.actor[i]["war_value"]), -ladder[-1].loss) if ladder else 0.0
    return [rung.terms for rung in ladder if -rung.loss >= bottom and consented(session, rung.terms)]


def least(i: int, lists: list[list[object]], made: list[list[object]], session: Session) -> float:
    """What MiCRO signs: as good as its next offer, or as its last new one while it owes none."""
    owes = not any(len(theirs) < len(made[i]) for theirs in made)
    place = min(len(made[i]) - (not owes), len(lists[i]) - 1)
    return utility(session, i, lists[i][place]) if lists[i] else math.inf  # type: ignore[arg-type]


def utility_if_allowed(session: Session, i: int, offer: Offer) -> float:
    assert offer.terms
    return -math.inf if barred(session, i, offer.terms) else utility(session, i, offer.terms)


def test_two_micros_meet_half_way() -> None:
    session = duel({"strategy": "micro"}, {"strategy": "micro"})
    *_, last = offers(session)
    assert last.terms == (50,)
    assert last.day == 51.0


# --- Agents of a modeller's own, and what is told


class Meek(Party):
    """Signs whatever it hears."""

    def respond(self, package: Package) -> bool:
        return True


class Fair(Party):
    """Puts the same package forward all the time."""

    def propose(self) -> Package | None:
        return self.model.compose({"cake": "fair"})


class Mute(Party):
    """Offers nothing."""

    def propose(self) -> Package | None:
        return None


def test_an_agent_that_signs_anything_gets_what_it_hears_first(tmp_path: Path) -> None:
    scenario = world(tmp_path, CAKE, "alternating_offers.order=[a, b, c]")
    model = NegotiationModel(scenario, agents={"b": Meek, "c": Meek})
    model.step()
    assert (model.outcome, model.day) == ("settlement", 1.0)
    assert model.on_menu(model.talks["package"]).terms == {"cake": "a"}


def test_an_agent_puts_a_package_of_its_own_forward(tmp_path: Path) -> None:
    """The two others sign it when their demands have come down that far, in the turn of whoever offers it."""
    scenario = world(tmp_path, CAKE, "alternating_offers.order=[a, b, c]")
    told = trace(scenario, 1, 0, agents={"a": Fair})
    fair = [each.final for each in told.rounds if each.final and each.final.by == "a"]
    assert all(offer.terms == {"cake": "fair"} for offer in fair)
    assert told.outcome == "settlement"
    assert told.rounds[-1].final == fair[-1]
    assert told.rounds[-1].day == pytest.approx(50 * (1 - 0.4 / 0.95), abs=1)


def test_an_agent_that_passes_is_passed_over(tmp_path: Path) -> None:
    outcomes = play_mesa(world(tmp_path, CAKE), 3, 1, agents=dict.fromkeys("abc", Mute))
    assert not outcomes.settled.any()
    assert (outcomes.last_day == 50).all()


@pytest.mark.slow
@some
@given(domains())
def test_every_offer_is_told_as_it_was_made(scenario: Scenario) -> None:
    session = opened(scenario)
    seen, told = list(offers(session)), trace(scenario, 1, 0).rounds
    assert [(each.number, each.day) for each in told] == [(n + 1, offer.day) for n, offer in enumerate(seen)]
    for offer, each in zip(seen, told, strict=True):
        assert (each.final is None) == (offer.terms is None)
        if each.final and offer.terms:
            assert each.final.by == session.seats.actors[offer.by]
            assert each.final.terms == dict(
                zip(session.seats.issues, words(scenario, session, offer), strict=True)
            )
            yes = {answer.actor: answer.yes for answer in each.final.answers}
            assert yes == {
                name: answer == YES
                for name, answer in zip(session.seats.actors, offer.answers, strict=True)
                if answer != NOT_ASKED
            }
            for answer in each.final.answers:
                seat = session.seats.actors.index(answer.actor)
                assert answer.value is None or answer.value == utility(session, seat, offer.terms)
    assert all(one.day <= two.day for one, two in pairwise(told))


def words(scenario: Scenario, session: Session, offer: Offer) -> list[str]:
    """The options of an offer."""
    assert offer.terms
    return [scenario.issues[k].options[o] for k, o in zip(session.seats.issues, offer.terms, strict=True)]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_deal_has_its_worth_for_a_mediator_that_is_not_asked(tmp_path: Path, protocol: str) -> None:
    outcomes = played(tmp_path, THREE, f"protocol={protocol}", runs=5)
    assert outcomes.settled.all()
    worth = [[0.25, 0.75, 0.5][option] for option in outcomes.terms[:, 0]]
    assert outcomes.utility[:, outcomes.names.actors.index("m")] == pytest.approx(worth)


def test_what_would_be_signed_at_the_end_is_what_is_better_than_war(tmp_path: Path) -> None:
    firm = "actors={a: {strategy: hardliner, outside_value: 0.3}, b: {strategy: hardliner, outside_value: 0.5}, c: {}}"
    outcomes = play(world(tmp_path, CAKE, firm, "proposals={fair: {cake: fair}, all: {cake: a}}"), 5, seed=1)
    assert not outcomes.settled.any()
    signs = dict(zip(outcomes.names.proposals, outcomes.would_sign[0].tolist(), strict=True))
    assert signs == {"fair": [True, False, True], "all": [True, False, True]}
    assert not outcomes.zone_at_end.any()
