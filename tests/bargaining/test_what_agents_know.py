"""An agent knows what its counterpart could, weighs any terms, is called after each round, has chance of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bytewise import SEED, differing
from worlds import SHIPPED, world

from sim.bargaining.agents.agents import Mediator, Package, Party, Seat
from sim.bargaining.agents.blame import AgentError, Unseen
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.inspect.trace import trace
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

WAR = """
horizon_days: 42
war: {win_probability: 0.5, if_attacker_wins: all, if_defender_wins: none}
actors:
  a: {side: attacker, red_lines: {land: {options: [none], probability: 0.5}}}
  b: {side: defender}
  m: {role: mediator}
issues:
  land: {options: [none, half, all], value: {a: [0, 0.6, 1], b: [1, 0.6, 0]}}
  aid: {options: [little, some, much], value: {a: [1, 0.5, 0], b: [0, 0.8, 1]}}
proposals: {all: {land: all, aid: little}, none: {land: none, aid: much}}
ceasefire: {issues: {scope: {options: [local, full], halts: [0.3, 1]}}}
"""
PROTOCOLS = ("mediated", "alternating_offers")
ODD = {"land": "half", "aid": "some"}


@pytest.fixture(params=PROTOCOLS)
def war(request: pytest.FixtureRequest, tmp_path: Path) -> Scenario:
    return world(tmp_path, WAR, f"protocol={request.param}")


@pytest.fixture
def mediated(tmp_path: Path) -> Scenario:
    return world(tmp_path, WAR)


def doing(act: Callable[[Any], Any], when: str = "respond") -> type[Party]:
    """A party that decides as the rules do, after this."""

    def then(seat: Any, *about: Any) -> Any:
        act(seat)
        return getattr(Party, when)(seat, *about)

    return type("Doing", (Party,), {when: then})


# --- Any terms


def test_any_terms_are_weighed_without_room_on_the_menu(war: Scenario) -> None:
    model = NegotiationModel(war)
    model.step()
    before = len(model.menu()), model.session.menu.terms[: len(model.menu())].tobytes()
    alone = [seat.utility(ODD) for seat in model.at_table]
    assert (len(model.menu()), model.session.menu.terms[: len(model.menu())].tobytes()) == before
    package = model.compose(ODD)
    assert [seat.utility(package) for seat in model.at_table] == alone
    for each in model.menu():
        assert each
        assert model.actor("a").utility(dict(each.terms)) == model.actor("a").utility(each)


def test_any_ceasefire_is_weighed_likewise(mediated: Scenario) -> None:
    model = NegotiationModel(mediated)
    terms = {"scope": "local"}
    weighed = model.actor("a").utility(terms, ceasefire=True)
    assert weighed == model.actor("a").utility(model.compose(terms, ceasefire=True))


@pytest.mark.parametrize(
    ("terms", "complaint"), [({"land": "half"}, "none is given for aid"), ({**ODD, "x": 1}, "no issue 'x'")]
)
def test_what_is_no_package_is_worth_nothing_but_an_error(
    terms: dict[str, str], complaint: str, mediated: Scenario
) -> None:
    with pytest.raises(ValueError, match=complaint):
        NegotiationModel(mediated).actor("a").utility(terms)


def test_who_weighs_everything_changes_nothing(war: Scenario) -> None:
    def weigh(seat: Party) -> None:
        for land in seat.sees.issues["land"]:
            for aid in seat.sees.issues["aid"]:
                seat.utility({"land": land, "aid": aid})
                seat.value(Package(-1, {"land": land, "aid": aid}))

    agents = {"a": doing(weigh), "b": doing(weigh, "propose")}
    assert differing(play_mesa(war, 2, SEED, agents=agents), play(war, 2, SEED)) == []
    assert trace(war, SEED, 1, agents=agents) == trace(war, SEED, 1)


# --- After each round


class Diary(Party):
    """Writes down every day that was negotiated."""

    def __init__(self, *seat: Any) -> None:
        super().__init__(*seat)
        self.days: list[float] = []

    def after_round(self) -> None:
        self.days.append(self.sees.day)


class Chair(Mediator):
    """Likewise."""

    days: tuple[float, ...] = ()

    def after_round(self) -> None:
        self.days = (*self.days, self.model.day)


def test_after_each_round_everybody_is_told_once(war: Scenario) -> None:
    model, days = NegotiationModel(war, agents={"a": Diary, "m": Chair}), []
    while model.running:
        model.step()
        days.append(model.day)
    assert model.actor("a").days == days  # type: ignore[attr-defined]
    assert list(model.actor("m").days) == days  # type: ignore[attr-defined]
    model.step()
    assert model.actor("a").days == days  # type: ignore[attr-defined]


def test_who_fails_after_a_round_is_named(mediated: Scenario) -> None:
    agents = {"a": doing(lambda seat: seat.lost, "after_round")}
    with pytest.raises(AgentError, match=r"a \(Doing\) in replication 0 on day 7: after_round raised Attr"):
        NegotiationModel(mediated, agents=agents).step()


# --- Chance of its own


class Gambler(Party):
    """Signs by lot."""

    def respond(self, package: Package) -> bool:
        return bool(self.rng.random() < 0.2 and self.random.random() < 0.9)


class Waster(Party):
    """Draws a lot, and decides as the rules do."""

    def respond(self, package: Package) -> bool:
        self.rng.random(100)
        self.random.random()
        return super().respond(package)


def drawn(model: NegotiationModel, name: str) -> tuple[float, float]:
    seat = model.actor(name)
    return float(seat.rng.random()), seat.random.random()


def test_everybody_has_chance_of_its_own(mediated: Scenario) -> None:
    one = NegotiationModel(mediated, replication=4)
    again = NegotiationModel(mediated, replication=4)
    again.model_wide = again.rng.random(5)  # what belongs to all moves nobody's own
    drawn(again, "b")
    first = drawn(one, "a")
    assert first == drawn(again, "a") != drawn(one, "a")
    others = [drawn(one, "b"), drawn(NegotiationModel(mediated, replication=5), "a")]
    others.append(drawn(NegotiationModel(mediated, replication=4, rng=2), "a"))
    assert len({first, *others}) == 4
    assert first[0] != first[1]


def test_what_another_draws_changes_nothing(mediated: Scenario) -> None:
    alone = play_mesa(mediated, 3, SEED, agents={"a": Gambler})
    beside = play_mesa(mediated, 3, SEED, agents={"a": Gambler, "b": Waster})
    assert differing(alone, beside) == []
    assert differing(alone, play_mesa(mediated, 3, SEED)) != []
    assert differing(play_mesa(mediated, 1, SEED, agents={"a": Gambler}, first=2), alone) != []


def test_the_lots_are_evenly_drawn(mediated: Scenario) -> None:
    lots = [drawn(NegotiationModel(mediated, replication=n), "a") for n in range(40)]
    assert np.abs(np.mean(lots, axis=0) - 0.5).max() < 4 * np.sqrt(1 / 12 / 40)
    assert len({each[0] for each in lots}) == 40


# --- What an actor can know


def test_it_sees_what_was_tabled_and_who_signed(war: Scenario) -> None:
    model, told = NegotiationModel(war, replication=1), trace(war, SEED, 1).rounds
    model.run_model()
    offers = iter(model.actor("a").sees.offers)
    for each in told:
        for tabled, ceasefire in ((each.final, False), (each.ceasefire, True)):
            if tabled is None:
                continue
            offer = next(offers)
            assert (offer.day, offer.by, offer.package.ceasefire) == (each.day, tabled.by, ceasefire)
            assert offer.package.terms == tabled.terms
            assert set(offer.signed) == {answer.actor for answer in tabled.answers if answer.yes}
            assert set(offer.refused) == {answer.actor for answer in tabled.answers if not answer.yes}
    assert next(offers, None) is None


def test_it_sees_the_public_numbers_and_its_own(mediated: Scenario) -> None:
    model = NegotiationModel(mediated, replication=1)
    model.step()
    sees, (last,) = model.actor("a").sees, trace(mediated, SEED, 1).rounds[:1]
    assert (sees.day, sees.balance, sees.halted, sees.turn) == (7, last.balance, last.halted, last.turn)
    assert (sees.ceasefire.terms if sees.ceasefire else None) == last.in_force
    assert sees.ceasefire_until == last.until
    assert sees.roles == {"a": "party", "b": "party", "m": "mediator"}
    assert sees.issues == {"land": ("none", "half", "all"), "aid": ("little", "some", "much")}
    assert sees.ceasefire_issues == {"scope": ("local", "full")}
    assert sees.red_lines == {"a": {"land": ("none",)}}
    assert sees.numbers.demand == model.actor("a").demand  # type: ignore[attr-defined]
    me = model.table.actor[1]
    assert sees.beliefs["b"].reservation == (me.low, me.high)
    assert "what a can know on day 7" in repr(sees)


def test_where_no_beliefs_are_formed_there_are_none() -> None:
    pay = read(SHIPPED / "minimal.yaml", ["protocol=alternating_offers"])
    sees = NegotiationModel(pay).actor("union").sees
    assert sees.beliefs == {}
    assert sees.ceasefire_issues == {}
    assert sees.ceasefire is None


SECRETS: dict[str, Callable[[Any], Any]] = {
    "`numbers` of b": lambda seat: seat.model.actor("b").numbers,
    "`demand` of b": lambda seat: seat.model.actor("b").demand,
    "`reservation` of b": lambda seat: [seat.model.actor(name).reservation for name in "ab"],
    "`war_value` of b": lambda seat: seat.model.proposer and seat.model.actor("b").war_value,
    "`answer` of b": lambda seat: seat.model.actor("b").answer,
    "`sees` of b": lambda seat: seat.model.actor("b").sees,
    "`eyes` of b": lambda seat: seat.model.actor("b").utility(ODD),
    "`propose` of m": lambda seat: seat.model.actor("m").propose(),
    "`table` of the model": lambda seat: seat.model.table,
    "`talks` of the model": lambda seat: seat.model.talks["drift"],
    "`session` of the model": lambda seat: seat.model.session.draw,
    "`datacollector` of the model": lambda seat: seat.model.datacollector,
}


@pytest.mark.parametrize("what", SECRETS)
@pytest.mark.parametrize("when", ["respond", "after_round"])
def test_who_reads_what_it_cannot_know_is_told(what: str, when: str, mediated: Scenario) -> None:
    agents = {"a": doing(SECRETS[what], when)}
    who = (
        rf"a \(Doing\) in replication 6 on day 7: {when} reads {what}: it cannot know that; self\.sees holds"
    )
    with pytest.raises(Unseen, match=rf"{who}.*omniscient = True.*\({__file__}, line \d+\)") as error:
        NegotiationModel(mediated, replication=6, agents=agents).step()
    assert isinstance(error.value, AgentError)


def test_who_reads_it_while_it_sits_down_is_told(mediated: Scenario) -> None:
    class Nosy(Party):
        def __init__(self, *seat: Any) -> None:
            super().__init__(*seat)
            self.secret = self.model.table.actor

    with pytest.raises(
        Unseen, match=r"a \(Nosy\) cannot take its seat .*: __init__ reads `table` of the model"
    ):
        NegotiationModel(mediated, agents={"a": Nosy})


def test_an_omniscient_class_sees_everything(mediated: Scenario) -> None:
    def spy(seat: Any) -> None:
        for read_it in SECRETS.values():
            read_it(seat)

    kind = doing(spy)
    kind.omniscient = True
    model = NegotiationModel(mediated, agents={"a": kind})
    model.run_model()
    assert not model.running


def test_what_it_can_know_it_may_read(war: Scenario) -> None:
    """Its own numbers, everybody's name and role, the menu, what it would do by the rules."""

    def look(seat: Any) -> None:
        sees = seat.sees
        for name in vars(type(sees)):
            getattr(sees, name)
        assert seat.numbers.demand == seat.demand == sees.numbers.demand
        assert seat.war_value < 1
        assert [each.name for each in seat.model.agents] == [*sees.roles]
        model = seat.model
        assert (model.day, model.turn, model.balance) == (sees.day, sees.turn, sees.balance)
        assert model.outcome in OUTCOMES
        assert len(repr(model).splitlines()) == 2
        for package in model.menu():
            assert seat.value(package) <= 1
            assert model.actor("b").is_asked(package)
        assert repr(sees)

    agents = {"a": doing(look), "b": doing(look, "propose")}
    assert differing(play_mesa(war, 2, SEED, agents=agents), play(war, 2, SEED)) == []


def test_somebody_else_may_look_between_the_rounds(mediated: Scenario) -> None:
    model = NegotiationModel(mediated, agents={"a": doing(lambda seat: seat.demand)})
    model.step()
    assert len(model.agents.select(lambda seat: isinstance(seat, Party)).get("demand")) == 2
    assert model.table.actor[0].demand == model.actor("a").numbers["demand"]


def test_after_an_error_nobody_is_deciding_any_more(mediated: Scenario) -> None:
    model = NegotiationModel(mediated, agents={"a": doing(lambda seat: 1 / 0)})
    with pytest.raises(AgentError):
        model.step()
    assert model.talks["day"] == 7


def test_a_seat_of_the_rules_is_no_code_of_anybody(mediated: Scenario) -> None:
    kinds: dict[str, type[Seat]] = {"a": Party, "b": Party, "m": Mediator}
    assert differing(play_mesa(mediated, 1, SEED, agents=kinds), play(mediated, 1, SEED)) == []
