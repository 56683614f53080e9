"""The answer in one honest sentence, and what it must not be taken for."""

from __future__ import annotations

from sim.analysis.enough import some_are_enough
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.report.links import unheeded
from sim.scenario.actors import CONCESSIONS
from sim.scenario.schema import Scenario

SCREENING = CONCESSIONS["screening"]


def headline(scenario: Scenario, summary: Summary) -> str:
    """What comes out most often, and how often what was hoped for."""
    name, most = max(summary.outcomes.items(), key=lambda item: item[1].hits)
    played = f"Played {summary.runs:,} times on these assumptions{BY_RULES[scenario.protocol]}"
    often = "always" if most.hits == summary.runs else "most often"
    return (
        f"{played}, the talks {often} {ENDS[name]}: in {amounts.told(most)} of replications"
        f"{_hoped_for(scenario, summary, name)}."
    )


BY_RULES = {
    "mediated": "",
    "alternating_offers": " and by the rules of alternating offers",
    "challenge": " and by the rules of the challenge model",
}
ENDS = {
    "no_agreement": "end with nothing agreed",
    "partial_ceasefire": "reach no more than a partial ceasefire",
    "ceasefire_collapsed": "reach a full ceasefire that collapses",
    "ceasefire_expired": "reach a full ceasefire that runs out",
    "ceasefire_holding": "end with a full ceasefire holding",
    "not_ratified": "end with a text signed and not ratified",
    "settlement": "end in a settlement",
}


def _hoped_for(scenario: Scenario, summary: Summary, said: str) -> str:
    end = wording.when(scenario, summary.horizon_days)
    ever = {timing.event: amounts.told(timing.ever) for timing in summary.timing}
    parts = []
    if "full_ceasefire" in ever:
        parts.append(f"a full ceasefire comes into force in {ever['full_ceasefire']}")
    if said != "settlement" and "settlement" in ever:
        parts.append(f"a settlement is signed in {ever['settlement']}")
    return f". By {end} {wording.listed(parts)}" if parts else ""


NO_FORECAST = (
    "This follows from the assumptions and is not a forecast: weights are arguments, not measurements."
)


def caution(scenario: Scenario) -> str:
    """One short sentence, to stand beside the answer."""
    return (
        f"This follows from the assumptions and is not a forecast: {_carried(scenario)}, and "
        f"weights are arguments, not measurements.{_dated(scenario)}"
    )


def _dated(scenario: Scenario) -> str:
    """Where demands come down by the clock, so does the day on which they meet."""
    clocks = [party for party in scenario.parties.values() if party.concession.span != (SCREENING, SCREENING)]
    if scenario.protocol == "challenge" or not clocks:
        return ""
    return " The date of a settlement follows the deadlines that were assumed."


def _carried(scenario: Scenario) -> str:
    """What the answer hangs on."""
    if scenario.protocol == "challenge":
        return "who has how much power decides, there is always a decision, and when one stops counts"
    if scenario.war and scenario.protocol == "mediated":
        return "deadlines, learning speed and optimism carry the long run"
    return "deadlines and the worth of no deal carry the long run"


def limits(scenario: Scenario) -> tuple[str, ...]:
    """What the model cannot say, in full."""
    return (
        "It does not predict. A share is how often something happens when the stated assumptions are "
        "played, not the chance that it happens in the world.",
        "The intervals measure only that the number of replications is finite. They do not measure whether "
        "an assumption is right, or whether the model is.",
        *_limits_of_rules(scenario),
        "Weights and values are arguments about what each actor cares for, not measurements. Whoever "
        "disagrees should change them and run it again.",
        "Only the named actors, issues and options exist. A new idea at the table, a change of government "
        "or an accident is in the picture only if the file says so.",
        "Leaders are single minds with steady aims here; divided cabinets, misread signals and personal "
        "quarrels are not modelled.",
        "Few conflicts can be compared, so no share has been tested against how often its prediction came "
        "true.",
    )


def _limits_of_rules(scenario: Scenario) -> tuple[str, ...]:
    if scenario.protocol == "challenge":
        return (
            "The challenge model takes issues one by one, has no war, no red lines and no vetoes, and always ends "
            "with a decision, also one that a party would rather fight than accept.",
            *filter(None, [unheeded(scenario)]),
        )
    if scenario.protocol == "alternating_offers":
        return (
            "With alternating offers only utility counts, and the war only as what no deal is worth at the start: "
            "distrust, costs at home, threats, ceasefires and events are left out.",
        )
    return (*_limits_of_coalitions(scenario), *(_limits_of_war() if scenario.war else ()))


def _limits_of_coalitions(scenario: Scenario) -> tuple[str, ...]:
    if not some_are_enough(scenario):
        return ()
    return (
        "Who stays out of a settlement lives with what no deal is worth to it: what the others agree neither helps nor "
        "harms it, and it cannot join them later.",
    )


def _limits_of_war() -> tuple[str, ...]:
    return (
        "Deadlines, learning speed and optimism carry the long run, and none of the three can be observed. "
        "Read shares far from the start as what these guesses imply.",
    )
