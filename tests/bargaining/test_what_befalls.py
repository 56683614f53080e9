"""Events that last, that depend on something, that set numbers or end the talks: their laws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from bytewise import differing, rows
from test_search import check
from worlds import SHIPPED

from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.rounds import Trace
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.protocols.session import session as open_session
from sim.bargaining.run.batch import play
from sim.bargaining.setup.streams import Streams
from sim.scenario.reading import changed, read, scenario_of
from sim.scenario.schema import Scenario

RUNS = 25
STEPPED = 2  # of these by Mesa, which is slow
DAYS = 98
# Two parties, a mediator that is impatient, a backer that supplies a guarantee, a ceasefire that breaks.
WAR: dict[str, Any] = {
    "horizon_days": DAYS,
    "round_days": 7,
    "war": {
        "noise": 0.05,
        "drift": 0.002,
        "days_left": 300,
        "if_attacker_wins": "north_terms",
        "if_defender_wins": "south_terms",
    },
    "actors": {
        "north": {
            "side": "attacker",
            "optimism": {"uniform": [0.2, 1.2]},
            "cost_per_day": {"uniform": [0.0002, 0.001]},
            "deadline_days": 80,
            "audience_cost": 0.1,
            "distrust": 0.2,
            "betrayal": 0.3,
            "red_lines": {"land": {"options": ["returned"]}},
        },
        "south": {
            "side": "defender",
            "cost_per_day": 0.0006,
            "deadline_days": 90,
            "distrust": 0.5,
            "exposure": 0.1,
            "pause_worth": {"uniform": [-0.01, 0.02]},
            "ratify": {"by": {"voters": {"floor": 0.3, "slope": 8}}, "on_no": "reopen"},
        },
        "med": {"role": "mediator", "insight": 0.4, "patience_days": 60, "bias": 0.2, "proposal_rate": 0.7},
        "guard": {"role": "backer", "floor": 0.3, "credibility": 0.7},
    },
    "issues": {
        "land": {
            "options": ["kept", "shared", "returned"],
            "weight": {"north": 2, "south": 3, "guard": 1},
            "value": {"north": [1, 0.6, 0], "south": [0, 0.4, 1], "guard": [0, 0.5, 1]},
        },
        "treaty": {
            "options": ["none", "weak", "strong"],
            "weight": {"north": 1, "south": 2, "guard": 1},
            "value": {"north": [1, 0.7, 0.2], "south": [0, 0.5, 1], "guard": [1, 0.5, 0]},
            "guards": [0, 0.5, 1],
            "guarantor": "guard",
            "protects": "south",
            "consent": {"guard": ["weak", "strong"]},
        },
    },
    "proposals": {
        "north_terms": {"land": "kept", "treaty": "none"},
        "south_terms": {"land": "returned", "treaty": "strong"},
    },
    "ceasefire": {
        "days": 14,
        "max_extensions": 1,
        "cooldown_days": 7,
        "hazard_per_day": 0.05,
        "issues": {"scope": {"options": ["sea", "full"], "halts": [0.4, 1]}},
    },
}


def war(*events: dict[str, Any], **changes: Any) -> Scenario:
    """These talks, with events, and other values at some paths."""
    scenario = scenario_of(WAR | {"events": list(events)})
    return changed(scenario, {path.replace("__", "."): value for path, value in changes.items()})


def same(one: Outcomes, two: Outcomes) -> list[str]:
    """What differs, but for the names and values of what was drawn and the horizon of the file."""
    return [name for name in differing(one, two) if name not in ("names", "inputs", "horizon_days")]


def sets(path: str, value: Any) -> dict[str, Any]:
    """What stands under `sets` for one path."""
    for step in reversed(path.split(".")):
        value = {step: value}
    return dict(value)


# By path: another value, and what of it goes into a scenario that has it from the start.
OTHERWISE: dict[str, Any] = {
    "war.drift": -0.02,
    "war.noise": 0.2,
    "war.days_left": 150,
    "war.learning_days": 30,
    "actors.north.cost_per_day": 0.003,
    "actors.north.optimism": -0.5,
    "actors.north.aspiration": 0.7,
    "actors.north.concession": 4,
    "actors.south.reciprocity": 0.9,
    "actors.north.deadline_days": 30,
    "actors.south.distrust": 0.05,
    "actors.south.exposure": 0.6,
    "actors.north.audience_cost": 0,
    "actors.south.pause_worth": 0.03,
    "actors.south.gesture": 0.02,
    "actors.north.hope": 1,
    "actors.south.ceasefire_ask": 0.05,
    "actors.south.betrayal": 0.9,
    "actors.med.bias": -0.8,
    "actors.med.insight": 1,
    "actors.med.proposal_rate": 0.1,
    "actors.med.cover": 0.9,
    "actors.med.patience_days": 14,
    "actors.guard.floor": 0.8,
    "actors.guard.credibility": 0.1,
    "issues.land.weight.south": 0.2,
    "issues.treaty.weight.guard": 5,
    "issues.land.value.north.shared": 0.95,
}


@pytest.mark.parametrize("path", OTHERWISE)
def test_what_an_event_of_the_first_round_sets_is_so_from_the_start(path: str) -> None:
    """Also with weights that are redrawn around those stated, and with who votes at home as its party does."""
    value, usual = OTHERWISE[path], play(war(weight_spread=30), RUNS, 1)
    early = play(war({"day": 1, "sets": sets(path, value)}, weight_spread=30), RUNS, 1)
    always = play(war(**{path: value}, weight_spread=30), RUNS, 1)
    assert same(early, always) == []
    assert same(early, usual) != []


def test_so_is_what_no_deal_is_worth_where_there_is_no_war() -> None:
    minimal = read(SHIPPED / "minimal.yaml")
    path, value = "actors.union.outside_value", 0.55
    early = play(changed(minimal, {"events": [{"day": 0, "sets": sets(path, value)}]}), RUNS, 1)
    assert same(early, play(changed(minimal, {path: value}), RUNS, 1)) == []
    assert same(early, play(minimal, RUNS, 1)) != []


@pytest.mark.parametrize("options", [["shared"], [], ["returned", "shared"]])
def test_a_red_line_may_be_drawn_or_lifted(options: list[str]) -> None:
    line = {"actors__north__red_lines": {"land": {"options": options}} if options else {"land": None}}
    early = play(war({"day": 0, "sets": sets("actors.north.red_lines.land", options)}), RUNS, 1)
    assert same(early, play(war(**line), RUNS, 1)) == []
    assert same(early, play(war(), RUNS, 1)) != []


@pytest.mark.parametrize(
    "event",
    [
        {"day": 30, "sets": sets("actors.south.distrust", 0.5)},
        {"day": 30, "until": 60, "sets": sets("actors.south.cost_per_day", 0.0006)},
        {"rate": 0.05, "sets": sets("issues.land.weight.north", 2)},
        {"day": 30, "sets": sets("actors.north.red_lines.land", ["returned"])},
        {"day": 30, "until": 60, "sets": sets("issues.land.value.south.shared", 0.4)},
        {"day": 30, "until": 60},
        {"day": 30, "chance": 0, "sets": sets("actors.south.distrust", 0)},
        {"day": 30, "chance": 0, "ends_talks": True},
        {"day": 30, "until": 30, "balance": 2, "sets": sets("actors.south.distrust", 0)},
        {"day": 30, "until": 25, "cost": {"south": 3}},
        {"day": 99, "ends_talks": True},
        {"day": 98, "ends_talks": True},
        {"day": 3, "if": {"ceasefire": "in_force"}, "sets": sets("actors.south.distrust", 0)},
        {"day": 30, "if": {"not": {"event": "first"}}, "ends_talks": True},
    ],
)
def test_what_changes_nothing_changes_no_byte(event: dict[str, Any]) -> None:
    first = {"name": "first", "day": 10}
    assert same(play(war(first, event), RUNS, 1), play(war(), RUNS, 1)) == []


@pytest.mark.parametrize("day", [3, 7, 28, 30, 97])
def test_an_event_that_ends_the_talks_is_a_shorter_horizon(day: int) -> None:
    ended = play(war({"day": day, "ends_talks": True}), RUNS, 1)
    assert same(ended, play(war(horizon_days=day), RUNS, 1)) == ["ended_by"]
    assert ended.last_day.max() == max(7, day // 7 * 7)


@pytest.mark.parametrize("also", [{}, {"sets": sets("actors.north.gesture", 0.01)}])
def test_what_an_event_shifts_goes_back(also: dict[str, Any]) -> None:
    """To the last bit, but for the balance, beside talks without the event: nobody signs anything in either."""
    stubborn = {"aspiration": 1, "deadline_days": 1e6, "ceasefire_ask": 9, "side": "attacker"}
    firm = {
        "actors.north": stubborn,
        "actors.south": stubborn | {"side": "defender"},
        "actors.med.patience_days": float("inf"),
    }
    winter = {
        "day": 28,
        "until": 63,
        "balance": 0.5,
        "cost": {"north": 0, "south": 3},
        "credibility": {"guard": -0.8, "med": 0.1, "north": -0.2, "south": -1},
        "floor": {"guard": 0.4, "med": 0.1},
    }
    first = {"day": 7, "cost": {"south": 1.1}, "credibility": {"guard": -0.05}, "floor": {"med": 0.3}}
    usual, told = (
        open_session(war(first, *events, **firm), Streams(1, 0, 1)) for events in ([], [winter | also])
    )
    while usual.running:
        usual.step()
        told.step()
        day, lasts = told.talks["day"], 28 <= told.talks["day"] < 63
        assert told.talks["balance"] == pytest.approx(usual.talks["balance"] + 0.5 * lasts)
        for field in ("cost", "floor_now", "ceasefire_floor_now", "credibility_now", "war_value"):
            assert (usual.table.actor[field] == told.table.actor[field]).all() != lasts
        struck = {28: [("event", 1)], 63: [("event_over", 1)]} | {7: [("event", 0)]}
        assert list(told.struck()) == struck.get(day, [])


def test_what_is_hidden_anew_is_supposed_anew() -> None:
    """A war that costs more than anybody could suppose, for a while: the truth never leaves what is supposed of it."""
    dear = {"day": 28, "until": 70, "sets": sets("actors.north.cost_per_day", {"uniform": [0.005, 0.01]})}
    for run in range(4):
        rounds = trace(war(dear, ceasefire=None), 1, run).rounds
        assert rounds[-1].day >= 28
        for each in rounds:
            low, high = each.parties["north"].supposed
            assert low - 1e-9 <= each.parties["north"].reservation <= high + 1e-9
            assert (high < 0) == (28 <= each.day < 70)


def test_the_last_that_began_counts_and_leaves_what_the_other_sets() -> None:
    """A deadline of 20 from day 14 on, of 300 from day 28 to 56: as its demand shows."""
    alone = {"optimism": 0, "cost_per_day": 0, "reciprocity": 0, "concession": 1, "red_lines": None}
    early = {"day": 14, "sets": sets("actors.north.deadline_days", 20)}
    late = {"day": 28, "until": 56, "sets": sets("actors.north.deadline_days", 300)}
    known = {f"actors.north.{key}": value for key, value in alone.items()}
    told = trace(war(late, early, ceasefire=None, **known, **{"actors.south.aspiration": 1}), 1, 3).rounds
    deadlines = {7: 80, **dict.fromkeys((14, 21), 20), **dict.fromkeys((28, 35, 42, 49), 300), 56: 20}
    seen = {}
    for each in told:
        north = each.parties["north"]
        gap = north.aspiration - north.reservation
        seen[each.day] = (north.demand - north.reservation) / gap
    assert len(seen) > 7
    for day, deadline in deadlines.items():
        assert seen[day] == pytest.approx(max(0, 1 - day / deadline), abs=1e-6)


def traced(scenario: Scenario) -> list[Trace]:
    return [trace(scenario, 1, run) for run in range(RUNS)]


def happened(told: Sequence[Trace], name: str) -> dict[int, float]:
    """By replication: the day on which an event happened."""
    return {
        one.replication: h.day
        for one in told
        for each in one.rounds
        for h in each.happenings
        if (h.what, h.who) == ("event", name)
    }


@pytest.mark.parametrize(
    "so",
    [
        {"ceasefire": "in_force"},
        {"ceasefire": "none"},
        {"ceasefire": "broken"},
        {"ceasefire": "none", "not": {"ceasefire": "broken"}},
        {"not": {"ceasefire": "broken", "event": "vote"}},
        {"ceasefire": "none", "event": "vote"},
    ],
)
def test_a_condition_is_that_of_the_evening_before(so: dict[str, Any]) -> None:
    """Read off what is told of the rounds before: on day 56, of talks that a vote may have touched by then."""
    vote = {"name": "vote", "day": 56, "chance": 0.5}
    scenario = war(
        vote, {"name": "fall", "day": 56, "if": so}, actors__south__pause_worth={"uniform": [-0.1, 0.05]}
    )
    expected, asked, told = {}, [], traced(scenario)
    for run, rounds in enumerate(one.rounds for one in told):
        if len(rounds) >= 8:
            broken = any(h.what == "collapsed" for each in rounds[:7] for h in each.happenings)
            voted = any(h.who == "vote" for h in rounds[7].happenings)
            facts = {"none": rounds[6].halted == 0, "in_force": rounds[6].halted > 0, "broken": broken}
            asked.append((facts["none"], broken, voted))
            bars = so.get("not", {})
            fine = facts.get(so.get("ceasefire"), True) and (voted or "event" not in so)
            barred = facts.get(bars.get("ceasefire"), False) or ("event" in bars and voted)
            if fine and not barred:
                expected[run] = 56.0
    assert len(set(asked)) > 3
    assert 0 < len(expected) < len(asked)
    assert happened(told, "fall") == expected


LINE = {"actors": {"south": {"red_lines": {"land": ["kept"]}}}}
EVERYTHING = (
    {
        "name": "winter",
        "day": 20,
        "until": {"uniform": [30, 70]},
        "cost": {"south": 2},
        "floor": {"guard": 0.3},
    },
    {"name": "vote", "day": 35, "chance": 0.5, "sets": sets("issues.land.weight.south", {"uniform": [0, 2]})},
    {
        "name": "fall",
        "rate": 0.01,
        "if": {"not": {"ceasefire": "in_force"}},
        "sets": sets("actors.north.optimism", {"uniform": [-1, 0]})
        | {"war": {"drift": 0}, "issues": {"land": {"value": {"guard": {"kept": 1}}}}},
    },
    {
        "name": "line",
        "day": 42,
        "until": 80,
        "if": {"event": "vote"},
        "sets": sets("actors.south.red_lines.land", ["kept"]),
    },
    {"name": "end", "rate": 0.004, "ends_talks": True},
)


def test_batch_and_mesa_agree_on_events_of_all_kinds() -> None:
    scenario = war(*EVERYTHING, weight_spread=40)
    batch = play(scenario, RUNS, 1)
    assert differing(play(scenario, RUNS, 1, chunk=3, workers=2), batch) == []
    assert differing(play_mesa(scenario, RUNS, 1), batch) == []
    assert (batch.last_day < DAYS).any()


@pytest.mark.parametrize("replication", range(4))
def test_nothing_better_is_overlooked_while_events_last(replication: int) -> None:
    """Every package in every round, held against the rules in exact fractions."""
    tastes = {
        "issues": {"land": {"weight": {"south": 0.1}, "value": {"south": {"kept": 1}, "north": {"kept": 0}}}}
    }
    mild = {"day": 14, "until": 28, "sets": tastes}
    lifted = {"day": 21, "until": 35, "sets": sets("actors.north.red_lines.land", ["kept"]), "balance": 1}
    check(war(mild, lifted, *EVERYTHING), replication, 12)


def test_what_is_drawn_for_an_event_is_on_record_under_its_path() -> None:
    outcomes = play(war(*EVERYTHING), RUNS, 1)
    drawn = dict(zip(outcomes.names.inputs, outcomes.inputs.T, strict=True))
    assert drawn["events.winter.until"].min() >= 30
    assert np.ptp(drawn["events.vote.sets.issues.land.weight.south"]) > 1
    assert drawn["events.fall.sets.actors.north.optimism"].max() <= 0
    assert drawn["actors.north.optimism"].min() >= 0.2


@pytest.mark.parametrize("protocol", ["alternating_offers", "challenge"])
def test_other_protocols_know_no_events(protocol: str) -> None:
    quiet = play(war(protocol=protocol), RUNS, 1)
    assert same(play(war(*EVERYTHING, protocol=protocol), RUNS, 1), quiet) == []


# Two who never agree: only events can end their talks.
APART: dict[str, Any] = {
    "horizon_days": 98,
    "actors": {"a": {"outside_value": 0.9}, "b": {"outside_value": 0.9}},
    "issues": {"x": {"options": ["p", "q"], "value": {"a": [1, 0], "b": [0, 1]}}},
}
VOTE = {"name": "vote", "day": 40, "chance": 0.5, "balance": 1}
RERUN = {"name": "rerun", "day": 41, "chance": 0.5, "if": {"not": {"event": "vote"}}, "balance": 1}


def ended_by_events(events: list[dict[str, Any]], round_days: float) -> Any:
    """[replication] do talks end before their horizon? The compiled player, a session and Mesa agree."""
    scenario = scenario_of(APART | {"events": events, "round_days": round_days})
    outcomes = play(scenario, RUNS, 1)
    assert differing(play_mesa(scenario, STEPPED, 1), rows(outcomes, 0, STEPPED)) == []
    ended = outcomes.last_day < 98
    assert set(outcomes.last_day[ended]) <= {42 // round_days * round_days, 41 // round_days * round_days}
    return ended


@pytest.mark.parametrize(
    ("events", "share"),
    [
        ([VOTE | {"chance": 1}, {"day": 41, "if": {"event": "vote"}}], (1, 1)),
        ([VOTE | {"chance": 1, "day": 41}, {"day": 41, "if": {"not": {"event": "vote"}}}], (0, 0)),
        ([VOTE, {"day": 41, "if": {"event": "vote"}}], (0.3, 0.7)),
        ([VOTE, RERUN, {"day": 41, "if": {"event": "rerun"}}], (0.1, 0.4)),
        ([VOTE, RERUN, {"day": 41, "if": {"not": {"event": "rerun"}}}], (0.6, 0.9)),
        ([VOTE | {"chance": 1, "day": 42}, {"day": 41, "if": {"event": "vote"}}], (0, 0)),
        ([VOTE | {"chance": 1, "until": 40}, {"day": 41, "if": {"event": "vote"}}], (0, 0)),
        ([VOTE | {"chance": 1}, {"day": 42, "if": {"event": "vote"}}], (1, 1)),
        ([VOTE | {"chance": 1, "day": 35}, {"day": 41, "if": {"event": "vote"}}], (1, 1)),
        ([{"day": 41}, VOTE | {"chance": 1}], (1, 1)),
    ],
)
def test_what_ends_the_talks_sees_what_has_happened_by_its_day(
    events: list[dict[str, Any]], share: tuple[float, float]
) -> None:
    """However long rounds are: in the same replications."""
    told = [event if "name" in event else event | {"ends_talks": True} for event in events]
    ended, *others = (ended_by_events(told, round_days) for round_days in (1, 7, 14))
    assert all((ended == other).all() for other in others)
    assert share[0] <= ended.mean() <= share[1]


@pytest.mark.parametrize(("day", "comes"), [(39, False), (40, True), (41, True)])
def test_what_comes_later_in_a_round_has_not_happened_yet(day: float, comes: bool) -> None:
    """Nor has what comes at a rate before the round is over."""
    event = {"name": "fall", "day": day, "if": {"event": "vote"}}
    told = open_session(scenario_of(APART | {"events": [VOTE | {"chance": 1}, event]}), Streams(1, 0, 1))
    for _ in range(6):
        told.step()
    assert [v for _, v in told.struck()] == [0, 1][: 1 + comes]


@pytest.mark.parametrize(("day", "ends"), [(40, False), (42, True)])
def test_what_comes_at_a_rate_comes_on_the_last_day_of_its_round(day: float, ends: bool) -> None:
    """It comes in every round from the sixth on, which ends on day 42."""
    surely = [{"name": "war", "day": 36}, {"name": "raid", "rate": 1e9, "if": {"event": "war"}}]
    end = {"day": day, "if": {"event": "raid"}, "ends_talks": True}
    outcomes = play(scenario_of(APART | {"events": [*surely, end]}), 1, 1)
    assert outcomes.last_day[0] == (42 if ends else 98)


@pytest.mark.parametrize("asked", ["in_force", "none", "broken"])
def test_what_ends_the_talks_within_a_round_sees_ceasefires_of_the_evening_before(asked: str) -> None:
    """As an event of that day does that ends nothing: they end where it would happen."""
    scenario = {"actors__south__pause_worth": {"uniform": [-0.1, 0.05]}}
    event = {"name": "fall", "day": 59, "if": {"ceasefire": asked}}
    fallen = happened(traced(war(event, **scenario)), "fall")
    outcomes = play(war(event | {"ends_talks": True}, **scenario), RUNS, 1)
    assert set(fallen.values()) == {63}
    assert set(np.flatnonzero(outcomes.last_day == 56)) - set(fallen) <= set(
        np.flatnonzero(~np.isnan(outcomes.settlement_day) | (outcomes.outcome == 5))
    )
    assert set(fallen) <= set(np.flatnonzero(outcomes.last_day == 56))


def test_of_several_that_end_the_talks_within_a_round_the_first_does() -> None:
    late, early = ({"name": str(day), "day": day, "ends_talks": True} for day in (41, 38))
    told = open_session(scenario_of(APART | {"events": [late, early]}), Streams(1, 0, 1))
    while told.running:
        told.step()
    assert told.talks["day"] == 35
    assert list(told.struck()) == [("ends_talks", 1)]


def test_it_is_on_record_which_event_ended_the_talks() -> None:
    """Not where they would have ended anyway, nor where a text is signed in the last round."""
    ends = [{"name": n, "day": d, "chance": 0.4, "ends_talks": True} for n, d in (("b", 60), ("a", 41))]
    late = {"name": "late", "day": 98, "ends_talks": True}
    outcomes = play(scenario_of(APART | {"events": [VOTE, *ends, late]}), RUNS, 1)
    assert outcomes.names.endings == ("b", "a", "late")
    by = {-1: 98, 0: 56, 1: 35}
    assert set(outcomes.ended_by.tolist()) == set(by)
    assert [by[e] for e in outcomes.ended_by.tolist()] == outcomes.last_day.tolist()
