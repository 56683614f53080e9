"""How a replication ended. A day that has not come is NaN."""

from typing import Annotated

from sim.bargaining.records.numbers import Code, Count, Day, Days, Flag, LogOdds, Numbers, Utility


class Ending(Numbers):
    """What is reported of it as a whole."""

    ceasefire_day: Annotated[Day, "of the first ceasefire"]
    full_ceasefire_day: Annotated[Day, "of the first full one"]
    full_ceasefire_end: Annotated[Day, "on which that one ended"]
    settlement_day: Annotated[Day, "on which a final package was signed, and ratified"]
    last_day: Annotated[Day, "of the talks"]
    mediator_left_day: Annotated[Day, "on which the first mediator left that did"]
    zone_day: Annotated[Day, "the first with a zone of possible agreement"]
    first_vote_lost_day: Annotated[Day, "of the first vote at home that was lost"]
    balance: Annotated[LogOdds, "of the war"]
    fighting_days: Annotated[Days, "of full fighting"]
    peace_days: Annotated[Days, "that peace lasts after a settlement"]
    slack: Annotated[Utility, "by which the best package may have been missed"]
    outcome: Annotated[Code, "no agreement, partial ceasefire, broken, lapsed, holding, rejected, settled"]
    zone_at_end: Annotated[Flag, "was there a zone in the last round?"]
    votes_lost: Annotated[Count, "votes at home"]
    first_vote_lost_by: Annotated[int, "ratifier", "who lost the first, −1 for nobody"]
    ended_by: Annotated[int, "event", "that ended the talks, −1 for none"]
