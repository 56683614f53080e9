"""Who would sign which of the named proposals: heat maps.

They are tables of the page, not drawings: the names of any number of actors wrap on a phone.
"""

from __future__ import annotations

from sim.analysis.agreements import Signing
from sim.analysis.summary import Summary
from sim.report import amounts, signing, wording
from sim.report.blocks import HeatMap
from sim.scenario.schema import Scenario


def proposals(scenario: Scenario, summary: Summary) -> HeatMap:
    """Settlement proposals."""
    lead = "would sign a proposal at the end of the talks rather than go on without a deal"
    whom = signing.whom(scenario)
    return _heat_map(
        scenario, summary.proposals, "proposals", "Proposals for a settlement", lead, whom, False
    )


def ceasefire_proposals(scenario: Scenario, summary: Summary) -> HeatMap:
    """Ceasefire proposals."""
    lead = "would sign a ceasefire proposal when the first text is due"
    key = "ceasefire-proposals"
    return _heat_map(
        scenario, summary.ceasefire_proposals, key, "Proposals for a ceasefire", lead, "all", True
    )


def _heat_map(
    scenario: Scenario, signings: tuple[Signing, ...], key: str, title: str, lead: str, whom: str, truce: bool
) -> HeatMap:
    return HeatMap(
        id=key,
        title=title,
        caption=f"Share of replications in which each actor {lead} (95% interval); a dash: not "
        f"asked. {_nearest(scenario, signings, whom, truce)}",
        heads=(*(wording.actor(scenario, name) for name in signings[0].by), whom),
        rows=tuple(
            (
                wording.proposal(scenario, s.proposal, truce),
                (*signing.of_asked(scenario, s, truce), s.everyone),
            )
            for s in signings
        ),
    )


def _nearest(scenario: Scenario, signings: tuple[Signing, ...], whom: str, truce: bool) -> str:
    best = max(signings, key=lambda each: each.everyone.hits)
    if not best.everyone.hits:
        return f"None would be signed by {whom} (at most in {amounts.roughly(best.everyone.high)})."
    called = wording.proposal(scenario, best.proposal, truce)
    return (
        f"Nearest to a common signature: {called}, which {whom} would sign in {amounts.told(best.everyone)}."
    )
