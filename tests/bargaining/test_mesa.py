"""A modeller steps the talks, watches them, and puts somebody of her own at the table."""

from __future__ import annotations

from pathlib import Path

import mesa
import pytest
from bytewise import SEED, differing, rows
from worlds import SHIPPED, shipped, world

import sim
from sim.allowing import CodeNotAllowed
from sim.bargaining.agents.agents import Backer, Mediator, Package, Party
from sim.bargaining.agents.behaviour import BehaviourError, load_agents
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.run.batch import play
from sim.bargaining.search.workspace import KEPT
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

CEASEFIRE30 = read(SHIPPED / "ceasefire30.yaml")

TRUCES = read(SHIPPED / "ceasefire30.yaml", ["actors.us.proposal_rate=0", "ceasefire.opening=~"])

# Each wants all of the cake, and the pie, of which it wants less; together they could swap.
SWAP = """
horizon_days: 70
actors: {a: {outside_value: 0.2}, b: {outside_value: 0.2}}
issues:
  cake: {range: {from: 0, to: 40, step: 1}, weight: {a: 2, b: 1}, value: {a: {0: 0, 40: 1}, b: {0: 1, 40: 0}}}
  pie: {range: {from: 0, to: 40, step: 1}, weight: {a: 1, b: 2}, value: {a: {0: 0, 40: 1}, b: {0: 1, 40: 0}}}
"""


def model(**keywords: object) -> NegotiationModel:
    return NegotiationModel(CEASEFIRE30, rng=SEED, **keywords)  # type: ignore[arg-type]


@pytest.fixture
def swap(tmp_path: Path) -> Scenario:
    return world(tmp_path, SWAP)


# --- Stepping


@pytest.mark.parametrize("replication", range(4))
def test_a_step_is_a_round_until_something_is_signed_or_time_is_up(replication: int) -> None:
    talks, days = model(replication=replication), []
    while talks.running:
        talks.step()
        days.append(talks.day)
    outcomes = shipped("ceasefire30", runs=40)
    assert days == [7.0 * (n + 1) for n in range(len(days))]
    assert days[-1] == outcomes.last_day[replication]
    assert talks.outcome == OUTCOMES[outcomes.outcome[replication]]


def test_mesa_runs_the_talks_to_their_end_by_itself() -> None:
    talks = model(replication=2)
    talks.run_model()
    assert not talks.running
    assert talks.outcome == OUTCOMES[shipped("ceasefire30", runs=40).outcome[2]]


def test_models_share_nothing_but_their_luck() -> None:
    """Stepped in turn, each goes the way that it goes alone."""
    one, two, alone = (model(replication=5) for _ in range(3))
    one.step()
    one.step()
    two.step()
    alone.step()
    assert two.talks["balance"] == alone.talks["balance"] != one.talks["balance"]
    two.step()
    assert two.talks["balance"] == one.talks["balance"]


# --- Watching


def test_a_data_collector_sees_what_the_trace_tells() -> None:
    talks = model(replication=3)
    collector = mesa.DataCollector(
        model_reporters={"day": "day", "outcome": "outcome"},
        agenttype_reporters={Party: {"name": "name", "reservation": "reservation", "demand": "demand"}},
    )
    while talks.running:
        talks.step()
        collector.collect(talks)
    told = trace(CEASEFIRE30, SEED, 3)
    seen = collector.get_agenttype_vars_dataframe(Party)
    for name in CEASEFIRE30.parties:
        watched = seen[seen["name"] == name]
        assert watched["reservation"].tolist() == [each.parties[name].reservation for each in told.rounds]
        assert watched["demand"].tolist() == [each.parties[name].demand for each in told.rounds]
    assert collector.get_model_vars_dataframe()["outcome"].iloc[-1] == told.outcome


def test_agents_are_mesas_to_select_and_to_sum_up() -> None:
    talks = model()
    assert {agent.name: type(agent) for agent in talks.agents} == {
        name: {"party": Party, "mediator": Mediator, "backer": Backer}[actor.role]
        for name, actor in CEASEFIRE30.actors.items()
    }
    talks.step()
    parties = talks.agents_by_type[Party]
    assert parties.agg("reservation", min) == min(
        talks.actor(name).reservation for name in CEASEFIRE30.parties
    )
    assert len(talks.agents.select(lambda agent: agent.name == "russia")) == 1
    assert all(demand >= war for war, demand in parties.get(["war_value", "demand"]))


