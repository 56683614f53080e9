"""Which replication somebody plays: an ordinary one, the closest miss, or any."""

from __future__ import annotations

from functools import partial
from secrets import randbelow

from sim.analysis.examples import closest_miss, examples
from sim.app.asking import AppQuestion
from sim.app.playing import STAGES, Player, stages
from sim.app.subjects import Refused
from sim.bargaining.inspect.near_misses import near_misses

LUCK = {
    "typical": "an ordinary one of the most frequent outcome",
    "closest": "the failure that came nearest to a settlement",
    "surprise": "surprise me",
}
LOOKED_THROUGH = STAGES[1]  # replications, for a typical one or the closest miss
SURPRISES = 1_000_000


async def lucky(player: Player, asked: AppQuestion, kind: str) -> int:
    """A replication of that kind. Raises Refused."""
    if kind == "surprise":
        return randbelow(SURPRISES)
    runs = min(LOOKED_THROUGH, stages(asked)[-1])
    outcomes = await player.whole(asked, runs)
    if kind == "typical":
        return examples(outcomes, 1)[0]
    if asked.subject.agents:
        raise Refused(
            "with Python code of your own nobody knows what would have been signed: choose a number"
        )
    near = partial(near_misses, asked.scenario, runs, asked.seed, workers=1)
    found = closest_miss(outcomes, await player.work(near))
    if found is None:
        raise Refused("no replication is a miss: choose another luck")
    return found
