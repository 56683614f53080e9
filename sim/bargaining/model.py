"""One replication, round by round, as Mesa agents that a modeller can step, inspect and subclass.

Agents hold no numbers: each is a window on its seat in the arrays that the rounds write. What they decide by
default is what the compiled batch decides, to the last bit; override `propose` or `respond` to have it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import mesa
import numpy as np

from sim.bargaining.ceasefire import accepts_truce, choose_truce, may_table_truce, truce_value, watch_truce
from sim.bargaining.desk import empty_desk, only
from sim.bargaining.frame import frame as frame_of
from sim.bargaining.frame import rows, seating
from sim.bargaining.luck import Streams
from sim.bargaining.menu import asked, listed, truce_asked, value_package, value_truce
from sim.bargaining.nouns import FINAL, NOT_ASKED, TRUCE
from sim.bargaining.outcomes import OUTCOMES, Outcomes, joined
from sim.bargaining.record import Sheet, classify, empty_sheet, note_ending, note_first_round, outcomes_of
from sim.bargaining.rounds import (
    close_final,
    close_round,
    close_truce,
    may_table_final,
    open_round,
    opening_or,
    sit_down,
)
from sim.bargaining.rules import on_grid
from sim.bargaining.sampling import draw
from sim.bargaining.tabling import accepts, choose_package, consents, note_answer
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Package:
    """Something that can be signed: an option on every issue. `ceasefire` says of which kind."""

    number: int  # its row on the menu
    terms: Mapping[str, str]
    ceasefire: bool = False


class Seat(mesa.Agent):
    """An actor at the table."""

    model: NegotiationModel

    def __init__(self, model: NegotiationModel, name: str, number: int) -> None:
        super().__init__(model)
        self.name, self.number = name, number

    def propose(self) -> Package | None:
        """The final package to table; None for none."""
        return self.model.package(choose_package(*self.model.talks))

    def propose_ceasefire(self) -> Package | None:
        """The ceasefire to table; None for none."""
        return self.model.package(choose_truce(*self.model.talks), ceasefire=True)

    def respond(self, package: Package) -> bool:
        """Sign this package, or this ceasefire, today?"""
        raise NotImplementedError(f"{type(self).__name__} must say how it responds")

    def utility(self, package: Package) -> float:
        """What a final package is worth by the weights; of a ceasefire, what its conditions are worth."""
        desk = self.model.desk
        return float((desk.conditions if package.ceasefire else desk.utility)[package.number, self.number])

    def is_asked(self, package: Package) -> bool:
        """Does the package need this actor's signature?"""
        needed = truce_asked if package.ceasefire else asked
        return bool(needed(self.model.frame, self.model.desk, package.number, self.number))


class Party(Seat):
    """An actor whose signature every package needs."""

    def respond(self, package: Package) -> bool:
        """Sign if no genuine red line is crossed and the package meets today's demand. Formulas 9 and 12."""
        decide = accepts_truce if package.ceasefire else accepts
        return bool(decide(self.model.desk, package.number, self.number))

    def is_asked(self, package: Package) -> bool:
        """A party is always asked."""
        return True

    def value(self, package: Package) -> float:
        """Perceived value of a package; of a ceasefire, its gain over fighting on. Formulas 7 and 12."""
        if package.ceasefire:
            return float(truce_value(self.model.desk, package.number, self.number))
        return float(self.model.desk.judged[package.number, self.number]["value"])

    def crosses_red_line(self, package: Package) -> bool:
        """Would the package cross a genuine red line of this party?"""
        return bool(self.model.desk.judged[package.number, self.number]["barred"])

    @property
    def stance(self) -> Any:
        """Every number about this party that moves; the fields are those of nouns.STANCE."""
        return self.model.desk.stance[self.number]

    @property
    def war_value(self) -> float:
        """Expected utility of fighting on."""
        return float(self.stance["war_value"])

    @property
    def reservation(self) -> float:
        """The worst deal that it still prefers to fighting on."""
        return float(self.stance["reservation"])

    @property
    def demand(self) -> float:
        """The least value that it signs today."""
        return float(self.stance["demand"])

    @property
    def aspiration(self) -> float:
        """What it asked for at first."""
        return float(self.stance["aspiration"])


class Consenter(Seat):
    """An actor that is asked only for what it must supply."""

    def respond(self, package: Package) -> bool:
        """Consent if the package is worth at least its floor. Formula 9."""
        desk = self.model.desk
        if package.ceasefire:
            floor = on_grid(desk.seat[self.number]["ceasefire_floor"])
            return bool(desk.conditions[package.number, self.number] >= floor)
        return bool(consents(self.model.frame, desk, package.number, self.number))


class Mediator(Consenter):
    """Tables texts, leans, threatens, may leave."""


class Backer(Consenter):
    """Supplies or withholds what only it can deliver."""


ROLES: Mapping[str, type[Seat]] = {"party": Party, "mediator": Mediator, "backer": Backer}


