"""What the engine finds among the packages that matter is the best of all packages, gone through one by one."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from oracle import TIE, Oracle, as_good, fraction, terms_of
from strategies import scenario_data
from worlds import SHIPPED

from sim.analysis.statistics import summarise
from sim.bargaining.agents.agents import Mediator, Package, Party, Seat
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.run.batch import play
from sim.bargaining.search.menu import compose_packages
from sim.bargaining.search.workspace import empty_shortlist
from sim.bargaining.search.zone import has_zone
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import changed, read, scenario_of
from sim.scenario.schema import Scenario

Data = dict[str, Any]
anything = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


class Checked(Seat):
    """Tables what the rules say, after looking at everything that it could have tabled."""

    met: ClassVar[Counter[str]] = Counter()
    omniscient = True

    def propose(self) -> Package | None:
        package, table = super().propose(), self.model.table
        oracle = Oracle(self.model.session)
        widest, best = oracle.widest(), oracle.best()
        assert bool(has_zone(table)) == (widest is not None and widest >= -TIE), (widest, self.model.day)
        if package is None:
            assert best.gain <= 2 * TIE
        else:
            assert as_good(oracle.worth(terms_of(table.terms, self.model.row_of(package))), best)
        self.met.update(zone=bool(has_zone(table)), package=package is not None)
        return package

    def propose_ceasefire(self) -> Package | None:
        package, oracle = super().propose_ceasefire(), Oracle(self.model.session)
        best = oracle.best_pause()
        if package is None:
            assert best.gain <= 2 * TIE
        else:
            row = terms_of(self.model.table.truce_terms, self.model.row_of(package))
            assert as_good(oracle.pause_worth(row), best)
        self.met.update(ceasefire=package is not None)
        return package


class CheckedParty(Checked, Party): ...


class CheckedMediator(Checked, Mediator): ...


def check(scenario: Scenario, replication: int, rounds: int) -> None:
    """Play some rounds, looking at all packages in each."""
    agents: dict[str, type[Seat]] = dict.fromkeys(scenario.parties, CheckedParty)
    agents |= dict.fromkeys(scenario.mediators, CheckedMediator)
    model = NegotiationModel(scenario, replication=replication, agents=agents)
    while model.running and rounds:
        model.step()
        rounds -= 1


@anything
@given(scenario_data())
def test_nothing_better_was_overlooked(data: Data) -> None:
    check(scenario_of(data | {"protocol": "mediated"}), 0, 3)


# A war of four with a mediator that leans, backers, guarantees, red lines, and ceasefires of several kinds.
BUSY: Data = {
    "protocol": "mediated",
    "horizon_days": 60,
    "round_days": 5,
    "war": {"noise": 0.05, "days_left": 300, "if_attacker_wins": "mine", "if_defender_wins": "yours"},
    "actors": {
        "a": {"side": "attacker", "cost_per_day": 0.0012, "aspiration": 0.9, "distrust": 0.2, "ceasefire_ask": 0.02,
              "deadline_days": 50, "red_lines": {"land": {"options": ["l0"], "probability": 0.5}}},
        "b": {"side": "defender", "cost_per_day": 0.0011, "aspiration": 0.95, "distrust": 0.6, "exposure": 0.1,
              "audience_cost": 0.2, "deadline_days": 40, "pause_worth": {"uniform": [-0.01, 0.03]},
              "red_lines": {"army": {"options": ["a2"], "probability": 0.7}}},
        "us": {"role": "mediator", "bias": 0.3, "insight": 0.5, "proposal_rate": 0.6, "cover": 0.4, "floor": 0.3,
               "credibility": {"uniform": [0.2, 0.9]}, "ceasefire_floor": -0.01},
        "eu": {"role": "backer", "floor": 0.5, "ceasefire_floor": -0.02},
    },
    "weight_spread": 20,
    "issues": {
        "land": {"options": ["l0", "l1", "l2", "l3"],
                 "value": {"a": [0, 0.4, 0.7, 1], "b": [1, 0.8, 0.3, 0], "us": [0.4, 1, 0.8, 0.2],
                           "eu": [1, 0.7, 0.5, 0.1]}},
        "army": {"options": ["a0", "a1", "a2"], "guards": [0.4, 0.2, 0], "guarantor": "b", "protects": "b",
                 "value": {"a": [0, 0.5, 1], "b": [1, 0.6, 0], "us": [0.5, 1, 0.6]}},
        "guarantee": {"options": ["g0", "g1"], "guards": [0, 0.6], "guarantor": "us", "protects": ["a", "b"],
                      "value": {"a": [1, 0.6], "b": [0.3, 0], "us": [1, 0.3], "eu": [0, 1]}, "consent": {"us": ["g1"]}},
        "sanctions": {"options": ["s0", "s1", "s2"], "consent": {"eu": ["s1", "s2"]},
                      "value": {"a": [0, 0.7, 1], "b": [1, 0.5, 0], "us": [0.3, 1, 0.9], "eu": [1, 0.6, 0.2]}},
    },
    "proposals": {
        "mine": {"land": "l3", "army": "a2", "guarantee": "g0", "sanctions": "s2"},
        "yours": {"land": "l0", "army": "a0", "guarantee": "g1", "sanctions": "s0"},
    },
    "ceasefire": {
        "days": 20, "cooldown_days": 5, "hazard_per_day": 0.02,
        "issues": {
            "scope": {"options": ["air", "most", "full"], "halts": [0.2, 0.6, 1]},
            "watch": {"options": ["no", "yes"], "worth": {"a": [0, -0.01], "b": [0, 0.012], "us": [0, 0.01]}},
            "aid": {"options": ["on", "off"], "worth": {"a": [0, 0.03], "b": [0, -0.02], "eu": [0, -0.03]},
                    "consent": {"eu": ["off"]}},
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("replication", range(4))
def test_nothing_better_was_overlooked_where_everything_plays_a_part(replication: int) -> None:
    Checked.met.clear()
    check(scenario_of(BUSY), replication, 6)
    assert Checked.met["package"] >= 3
    assert Checked.met["ceasefire"] >= 1


def test_where_every_package_is_listed_there_is_no_zone_that_somebody_forbids() -> None:
    """Of who is not exact those are, too, to which nobody would consent; here a backer is asked whatever comes."""
    actors, sanctions = BUSY["actors"], BUSY["issues"]["sanctions"]
    actors = actors | {"a": actors["a"] | {"precision": 20}, "eu": actors["eu"] | {"floor": 0.96}}
    asked = BUSY["issues"] | {"sanctions": sanctions | {"consent": {"eu": sanctions["options"]}}}
    found = set()
    for replication in range(4):
        session = Session(scenario_of(BUSY | {"actors": actors, "issues": asked}), Streams(1, replication, 1))
        session.step()
        widest = Oracle(session).widest()
        assert bool(has_zone(session.table)) == (widest is not None and widest >= -TIE)
        found.add(bool(has_zone(session.table)))
    assert found == {False, True}


# --- Where there are too many


@pytest.mark.parametrize("most", [6, 12, 24])
@pytest.mark.parametrize("replication", range(3))
def test_what_is_dropped_is_within_the_slack_of_something_kept(most: int, replication: int) -> None:
    """A shortlist with too little room says how far from exact it is."""
    session = Session(scenario_of(BUSY), Streams(1, replication, 1))
    short = session.menu.short
    actors, issues, options = len(session.seats.actors), *short.step.shape[:2]
    session.menu = session.menu._replace(short=empty_shortlist(actors, issues, options, most))
    session.gather()
    compose_packages(session.finals, session.talks, session.table.actor, False)
    oracle, slack = Oracle(session), fraction(session.talks["slack"])
    kept = [terms_of(session.menu.terms, m) for m in range(session.talks["named"], session.talks["listed"])]
    assert slack > 0 or most > 6
    for terms in filter(oracle.consented, oracle.packages()):
        assert any(no_worse(oracle, row, terms, slack + TIE) for row in kept), terms


def no_worse(oracle: Oracle, one: tuple[int, ...], two: tuple[int, ...], slack: Fraction) -> bool:
    """Is one package worse than another by no more than the slack, whatever anybody looks at?"""
    mediator = int(oracle.talks["mediator_seat"])
    if oracle.utility(mediator, one) < oracle.utility(mediator, two) - slack:
        return False
    minded = [i for i in oracle.parties if not oracle.barred(i, two)]
    return not any(
        oracle.barred(i, one)
        or oracle.utility(i, one) < oracle.utility(i, two) - slack
        or oracle.missing(i, one) > oracle.missing(i, two) + slack
        for i in minded
    )


def test_a_conference_too_large_for_an_exact_search_says_so() -> None:
    parties, options = [f"p{i}" for i in range(9)], [f"o{o}" for o in range(4)]
    issues = {
        f"k{k}": {
            "options": options,
            "value": {
                p: [(i * 7 + k * 5 + o * o * 3) % 11 / 10 for o in range(4)] for i, p in enumerate(parties)
            },
        }
        for k in range(8)
    }
    actors = {p: {"outside_value": 0.3} for p in parties}
    scenario = scenario_of({"protocol": "mediated", "horizon_days": 14, "actors": actors, "issues": issues})
    outcomes = play(scenario, 2, 1)
    assert (outcomes.slack > 0).all()
    assert any(
        "too many packages for an exact search" in said for said in summarise(scenario, outcomes).cautions
    )


# --- The laws


def idle(data: Data) -> Data:
    """The same talks with things that are worth nothing to anybody."""
    parties = [name for name, actor in data["actors"].items() if actor.get("role", "party") == "party"]
    nothing = {
        "options": ["silent", "sung"],
        "weight": dict.fromkeys(parties, 0),
        "value": {p: [0, 0] for p in parties},
    }
    added = data | {"issues": {**data["issues"], "an idle anthem": nothing}}
    for kind, block in (("issues", added), ("ceasefire", added.get("ceasefire"))):
        if block and block.get("proposals"):
            block["proposals"] = {
                name: {**terms, "an idle anthem": "silent"} for name, terms in block["proposals"].items()
            }
        if kind == "ceasefire" and block:
            topics = {**block["issues"], "an idle anthem": {"options": ["silent", "sung"]}}
            added["ceasefire"] = {**block, "issues": topics}
    return added


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers"])
@anything
@given(scenario_data())
def test_idle_things_are_idle(protocol: str, data: Data) -> None:
    """To the byte, in all that both have. MiCRO counts packages, and so what makes more of them."""
    actors = {
        name: actor | {"strategy": "polynomial"} if "strategy" in actor else actor
        for name, actor in data["actors"].items()
    }
    data = data | {"protocol": protocol, "actors": actors}
    one, two = play(scenario_of(data), 8, 1), play(scenario_of(idle(data)), 8, 1)
    for name in ("outcome", "settlement_day", "zone_day", "zone_at_end", "utility", "reservation", "reason"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name
    for name in ("ceasefire_day", "full_ceasefire_end", "ceasefire_reason", "would_sign", "balance", "slack"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name
    assert (two.terms[:, : one.terms.shape[1]] == one.terms).all()
    assert (two.ceasefire_terms[:, : one.ceasefire_terms.shape[1]] == one.ceasefire_terms).all()


def test_an_anthem_at_the_end_of_a_ceasefire_changes_nothing() -> None:
    """It once cost sixteen points of full ceasefires."""
    founding = read(SHIPPED / "ceasefire30.yaml")
    ceasefire = founding.ceasefire
    assert ceasefire
    names = {
        f"ceasefire.proposals.{name}": {**terms.terms, "anthem": "silent"}
        for name, terms in ceasefire.proposals.items()
    }
    anthem = {"options": ["silent", "sung"], "worth": {actor: [0, 0] for actor in founding.actors}}
    sung = changed(founding, {"ceasefire.issues.anthem": anthem, **names})
    one, two = play(founding, 200, 1), play(sung, 200, 1)
    for name in (
        "outcome",
        "full_ceasefire_day",
        "full_ceasefire_end",
        "settlement_day",
        "zone_day",
        "reason",
    ):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name


def pie(slices: int, points: int, outside: float, protocol: str) -> Scenario:
    """A pie that is cut into so many equal slices, each a scale of so many points."""
    last = points - 1
    value = {"anna": {0: 0, last: 1}, "bert": {0: 1, last: 0}}
    cut = {f"slice{k}": {"range": {"from": 0, "to": last, "step": 1}, "value": value} for k in range(slices)}
    actors = {name: {"outside_value": outside} for name in ("anna", "bert")}
    return scenario_of(
        {"protocol": protocol, "horizon_days": 100, "round_days": 1, "actors": actors, "issues": cut}
    )


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers"])
@pytest.mark.parametrize("outside", [0.1, 0.3, 0.45])
def test_it_does_not_matter_how_a_pie_is_cut(protocol: str, outside: float) -> None:
    """One scale of thirteen points, or slices that come to the same shares."""
    whole = play(pie(1, 13, outside, protocol), 20, 1)
    assert whole.settled.all()
    for slices, points in ((2, 7), (3, 5), (4, 4), (6, 3), (12, 2)):
        parts = play(pie(slices, points, outside, protocol), 20, 1)
        assert parts.settlement_day.tolist() == whole.settlement_day.tolist()
        assert parts.utility == pytest.approx(whole.utility, abs=1e-9)
        assert parts.zone.all()


@pytest.mark.parametrize("points", [4, 5])
def test_slices_of_four_and_of_five_points_are_both_shared(points: int) -> None:
    outcomes = play(pie(4, points, 0.3, "mediated"), 20, 1)
    assert outcomes.settled.all()
    assert outcomes.zone.all()


def test_every_point_of_a_long_scale_is_a_point() -> None:
    """Of thirty points seventeen never occurred."""
    value = {"a": {0: 0, 30: 1}, "b": {0: 1, 30: 0}}
    scale = {"range": {"from": 0, "to": 30, "step": 1}, "value": value}
    actors = {"a": {"outside_value": {"uniform": [0.2, 0.8]}}, "b": {"outside_value": {"uniform": [0, 0.2]}}}
    found = play(scenario_of({"protocol": "mediated", "actors": actors, "issues": {"share": scale}}), 4000, 1)
    assert set(range(15, 25)) <= set(found.terms[found.settled, 0].tolist())


# --- Ties


def test_what_is_worth_exactly_as_much_as_no_deal_would_be_signed() -> None:
    """0.40 + 0.15 is 0.55."""
    issues = {
        name: {"options": ["to a", "to b"], "weight": {"a": a, "b": b}, "value": {"a": [1, 0], "b": [0, 1]}}
        for name, a, b in (("mill", 0.40, 0.3), ("barn", 0.15, 0.1), ("field", 0.45, 0.6))
    }
    actors = {"a": {"outside_value": 0.55}, "b": {"outside_value": 0.6}}
    for protocol in ("mediated", "alternating_offers", "challenge"):
        found = play(scenario_of({"protocol": protocol, "actors": actors, "issues": issues}), 20, 1)
        assert found.zone.all(), protocol