def test_an_agent_looks_at_every_package_with_its_own_eyes() -> None:
    talks = model()
    talks.step()
    opening = next(each for each in talks.menu(ceasefire=True) if each)
    assert opening.terms.keys() == CEASEFIRE30.ceasefire.issues.keys()  # type: ignore[union-attr]
    for package in talks.menu():
        assert package
        for name in CEASEFIRE30.parties:
            party = talks.actor(name)
            assert isinstance(party, Party)
            assert party.is_asked(package)
            assert 0 <= party.utility(package) <= 1
            assert party.value(package) <= party.utility(package)
            assert party.respond(package) == (
                not party.crosses_red_line(package) and party.value(package) >= party.demand
            )


# --- Somebody of one's own


class Polite(Party):
    """Says in plain Python what the rules say."""

    def respond(self, package: Package) -> bool:
        if package.ceasefire:
            return super().respond(package)
        return not self.crosses_red_line(package) and self.value(package) >= self.demand

    def propose(self) -> Package | None:
        return super().propose()


def test_who_decides_as_the_rules_do_changes_nothing() -> None:
    agents = dict.fromkeys(CEASEFIRE30.parties, Polite)
    again = play_mesa(CEASEFIRE30, 4, SEED, agents=agents)
    assert differing(again, rows(shipped("ceasefire30", runs=40), 0, 4)) == []


class Never(Party):
    """Signs nothing at all."""

    def respond(self, package: Package) -> bool:
        return False


def test_without_one_signature_nothing_is_signed(swap: Scenario) -> None:
    alone, agreed = play_mesa(swap, 4, SEED, agents={"a": Never}), play_mesa(swap, 4, SEED)
    assert agreed.settled.all()
    assert not alone.settled.any()
    assert (alone.inputs == agreed.inputs).all()
    told = trace(swap, SEED, 0, agents={"a": Never}).rounds[-1].final
    assert told
    assert {answer.actor: (answer.yes, answer.reason) for answer in told.answers} == {
        "a": (False, "holding_out"),
        "b": (True, "none"),
    }


class Fair(Party):
    """Tables one package only, whether the menu has it or not, and signs whatever is at least as good."""

    def propose(self) -> Package | None:
        return self.model.compose({"cake": "33", "pie": "7"})

    def respond(self, package: Package) -> bool:
        return self.utility(package) >= self.utility(self.propose())  # type: ignore[arg-type]


def test_a_package_that_nobody_thought_of_can_be_tabled_and_signed(swap: Scenario) -> None:
    talks = NegotiationModel(swap, rng=SEED)
    assert {"cake": "33", "pie": "7"} not in [package.terms for package in talks.menu() if package]
    outcomes = play_mesa(swap, 4, SEED, agents=dict.fromkeys("ab", Fair))
    assert outcomes.settlement_day.tolist() == [7.0] * 4
    assert outcomes.terms.tolist() == [[33, 7]] * 4
    assert outcomes.utility[0].tolist() == pytest.approx([2 / 3 * 33 / 40 + 1 / 3 * 7 / 40] * 2)


def test_a_package_is_put_on_the_menu_once_and_found_there_again(swap: Scenario) -> None:
    talks = NegotiationModel(swap, rng=SEED)
    before = len(talks.menu())
    fresh = talks.compose({"cake": "33", "pie": "7"})
    assert fresh.number == before
    assert talks.compose({"cake": "33", "pie": "7"}) == fresh
    assert talks.menu()[-1] == fresh
    known = talks.menu()[0]
    assert known
    assert talks.compose(known.terms) == known
    assert len(talks.menu()) == before + 1


def test_a_ceasefire_can_be_composed_as_well() -> None:
    talks = model()
    truce = CEASEFIRE30.ceasefire
    assert truce
    on_menu = [package.terms for package in talks.menu(ceasefire=True) if package]
    last = {name: issue.options[-1] for name, issue in truce.issues.items()}
    package = talks.compose(last, ceasefire=True)
    assert package.ceasefire
    assert talks.menu(ceasefire=True)[package.number] == package
    assert len(talks.menu(ceasefire=True)) == len(on_menu) + (last not in on_menu)


def test_a_new_package_is_seen_as_the_menu_is_seen(swap: Scenario) -> None:
    """Halfway into the talks everybody has an opinion of it at once."""
    talks = NegotiationModel(swap, rng=SEED, agents=dict.fromkeys("ab", Never))
    talks.step()
    package, party = talks.compose({"cake": "33", "pie": "7"}), talks.actor("a")
    assert isinstance(party, Party)
    assert party.value(package) == pytest.approx(party.utility(package))
    talks.step()
    assert party.value(package) == pytest.approx(party.utility(package))


class Confused(Party):
    """Tables peace where a ceasefire is asked for."""

    def propose_ceasefire(self) -> Package | None:
        return self.model.package(0)


