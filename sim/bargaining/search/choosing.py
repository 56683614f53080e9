"""Which final package the proposer tables. Formula 10."""

from sim.bargaining.compiled import inlined, inner, separate
from sim.bargaining.records import Actor
from sim.bargaining.rules.enough import all_must_sign
from sim.bargaining.rules.rows import is_earlier
from sim.bargaining.rules.rules import TIE
from sim.bargaining.rules.slips import picked
from sim.bargaining.rules.tabling import (
    beats,
    coalition_chance,
    good_of_others,
    is_imprecise,
    own_gain,
    signing_chance,
)
from sim.bargaining.rules.views import judge_package
from sim.bargaining.search.sieve import bound_products
from sim.bargaining.types import Table


@separate
def choose_package(table: Table) -> int:
    """The package with the best product of own gain and the others' chance to sign; -1 for none."""
    talks, proposer = table.talks, table.actor[table.talks.proposer]
    if talks.proposer != talks.mediator_seat and is_imprecise(proposer):
        return pick_package(table, proposer)
    return best_package(table, proposer) if bound_products(table) else -1


@inner
def best_package(table: Table, me: Actor) -> int:
    """Of those whose product may be the best, so that each need be judged."""
    talks, bound, every = table.talks, table.bound, all_must_sign(table.nodes)
    best, best_score, best_gain, best_rest = -1, 0.0, 0.0, 0.0
    least = (1.0 - TIE) * promised(table, me, every)
    for m in range(talks.named, talks.listed):
        if bound[m] >= least and bound[m] > 0.0 and table.offer[m].consented:
            judge_package(talks, table.actor, table.judged, m)
            gain = own_gain(talks, me, table.judged[m, talks.proposer])
            if gain > TIE:
                score = gain * chance_to_sign(table, every, m)
                rest = good_of_others(talks, table.judged, m)
                won = beats(score, gain, rest, best_score, best_gain, best_rest)
                if best < 0 or won > 0 or (won == 0 and is_earlier(table.terms, m, best)):
                    best, best_score, best_gain, best_rest = m, score, gain, rest
                    least = max(least, (1.0 - TIE) * best_score)
    return best


@inner
def promised(table: Table, me: Actor, every: bool) -> float:
    """The product of the package of which most can be expected: what is bound to be less need not be judged."""
    talks, bound, first, most = table.talks, table.bound, -1, 0.0
    for m in range(talks.named, talks.listed):
        if bound[m] > most and table.offer[m].consented:
            first, most = m, bound[m]
    if first < 0:
        return 0.0
    judge_package(talks, table.actor, table.judged, first)
    gain = own_gain(talks, me, table.judged[first, talks.proposer])
    return gain * chance_to_sign(table, every, first) if gain > TIE else 0.0


@inlined
def chance_to_sign(table: Table, every: bool, m: int) -> float:
    """That all others sign package m, or enough of them."""
    if every:
        return signing_chance(table.talks, table.actor, table.judged, m)
    return coalition_chance(table, m)


@inner
def pick_package(table: Table, me: Actor) -> int:
    """A package with a chance that grows with that product: the logit choice of who is not exact."""
    talks, judged, every = table.talks, table.judged, all_must_sign(table.nodes)
    for m in range(talks.named, talks.listed):
        judge_package(talks, table.actor, judged, m)
        gain = own_gain(talks, me, judged[m, talks.proposer])
        tabled = table.offer[m].consented and gain > TIE
        table.bound[m] = gain * chance_to_sign(table, every, m) if tabled else 0.0
    return picked(table.bound, talks.named, talks.listed, me.precision, me.pick)
