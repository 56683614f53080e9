"""One replication within plain reach of Python: what batch.play_all does with many, a step at a time."""

from __future__ import annotations

from sim.bargaining.frame import frame as frame_of
from sim.bargaining.frame import seating
from sim.bargaining.luck import Luck
from sim.bargaining.menu import compose_truces, value_packages, value_truces
from sim.bargaining.nouns import Record
from sim.bargaining.rounds import sit_down, strike_events, talk
from sim.bargaining.sampling import draw
from sim.bargaining.seats import empty_menu, finals_of, only, table_of, truces_of
from sim.bargaining.war import fight
from sim.scenario.schema import Scenario


class Session:
    """The arrays of one replication, everybody seated. `luck` must be of one run."""

    def __init__(self, scenario: Scenario, luck: Luck, spare: int = 1) -> None:
        self.scenario, self.seats, self.frame = scenario, seating(scenario), frame_of(scenario)
        drawn, self.inputs = draw(scenario, self.frame.rounds, luck)
        self.draw, self.menu = only(drawn), empty_menu(self.frame, spare)
        self.table = table_of(self.draw, self.menu)
        self.finals = finals_of(self.frame, self.draw, self.menu)
        self.truces = truces_of(self.frame, self.draw, self.menu)
        self.round = 0
        sit_down(self.finals, self.talks, self.table.actor)
        compose_truces(self.truces, self.talks, self.table.actor)

    @property
    def talks(self) -> Record:
        """Every number about the talks, drawn or moving; the fields are those of nouns.TALKS."""
        return self.table.talks

    @property
    def luck(self) -> Record:
        """The luck of this round."""
        return self.draw.luck[self.round]

    @property
    def running(self) -> bool:
        """Is there another round?"""
        return not self.talks["over"] and self.round < self.frame.rounds

    def open_round(self) -> None:
        """The war moves, and what events bring; the packages are then worth something else."""
        drawn, actor = self.draw, self.table.actor
        fight(self.talks, self.luck)
        if strike_events(self.talks, actor, drawn.event, drawn.shock, drawn.event_luck, self.round):
            value_packages(self.finals, self.talks, actor)
            value_truces(self.truces, self.talks, actor)

    def step(self) -> None:
        """Play a round as the compiled batch does."""
        self.open_round()
        talk(self.table, self.luck, self.round)
        self.round += 1
