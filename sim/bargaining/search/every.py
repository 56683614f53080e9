"""Who would sign each of many packages, in one replication as it stands: with everybody's eyes, and past the menu."""

from sim.bargaining.compiled import compiled
from sim.bargaining.records import Actor, Records, Talks
from sim.bargaining.rules.ceasefire import accepts_truce, consents_to_truce
from sim.bargaining.rules.tabling import consents
from sim.bargaining.search.valuing import appraise, value_truce
from sim.bargaining.search.zone import rather_signs
from sim.bargaining.types import Array, Finals, Truces


@compiled
def would_sign_each(
    finals: Finals, talks: Talks, actor: Records[Actor], every: Array, row: int, would: Array
) -> None:
    """every [package, issue] option; would [package, actor]. The row of the menu is a spare one."""
    for p in range(every.shape[0]):
        for k in range(every.shape[1]):
            finals.terms[row, k] = every[p, k]
        appraise(finals, talks, actor, row)
        for a in range(actor.shape[0]):
            me, eyes = actor[a], finals.judged[row, a]
            would[p, a] = rather_signs(me, eyes) if a < talks.parties else consents(me, eyes)


@compiled
def would_sign_each_truce(
    truces: Truces, talks: Talks, actor: Records[Actor], every: Array, row: int, would: Array
) -> None:
    """The same of ceasefires."""
    for p in range(every.shape[0]):
        for k in range(every.shape[1]):
            truces.terms[row, k] = every[p, k]
        value_truce(truces, talks, actor, row)
        for a in range(actor.shape[0]):
            me, eyes = actor[a], truces.clauses[row, a]
            would[p, a] = (
                accepts_truce(me, truces.pause[row], eyes)
                if a < talks.parties
                else consents_to_truce(me, eyes)
            )
