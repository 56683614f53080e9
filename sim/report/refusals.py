"""Why somebody refuses what is tabled, in words and with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report import wording
from sim.report.utilities import figures
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Answer, Round


def because(scenario: Scenario, round_: Round, answer: Answer, truce: bool, text: str = "this text") -> str:
    """The reason of a refusal, with its numbers."""
    if answer.reason == "ratification":
        return f"{text} is voted down at home"
    if answer.reason == "consent":
        return f"it withholds the consent that {text} needs"
    if truce:
        return _because_of_truce(answer.reason, *figures(answer.value, answer.demand))
    without = "fighting on" if scenario.war is not None else "no deal"
    camps = _camps(scenario, answer)
    return _because_of_final(answer, round_.parties[answer.actor].reservation, without, text, camps)


def _because_of_final(answer: Answer, reservation: float, without: str, text: str, camps: str) -> str:
    worth, floor = figures(answer.value, reservation)
    near, asked = figures(answer.value, answer.demand)
    against = f"{worth} against {floor} for {without}"
    reasons = {
        "red_line": f"{text} crosses one of its red lines",
        "faction": f"{text} gives less than they need to {camps}, which hold it back",
        "war_pays": f"{without} is worth more to it ({floor}) than {text} ({worth})",
        "distrust": f"unprotected, it fears being cheated, and counts {text} as {against}",
        "audience": f"giving way in public would cost it too much at home ({against})",
        "holding_out": f"it holds out for {asked}, where {text} is worth {near} and {without} {floor}",
    }
    if answer.value is not None and answer.value >= reservation:
        reasons |= _but_for(text, near, f"short of the {asked} that it holds out for ({without}: {floor})")
    return reasons[answer.reason]


def _camps(scenario: Scenario, answer: Answer) -> str:
    """Factions by their labels or names; some of its factions, where nobody says which."""
    camps = [wording.faction(scenario, answer.actor, name) for name in answer.factions]
    return wording.listed(camps) or "some of its factions"


def _but_for(text: str, worth: str, short: str) -> dict[str, str]:
    """Of what is acceptable and falls short: without the fear, or the audience, it would have been signed."""
    return {
        "distrust": (
            f"unprotected, it fears being cheated, and so {text} counts as {worth}, {short}; fully protected, it "
            "would sign"
        ),
        "audience": (
            f"giving way in public costs it so much at home that {text} counts as {worth}, {short}; without that "
            "cost it would sign"
        ),
    }


def _because_of_truce(reason: str, worth: str, asked: str) -> str:
    if reason == "holding_out":
        return f"a pause would gain it {worth}, but it holds out for {asked}"
    return f"a pause would cost it more than fighting on ({worth})"


REPLY = {
    "none": "would sign",
    "red_line": "will not cross its red line",
    "faction": "is still held back by its factions",
    "war_pays": "would rather have none",
    "distrust": "still fears being cheated",
    "audience": "still fears its public",
    "holding_out": "still holds out",
    "consent": "withholds its consent",
    "ratification": "is voted down at home",
}
