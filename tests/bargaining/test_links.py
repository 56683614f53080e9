"""Options that do something together: what is found is the best of all packages, and what links must not change."""

from __future__ import annotations

from copy import deepcopy
from itertools import product
from typing import Any

import numpy as np
import pytest
from bytewise import differing
from hypothesis import HealthCheck, given, settings
from oracle import TIE, Oracle, excluded, goes_with, terms_of, together
from strategies import Data, scenario_data
from test_search import BUSY, Checked, check, no_worse

from sim.bargaining.agents.agents import Package, Party
from sim.bargaining.agents.blame import AgentError
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.run.batch import play
from sim.bargaining.search.menu import compose_packages
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

# The busy war of four, with everything that links can say, about final packages and about ceasefires.
LINKS = [
    {"when": {"land": ["l2", "l3"], "guarantee": "g1"}, "value": {"b": {"uniform": [0.1, 0.3]}, "a": -0.05, "eu": 0.1}},
    {"when": {"army": "a1", "sanctions": ["s1", "s2"]}, "value": {"a": {"uniform": [-0.2, 0.2]}, "us": 0.1}},
    {"when": {"land": "l1", "sanctions": "s1"}, "value": {"a": -0.3, "b": -0.2}},
    {"never": {"guarantee": "g1", "army": "a0"}},
    {"when": {"sanctions": "s2"}, "needs": {"land": ["l1", "l2"]}},
]  # fmt: skip
TRUCE_LINKS = [
    {"when": {"watch": "yes", "scope": "full"}, "worth": {"a": {"uniform": [-0.02, 0.03]}, "b": 0.02, "eu": 0.03}},
    {"never": {"aid": "off", "watch": "no"}},
    {"when": {"scope": "most"}, "needs": {"watch": "yes"}},
]  # fmt: skip
NAMED = {
    "mine": {"land": "l3", "army": "a2", "guarantee": "g0", "sanctions": "s0"},
    "yours": {"land": "l0", "army": "a1", "guarantee": "g1", "sanctions": "s0"},
}
LINKED: Data = {
    **BUSY,
    "links": LINKS,
    "proposals": NAMED,
    "ceasefire": {**BUSY["ceasefire"], "links": TRUCE_LINKS},
}
PROTOCOLS = ("mediated", "alternating_offers", "challenge")
anything = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
COMMON = (
    "outcome",
    "settlement_day",
    "zone_day",
    "zone_at_end",
    "reason",
    "slack",
    "terms",
    "full_ceasefire_day",
)


def same(one: Outcomes, two: Outcomes, names: tuple[str, ...] = COMMON) -> None:
    """To the byte."""
    for name in names:
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name


# --- Against every package there is


@pytest.mark.parametrize("replication", range(5))
def test_nothing_better_was_overlooked(replication: int) -> None:
    Checked.met.clear()
    check(scenario_of(LINKED), replication, 6)
    assert Checked.met["package"] >= 2


def test_of_what_is_kept_nothing_is_excluded_and_nothing_else_is_missing() -> None:
    """Against every package that can be agreed, in everything that anybody looks at."""
    for replication in range(3):
        session = Session(scenario_of(LINKED), Streams(1, replication, 1))
        oracle = Oracle(session)
        kept = [
            terms_of(session.menu.terms, m) for m in range(session.talks["named"], session.talks["listed"])
        ]
        assert set(kept) <= set(oracle.packages())
        for terms in filter(oracle.consented, oracle.packages()):
            assert any(no_worse(oracle, row, terms, TIE) for row in kept), terms


def test_a_party_aspires_to_the_best_that_can_be_agreed() -> None:
    for replication in range(4):
        session = Session(scenario_of(LINKED), Streams(1, replication, 1))
        oracle = Oracle(session)
        for i in oracle.parties:
            best = max(oracle.utility(i, p) for p in oracle.packages() if not oracle.barred(i, p))
            share = float(session.table.actor[i]["aspiration_share"])
            assert session.table.actor[i]["aspiration"] == pytest.approx(share * float(best), abs=1e-11)


