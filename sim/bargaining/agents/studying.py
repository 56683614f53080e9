"""A study through Mesa: replications one after another, with agents of a modeller's own."""

from __future__ import annotations

from collections.abc import Callable

from sim.bargaining.agents.blame import unrepeatable
from sim.bargaining.agents.casting import Agents
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.outcomes import Outcomes, joined, same
from sim.bargaining.setup.record import empty_sheet
from sim.bargaining.setup.tabulation import outcomes_of
from sim.scenario.schema import Scenario


def play_mesa(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    agents: Agents | None = None,
    first: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """The same study as batch.play, through Mesa: slower, with agents of the modeller's own.

    Raises AgentError for an agent that fails, Unrepeatable if the first replication ends otherwise when played again.
    """

    def one(replication: int) -> Outcomes:
        return played(NegotiationModel(scenario, rng=seed, replication=replication, agents=agents))

    parts = []
    for replication in range(first, first + runs):
        parts.append(one(replication))
        if agents and replication == first and not same(parts[0], one(first)):
            raise unrepeatable(first)
        if progress:
            progress(1)
    return joined(parts)


def played(model: NegotiationModel) -> Outcomes:
    """Step to the end and write down how it ended. Nobody reads what a data collector would gather on the way."""
    session = model.session
    sheet = empty_sheet(session.frame, 1)
    model.datacollector = None
    while model.running:
        model.step()
        session.note(sheet)
    session.note_end(sheet)
    return outcomes_of(session.scenario, sheet, session.inputs)
