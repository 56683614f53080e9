"""Whose signatures are needed, in words."""

from __future__ import annotations

from sim.analysis.enough import some_are_enough
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.scenario.schema import Scenario


def whom(scenario: Scenario) -> str:
    """Who together carries a package, in a word."""
    return "enough" if some_are_enough(scenario) else "all"


def rule(scenario: Scenario) -> str:
    """What it takes, in a sentence; empty where all parties must sign."""
    if not some_are_enough(scenario):
        return ""
    said = scenario.signatures
    counted = "votes" if len(set(_weights(scenario))) > 1 else "parties"
    asked = [f"{amounts.percent(said.quota)} of the {counted}"]
    if said.members:
        asked.append(f"{amounts.percent(said.members)} of the parties")
    needed = wording.listed([wording.actor(scenario, name) for name in said.required])
    among = f", {needed} among them" if needed else ""
    return f"A settlement needs the signatures of {wording.listed(asked)}{among}."


def signed_by(scenario: Scenario, summary: Summary) -> str:
    """By whom settlements are signed, most often first; empty where all must, or there are none."""
    found = [each for each in summary.signatories if each.share.of]
    ranked = sorted(found, key=lambda each: -each.share.hits)
    return wording.listed(
        [f"{wording.actor(scenario, each.party)} {amounts.estimate(each.share)}" for each in ranked]
    )


def _weights(scenario: Scenario) -> list[float]:
    return [scenario.signatures.weights.get(party, 1.0) for party in scenario.parties]
