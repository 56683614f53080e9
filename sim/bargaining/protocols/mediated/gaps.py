"""How near a round came to a text that all would sign."""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Table


@inner
def nearest(table: Table) -> float:
    """What the party worst served by the best text on the menu lacks today; below 0 if all would sign it."""
    best = math.inf
    for m in range(table.talks.packages):
        if table.offer[m].consented:
            worst = -math.inf
            for i in range(table.talks.parties):
                eyes = table.judged[m, i]
                worst = max(worst, math.inf if eyes.barred else table.actor[i].demand - eyes.value)
            best = min(best, worst)
    return best
