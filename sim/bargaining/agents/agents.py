"""The people at the table, as Mesa agents. They hold no numbers: each is a window on its seat in the arrays.

What an agent decides by default is what the compiled batch decides, to the last bit. Override `propose`,
`propose_ceasefire` or `respond` in plain Python to have it otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np

from sim.bargaining.agents.sees import ANSWERS, Sees
from sim.bargaining.records import Actor
from sim.bargaining.rules.ceasefire import consents_to_truce, signs_truce, truce_value
from sim.bargaining.rules.slips import signs
from sim.bargaining.rules.tabling import consents
from sim.bargaining.setup.streams import Streams
from sim.bargaining.types import CROSSED
from sim.scenario.frozen import Frozen

if TYPE_CHECKING:
    from sim.bargaining.agents.model import NegotiationModel


@dataclass(frozen=True)
class Package:
    """Something that can be signed: an option on every issue. What it says counts, not where it was found."""

    number: int = field(compare=False)  # the row of the menu that it was found in
    terms: Mapping[str, str]  # issue: option
    ceasefire: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.terms, Mapping):
            raise TypeError(f"the terms of a package are a table {{issue: option}}, not {self.terms!r}")
        terms = Frozen({str(issue): str(option) for issue, option in self.terms.items()})
        object.__setattr__(self, "terms", terms)


class Seat(mesa.Agent):  # type: ignore[misc]
    """An actor at the table.

    `sees` is what its real counterpart could know. While it decides, reading what others hide raises AgentError,
    unless its class says `omniscient = True`.
    """

    model: NegotiationModel
    omniscient: ClassVar[bool] = False

    def __init__(self, model: NegotiationModel, name: str, number: int) -> None:
        super().__init__(model)
        # Mesa 3.3 counts agents in a table that keeps every model ever made.
        getattr(mesa.Agent, "_ids", {}).pop(model, None)
        self.unique_id = number + 1
        self._name, self._number = name, number

    @property
    def name(self) -> str:
        """Of the actor."""
        return self._name

    @property
    def number(self) -> int:
        """Where it stands in the arrays."""
        return self._number

    @property
    def sees(self) -> Sees:
        """What this actor can know: what is public, what the others believe, its own numbers."""
        self.model.keep_from_others(f"`sees` of {self.name}", self.number)
        return Sees(self)

    @property
    def numbers(self) -> Actor:
        """Every number about this actor, drawn or moving; the fields are those of records.Actor."""
        self.model.keep_from_others(f"`numbers` of {self.name}", self.number)
        return self._own

    @cached_property
    def rng(self) -> np.random.Generator:
        """Chance of its own: whoever else draws, in this replication of this study it comes out the same."""
        return np.random.default_rng(self._seeds("rng"))

    @cached_property
    def random(self) -> random.Random:
        """Likewise, Python's."""
        return random.Random(sum(seed << (52 * n) for n, seed in enumerate(self._seeds("random"))))

    @property
    def answer(self) -> str:
        """To the final package on the table: yes, no, or nothing while it was not asked."""
        return ANSWERS[int(self._hidden("answer"))]

    @property
    def ceasefire_answer(self) -> str:
        """Likewise, to the ceasefire on the table."""
        return ANSWERS[int(self._hidden("truce_answer"))]

    def eyes(self, package: Package) -> Any:
        """What this actor sees in a package: records.Judged, or records.Clauses for a ceasefire."""
        self.model.keep_from_others(f"`eyes` of {self.name}", self.number)
        return self._eyes(package)

    def propose(self) -> Package | None:
        """The final package to table; None for none."""
        self.model.keep_from_others(f"`propose` of {self.name}", self.number)
        return self.model.package(self.model._session.choose_package())

    def propose_ceasefire(self) -> Package | None:
        """The ceasefire to table; None for none."""
        self.model.keep_from_others(f"`propose_ceasefire` of {self.name}", self.number)
        return self.model.package(self.model._session.choose_truce(), ceasefire=True)

    def respond(self, package: Package) -> bool:
        """Sign this package, or this ceasefire, today?"""
        raise NotImplementedError(f"{type(self).__name__} must say how it responds")

    def after_round(self) -> None:
        """Called once at the end of every round, the last one included, for everybody at the table in turn."""

    def is_asked(self, package: Package) -> bool:
        """Does the package need this actor's signature?"""
        return bool(self._eyes(package)["asked"])

    def utility(self, terms: Package | Mapping[str, str], *, ceasefire: bool = False) -> float:
        """What a final package is worth by the weights; of a ceasefire, what its conditions are worth.

        Of any terms, which are not put on the menu by that.
        """
        package = terms if isinstance(terms, Package) else Package(-1, terms, ceasefire)
        return float(self.eyes(package)["conditions" if package.ceasefire else "utility"])

    @property
    def _own(self) -> Actor:
        return self.model._session.table.actor[self.number]

    def _hidden(self, field: str) -> float:
        """A number about this actor that no other may know."""
        self.model.keep_from_others(f"`{field}` of {self.name}", self.number)
        return float(self._own[field])

    def _eyes(self, package: Package) -> Any:
        session, row = self.model._session, self.model.looked_at(package)
        session.appraise(row, package.ceasefire)
        return (session.table.clauses if package.ceasefire else session.table.judged)[row, self.number]

    def _seeds(self, use: str) -> list[int]:
        luck = Streams(self.model.seed, self.model.replication, 1)
        return [int(share * 2.0**52) for share in luck.uniform(f"actors.{self.name}.behaviour.{use}", 4)[0]]


