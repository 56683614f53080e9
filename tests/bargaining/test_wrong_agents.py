"""A modeller's agent fails, or answers what cannot be played: she is told who, when, and where in her file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bytewise import SEED
from worlds import world

from sim.bargaining.agents.agents import Mediator, Package, Party, Seat
from sim.bargaining.agents.blame import AgentError, Unrepeatable, UnusableAnswer, UnusablePackage
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.studying import play_mesa
from sim.bargaining.outcomes import same
from sim.scenario.schema import Scenario

# Each wants all of the cake, and the pie, of which it wants less; north may be asked for its consent.
SWAP = """
horizon_days: 40
actors: {a: {outside_value: 0.2}, b: {outside_value: 0.2}, north: {role: mediator}}
issues:
  cake: {range: {from: 0, to: 40, step: 1}, weight: {a: 2, b: 1}, value: {a: {0: 0, 40: 1}, b: {0: 1, 40: 0}}}
  pie: {range: {from: 0, to: 40, step: 1}, weight: {a: 1, b: 2}, value: {a: {0: 0, 40: 1}, b: {0: 1, 40: 0}}}
"""
HANDLES = ("actors.north.proposal_rate=0",)  # the parties table
FAIR = {"cake": "33", "pie": "7"}


@pytest.fixture
def swap(tmp_path: Path) -> Scenario:
    return world(tmp_path, SWAP, *HANDLES)


def answering(answer: Any) -> type[Party]:
    """A party that always answers so, and tables what is fair."""

    class Sure(Party):
        def propose(self) -> Package | None:
            return self.model.compose(FAIR)

        def respond(self, package: Package) -> bool:
            return answer  # type: ignore[no-any-return]

    return Sure


def tabling(make: Callable[[Seat], Any]) -> type[Party]:
    """A party that tables what this makes."""

    class Sure(Party):
        def propose(self) -> Package | None:
            return make(self)  # type: ignore[no-any-return]

    return Sure


def played(scenario: Scenario, kind: type[Seat], replication: int = 3) -> NegotiationModel:
    """Talks with it in the seat of a, to their end."""
    talks = NegotiationModel(scenario, rng=SEED, replication=replication, agents={"a": kind, "b": kind})
    talks.run_model()
    return talks


# --- Answers


@pytest.mark.parametrize(
    "answer", ["no", "", float("nan"), None, 1, 0, 0.5, np.int64(1), np.array([True, False])]
)
@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers"])
def test_an_answer_is_yes_or_no(answer: object, protocol: str, tmp_path: Path) -> None:
    scenario = world(tmp_path, SWAP, *HANDLES, f"protocol={protocol}")
    who = r"[ab] \(Sure\) in replication 3 on day 7: respond must return True or False, not "
    with pytest.raises(UnusableAnswer, match=who) as raised:
        played(scenario, answering(answer))
    assert isinstance(raised.value, TypeError)


@pytest.mark.parametrize("answer", [True, np.True_])
def test_numpys_yes_is_a_yes(answer: object, swap: Scenario) -> None:
    assert played(swap, answering(answer)).outcome == "settlement"


# --- Packages


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda seat: "cake", "a Package is needed, or None for nothing, not 'cake'"),
        (lambda seat: FAIR, "a Package is needed"),
        (lambda seat: 0, "a Package is needed"),
        (lambda seat: Package(0, FAIR, ceasefire=True), "a ceasefire is not asked for here"),
        (lambda seat: Package(0, {"cake": "33"}), "none is given for pie"),
        (lambda seat: Package(0, FAIR | {"tart": "1"}), "there is no issue 'tart'"),
        (lambda seat: Package(0, {"cake": "33", "pie": "all"}), "pie has no option 'all'"),
    ],
)
def test_what_cannot_be_signed_cannot_be_tabled(
    make: Callable[[Seat], Any], complaint: str, swap: Scenario
) -> None:
    with pytest.raises((UnusableAnswer, UnusablePackage), match=complaint) as raised:
        played(swap, tabling(make))
    assert "(Sure) in replication 3 on day 7: propose: " in str(raised.value)


def test_a_package_is_what_it_says_and_not_where_it_was_found(swap: Scenario) -> None:
    """One of other talks, or with the number of another, is put on this menu like any other."""
    other = NegotiationModel(swap, rng=SEED, replication=8)
    for strange in (
        other.compose(FAIR),
        Package(0, FAIR),
        Package(10**6, FAIR),
        Package(-1, {"cake": 33, "pie": 7}),
    ):  # type: ignore[dict-item]
        asked: list[tuple[str, Package]] = []

        class Both(Party):
            def propose(self) -> Package | None:
                return strange  # noqa: B023

            def respond(self, package: Package) -> bool:
                asked.append((self.name, package))  # noqa: B023
                return self.utility(package) > 0.5

        talks = played(swap, Both)
        assert talks.outcome == "settlement"
        assert {name for name, _ in asked} == {"a", "b"}
        assert all(package == Package(0, FAIR) for _, package in asked)
        assert talks.actor("a").utility(strange) == pytest.approx(2 / 3 * 33 / 40 + 1 / 3 * 7 / 40)


def test_packages_of_other_replications_are_asked_about_like_others(swap: Scenario) -> None:
    """Once they were signed without anybody being asked."""
    kept: list[Package] = []

    class Keeper(Party):
        def propose(self) -> Package | None:
            kept.extend(filter(None, [super().propose()] if not kept else []))
            return kept[0]

        def respond(self, package: Package) -> bool:
            return False

    for replication in range(3):
        assert played(swap, Keeper, replication).outcome == "no_agreement"


def test_a_ceasefire_needs_talks_that_know_one(swap: Scenario) -> None:
    with pytest.raises(ValueError, match="there is no ceasefire to be agreed"):
        NegotiationModel(swap).compose(FAIR, ceasefire=True)


def test_a_package_stays_what_it_is(swap: Scenario) -> None:
    package = NegotiationModel(swap).compose(FAIR)
    with pytest.raises(TypeError, match="cannot be changed"):
        package.terms["cake"] = "40"  # type: ignore[index]
    assert len({package, Package(7, dict(FAIR))}) == 1


# --- Code that fails


class Forgetful(Party):
    """Knows something only now and then."""

    def respond(self, package: Package) -> bool:
        return self.memory > 1  # type: ignore[attr-defined, no-any-return]


class Silent(Party):
    """Was told nothing."""

    def respond(self) -> bool:  # type: ignore[override]
        return True


class Gone(Party):
    """Leaves the building."""

    def respond(self, package: Package) -> bool:
        sys.exit(0)


class Renamed(Party):
    """Counts its answers where its seat is kept."""

    def respond(self, package: Package) -> bool:
        self.number += 1  # type: ignore[misc]
        return True


def test_what_cannot_even_be_asked_is_named(swap: Scenario) -> None:
    kind = type("Stone", (Party,), {"respond": True, "propose": Party.propose})
    with pytest.raises(
        AgentError, match=r"\(Stone\) in replication 3 .*respond raised TypeError: 'bool' object"
    ):
        played(swap, kind)


@pytest.mark.parametrize(
    ("kind", "complaint"),
    [
        (Forgetful, "respond raised AttributeError: 'Forgetful' object has no attribute 'memory'"),
        (Silent, "respond raised TypeError: .* takes 1 positional argument but 2 were given"),
        (Gone, "respond raised SystemExit: 0"),
        (Renamed, "respond raised AttributeError: .*number"),
    ],
)
def test_code_that_fails_is_named_with_its_line(kind: type[Seat], complaint: str, swap: Scenario) -> None:
    begins = kind.respond.__code__.co_firstlineno  # type: ignore[attr-defined]
    lines = "|".join(str(begins + more) for more in range(3))
    place = rf"\({__file__}, line ({lines})\)$"
    with pytest.raises(
        AgentError, match=rf"(?m)\({kind.__name__}\) in replication 3 on day 7: {complaint}.*{place}"
    ) as it:
        played(swap, kind)
    assert it.value.__cause__ is not None


def test_our_own_mistakes_are_not_blamed_on_an_agent(swap: Scenario) -> None:
    talks = NegotiationModel(swap, rng=SEED)
    talks.session.choose_package = lambda: 1 / 0  # type: ignore[method-assign, assignment, return-value]
    with pytest.raises(ZeroDivisionError):
        talks.run_model()


# --- Seats


class Absent(Party):
    """Forgets to sit down."""

    def __init__(self, *_: object) -> None:
        pass


class Late(Party):
    """Falls over its chair."""

    def __init__(self, *seat: Any) -> None:
        super().__init__(*seat)
        self.best = self.model.nothing


@pytest.mark.parametrize(
    ("agents", "error", "complaint"),
    [
        (
            {"a": Mediator},
            TypeError,
            "a is a party, and .*Mediator.* cannot take its seat: it is no subclass of Party",
        ),
        ({"north": Party}, TypeError, "north is a mediator, and .* no subclass of Mediator"),
        ({"a": Seat}, TypeError, "it is no subclass of Party"),
        ({"a": "Never"}, TypeError, "'Never' cannot take its seat"),
        ({"c": Party}, ValueError, "no such actors: c"),
        (
            {"a": Absent},
            AgentError,
            r"a \(Absent\) cannot take its seat in replication 3: its __init__ must call super",
        ),
        (
            {"a": Late},
            AgentError,
            r"a \(Late\) cannot take its seat in replication 3: __init__ raised AttributeError",
        ),
    ],
)
def test_who_does_not_fit_is_not_seated(
    agents: dict[str, Any], error: type[Exception], complaint: str, swap: Scenario
) -> None:
    with pytest.raises(error, match=complaint):
        NegotiationModel(swap, replication=3, agents=agents)


def test_where_nobody_decides_no_agent_does(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nobody proposes or answers"):
        NegotiationModel(world(tmp_path, SWAP, "protocol=challenge"), agents={"a": Party})


# --- Replications that differ when they are played again


class Hoarder(Party):
    """Remembers in its class, across replications."""

    seen = 0

    def respond(self, package: Package) -> bool:
        Hoarder.seen += 1
        return Hoarder.seen > 2


def test_what_a_class_remembers_of_other_replications_is_refused(swap: Scenario) -> None:
    Hoarder.seen = 0
    with pytest.raises(Unrepeatable, match="replication 0 ends otherwise when it is played again"):
        play_mesa(swap, 2, SEED, agents={"a": Hoarder, "b": Hoarder})


class Moody(Party):
    """Draws from the luck of its replication."""

    def respond(self, package: Package) -> bool:
        return bool(self.model.rng.random() < 0.3)


def test_the_luck_of_the_model_is_the_same_again(swap: Scenario) -> None:
    agents = {"a": Moody, "b": Moody}
    assert same(*(play_mesa(swap, 3, SEED, agents=agents) for _ in range(2)))
