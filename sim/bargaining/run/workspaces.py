"""Where replications are drawn, played and written down, made once and used for one chunk after another.

Memory that is new to a thread costs it more than what is done in it, and Python must hold the interpreter's lock to
ask for it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sim.bargaining.protocols import player
from sim.bargaining.setup.record import Sheet, empty_sheet
from sim.bargaining.setup.sampling import Plan, Values
from sim.bargaining.setup.sampling.execute import draw_into
from sim.bargaining.setup.sampling.memory import DrawMemory
from sim.bargaining.setup.seats import by_name
from sim.bargaining.setup.streams import Luck
from sim.bargaining.types import Array, Frame


class Workspace(NamedTuple):
    """Room for so many replications."""

    memory: DrawMemory
    register: Array  # [register] of the plan
    sheet: Sheet
    play: Callable[[], None]  # what is drawn, onto the sheet


class Workspaces:
    """Those that nobody works in, by how many replications they hold. Threads may share them: each takes its own."""

    def __init__(self, protocol: str, frame: Frame, plan: Plan) -> None:
        self.protocol, self.frame, self.plan = protocol, frame, plan
        self.free: defaultdict[int, deque[Workspace]] = defaultdict(deque)

    def drawn(self, luck: Luck, given: Mapping[str, Values]) -> Workspace:
        """A workspace in which some replications are drawn; its sheet is written anew when they are played."""
        try:
            workspace = self.free[luck.runs].pop()
        except IndexError:
            return self.made(luck, given)
        draw_into(workspace.memory, self.plan, workspace.register, luck, given)
        return workspace

    def made(self, luck: Luck, given: Mapping[str, Values]) -> Workspace:
        """A new one. What plays looks at what is drawn when it is made."""
        drawn, memory = self.plan.layout.memory(luck.runs, len(self.plan.inputs))
        register, sheet = self.plan.registers(), empty_sheet(self.frame, luck.runs)
        draw_into(memory, self.plan, register, luck, given)
        return Workspace(memory, register, sheet, player(self.protocol, self.frame, by_name(drawn), sheet))

    def leave(self, workspace: Workspace) -> None:
        """Somebody else may work there."""
        self.free[len(workspace.sheet.ending)].append(workspace)
