"""One replication, round by round, as a Mesa model that a modeller can step, inspect and change."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self, TypeAlias

import mesa
import numpy as np

from sim.bargaining.agents.agents import ROLES, Package, Seat, miscast
from sim.bargaining.agents.behaviour import Behaviours, behaviours
from sim.bargaining.agents.blame import unrepeatable
from sim.bargaining.agents.deciding import brief, not_together, row_of, seated, signed, tabled
from sim.bargaining.outcomes import OUTCOMES, Outcomes, joined, same
from sim.bargaining.protocols import part
from sim.bargaining.protocols.session import session
from sim.bargaining.rules.ceasefire import vote_on_truce
from sim.bargaining.rules.tabling import vote
from sim.bargaining.search.workspace import KEPT
from sim.bargaining.setup.record import classify, empty_sheet
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import Seating, rounds_of
from sim.bargaining.setup.tabulation import outcomes_of
from sim.bargaining.solutions.in_blocks import breach
from sim.bargaining.types import NOT_ASKED, Array, Record, Table
from sim.scenario.schema import Scenario

Agents: TypeAlias = Mapping[str, type[Seat]] | Behaviours  # who sits in for whom


class NegotiationModel(mesa.Model):  # type: ignore[misc]
    """One replication of a scenario. `step` plays a round; `running` turns False at the end.

    agents: for any actor a subclass of Party, Mediator, Backer or Spoiler, as its role is, that shall sit in its seat.
    A copy, and what comes back from a pickle, goes on as the original would.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int = 1,
        replication: int = 0,
        agents: Agents | None = None,
    ) -> None:
        super().__init__(rng=np.random.default_rng((seed, replication)))
        self.seed, self.replication = seed, replication
        self.known: dict[Package, tuple[int, list[int]]] = {}  # where it was found, and what stood there
        kinds = cast(scenario, agents or {})
        self.session = session(
            scenario, Streams(seed, replication, 1), spare=1 + rounds_of(scenario) * len(scenario.parties)
        )
        self.at_table = [seated(kinds[name], self, name, n) for n, name in enumerate(self.seats.actors)]

    def __copy__(self) -> Self:
        """A copy shares nothing with its original: half of the talks can be nobody's."""
        return copy.deepcopy(self)

    @property
    def table(self) -> Table:
        """What a round reads and writes."""
        return self.session.table

    @property
    def seats(self) -> Seating:
        """Names in the order of the arrays."""
        return self.session.seats

    @property
    def talks(self) -> Record:
        """Every number about the talks, drawn or moving; the fields are those of types.TALKS."""
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
        """Row on the menu of what somebody tables, by what it says; -1 for none.

        Raises TypeError for what is no package, ValueError for one that cannot be signed here.
        """
        if package is None:
            return -1
        if not isinstance(package, Package):
            raise TypeError(f"a Package is needed, or None for nothing, not {brief(package)}")
        if package.ceasefire != ceasefire:
            wanted = "" if ceasefire else "not "
            raise ValueError(f"a ceasefire is {wanted}asked for here, not {brief(dict(package.terms))}")
        return self.row_of(package)

    def row_of(self, package: Package) -> int:
        """Row on the menu of a package of either kind, put there if need be: it may come from other talks."""
        menu, count = self.session.menu, "truces" if package.ceasefire else "packages"
        table = menu.truce_terms if package.ceasefire else menu.terms
        number, row = self.known.get(package, (-1, []))
        if not 0 <= number < self.talks[count] or table[number].tolist() != row:
            number, row = self.known[package] = self.found(package.terms, package.ceasefire)
        return number

    def pause(self, package: Package) -> Record:
        """What a ceasefire does to the fighting."""
        return self.table.pause[self.row_of(package)]

    def on_menu(self, number: int, *, ceasefire: bool = False) -> Package:
        """The package in that row of the menu."""
        names, options, table = self.axes(ceasefire)
        terms = {name: option[o] for name, option, o in zip(names, options, table[number], strict=True)}
        return Package(int(number), terms, ceasefire)

    def compose(self, terms: Mapping[str, str], *, ceasefire: bool = False) -> Package:
        """Any package, put on the menu if it is not there yet. There is room for one new package a turn.

        Raises ValueError for terms that are no package, and where there is no room.
        """
        return self.on_menu(self.found(terms, ceasefire)[0], ceasefire=ceasefire)

    def found(self, terms: Mapping[str, str], ceasefire: bool) -> tuple[int, list[int]]:
        """Where a package is on the menu, or has found room, and the options there."""
        names, options, table = self.axes(ceasefire)
        row = row_of(terms, names, options)
        kind = self.session.truces if ceasefire else self.session.finals
        if broken := breach(kind.links, kind.options, np.array(row)):
            raise ValueError(not_together(names[k] + ": " + options[k][row[k]] for k in broken))
        size = self.talks["truces" if ceasefire else "packages"]
        there = np.flatnonzero((table[:size] == row).all(axis=1))
        return int(there[0]) if len(there) else self.added(row, table, ceasefire), row

    def added(self, row: list[int], table: Array, ceasefire: bool) -> int:
        """Where a package that is new has found room."""
        count = "truces" if ceasefire else "packages"
        last = int(self.talks[count])
        if last == len(table) - KEPT:
            raise ValueError("the menu is full: there is room for one new package a turn")
        table[last] = row
        self.talks[count] = last + 1
        self.session.appraise(last, ceasefire)
        return last

    def axes(self, ceasefire: bool) -> tuple[Sequence[str], list[Sequence[str]], Any]:
        """Issues, their options and the menu of either kind of package."""
        truce = self.session.scenario.truce
        if ceasefire and truce is None:
            raise ValueError("there is no ceasefire to be agreed in these talks")
        if ceasefire and truce:
            names, rows_of_menu = self.seats.truce_issues, self.session.menu.truce_terms
            return names, [truce.issues[k].options for k in names], rows_of_menu
        names, rows_of_menu = self.seats.issues, self.session.menu.terms
        return names, [self.session.scenario.issues[k].options for k in names], rows_of_menu

    def step(self) -> None:
        """Play on as the compiled player of the protocol does, with the agents deciding. After the end nothing happens.

        Raises AgentError for an agent that fails, or that answers what cannot be played.
        """
        if self.session.running:
            part(self.session.scenario.protocol, "mesa_step").step(self)
        else:
            self.steps -= 1  # Mesa has counted it already
        self.running = self.session.running

    def tabled(self, *, ceasefire: bool = False) -> int:
        """Row on the menu of what the proposer tables; -1 for nothing."""
        return tabled(self, self.proposer, ceasefire)

    def signed(self, seat: Seat, package: Package) -> bool:
        """Does it sign?"""
        return signed(seat, package)

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
                vote_on_truce(me, self.pause(package), eyes, self.signed(seat, package), party)
            else:
                vote(self.talks, me, eyes, self.signed(seat, package), party)


