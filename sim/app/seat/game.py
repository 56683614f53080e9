"""A game replayed whole from its moves: what happened, and who is asked what now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.app.seat.moves import Move, WrongMove
from sim.app.seat.sitting import Awaited, Decision, Script, seated
from sim.app.subjects import Refused
from sim.bargaining.agents.agents import Seat
from sim.bargaining.agents.behaviour import Behaviours
from sim.bargaining.agents.casting import Agents
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.inspect.choice import Before
from sim.bargaining.inspect.rounds import Round, Trace
from sim.bargaining.inspect.witness import Witness
from sim.bargaining.outcomes import OUTCOMES, Outcomes
from sim.bargaining.setup.record import classify, empty_sheet
from sim.bargaining.setup.tabulation import outcomes_of
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy, shown

PLAYABLE = ("party", "mediator", "backer")


@dataclass(frozen=True)
class Play:
    """All that a game is made of."""

    scenario: Scenario
    seed: int
    replication: int
    seats: tuple[str, ...]
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Game:
    """Where it stands."""

    play: Play
    model: NegotiationModel
    trace: Trace  # the rounds that are over
    awaited: Awaited | None  # None: the talks have ended
    log: tuple[Decision, ...]  # what each move was asked
    outcomes: Outcomes | None  # of talks that have ended: one row, as the engine writes it

    @property
    def rounds(self) -> tuple[Round, ...]:
        return self.trace.rounds


def playable(scenario: Scenario) -> tuple[str, ...]:
    """The seats that decide something. Raises Refused where nobody does."""
    if not scenario.can_fail:
        raise Refused(
            "under the challenge protocol nobody tables or signs anything, so there is no seat to take"
        )
    return tuple(name for name, actor in scenario.actors.items() if actor.role in PLAYABLE)


def replayed(play: Play, agents: Agents | None = None, reasons: bool = False) -> Game:
    """The game as it stands after its moves. Raises Refused, and WrongMove."""
    allowed = playable(play.scenario)
    for name in play.seats:
        if name not in allowed:
            raise Refused(f"there is no seat for {shown(name)}; {remedy(name, allowed)}")
    script = Script(play.moves)
    taken = seated(play.scenario, play.seats, script)
    kinds = {**taken, **own_code(agents), **{name: taken[name] for name in play.seats}}
    model = NegotiationModel(play.scenario, rng=play.seed, replication=play.replication, agents=kinds)
    witness, sheet = Witness(model.session, model.step, reasons), empty_sheet(model.session.frame, 1)
    rounds: list[Round] = []
    awaited: Awaited | None = None
    try:
        while model.running:
            before = Before.of(model.session)
            model.step()
            model.session.note(sheet)
            rounds.append(witness.told(before))
    except Awaited as turn:
        awaited = turn.with_traceback(None)
    if any(move.kind != "agent" for move in play.moves[script.made :]):
        raise WrongMove(f"the talks end after {script.made} moves, and there are {len(play.moves)}")
    play = replace(
        play, moves=play.moves[: script.made]
    )  # what was left to the agent may be more than it was asked
    outcomes = None
    if awaited is None:
        model.session.note_end(sheet)
        outcomes = outcomes_of(play.scenario, sheet, model.session.inputs)
    inputs = {path: float(values[0]) for path, values in model.session.inputs.items()}
    told = Trace(play.replication, OUTCOMES[classify(model.talks)], tuple(rounds), inputs, {})
    return Game(play, model, told, awaited, tuple(script.log), outcomes)


def own_code(agents: Agents | None) -> dict[str, type[Seat]]:
    """Those who decide by code of their own, anew for each game."""
    return agents.anew() if isinstance(agents, Behaviours) else dict(agents or {})


def by_agents(play: Play, agents: Agents | None = None) -> Game:
    """The same luck with everybody's agent in its seat."""
    return replayed(replace(play, seats=(), moves=()), agents)


def moved(play: Play, moves: Sequence[Move]) -> Play:
    """With these moves added."""
    return replace(play, moves=(*play.moves, *moves))
