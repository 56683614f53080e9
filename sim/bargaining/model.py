"""One replication, round by round, as a Mesa model that a modeller can step, inspect and change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import mesa
import numpy as np

from sim.bargaining.agents import Backer, Mediator, Package, Party, Seat
from sim.bargaining.ceasefire import vote_on_truce
from sim.bargaining.frame import rounds_of, rows
from sim.bargaining.luck import Streams
from sim.bargaining.menu import place_of
from sim.bargaining.nouns import NOT_ASKED, Record
from sim.bargaining.outcomes import OUTCOMES, Outcomes, joined
from sim.bargaining.protocols import part
from sim.bargaining.record import classify, empty_sheet, outcomes_of
from sim.bargaining.session import session
from sim.bargaining.tabling import vote
from sim.scenario.schema import Scenario

ROLES: Mapping[str, type[Seat]] = {"party": Party, "mediator": Mediator, "backer": Backer}


class NegotiationModel(mesa.Model):  # type: ignore[misc]
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
        self.session = session(
            scenario, Streams(seed, replication, 1), spare=1 + rounds_of(scenario) * len(scenario.parties)
        )
        self.table, self.seats = self.session.table, self.session.seats
        unknown = set(agents or ()) - set(scenario.actors)
        if unknown:
            raise ValueError(f"no such actors: {', '.join(sorted(unknown))}")
        kinds = {name: ROLES[actor.role] for name, actor in scenario.actors.items()} | dict(agents or {})
        self.at_table = [kinds[name](self, name, number) for number, name in enumerate(self.seats.actors)]

    @property
    def talks(self) -> Record:
        """Every number about the talks, drawn or moving; the fields are those of nouns.TALKS."""
        return self.session.talks

    @property
    def day(self) -> float:
        """Days since the talks began."""
        return float(self.talks["day"])

    @property
    def outcome(self) -> str:
        """How it stands: one of outcomes.OUTCOMES."""
        return OUTCOMES[classify(self.talks)]

    @property
    def proposer(self) -> Seat:
        """Whose turn it is."""
        return self.at_table[self.talks["proposer"]]

    def actor(self, name: str) -> Seat:
        """The agent of that name."""
        return self.at_table[self.seats.actors.index(name)]

    def menu(self, *, ceasefire: bool = False) -> list[Package | None]:
        """All packages on the menu."""
        size = self.talks["truces" if ceasefire else "packages"]
        return [self.package(number, ceasefire=ceasefire) for number in range(size)]

    def package(self, number: int, *, ceasefire: bool = False) -> Package | None:
        """The package in that row of the menu; None for a negative number."""
        return None if number < 0 else self.on_menu(number, ceasefire=ceasefire)

    def number_of(self, package: Package | None, *, ceasefire: bool = False) -> int:
        """Row on the menu of what somebody tables; -1 for none. Raises ValueError for a package of the other kind."""
        if package is None:
            return -1
        if package.ceasefire != ceasefire:
            wanted = "" if ceasefire else "not "
            raise ValueError(f"a ceasefire is {wanted}asked for here, not {dict(package.terms)}")
        return package.number

    def on_menu(self, number: int, *, ceasefire: bool = False) -> Package:
        """The package in that row of the menu."""
        names, options, table = self.axes(ceasefire)
        terms = {name: option[o] for name, option, o in zip(names, options, table[number], strict=True)}
        return Package(int(number), terms, ceasefire)

    def compose(self, terms: Mapping[str, str], *, ceasefire: bool = False) -> Package:
        """Any package, put on the menu if it is not there yet. There is room for one new package a turn."""
        names, options, table = self.axes(ceasefire)
        count = "truces" if ceasefire else "packages"
        last = int(self.talks[count])
        if last == len(table):
            raise ValueError("the menu is full: there is room for one new package a turn")
        table[last] = rows([terms], names, options)[0]
        row = place_of(table, last, last)
        if row == last:
            self.talks[count] = last + 1
            self.session.appraise(last, ceasefire)
        return Package(int(row), dict(terms), ceasefire)

    def axes(self, ceasefire: bool) -> tuple[Sequence[str], list[Sequence[str]], Any]:
        """Issues, their options and the menu of either kind of package."""
        truce = self.session.scenario.truce
        if ceasefire and truce:
            names, rows_of_menu = self.seats.truce_issues, self.session.menu.truce_terms
            return names, [truce.issues[k].options for k in names], rows_of_menu
        names, rows_of_menu = self.seats.issues, self.session.menu.terms
        return names, [self.session.scenario.issues[k].options for k in names], rows_of_menu

    def step(self) -> None:
        """Play on as the compiled player of the protocol does, with the agents deciding."""
        part(self.session.scenario.protocol, "conduct").step(self)
        self.running = self.session.running

    def ask(self, package: Package | None) -> None:
        """Everybody whose signature is needed answers."""
        assert package
        which = "truce_" if package.ceasefire else ""
        for seat in self.at_table:
            me, eyes, party = seat.numbers, seat.eyes(package), seat.number < len(self.seats.parties)
            me[f"{which}answer"], me[f"{which}reason"] = NOT_ASKED, 0
            if not seat.is_asked(package):
                continue
            if package.ceasefire:
                pause = self.table.pause[package.number]
                vote_on_truce(me, pause, eyes, seat.respond(package), party)
            else:
                vote(self.talks, me, eyes, seat.respond(package), party)


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
        parts.append(played(model))
        if progress:
            progress(1)
    return joined(parts)


def played(model: NegotiationModel) -> Outcomes:
    """Step to the end and write down how it ended."""
    session = model.session
    sheet = empty_sheet(session.frame, 1)
    while model.running:
        model.step()
        session.note(sheet)
    session.note_end(sheet)
    return outcomes_of(session.scenario, sheet, session.inputs)
