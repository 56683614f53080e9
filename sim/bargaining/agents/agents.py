"""The people at the table, as Mesa agents. They hold no numbers: each is a window on its seat in the arrays.

What an agent decides by default is what the compiled batch decides, to the last bit. Override `propose`,
`propose_ceasefire` or `respond` in plain Python to have it otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import mesa

from sim.bargaining.rules.ceasefire import consents_to_truce, signs_truce, truce_value
from sim.bargaining.rules.slips import signs
from sim.bargaining.rules.tabling import consents
from sim.bargaining.types import CROSSED, Record
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
    """An actor at the table."""

    model: NegotiationModel

    def __init__(self, model: NegotiationModel, name: str, number: int) -> None:
        super().__init__(model)
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
    def numbers(self) -> Record:
        """Every number about this actor, drawn or moving; the fields are those of types.ACTOR."""
        return self.model.table.actor[self.number]

    def eyes(self, package: Package) -> Record:
        """What this actor sees in a package: a row of types.JUDGED, of types.CLAUSES for a ceasefire."""
        table = self.model.table
        row = self.model.row_of(package)
        self.model.session.appraise(row, package.ceasefire)
        return (table.clauses if package.ceasefire else table.judged)[row, self.number]

    def propose(self) -> Package | None:
        """The final package to table; None for none."""
        return self.model.package(self.model.session.choose_package())

    def propose_ceasefire(self) -> Package | None:
        """The ceasefire to table; None for none."""
        return self.model.package(self.model.session.choose_truce(), ceasefire=True)

    def respond(self, package: Package) -> bool:
        """Sign this package, or this ceasefire, today?"""
        raise NotImplementedError(f"{type(self).__name__} must say how it responds")

    def is_asked(self, package: Package) -> bool:
        """Does the package need this actor's signature?"""
        return bool(self.eyes(package)["asked"])

    def utility(self, package: Package) -> float:
        """What a final package is worth by the weights; of a ceasefire, what its conditions are worth."""
        return float(self.eyes(package)["conditions" if package.ceasefire else "utility"])


class Party(Seat):
    """An actor whose signature every package needs."""

    def respond(self, package: Package) -> bool:
        """Sign if no genuine red line is crossed and the package meets today's demand; by chance, if it is not exact.

        Formulas 9 and 12.
        """
        if package.ceasefire:
            pause = self.model.pause(package)
            return bool(signs_truce(self.model.talks, self.numbers, pause, self.eyes(package), self.number))
        return bool(signs(self.model.talks, self.numbers, self.eyes(package), self.number))

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
        return float(self.numbers["war_value"])

    @property
    def reservation(self) -> float:
        """The worst deal that it still prefers to fighting on."""
        return float(self.numbers["reservation"])

    @property
    def demand(self) -> float:
        """The least value that it signs today."""
        return float(self.numbers["demand"])

    @property
    def aspiration(self) -> float:
        """What it asked for at first."""
        return float(self.numbers["aspiration"])


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
