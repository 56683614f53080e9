"""How near a round came to a text that all would sign."""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Table
from sim.bargaining.views import judge_package


@inner
def nearest(table: Table) -> float:
    """What the party worst served by the best text on the menu lacks today; below 0 if all would sign it."""
    best = math.inf
    for m in range(table.talks.named, table.talks.listed):
        if table.offer[m].consented:
            judge_package(table.talks, table.actor, table.judged, m)
            worst = -math.inf
            for i in range(table.talks.parties):
                eyes = table.judged[m, i]
                worst = max(worst, math.inf if eyes.barred else table.actor[i].demand - eyes.value)
            best = min(best, worst)
    return best
