"""How near an offer came to being signed."""

import math

from sim.bargaining.compiled import compiled
from sim.bargaining.protocols.alternating_offers.packages import BARRED
from sim.bargaining.records import Actor, Records, Speaker, Talks


@compiled
def lacking(talks: Talks, actor: Records[Actor], speaker: Records[Speaker]) -> float:
    """What the party worst served by the offer on the table lacks, of what each of them asked for last."""
    worst = -math.inf
    for j in range(talks.parties):
        if j != talks.proposer:
            barred = speaker[j].value < BARRED / 2.0
            worst = max(worst, math.inf if barred else actor[j].demand - speaker[j].value)
    return worst