class Party(Seat):
    """An actor whose signature every package needs."""

    def respond(self, package: Package) -> bool:
        """Sign if no genuine red line is crossed and the package meets today's demand; by chance, if it is not exact.

        Formulas 9 and 12.
        """
        if package.ceasefire:
            pause = self.model.pause(package)
            return bool(
                signs_truce(self.model._session.talks, self.numbers, pause, self.eyes(package), self.number)
            )
        return bool(signs(self.model._session.talks, self.numbers, self.eyes(package), self.number))

    def value(self, package: Package) -> float:
        """Perceived value of a package; of a ceasefire, its gain over fighting on. Formulas 7 and 12."""
        if package.ceasefire:
            return float(truce_value(self.numbers, self.model.pause(package), self.eyes(package)))
        return float(self.eyes(package)["value"])

    def crosses_red_line(self, package: Package) -> bool:
        """Would the final package cross a genuine red line of this party?"""
        return not package.ceasefire and bool(self.eyes(package)["barred"] == CROSSED)

    @property
    def war_value(self) -> float:
        """Expected utility of fighting on."""
        return self._hidden("war_value")

    @property
    def reservation(self) -> float:
        """The worst deal that it still prefers to fighting on."""
        return self._hidden("reservation")

    @property
    def demand(self) -> float:
        """The least value that it signs today."""
        return self._hidden("demand")

    @property
    def aspiration(self) -> float:
        """What it asked for at first."""
        return self._hidden("aspiration")


class Consenter(Seat):
    """An actor that is asked only for what it must supply."""

    def respond(self, package: Package) -> bool:
        """Consent if the package is worth at least the floor. Formula 9."""
        return bool((consents_to_truce if package.ceasefire else consents)(self.numbers, self.eyes(package)))


class Mediator(Consenter):
    """Tables texts, leans, threatens, may leave."""


class Backer(Consenter):
    """Supplies or withholds what only it can deliver."""


class Spoiler(Seat):
    """An actor whose signature nothing needs: it decides nothing at the table."""


ROLES: Mapping[str, type[Seat]] = {
    "party": Party,
    "mediator": Mediator,
    "backer": Backer,
    "spoiler": Spoiler,
}


def miscast(seat: object, role: str) -> str | None:
    """What is wrong with seating this in that role, if anything is."""
    wanted = ROLES[role].__name__
    return (
        None if isinstance(seat, type) and issubclass(seat, ROLES[role]) else f"it is no subclass of {wanted}"
    )