class NegotiationModel(mesa.Model):
    """One replication of a scenario. `step` plays a round; `running` turns False at the end.

    agents: for any actor a subclass of Party, Mediator or Backer that shall sit in its seat.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int = 1,
        replication: int = 0,
        agents: Mapping[str, type[Seat]] | None = None,
    ) -> None:
        super().__init__(rng=np.random.default_rng((seed, replication)))
        self.scenario, self.seats, self.frame = scenario, seating(scenario), frame_of(scenario)
        drawn, self.inputs = draw(scenario, self.frame.rounds, Streams(seed, replication, 1))
        self.draw, self.desk = only(drawn), empty_desk(self.frame, spare=1 + self.frame.rounds)
        self.round = 0
        chosen = agents or {}
        self.at_table = [
            chosen.get(name, ROLES[scenario.actors[name].role])(self, name, number)
            for number, name in enumerate(self.seats.actors)
        ]
        sit_down(self.frame, self.draw, self.desk)

    @property
    def talks(self) -> tuple[Any, Any, Any]:
        """What every rule takes: what is fixed, what was drawn, what moves."""
        return self.frame, self.draw, self.desk

    @property
    def day(self) -> float:
        """Days since the talks began."""
        return float(self.desk.now["day"])

    @property
    def outcome(self) -> str:
        """How it stands: one of outcomes.OUTCOMES."""
        return OUTCOMES[classify(self.desk)]

    def actor(self, name: str) -> Seat:
        """The agent of that name."""
        return self.at_table[self.seats.actors.index(name)]

    def menu(self, *, ceasefire: bool = False) -> list[Package]:
        """All packages on the menu."""
        size = self.desk.now["truces" if ceasefire else "size"]
        return [self.package(number, ceasefire=ceasefire) for number in range(size)]  # type: ignore[misc]

    def package(self, number: int, *, ceasefire: bool = False) -> Package | None:
        """The package in that row of the menu; None for a negative number."""
        if number < 0:
            return None
        names, options, table = self.axes(ceasefire)
        terms = {name: option[o] for name, option, o in zip(names, options, table[number], strict=True)}
        return Package(int(number), terms, ceasefire)

    def compose(self, terms: Mapping[str, str], *, ceasefire: bool = False) -> Package:
        """Any package, put on the menu if it is not there yet. At most one new package a round finds room."""
        names, options, table = self.axes(ceasefire)
        size = "truces" if ceasefire else "size"
        row = int(self.desk.now[size])
        table[row] = rows([terms], names, options)[0]
        if listed(table, row):
            row = int(np.flatnonzero((table[:row] == table[row]).all(axis=1))[0])
        else:
            self.desk.now[size] = row + 1
            (value_truce if ceasefire else value_package)(*self.talks, row)
        return Package(row, dict(terms), ceasefire)

    def axes(self, ceasefire: bool) -> tuple[Sequence[str], list[Sequence[str]], Any]:
        """Issues, their options and the menu of either kind of package."""
        if ceasefire and self.scenario.ceasefire:
            issues: Mapping[str, Any] = self.scenario.ceasefire.issues
            return self.seats.truce_issues, [issues[k].options for k in self.seats.truce_issues], self.desk.truce
        issues = self.scenario.issues
        return self.seats.issues, [issues[k].options for k in self.seats.issues], self.desk.terms

    def step(self) -> None:
        """Play one round: the order of rounds.play_round, with the agents deciding."""
        n, now = self.round, self.desk.now
        open_round(*self.talks, n)
        if may_table_final(self.frame, self.desk):
            now["package"] = opening_or(self.frame.opening, n, number_of(self.proposer.propose()))
        if now["package"] >= 0:
            self.ask(FINAL, self.package(now["package"]))
            close_final(*self.talks)
        if not now["over"]:
            self.step_ceasefire(n)
        self.round += 1
        self.running = not now["over"] and self.round < self.frame.rounds

    def step_ceasefire(self, n: int) -> None:
        """The second half of a round."""
        now = self.desk.now
        watch_truce(self.draw, self.desk, n)
        if may_table_truce(self.frame, self.desk):
            now["truce"] = opening_or(self.frame.truce_opening, n, number_of(self.proposer.propose_ceasefire()))
        if now["truce"] >= 0:
            self.ask(TRUCE, self.package(now["truce"], ceasefire=True))
            close_truce(*self.talks)
        close_round(*self.talks)

    @property
    def proposer(self) -> Seat:
        """Whose turn it is."""
        return self.at_table[self.desk.now["proposer"]]

    def ask(self, row: int, package: Package | None) -> None:
        """Everybody whose signature is needed answers."""
        assert package
        for seat in self.at_table:
            if seat.is_asked(package):
                note_answer(self.desk, row, seat.number, seat.respond(package))
            else:
                self.desk.answer[row, seat.number] = NOT_ASKED

    def play(self, sheet: Sheet) -> None:
        """Step to the end and write down how it ended."""
        while self.running:
            self.step()
            if self.round == 1:
                note_first_round(*self.talks, sheet, 0)
        note_ending(*self.talks, sheet, 0)


def number_of(package: Package | None) -> int:
    """Row on the menu; -1 for none."""
    return -1 if package is None else package.number


def play_mesa(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    agents: Mapping[str, type[Seat]] | None = None,
    first: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """The same study as batch.play, through Mesa: slower, with agents of the modeller's own."""
    parts = []
    for replication in range(first, first + runs):
        model = NegotiationModel(scenario, seed=seed, replication=replication, agents=agents)
        sheet = empty_sheet(model.frame, 1)
        model.play(sheet)
        parts.append(outcomes_of(scenario, sheet, model.inputs))
        if progress:
            progress(1)
    return joined(parts)
