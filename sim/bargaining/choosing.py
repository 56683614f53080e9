"""Which final package the proposer tables. Formula 10."""

from sim.bargaining.compiled import compiled
from sim.bargaining.enough import all_must_sign
from sim.bargaining.nouns import Table
from sim.bargaining.rows import is_earlier
from sim.bargaining.rules import TIE
from sim.bargaining.sieve import bound_products
from sim.bargaining.tabling import beats, coalition_chance, good_of_others, own_gain, signing_chance
from sim.bargaining.views import judge_package


@compiled
def choose_package(table: Table) -> int:
    """The package with the best product of own gain and the others' chance to sign; -1 for none."""
    talks, proposer = table.talks, table.actor[table.talks.proposer]
    best, best_score, best_gain, best_rest = -1, 0.0, 0.0, 0.0
    every = all_must_sign(table.nodes)
    bound_products(table)
    for m in range(talks.named, talks.listed):
        if table.bound[m] > 0.0 and table.bound[m] >= (1.0 - TIE) * best_score and table.offer[m].consented:
            judge_package(talks, table.actor, table.judged, m)
            gain = own_gain(talks, proposer, table.judged[m, talks.proposer])
            if gain > TIE:
                if every:
                    score = gain * signing_chance(talks, table.actor, table.judged, m)
                else:
                    score = gain * coalition_chance(table, m)
                rest = good_of_others(talks, table.judged, m)
                won = beats(score, gain, rest, best_score, best_gain, best_rest)
                if best < 0 or won > 0 or (won == 0 and is_earlier(table.terms, m, best)):
                    best, best_score, best_gain, best_rest = m, score, gain, rest
    return best
