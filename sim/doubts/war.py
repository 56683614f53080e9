"""What fighting on is worth, and what its winner would impose. Every number at its mean, which needs no engine."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sim.doubts.doubt import Doubt, mean_utility
from sim.doubts.packages import crossed
from sim.scenario.actors import Party
from sim.scenario.schema import Scenario
from sim.scenario.war import War

# Utilities lie between 0 and 1: fighting on that is worth much less, or more, is a cost or a length that slipped.
LOWEST, HIGHEST = -0.5, 1.5
SIDES = {"attacker": 1, "defender": -1}


def war_values_are_likely(scenario: Scenario) -> Iterator[Doubt]:
    """A war that costs several times what is at stake, or pays more than any deal."""
    if scenario.war and scenario.protocol != "challenge":
        for name, party in scenario.parties.items():
            value = war_value(scenario, scenario.war, name, party)
            if not LOWEST <= value <= HIGHEST:
                cost, days = party.cost_per_day.mean, scenario.war.days_left.mean
                told = f"fighting on is worth {value:.2g} to it, where a package is worth 0 to 1"
                why = f"{cost:.2g} a day for {days:.0f} days (`days_left`) make {cost * days:.2g}"
                yield Doubt(("actors", name, "cost_per_day"), told, why)


def war_value(scenario: Scenario, war: War, name: str, party: Party) -> float:
    """Formulas 4 and 5, as the talks begin and with nobody's counsel."""
    win = believed_win(war, party)
    wins, loses = (mean_utility(scenario, name, terms) for terms in imposed(scenario, war))
    return win * wins + (1.0 - win) * loses - party.cost_per_day.mean * war.days_left.mean


def believed_win(war: War, party: Party, shift: float = 0.0) -> float:
    """Formula 4, were the balance shifted."""
    if war.balance is None:
        assert war.win_probability
        chance = war.win_probability.mean
        balance = math.log(chance / (1.0 - chance))
    else:
        balance = war.balance.mean
    odds = balance + shift + SIDES[party.side or "attacker"] * party.optimism.mean
    return 0.5 + 0.5 * math.tanh(odds / 2.0)


def winners_gain(scenario: Scenario) -> Iterator[Doubt]:
    """The two peaces may have been mixed up, or be one."""
    war = scenario.war
    if not war or scenario.protocol == "challenge":
        return
    if war.if_attacker_wins == war.if_defender_wins:
        yield Doubt(
            ("war", "if_defender_wins"), "is what the attacker would impose, too: nothing is fought for"
        )
        return
    for name, party in scenario.parties.items():
        attacks, defends = (mean_utility(scenario, name, terms) for terms in imposed(scenario, war))
        own, other = (attacks, defends) if party.side == "attacker" else (defends, attacks)
        if own < other:
            told = f"the {party.side} {name} prefers what the other side would impose"
            yield Doubt(("war", f"if_{party.side}_wins"), told, "are the two mixed up?")


def winners_sign_their_peace(scenario: Scenario) -> Iterator[Doubt]:
    """Terms that one would impose and never sign."""
    war = scenario.war
    if war and scenario.protocol != "challenge":
        for side in SIDES:
            refusing = crossed(scenario, getattr(war, f"if_{side}_wins"))
            for name in refusing:
                if scenario.parties[name].side == side:
                    told = f"crosses a red line of {name}, the {side} that would impose it"
                    yield Doubt(("war", f"if_{side}_wins"), told)


def imposed(scenario: Scenario, war: War) -> tuple[dict[str, str], dict[str, str]]:
    """The peace of the attacker, and that of the defender."""
    return dict(scenario.proposals[war.if_attacker_wins]), dict(scenario.proposals[war.if_defender_wins])


DOUBTS = (war_values_are_likely, winners_gain, winners_sign_their_peace)
