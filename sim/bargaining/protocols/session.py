"""One replication within plain reach of Python: what a player does with many, a step at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.bargaining.protocols import part
from sim.bargaining.records import Actor, PartyReading, Records, Records2, Talks, Weighed
from sim.bargaining.search.workspace import empty_menu
from sim.bargaining.setup.record import Sheet, note_ending
from sim.bargaining.setup.sampling import draw
from sim.bargaining.setup.seats import Plain, gathered, only, plain_records
from sim.bargaining.setup.start import sit_down
from sim.bargaining.setup.streams import Luck
from sim.bargaining.setup.structure import frame as frame_of
from sim.bargaining.setup.structure import seating
from sim.bargaining.types import Array, Finals, Outside, Table, Truces
from sim.scenario.schema import Scenario

GATHERED = ("draw", "table", "finals", "truces", "outside")


class Session:
    """The arrays of one replication, everybody seated. `luck` must be of one run."""

    def __init__(self, scenario: Scenario, luck: Luck, spare: int = 1, begun: bool = True) -> None:
        self.scenario, self.seats, self.frame = scenario, seating(scenario), frame_of(scenario)
        self.drawn, self.inputs = draw(scenario, self.frame.rounds, luck)
        self.menu = empty_menu(self.frame, spare)
        self.gather()
        self.round = 0
        self.struck_by: Records[Actor] | None = (
            None  # everybody as events of this round have left them, if there were any
        )
        self.left: tuple[tuple[str, str], ...] = ()  # at the end of this round: what a seat left, and who
        if begun:
            self.begin()

    def begin(self) -> None:
        """Everybody takes a seat."""
        self.set_out()
        sit_down(self.finals, self.talks, self.table.actor, self.table.lever)

    def gather(self) -> None:
        """What rules are handed: the same memory as what was drawn and the menu, in other company."""
        self.draw = only(self.drawn)
        self.table = gathered(Table, self.draw, self.frame, self.menu)
        self.finals = gathered(Finals, self.frame, self.draw, self.menu)
        self.truces = gathered(Truces, self.frame, self.draw, self.menu, prefix="truce_")
        self.outside = gathered(
            Outside, self.frame, self.draw, Plain(*(each[0] for each in plain_records(self.drawn)))
        )

    def set_out(self) -> None:
        """What is so from the first round on, before anybody takes a seat."""

    def __getstate__(self) -> dict[str, Any]:
        """What is copied or pickled: all but what is gathered, which would come back as memory of its own."""
        return {name: value for name, value in vars(self).items() if name not in GATHERED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.gather()

    @property
    def talks(self) -> Talks:
        """Every number about the talks, drawn or moving; the fields are those of records.Talks."""
        return self.table.talks

    @property
    def running(self) -> bool:
        """Is there another round?"""
        return not self.talks["over"] and self.talks["closing"] < 0 and self.round < self.frame.rounds

    def step(self) -> None:
        """Play on as the compiled player does."""
        raise NotImplementedError

    def choose_package(self) -> int:
        """Row of the final package that the proposer tables by the rules; -1 for none."""
        raise NotImplementedError

    def choose_truce(self) -> int:
        """Row of the ceasefire that the proposer tables by the rules; -1 for none."""
        return -1

    def appraise(self, row: int, ceasefire: bool) -> None:
        """Let everybody form an opinion of a package that was added to the menu."""
        raise NotImplementedError

    def note(self, sheet: Sheet) -> None:
        """Write down what must be known before the end."""

    def note_end(self, sheet: Sheet) -> None:
        """Write down how it ended."""
        note_ending(self.table, sheet, 0)

    def moves(self) -> Iterable[tuple[str, str, str, str, str]]:
        """In the round just played, without words: what was done, by whom, towards whom, on which issue, to where."""
        return ()

    def weighed(
        self, actor: Records[Actor], ceasefire: bool
    ) -> tuple[Records[Weighed], Records2[PartyReading]] | None:
        """What the proposer expected of each package, and of each party; None if it does not weigh chances.

        actor: everybody as they were when it chose.
        """
        return None

    def lacking(self) -> tuple[Array, Array] | None:
        """After a round: rows of the menu that could have been signed, and [row, party] demand less perceived value.

        None if no text could, or none was due.
        """
        return None

    def positions(self) -> dict[str, dict[str, float]]:
        """By issue and actor: where everybody stands on the issue's scale; empty where nobody stands anywhere."""
        return {}

    def struck(self) -> Iterable[tuple[str, int]]:
        """What befell the talks from outside in the round just played: what it was, and of which event."""
        return ()


def session(scenario: Scenario, luck: Luck, spare: int = 1) -> Session:
    """One replication under the protocol of the scenario."""
    opened: Session = part(scenario.protocol, "session").Session(scenario, luck, spare)
    return opened
