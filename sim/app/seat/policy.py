"""What somebody did in one game, as a policy that can be followed with any luck.

Whoever refuses a text on some day would have refused one that is worth no more to it on any day before; whoever signs
one would have signed one that is worth no less on any later day. What that leaves open, its agent decides, and whatever
was done besides. So demands are taken to come down, as those of agents do (formula 8); where somebody's own went up,
both may hold, and then, too, the agent decides. Worth is counted over having no deal, in the numbers of the luck at
hand. Of what was tabled the same texts are tabled in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.app.seat.game import Game
from sim.app.seat.moves import Move
from sim.app.seat.sitting import terms_of
from sim.app.seat.worth import over_none
from sim.bargaining.agents.agents import ROLES, Package, Seat
from sim.bargaining.agents.model import NegotiationModel
from sim.scenario.schema import Scenario

NOTHING: Mapping[str, str] = {}  # somebody's turn, on which it tabled nothing


@dataclass(frozen=True)
class PolicyAnswer:
    """An answer to a text."""

    ceasefire: bool
    day: float
    over_none: float
    yes: bool


@dataclass(frozen=True)
class Policy:
    """Of one seat."""

    answers: tuple[PolicyAnswer, ...]
    texts: Mapping[bool, tuple[Mapping[str, str], ...]]  # by kind, is it a ceasefire?

    @property
    def made(self) -> int:
        """Decisions that it is made of: those that nobody made are the agent's."""
        return len(self.answers) + sum(map(len, self.texts.values()))

    def signs(self, ceasefire: bool, day: float, over_none: float) -> bool | None:
        """None for what it does not say."""
        of_kind = [said for said in self.answers if said.ceasefire == ceasefire]
        yes = any(s.yes and s.day <= day and s.over_none <= over_none for s in of_kind)
        no = any(not s.yes and s.day >= day and s.over_none >= over_none for s in of_kind)
        return None if yes == no else yes


def policy(game: Game, seat: str) -> Policy:
    """What was decided by hand."""
    pairs = [
        (asked, move)
        for asked, move in zip(game.log, game.play.moves, strict=True)
        if asked.actor == seat and asked.question != "besides" and move.kind not in ("agent", "rest")
    ]
    answers = tuple(
        PolicyAnswer(asked.ceasefire, asked.day, asked.over_none, move.kind == "sign")
        for asked, move in pairs
        if asked.over_none is not None
    )
    tabled = [(asked.ceasefire, move) for asked, move in pairs if asked.question != "respond"]
    texts = {
        truce: tuple(_text(game.play.scenario, move, truce) for kind, move in tabled if kind == truce)
        for truce in (False, True)
    }
    return Policy(answers, texts)


def _text(scenario: Scenario, move: Move, truce: bool) -> Mapping[str, str]:
    return NOTHING if move.kind == "nothing" else terms_of(scenario, move, truce)


class Following(Seat):
    """Follows a policy, above a class that knows what its agent would decide."""

    policy: Policy
    omniscient = True  # it is ours

    def __init__(self, model: NegotiationModel, name: str, number: int) -> None:
        super().__init__(model, name, number)
        self.left = {kind: iter(texts) for kind, texts in self.policy.texts.items()}  # not tabled yet

    def propose(self) -> Package | None:
        """A final package."""
        said = next(self.left[False], None)
        return super().propose() if said is None else self._composed(said, False)

    def propose_ceasefire(self) -> Package | None:
        """A ceasefire."""
        said = next(self.left[True], None)
        return super().propose_ceasefire() if said is None else self._composed(said, True)

    def respond(self, package: Package) -> bool:
        """Sign it today?"""
        usual = super().respond(package)
        said = self.policy.signs(package.ceasefire, self.model.day, over_none(self, package))
        return usual if said is None else said

    def _composed(self, terms: Mapping[str, str], ceasefire: bool) -> Package | None:
        return self.model.compose(terms, ceasefire=ceasefire) if terms else None


def following(scenario: Scenario, seat: str, policy: Policy) -> type[Seat]:
    """The class that takes the seat."""
    return type("Follower", (Following, ROLES[scenario.actors[seat].role]), {"policy": policy})
