"""The model as Mesa's own tools expect it: seeds, tables, batches, a new start, one screen, rounds that break off."""

from __future__ import annotations

import copy
import gc
import pickle
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest
from bytewise import SEED, differing
from worlds import SHIPPED, world

from sim.bargaining.agents.agents import Package, Party
from sim.bargaining.agents.blame import AgentError, HalfPlayed
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.studying import play_mesa, played
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

MINIMAL = SHIPPED / "minimal.yaml"
PAY = read(MINIMAL, ["horizon_days=60"])
# A war, a mediator and a ceasefire, all small.
WAR = """
horizon_days: 28
war: {win_probability: 0.5, if_attacker_wins: all, if_defender_wins: none}
actors: {a: {side: attacker}, b: {side: defender}, m: {role: mediator}}
issues: {land: {options: [none, half, all], value: {a: [0, 0.6, 1], b: [1, 0.6, 0]}}}
proposals: {all: {land: all}, none: {land: none}}
ceasefire: {issues: {scope: {options: [local, full], halts: [0.3, 1]}}}
"""


@pytest.fixture
def war(tmp_path: Path) -> Scenario:
    return world(tmp_path, WAR)


def ended(model: NegotiationModel) -> NegotiationModel:
    model.run_model()
    return model


def told(model: NegotiationModel) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What it collected."""
    kept = model.datacollector
    return kept.get_model_vars_dataframe(), kept.get_agent_vars_dataframe()


def assert_same(one: NegotiationModel, two: NegotiationModel) -> None:
    for mine, theirs in zip(told(one), told(two), strict=True):
        pd.testing.assert_frame_equal(mine, theirs)


# --- Seeds and files


def test_without_a_seed_it_is_the_study_of_seed_1() -> None:
    assert_same(ended(NegotiationModel(PAY)), ended(NegotiationModel(PAY, rng=1)))
    assert NegotiationModel(PAY, rng=np.int64(7)).seed == 7


@pytest.mark.parametrize("given", [1.0, "1", True, np.random.default_rng(1), [1, 2]])
def test_a_seed_is_a_whole_number(given: Any) -> None:
    with pytest.raises(TypeError, match="rng, the seed of a study, is a whole number from 0 on, not "):
        NegotiationModel(PAY, rng=given)


@pytest.mark.parametrize(("name", "given"), [("rng", -1), ("replication", -1)])
def test_counting_begins_at_0(name: str, given: int) -> None:
    with pytest.raises(ValueError, match=f"{name}.* is a whole number from 0 on, not -1"):
        NegotiationModel(PAY, **{name: given})  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [MINIMAL, str(MINIMAL)])
def test_a_path_is_read(path: Path | str) -> None:
    assert NegotiationModel(path).session.scenario == read(MINIMAL)


def test_a_single_scenario_of_a_batch_is_told_to_go_in_a_list() -> None:
    with pytest.raises(TypeError, match=r'\{"scenario": \[scenario\]\}'):
        mesa.batch_run(NegotiationModel, {"scenario": PAY}, display_progress=False)
    with pytest.raises(TypeError, match=r"to batch_run one goes in a list"):
        mesa.batch_run(
            NegotiationModel, {"scenario": [PAY], "agents": {"union": Party}}, display_progress=False
        )


# --- Tables


def test_every_round_is_collected_once(war: Scenario) -> None:
    model, seen = NegotiationModel(war, replication=2), []
    while model.running:
        model.step()
        seen.append((model.day, model.outcome, model.turn, model.balance, model.halted))
    model.step()
    talks, agents = told(model)
    assert [
        *talks[["day", "outcome", "turn", "balance", "halted"]].itertuples(index=False, name=None)
    ] == seen
    assert len(agents) == len(model.at_table) * len(seen)
    last = agents.loc[len(seen)].set_index("name")
    for seat in model.at_table:
        row = last.loc[seat.name]
        assert (row["answer"], row["ceasefire_answer"]) == (seat.answer, seat.ceasefire_answer)
        if isinstance(seat, Party):
            assert (row["demand"], row["reservation"]) == (seat.demand, seat.reservation)
        else:
            assert np.isnan(row["demand"])


def end_rows(rows: list[dict[str, Any]]) -> dict[tuple[str, int, str], tuple[float, str, float]]:
    return {
        (row["scenario"].name, row["replication"], row["name"]): (row["day"], row["outcome"], row["demand"])
        for row in rows
    }


def expected_ends(*scenarios: Scenario, replications: int) -> dict[Any, Any]:
    found = {}
    for scenario in scenarios:
        for replication in range(replications):
            model = ended(NegotiationModel(scenario, replication=replication))
            for seat in model.at_table:
                demand = seat.demand if isinstance(seat, Party) else float("nan")
                found[scenario.name, replication, seat.name] = (model.day, model.outcome, demand)
    return found


def test_a_batch_tells_the_last_round_of_everybody() -> None:
    other = PAY.replaced(name="short", horizon_days=14.0)
    asked = {"scenario": [PAY, other], "replication": range(2)}
    rows = mesa.batch_run(NegotiationModel, asked, display_progress=False)
    assert end_rows(rows) == expected_ends(PAY, other, replications=2)
    outcomes = play(PAY, 2, SEED)
    mine = {row["replication"]: row["outcome"] for row in rows if row["scenario"].name == PAY.name}
    assert [mine[n] for n in range(2)] == [OUTCOMES[code] for code in outcomes.outcome]


def test_a_batch_tells_every_round_if_it_is_asked_to() -> None:
    rows = mesa.batch_run(
        NegotiationModel, {"scenario": [PAY]}, data_collection_period=1, display_progress=False
    )
    talks, agents = told(ended(NegotiationModel(PAY)))
    assert [row["day"] for row in rows if row["name"] == "union"] == talks["day"].tolist()
    assert [row["demand"] for row in rows] == agents["demand"].tolist()


@pytest.mark.slow
def test_a_batch_in_processes_is_the_same() -> None:
    asked = {"scenario": [PAY], "replication": range(2)}
    rows = mesa.batch_run(NegotiationModel, asked, number_processes=2, display_progress=False)
    assert end_rows(rows) == expected_ends(PAY, replications=2)


def test_a_study_collects_nothing_and_is_the_same() -> None:
    model = NegotiationModel(PAY)
    played(model)
    assert model.datacollector is None
    assert differing(play_mesa(PAY, 2, SEED), play(PAY, 2, SEED)) == []


def test_another_collector_takes_its_place() -> None:
    model = NegotiationModel(PAY)
    model.datacollector = mesa.DataCollector({"day": "day"})
    assert ended(model).datacollector.get_model_vars_dataframe()["day"].iloc[-1] == model.day


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))]
)
def test_a_copy_keeps_what_was_collected_and_collects_on(
    copied: Callable[[NegotiationModel], NegotiationModel], war: Scenario
) -> None:
    model = NegotiationModel(war)
    model.step()
    other = copied(model)
    ended(other)
    assert len(told(model)[0]) == 1
    assert_same(ended(model), other)


# --- Another start


class Moody(Party):
    """Draws from all the chance that there is, and remembers."""

    seen = 0

    def respond(self, package: Package) -> bool:
        self.seen += 1
        draws = self.rng.random(), self.random.random(), self.model.rng.random(), self.model.random.random()
        return sum(draws) < 1.5


def test_reset_begins_the_same_replication_anew(war: Scenario) -> None:
    model = NegotiationModel(war, rng=5, replication=3, agents={"a": Moody})
    ended(model)
    first, seat, ids = told(model), model.actor("a"), [agent.unique_id for agent in model.agents]
    model.reset()
    assert (model.day, model.steps, model.running) == (0.0, 0, True)
    assert (len(model.agents), [agent.unique_id for agent in model.agents]) == (3, ids)
    assert model.actor("a") is not seat
    ended(model)
    for mine, theirs in zip(told(model), first, strict=True):
        pd.testing.assert_frame_equal(mine, theirs)


def test_reset_goes_to_another_replication_or_study() -> None:
    model = ended(NegotiationModel(PAY, replication=1))
    model.reset(replication=7)
    assert_same(ended(model), ended(NegotiationModel(PAY, replication=7)))
    model.reset(rng=4)
    assert_same(ended(model), ended(NegotiationModel(PAY, rng=4, replication=7)))


def test_models_that_nobody_needs_are_forgotten() -> None:
    """Mesa 3.3 keeps a table of all models that ever had an agent."""
    kept = weakref.ref(NegotiationModel(PAY))
    gc.collect()
    assert kept() is None


# --- One screen


def test_it_is_told_on_one_screen(war: Scenario) -> None:
    model = NegotiationModel(war, rng=5, replication=3, agents={"a": Moody})
    assert "replication 3 of seed 5" in repr(model)
    assert "demand" not in repr(model)
    model.step()
    lines = repr(model).splitlines()
    assert len(lines) == 2 + 3
    assert "day 7 of 28" in lines[1]
    assert f"demand {model.actor('b').demand:.3f}" in lines[3]  # type: ignore[attr-defined]
    assert "a (party, Moody)" in lines[2]
    assert f"over: {ended(model).outcome}" in repr(model)


# --- A round that breaks off


class Fails(Party):
    """In the second round."""

    def respond(self, package: Package) -> bool:
        return 1 / (self.model.day < 14) > 2


def test_a_round_that_breaks_off_is_said_and_nothing_more_is_played() -> None:
    model = NegotiationModel(PAY, replication=2, agents={"union": Fails, "company": Fails})
    with pytest.raises(AgentError, match="ZeroDivisionError") as error:
        model.run_model()
    again = "NegotiationModel(scenario, rng=1, replication=2, agents=agents).run_model()"
    assert again in error.value.__notes__[0]
    assert not model.running
    assert len(told(model)[0]) == 1
    assert "broke off in this round (AgentError: " in repr(model)
    with pytest.raises(HalfPlayed, match=r"day 14 was left half played \(AgentError: .*model\.reset\(\)"):
        model.step()
    model.reset()
    model.step()
    assert model.day == 7


def test_after_the_end_nothing_is_played_or_collected() -> None:
    model = ended(NegotiationModel(PAY))
    before = told(model), model.steps, repr(model)
    model.step()
    assert (model.steps, repr(model)) == before[1:]
    assert len(told(model)[0]) == len(before[0][0])