def test_the_peace_that_a_winner_would_impose_counts_what_goes_together() -> None:
    given = {**LINKED, "links": [{"when": {"land": "l3", "army": "a2"}, "value": {"a": 0.25}}]}
    one, two = (Session(scenario_of(data), Streams(1, 0, 1)) for data in (given, {**given, "links": []}))
    gained = one.table.actor[0]["if_attacker_wins"] - two.table.actor[0]["if_attacker_wins"]
    assert gained == 0.25


# --- Laws


def worthless(data: Data) -> Data:
    """The same, where everything that goes together adds nothing."""
    names = list(data["issues"])
    pair = {name: data["issues"][name].get("options", ["-1"])[:1] for name in names[:2]}
    nothing = [{"when": pair, "value": dict.fromkeys(data["actors"], 0)}] if len(names) > 1 else []
    return {**data, "links": [*data["links"], *nothing]}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@anything
@given(scenario_data())
def test_what_adds_nothing_changes_nothing(protocol: str, data: Data) -> None:
    data = data | {"protocol": protocol}
    assert differing(play(scenario_of(worthless(data)), 4, 1), play(scenario_of(data), 4, 1)) == []


def test_what_happens_to_add_nothing_changes_no_package() -> None:
    """Where it is uncertain, and drawn as 0, the search does not even look at it."""
    found = []
    for data in (LINKED, {**LINKED, "links": LINKS[3:]}):
        session = Session(scenario_of(data), Streams(1, 0, 1))
        session.draw.synergy[:] = 0.0
        compose_packages(session.finals, session.talks, session.table.actor, False)
        found.append(session.menu.terms[: session.talks["listed"]].tolist())
    assert found[0] == found[1]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_neither_the_order_nor_the_names_of_links_matter(protocol: str) -> None:
    """But for the luck of what is uncertain, which goes by the name."""
    data = deepcopy(LINKED) | {"protocol": protocol}
    for n, link in enumerate([*data["links"], *data["ceasefire"]["links"]]):
        link["name"] = f"link {n}"
    turned = deepcopy(data)
    turned["links"].reverse()
    turned["ceasefire"]["links"].reverse()
    one, two = play(scenario_of(data), 20, 1), play(scenario_of(turned), 20, 1)
    same(one, two, (*COMMON, "utility", "war_value", "would_sign", "ceasefire_terms"))


def duel(protocol: str, cut: bool, **more: Any) -> Scenario:
    """Two issues, everything in sixteenths; the first whole, or in two halves that must say the same."""
    options = ["o0", "o1", "o2", "o3"]
    values = {"a": [0, 0.25, 0.75, 1], "b": [1, 0.875, 0.25, 0], "m": [0.25, 1, 0.5, 0]}
    whole = {"options": options, "value": values, "consent": {"m": ["o3"]}}
    half = {"options": options, "value": values, "weight": dict.fromkeys("abm", 1)}
    asked = half | {"guards": [0, 0.5, 0.25, 1], "guarantor": "m", "protects": "b"}
    rest = {
        "options": ["x", "y", "z"],
        "value": {"a": [1, 0.5, 0], "b": [0, 0.75, 1], "m": [0, 1, 0.5]},
        "weight": dict.fromkeys("abm", 2),
    }
    whole |= {key: asked[key] for key in ("guards", "guarantor", "protects")} | {
        "weight": dict.fromkeys("abm", 2)
    }
    issues = {"k1": half | {"consent": whole["consent"]}, "k2": asked} if cut else {"k1": whole}
    same_halves = [{"when": {"k1": o}, "needs": {"k2": o}} for o in options]
    lines = {"k1": {"options": ["o0"], "probability": 0.5}}
    return scenario_of(
        {
            "protocol": protocol,
            "horizon_days": 40,
            "round_days": 2,
            "actors": {
                "a": {"outside_value": {"uniform": [0.2, 0.5]}, "red_lines": lines, "distrust": 0.25},
                "b": {"outside_value": {"uniform": [0.2, 0.5]}, "distrust": 0.5, **more.pop("b", {})},
                "m": {
                    "role": "mediator",
                    "floor": {"uniform": [0, 0.6]},
                    "credibility": 0.5,
                    "insight": 0.25,
                },
            },
            "issues": {**issues, "rest": rest},
            "links": same_halves if cut else [],
            **more,
        }
    )


