"""One replication, round by round, as a Mesa model that a modeller can step, inspect and change."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import mesa
import numpy as np

from sim.bargaining.agents.agents import ROLES, Package, Seat
from sim.bargaining.agents.blame import AgentError, HalfPlayed, Unseen
from sim.bargaining.agents.casting import Agents, cast
from sim.bargaining.agents.collecting import collector
from sim.bargaining.agents.deciding import asked, brief, seated, signed, tabled, whole
from sim.bargaining.agents.lookout import lookout
from sim.bargaining.agents.sees import Noted, noted
from sim.bargaining.agents.texts import Texts
from sim.bargaining.outcomes import OUTCOMES
from sim.bargaining.protocols import part
from sim.bargaining.protocols.session import Session, session
from sim.bargaining.records import Talks
from sim.bargaining.rules.ceasefire import vote_on_truce
from sim.bargaining.rules.tabling import text_due, vote
from sim.bargaining.setup.record import classify
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import Seating, rounds_of
from sim.bargaining.types import NOT_ASKED, Table
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

FIRST_SEED = 1  # of a study that names none
INSTEAD = (
    "it cannot know that; self.sees holds what it can (what is public, what the others believe, its own numbers), and "
    "a class that says `omniscient = True` sees everything"
)


class NegotiationModel(Texts, mesa.Model):  # type: ignore[misc]
    """One replication of a scenario. `step` plays a round; `running` turns False at the end.

    scenario: a Scenario, or the path of its file.
    rng: the seed of the study, a whole number; 1 if it is None, as in `sim.run`.
    agents: for any actor a subclass of Party, Mediator, Backer or Spoiler, as its role is, that shall sit in its seat.
    A copy, and what comes back from a pickle, goes on as the original would.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path,
        *,
        rng: int | None = None,
        replication: int = 0,
        agents: Agents | None = None,
    ) -> None:
        seed = FIRST_SEED if rng is None else whole("rng, the seed of a study,", rng)
        number = whole("replication", replication)
        super().__init__(rng=np.random.default_rng((seed, number)))
        self.seed, self.replication, self._agents_given = seed, number, agents
        self.known: dict[Package, tuple[int, list[int]]] = {}
        self._noted: list[Noted] = []  # what was tabled in the rounds that are over
        self.broke_off = ""  # why a round was left half played
        self._decides: int | None = None  # the seat whose own code runs, and may not see everything
        told = _scenario(scenario)
        kinds = cast(told, agents or {})
        self._session = session(told, Streams(seed, number, 1), spare=1 + rounds_of(told) * len(told.parties))
        self._collector: Any = collector()
        self.at_table = [seated(kinds[name], self, name, n) for n, name in enumerate(self.seats.actors)]
        self._attentive = [seat for seat in self.at_table if type(seat).after_round is not Seat.after_round]

    def reset(self, *, rng: int | None = None, replication: int | None = None) -> None:
        """Begin anew: the same replication with the same agents, or another one, or one of another study."""
        del self.step  # Mesa put it there, around what stands below; it would wrap it once more
        NegotiationModel.__init__(
            self,
            self._session.scenario,
            rng=self.seed if rng is None else rng,
            replication=self.replication if replication is None else replication,
            agents=self._agents_given,
        )

    def __copy__(self) -> Self:
        """A copy shares nothing with its original: half of the talks can be nobody's."""
        return copy.deepcopy(self)

    def __repr__(self) -> str:
        return lookout(self) if "at_table" in vars(self) else f"<{type(self).__name__}, not seated yet>"

    # --- What everybody can know

    @property
    def seats(self) -> Seating:
        """Names in the order of the arrays."""
        return self._session.seats

    @property
    def day(self) -> float:
        """Days since the talks began. `steps` counts rounds, and so does `time`, which Mesa has from 3.4 on."""
        return float(self._session.talks["day"])

    @property
    def outcome(self) -> str:
        """How it stands: one of outcomes.OUTCOMES."""
        return OUTCOMES[classify(self._session.talks)]

    @property
    def balance(self) -> float:
        """Of the war, in log-odds: higher for the attacker."""
        return float(self._session.talks["balance"])

    @property
    def halted(self) -> float:
        """The share of the fighting that ceasefires halt."""
        return float(self._session.talks["halted"])

    @property
    def ceasefire_in_force(self) -> bool:
        """Is there one?"""
        return bool(self._session.talks["pause"] >= 0)

    @property
    def turn(self) -> str:
        """The actor who tables in this round; empty where nobody does."""
        talks = self._session.talks
        somebody = self._session.scenario.can_fail and text_due(talks) >= 0
        return self.seats.actors[talks["proposer"]] if somebody else ""

    @property
    def proposer(self) -> Seat:
        """Whose turn it is."""
        return self.at_table[self._session.talks["proposer"]]

    def actor(self, name: str) -> Seat:
        """The agent of that name."""
        return self.at_table[self.seats.actors.index(name)]

    # --- What nobody at a real table could know

    @property
    def session(self) -> Session:
        """The arrays of this replication, and the protocol that moves them."""
        self.keep_from_others("`session` of the model")
        return self._session

    @property
    def table(self) -> Table:
        """What a round reads and writes."""
        self.keep_from_others("`table` of the model")
        return self._session.table

    @property
    def talks(self) -> Talks:
        """Every number about the talks, drawn or moving; the fields are those of records.Talks."""
        self.keep_from_others("`talks` of the model")
        return self._session.talks

    @property
    def datacollector(self) -> Any:
        """What is kept of every round: a Mesa DataCollector; set it to another, or to None for nothing."""
        self.keep_from_others("`datacollector` of the model")
        return self._collector

    @datacollector.setter
    def datacollector(self, collector: Any) -> None:
        self._collector = collector

    def keep_from_others(self, what: str, whose: int = -1) -> None:
        """Raises Unseen if somebody else's own code reads this while it decides."""
        if self._decides is not None and self._decides != whose:
            raise Unseen(f"{what}: {INSTEAD}")

    @contextmanager
    def deciding(self, number: int, kind: type[Seat]) -> Iterator[None]:
        """Meanwhile somebody's own code runs. The rules themselves see everything."""
        before, free = self._decides, kind.omniscient or kind in ROLES.values()
        self._decides = None if free else number
        try:
            yield
        finally:
            self._decides = before

    # --- Rounds

    def step(self) -> None:
        """Play on as the compiled player of the protocol does, with the agents deciding. After the end nothing happens.

        Raises AgentError for an agent that fails, or that answers what cannot be played. The round is then half played,
        and the model plays no other until it is `reset`: HalfPlayed.
        """
        if not self._may_play():
            self.steps -= 1  # Mesa has counted it already
            return
        try:
            self._play_round()
        except BaseException as error:
            self.running, self.broke_off = False, f"{type(error).__name__}: {error}"
            if isinstance(error, AgentError):
                error.add_note(f"It is played again by {self._call()}.run_model()")
            raise
        if self._collector is not None:
            self._collector.collect(self)

    def _wrapped_step(self, *args: Any, **keywords: Any) -> None:
        """Mesa's, around `step`. It counts, and from 3.5 on what raises is silently never called again."""
        if self._may_play():
            super()._wrapped_step(*args, **keywords)

    def _may_play(self) -> bool:
        """Is there another round? Raises HalfPlayed where one broke off."""
        if self.broke_off:
            raise HalfPlayed(
                f"the round of day {self.day:g} was left half played ({self.broke_off}); model.reset() begins anew"
            )
        self.running = self._session.running
        return self.running

    def _play_round(self) -> None:
        part(self._session.scenario.protocol, "mesa_step").step(self)
        if self._session.scenario.can_fail:
            self._noted += filter(None, (noted(self._session, ceasefire) for ceasefire in (False, True)))
        self.running = self._session.running
        for seat in self._attentive:
            asked(seat, "after_round")

    def _call(self) -> str:
        given = ", agents=agents" if self._agents_given else ""
        return f"{type(self).__name__}(scenario, rng={self.seed}, replication={self.replication}{given})"

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


def _scenario(given: Scenario | str | Path) -> Scenario:
    """What is to be played. Raises ScenarioError for a file that is none, TypeError for anything else."""
    if isinstance(given, Scenario):
        return given
    if isinstance(given, str | Path):
        return read(given)
    raise TypeError(
        f"scenario is a Scenario or the path of one, not {brief(given)}; to batch_run a single one goes in a list: "
        '{"scenario": [scenario]}'
    )
