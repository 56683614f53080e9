"""Who takes part in a scenario, and as what."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from sim.scenario.actors import Backer, Mediator, Party, Spoiler
from sim.scenario.filling_in import with_opinions
from sim.scenario.in_force import InForce
from sim.scenario.unilateral import Unilateral


class Roles(InForce):
    """By role, in the order of the file; under which protocol anybody asks them."""

    @property
    def parties(self) -> dict[str, Party]:
        """The parties by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Party)}

    @property
    def declarers(self) -> dict[str, Unilateral]:
        """By party: its own ceasefires, where there is fighting to halt; only the mediated protocol knows them."""
        fought = self.war is not None and self.protocol == "mediated"
        own = {name: party.unilateral for name, party in self.parties.items()} if fought else {}
        return {name: unilateral for name, unilateral in own.items() if unilateral}

    @property
    def endings(self) -> dict[str, int]:
        """By name, or by its position: where events stand that end the talks; only the mediated protocol knows them."""
        known = self.events if self.protocol == "mediated" else ()
        return {event.name or str(v): v for v, event in enumerate(known) if event.ends_talks}

    @property
    def at_home(self) -> tuple[tuple[str, str], ...]:
        """Who votes on what is signed: the party and the name, if any; only the mediated protocol asks them."""
        known = self.parties if self.protocol == "mediated" else {}
        return tuple(
            (name, body) for name, party in known.items() if party.ratify for body in party.ratify.by or ("",)
        )

    @property
    def mediators(self) -> dict[str, Mediator]:
        """The mediators by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Mediator)}

    @property
    def divided(self) -> dict[str, Party]:
        """The parties that sign nothing that their factions cannot bear: only the mediated protocol asks these."""
        bound = {name: party for name, party in self.parties.items() if party.decision != "weighted"}
        return {
            name: party for name, party in bound.items() if party.factions and self.protocol == "mediated"
        }

    @property
    def backers(self) -> dict[str, Backer]:
        """The backers by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Backer)}

    @property
    def spoilers(self) -> dict[str, Spoiler]:
        """The spoilers by name, in the order of the file."""
        return {name: actor for name, actor in self.actors.items() if isinstance(actor, Spoiler)}

    @property
    def signers(self) -> tuple[str, ...]:
        """All who may be asked for a signature or a consent, in the order of the file."""
        return tuple(name for name in self.actors if name not in self.spoilers)

    @model_validator(mode="after")
    def _opinions_have_every_option(self) -> Self:
        """What those at home think of an issue stands by option, however it is written."""
        if not any(party.factions or (party.ratify and party.ratify.by) for party in self.parties.values()):
            return self
        return self.replaced(
            actors={name: with_opinions(actor, self.issues) for name, actor in self.actors.items()}
        )
