"""By which rules they bargain: a folder for each protocol, with the same names in each.

`player.player` makes what plays chunks of replications, compiled; `session.Session` plays one, step by step;
`mesa_step.step` is such a step with agents of Mesa deciding. A protocol is imported when it is played, and so compiled
only then.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from sim.bargaining.types import Draw, Frame

if TYPE_CHECKING:
    from sim.bargaining.setup.record import Sheet


def player(protocol: str, frame: Frame, drawn: Draw, sheet: Sheet) -> Callable[[], None]:
    """Plays the replications that are drawn, whenever it is called; drawn as what plays it knows them: by_name."""
    return cast("Callable[[], None]", part(protocol, "player").player(frame, drawn, sheet))


def part(protocol: str, module: str) -> Any:
    """One of the modules that every protocol has."""
    return import_module(f"{__name__}.{protocol}.{module}")