def cast(scenario: Scenario, agents: Agents) -> dict[str, type[Seat]]:
    """By actor: the class that sits in its seat. Raises ValueError or TypeError where that cannot be."""
    given = agents.anew() if isinstance(agents, Behaviours) else dict(agents)
    refuse_misfits(scenario, given)
    roles = {name: actor.role for name, actor in scenario.actors.items()}
    for name, code in behaviours(scenario).items():
        if name not in given:
            by_the_rules = f"agents={{{name!r}: {ROLES[roles[name]].__name__}}}"
            raise ValueError(
                f"{name} decides by {code}: agents=load_agents(scenario) runs it, {by_the_rules} does without"
            )
    return {name: ROLES[role] for name, role in roles.items()} | given


def refuse_misfits(scenario: Scenario, given: Mapping[str, type[Seat]]) -> None:
    """Raises ValueError or TypeError where these cannot sit."""
    if unknown := set(given) - set(scenario.actors):
        raise ValueError(f"no such actors: {', '.join(sorted(unknown))}")
    if given and not scenario.can_fail:
        raise ValueError(
            f"under `protocol: {scenario.protocol}` nobody proposes or answers, so no agent would"
        )
    for name, kind in given.items():
        role = scenario.actors[name].role
        if wrong := miscast(kind, role):
            raise TypeError(f"{name} is a {role}, and {brief(kind)} cannot take its seat: {wrong}")


def play_mesa(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    agents: Agents | None = None,
    first: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """The same study as batch.play, through Mesa: slower, with agents of the modeller's own.

    Raises AgentError for an agent that fails, Unrepeatable if the first replication ends otherwise when played again.
    """

    def one(replication: int) -> Outcomes:
        return played(NegotiationModel(scenario, seed=seed, replication=replication, agents=agents))

    parts = []
    for replication in range(first, first + runs):
        parts.append(one(replication))
        if agents and replication == first and not same(parts[0], one(first)):
            raise unrepeatable(first)
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