@pytest.mark.parametrize(
    ("protocol", "more"),
    [
        ("mediated", {}),
        ("mediated", {"drift_guard": 0.01, "sequence": "peace_first"}),
        ("alternating_offers", {}),
        ("alternating_offers", {"alternating_offers": {"packages": "menu"}}),
        ("alternating_offers", {"b": {"strategy": "micro"}}),
        ("alternating_offers", {"b": {"offers": "generous"}}),
    ],
)
def test_an_issue_in_two_halves_that_must_be_equal_is_the_whole_one(
    protocol: str, more: dict[str, Any]
) -> None:
    one, two = (play(duel(protocol, cut, **deepcopy(more)), 60, 1) for cut in (False, True))
    assert (two.terms[:, 0] == two.terms[:, 1]).all()
    assert len(set(one.outcome.tolist())) + len(set(one.terms[:, 0].tolist())) > 2
    same(one, two, ("outcome", "settlement_day", "zone_at_end", "reason", "utility", "war_value", "slack"))
    assert (one.terms == two.terms[:, [0, 2]]).all()


# --- Alternating offers and concepts


def test_no_party_offers_what_is_excluded() -> None:
    """And what it is worth is what its parts and what goes together are worth."""
    outcomes = play(scenario_of(LINKED | {"protocol": "alternating_offers"}), 200, 1)
    session = Session(scenario_of(LINKED), Streams(1, 0, 1))
    places = [list(LINKED["issues"]).index(name) for name in session.seats.issues]
    signed = outcomes.terms[outcomes.settled][:, places]
    assert len(signed) > 50
    assert not any(excluded(session.frame.links, tuple(terms)) for terms in signed)
    assert any(goes_with(session.frame.links, n, tuple(t)) for t in signed for n in range(2))


# --- Agents, and what is drawn


class Blind(Party):
    """Tables what no link allows."""

    def propose(self) -> Package | None:
        return Package(0, {"land": "l0", "army": "a0", "guarantee": "g1", "sanctions": "s0"})


def all_rounds(model: NegotiationModel) -> None:
    while model.running:
        model.step()


def test_an_agent_that_tables_what_is_excluded_hears_why() -> None:
    model = NegotiationModel(scenario_of(LINKED), agents={"a": Blind, "b": Blind})
    why = "propose: the scenario's links do not allow army: a0 and guarantee: g1 together"
    with pytest.raises(AgentError, match=why):
        all_rounds(model)


def test_nor_can_a_ceasefire_be_composed_that_is_excluded() -> None:
    model = NegotiationModel(scenario_of(LINKED))
    with pytest.raises(ValueError, match="links do not allow scope: most and watch: no together"):
        model.compose({"scope": "most", "watch": "no", "aid": "on"}, ceasefire=True)
    assert model.compose({"scope": "most", "watch": "yes", "aid": "on"}, ceasefire=True).ceasefire


def test_what_goes_together_is_drawn_under_its_own_path_and_counts_in_utility() -> None:
    outcomes = play(scenario_of(LINKED), 50, 1)
    assert {"links.0.value.b", "links.1.value.a", "ceasefire.links.0.worth.a"} <= set(outcomes.names.inputs)
    plain = play(scenario_of({**LINKED, "links": [], "ceasefire": BUSY["ceasefire"]}), 50, 1)
    shared = [outcomes.names.inputs.index(path) for path in plain.names.inputs]
    assert (outcomes.inputs[:, shared] == plain.inputs).all()


def test_the_sum_stays_on_the_grid() -> None:
    session = Session(scenario_of(LINKED), Streams(1, 3, 1))
    for terms in product(*map(range, session.frame.options.tolist())):
        added = together(session.frame.links, session.draw.synergy, 0, terms) * 2**40
        assert added.denominator == 1
    assert np.unique(session.draw.synergy).size > 3
