"""One replication of a study, played again and told round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.bargaining.agents.blame import unrepeatable
from sim.bargaining.inspect.rounds import Trace
from sim.bargaining.inspect.witness import Witness
from sim.bargaining.outcomes import OUTCOMES, Outcomes
from sim.bargaining.protocols.session import session as open_session
from sim.bargaining.setup.record import classify
from sim.bargaining.setup.streams import Streams
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.agents.casting import Agents


SIGNED = ("settlement", "not_ratified")  # outcomes of talks that a signature ended


def trace(
    scenario: Scenario,
    seed: int,
    replication: int,
    *,
    agents: Agents | None = None,
    reasons: bool = False,
) -> Trace:
    """Play one replication of a study again and tell every round; with agents of a modeller's own, through Mesa.

    With `reasons` also why each package was tabled, which takes a while longer.
    """
    if agents:
        from sim.bargaining.agents.model import NegotiationModel

        model = NegotiationModel(scenario, rng=seed, replication=replication, agents=agents)
        witness = Witness(model.session, model.step, reasons)
    else:
        session = open_session(scenario, Streams(seed, replication, 1))
        witness = Witness(session, session.step, reasons)
    start, rounds = witness.session.positions(), tuple(witness.rounds())
    inputs = {path: float(values[0]) for path, values in witness.session.inputs.items()}
    return Trace(replication, OUTCOMES[classify(witness.talks)], rounds, inputs, start)


def refuse_other_end(told: Trace, outcomes: Outcomes) -> None:
    """Raises Unrepeatable if what is told did not end as the study has it."""
    row, last, names = told.replication, told.rounds[-1], outcomes.names
    final = last.final if told.outcome in SIGNED else None
    signed = dict(final.terms) if final and final.signed else {}
    table = zip(names.issues, names.options, outcomes.terms[row], strict=True)
    wanted = {issue: options[o] for issue, options, o in table if o >= 0}
    ends = (OUTCOMES[outcomes.outcome[row]], outcomes.last_day[row], outcomes.balance[row], wanted)
    if (told.outcome, last.day, last.balance, signed) != ends:
        raise unrepeatable(row)
