"""Whose signatures are needed, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.agreements import Signing
from sim.analysis.enough import some_are_enough
from sim.analysis.intervals import Share, share
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.scenario.issues import Topic
from sim.scenario.proposals import Proposal
from sim.scenario.schema import Scenario

NO_CASE = share(0, 0)


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


def of_asked(scenario: Scenario, signing: Signing, truce: bool) -> tuple[Share, ...]:
    """Who would sign a proposal, actor by actor; of one that it does not ask there is no case."""
    return tuple(
        share if is_asked(scenario, signing.proposal, actor, truce) else NO_CASE
        for actor, share in signing.by.items()
    )


def is_asked(scenario: Scenario, proposal: str, actor: str, truce: bool) -> bool:
    """Parties sign; others are asked only where an option needs their consent."""
    topics, proposals = _on_paper(scenario, truce)
    terms = proposals[proposal]
    return actor in scenario.parties or any(
        terms[issue] in topic.consent.get(actor, ()) for issue, topic in topics.items() if issue in terms
    )


def _on_paper(scenario: Scenario, truce: bool) -> tuple[Mapping[str, Topic], Mapping[str, Proposal]]:
    if truce and scenario.ceasefire is not None:
        return scenario.ceasefire.issues, scenario.ceasefire.proposals
    return scenario.issues, scenario.proposals


def _weights(scenario: Scenario) -> list[float]:
    return [scenario.signatures.weights.get(party, 1.0) for party in scenario.parties]