def test_peace_is_no_ceasefire() -> None:
    talks = NegotiationModel(TRUCES, rng=SEED, agents=dict.fromkeys(TRUCES.parties, Confused))
    with pytest.raises(ValueError, match="a ceasefire is asked for here"):
        talks.run_model()


class Tired(Party):
    """Tables a ceasefire where peace is asked for."""

    def propose(self) -> Package | None:
        return Package(0, {"fighting": "stops"}, ceasefire=True)


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers"])
def test_a_ceasefire_is_no_peace(protocol: str, tmp_path: Path) -> None:
    scenario = world(tmp_path, f"protocol: {protocol}{SWAP}")
    talks = NegotiationModel(scenario, rng=SEED, agents=dict.fromkeys("ab", Tired))
    with pytest.raises(ValueError, match="a ceasefire is not asked for here"):
        talks.run_model()


def test_who_does_not_negotiate_gets_no_seat() -> None:
    with pytest.raises(ValueError, match="no such actors: russland"):
        model(agents={"russland": Never})


def test_a_menu_that_is_full_says_so(swap: Scenario) -> None:
    talks = NegotiationModel(swap, rng=SEED)
    before = len(talks.menu())
    talks.talks["packages"] = len(talks.session.menu.terms) - KEPT - 1
    talks.compose({"cake": "0", "pie": "40"})
    with pytest.raises(ValueError, match="the menu is full"):
        talks.compose({"cake": "1", "pie": "40"})
    assert len(talks.session.menu.terms) - KEPT >= before + 10  # one for every round


# --- The worked example

STUBBORN = SHIPPED / "behaviours" / "stubborn.yaml"
DUG_IN_DAYS = 100
# Both are in haste, so that much is signed while Moscow digs in.
HASTE = [
    f"actors.{name}.{key}"
    for name in ("russia", "ukraine")
    for key in ("concession=conceder", "deadline_days=90")
]


@pytest.fixture(scope="module")
def haste() -> Scenario:
    return read(STUBBORN, [*HASTE, "horizon_days=140"])


def test_who_digs_in_signs_late_and_gets_more_if_it_gets_anything(haste: Scenario) -> None:
    pliant, stubborn = play(haste, 25, SEED), play_mesa(haste, 25, SEED, agents=load_agents(haste))
    assert (pliant.settlement_day <= DUG_IN_DAYS).sum() > 5
    assert stubborn.settlement_day[stubborn.settled].min() > DUG_IN_DAYS
    both, russia = pliant.settled & stubborn.settled, pliant.names.actors.index("russia")
    assert stubborn.utility[both, russia].mean() > pliant.utility[both, russia].mean()
    assert stubborn.settled.sum() <= pliant.settled.sum()


def test_it_digs_in_where_the_rules_would_have_signed_and_never_the_other_way(haste: Scenario) -> None:
    agents, dug_in = load_agents(haste), 0
    for replication in range(6):
        for each in trace(haste, SEED, replication, agents=agents).rounds:
            answers = each.final.answers if each.final else ()
            mine = next((answer for answer in answers if answer.actor == "russia"), None)
            if mine and mine.value is not None and mine.demand is not None:
                would = mine.value >= mine.demand and mine.reason != "red_line"
                assert would or not mine.yes
                dug_in += would and not mine.yes
                assert not (would and not mine.yes and each.day > DUG_IN_DAYS)
    assert dug_in > 0


def test_the_worked_example_is_played_only_when_allowed(tmp_path: Path) -> None:
    with pytest.raises(CodeNotAllowed, match=r"stubborn\.py:Stubborn"):
        sim.run(STUBBORN, runs=2, results=tmp_path)
    done = sim.run(STUBBORN, runs=2, results=tmp_path, allow_code=True)
    scenario = read(STUBBORN)
    stubborn = play_mesa(scenario, 2, SEED, agents=load_agents(scenario))
    assert done.outcomes["outcome"].tolist() == [OUTCOMES[code] for code in stubborn.outcome]


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("nobody.py:Stubborn", "there is no Python file"),
        ("stubborn.py:Mild", "there is no such class"),
        ("stubborn.py:DUG_IN_DAYS", "it is no subclass of Party"),
        ("stubborn.py:Package", "it is no subclass of Party"),
    ],
)
def test_a_behaviour_that_is_not_there_or_no_party_is_named(code: str, complaint: str) -> None:
    scenario = read(STUBBORN, [f"actors.russia.behaviour={STUBBORN.parent / code}"])
    with pytest.raises(BehaviourError, match=rf"actors\.russia\.behaviour: .*{complaint}"):
        load_agents(scenario)
