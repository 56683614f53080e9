"""The packages on the table, composed once per replication.

Utility is additive over issues, so the package that is best for a weighting of the parties is found issue by
issue: exact, and cheap enough to be done anew for every draw. Where there are few packages all of them are listed.
"""

import math

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.nouns import WEIGHT_STEPS, Array, Finals, Record, Truces
from sim.bargaining.rules import on_grid
from sim.bargaining.views import value_to

BALANCING = 5  # steps towards a balanced package
DIVISIONS = 13  # points of a scale that a balanced package is tried with
RULED_OUT = 64.0  # more than any weighted sum, and exact on the grid


@compiled
def compose_packages(finals: Finals, talks: Record, actor: Array) -> None:
    """Final packages: the named ones first, then all of them or the best for each weighting."""
    size = copy_rows(finals.proposals, finals.terms)
    for row in range(finals.packages.shape[0]):
        for k in range(finals.options.shape[0]):
            finals.terms[size, k] = finals.packages[row, k]
        size = keep_new(finals.terms, size, finals.proposals.shape[0])
    if finals.packages.shape[0] == 0:
        find_appeal(finals, actor)
        for row in range(finals.weightings.shape[0]):
            for k in range(finals.options.shape[0]):
                finals.terms[size, k] = best_option(
                    finals.appeal, finals.weightings, finals.options[k], row, k
                )
            size = keep_new(finals.terms, size, size)
        for row in range(finals.balanced.shape[0]):
            size = seek_balance(finals, talks, actor, row, size)
    talks.packages = size
    value_packages(finals, talks, actor)


@inner
def seek_balance(finals: Finals, talks: Record, actor: Array, row: int, size: int) -> int:
    """From equal weights move towards whoever gains least, by ever smaller steps: where all gain, if that can be."""
    step = 0.25
    for a in range(actor.shape[0]):
        finals.weighting[0, a] = finals.balanced[row, a]
    base = 0
    for _ in range(BALANCING):
        for k in range(finals.options.shape[0]):
            finals.terms[size, k] = best_option(finals.appeal, finals.weighting, finals.options[k], 0, k)
        value_package(finals, talks, actor, size)
        worst = gains_least(finals, talks, actor, size)
        base = place_of(finals.terms, size, size)
        size = keep_new(finals.terms, size, size)
        for a in range(actor.shape[0]):
            moved = (1.0 - step) * finals.weighting[0, a] + (step if a == worst else 0.0)
            finals.weighting[0, a] = math.floor(moved * WEIGHT_STEPS + 0.5) / WEIGHT_STEPS
        step /= 2.0
    return divide(finals, base, size)


@compiled
def divide(finals: Finals, base: int, size: int) -> int:
    """Packages between the corners: the balanced one with other points on each issue that is a scale."""
    for k in range(finals.options.shape[0]):
        if finals.fine[k]:
            for step in range(DIVISIONS):
                for other in range(finals.options.shape[0]):
                    finals.terms[size, other] = finals.terms[base, other]
                finals.terms[size, k] = step * (finals.options[k] - 1) // (DIVISIONS - 1)
                size = keep_new(finals.terms, size, size)
    return size


@inner
def gains_least(finals: Finals, talks: Record, actor: Array, m: int) -> int:
    """The party for which package m is the least improvement over fighting on."""
    worst, least = 0, math.inf
    for i in range(talks.parties):
        me, eyes = actor[i], finals.judged[m, i]
        gain = value_to(me, eyes.utility, eyes.unguarded, me.audience_cost) - me.war_value
        if gain < least:
            worst, least = i, gain
    return worst


@inner
def copy_rows(rows: Array, table: Array) -> int:
    """Put the named packages first; how many there are."""
    for q in range(rows.shape[0]):
        for k in range(rows.shape[1]):
            table[q, k] = rows[q, k]
    return rows.shape[0]


@compiled
def keep_new(rows: Array, last: int, among: int) -> int:
    """The length of the menu after row `last`, which counts unless one of the first `among` rows is the same."""
    return last + 1 if place_of(rows, last, among) == last else last


@inner
def place_of(rows: Array, last: int, among: int) -> int:
    """The first of `among` rows that holds the same options as row `last`; `last` if none does."""
    for row in range(among):
        same = True
        for k in range(rows.shape[1]):
            if rows[row, k] != rows[last, k]:
                same = False
                break
        if same:
            return row
    return last


@inner
def find_appeal(finals: Finals, actor: Array) -> None:
    """What each option adds to a weighted sum: gain and reassurance; next to nothing if it crosses a red line."""
    for a in range(actor.shape[0]):
        for k in range(finals.options.shape[0]):
            guarded = finals.guarantor[k] >= 0 and finals.protects[k, a]
            for o in range(finals.options[k]):
                appeal = finals.gain[a, k, o]
                if guarded:
                    appeal += reassurance(actor[a], actor[finals.guarantor[k]], finals.guards[k, o])
                finals.appeal[a, k, o] = appeal
    for a in range(actor.shape[0]):
        for k in range(finals.options.shape[0]):
            for o in range(finals.options[k]):
                if finals.genuine[a, k] and finals.lines[a, k, o]:
                    rule_out(finals.appeal, k, o)


@inner
def rule_out(appeal: Array, k: int, o: int) -> None:
    """Make an option so unattractive that it is taken only where all options are ruled out."""
    for a in range(appeal.shape[0]):
        appeal[a, k, o] = min(appeal[a, k, o], 0.0) - RULED_OUT


@inner
def best_option(appeal: Array, weightings: Array, options: int, row: int, k: int) -> int:
    """The option of issue k with the greatest weighted sum; the earliest of equals."""
    best, best_sum = 0, 0.0
    for o in range(options):
        total = 0.0
        for a in range(weightings.shape[1]):
            total += weightings[row, a] * appeal[a, k, o]
        if o == 0 or total > best_sum:
            best, best_sum = o, total
    return best


@inner
def reassurance(me: Record, guarantor: Record, strength: float) -> float:
    """About what a guarantee is worth to me: the fear of being cheated that it takes away, half-way to a deal."""
    stake = max(0.0, (me.aspiration - me.war_value) / 2.0 + me.exposure)
    return on_grid(me.distrust * guarantor.credibility_now * strength * stake)


@inner
def sum_over_issues(values: Array, rows: Array, row: int, a: int) -> float:
    """What actor a gets from the options in a row. Formula 1."""
    total = 0.0
    for k in range(rows.shape[1]):
        total += values[a, k, rows[row, k]]
    return total


@compiled
def value_packages(finals: Finals, talks: Record, actor: Array) -> None:
    """Look at every package on the menu with everybody's eyes."""
    for m in range(talks.packages):
        value_package(finals, talks, actor, m)


@compiled
def value_package(finals: Finals, talks: Record, actor: Array, m: int) -> None:
    """Utilities, protection, red lines and consents of a package. Formulas 1 and 2."""
    finals.offer[m].consented = 1
    for a in range(actor.shape[0]):
        eyes, party = finals.judged[m, a], a < talks.parties
        eyes.utility = sum_over_issues(finals.gain, finals.terms, m, a)
        eyes.asked = party or needs_consent(finals.needs, finals.terms, m, a)
        if party:
            eyes.unguarded = unguarded(finals, actor, m, a)
            eyes.barred = crosses_line(finals.lines, finals.genuine, finals.terms, m, a)
        elif eyes.asked and eyes.utility < on_grid(actor[a].floor_now):
            finals.offer[m].consented = 0


@compiled
def value_plainly(finals: Finals, talks: Record, actor: Array, m: int) -> None:
    """Look at a package where utility alone counts, and no word is doubted. Formula 1."""
    value_package(finals, talks, actor, m)
    for a in range(actor.shape[0]):
        finals.judged[m, a].value = finals.judged[m, a].utility


@compiled
def unguarded(finals: Finals, actor: Array, m: int, a: int) -> float:
    """Share of the protection that actor a does not have under package m. Formula 2."""
    share = 1.0
    for k in range(finals.terms.shape[1]):
        if finals.guarantor[k] >= 0 and finals.protects[k, a]:
            share *= 1.0 - actor[finals.guarantor[k]].credibility_now * finals.guards[k, finals.terms[m, k]]
    return share


@inner
def crosses_line(lines: Array, genuine: Array, terms: Array, m: int, a: int) -> bool:
    """Does package m cross a genuine red line of actor a?"""
    for k in range(terms.shape[1]):
        if genuine[a, k] and lines[a, k, terms[m, k]]:
            return True
    return False


@inner
def needs_consent(needs: Array, rows: Array, row: int, a: int) -> bool:
    """Does a package hold an option that needs the consent of actor a?"""
    for k in range(rows.shape[1]):
        if needs[k, rows[row, k], a]:
            return True
    return False


@compiled
def compose_truces(truces: Truces, talks: Record, actor: Array) -> None:
    """Ceasefires: the named ones first, then all that make sense or the best conditions for each weighting."""
    size = copy_rows(truces.proposals, truces.terms)
    for k in range(truces.options.shape[0]):
        for o in range(truces.options[k]):
            truces.pointless[k, o] = is_pointless(truces, k, o)
    for row in range(truces.packages.shape[0]):
        sensible = True
        for k in range(truces.options.shape[0]):
            truces.terms[size, k] = truces.packages[row, k]
            sensible = sensible and not truces.pointless[k, truces.packages[row, k]]
        if sensible:
            size = keep_new(truces.terms, size, truces.proposals.shape[0])
    for scope in range(truces.scopes.shape[0]):
        for row in range(truces.weightings.shape[0]):
            for k in range(truces.options.shape[0]):
                best = truces.scopes[scope, k]
                if best < 0:
                    best = best_option(truces.worth, truces.weightings, truces.options[k], row, k)
                truces.terms[size, k] = best
            size = keep_new(truces.terms, size, size)
    talks.truces = size
    value_truces(truces, talks, actor)


@inner
def is_pointless(truces: Truces, k: int, o: int) -> bool:
    """Is there another option that halts as much, asks no more consents and is as good for everybody?"""
    for other in range(truces.options[k]):
        if other != o and as_good(truces, k, other, o) and (other < o or not as_good(truces, k, o, other)):
            return True
    return False


@inner
def as_good(truces: Truces, k: int, one: int, two: int) -> bool:
    """Is option `one` of ceasefire issue k for nobody worse, or harder to get, than option `two`?"""
    if truces.halts[k, one] != truces.halts[k, two]:
        return False
    for a in range(truces.worth.shape[0]):
        if truces.worth[a, k, one] < truces.worth[a, k, two]:
            return False
        if truces.needs[k, one, a] and not truces.needs[k, two, a]:
            return False
    return True


@compiled
def value_truces(truces: Truces, talks: Record, actor: Array) -> None:
    """Look at every ceasefire on the menu with everybody's eyes."""
    for e in range(talks.truces):
        value_truce(truces, talks, actor, e)


@compiled
def value_truce(truces: Truces, talks: Record, actor: Array, e: int) -> None:
    """Halted share, hazard factor, worth of the conditions and consents of a ceasefire. Formulas 12 and 13."""
    pause, fought = truces.pause[e], 1.0
    pause.hazard = 1.0
    for k in range(truces.options.shape[0]):
        fought *= 1.0 - truces.halts[k, truces.terms[e, k]]
        pause.hazard *= truces.hazard[k, truces.terms[e, k]]
    pause.halts, pause.consented = 1.0 - fought, 1
    for a in range(actor.shape[0]):
        eyes = truces.clauses[e, a]
        eyes.conditions = sum_over_issues(truces.worth, truces.terms, e, a)
        eyes.asked = a < talks.parties or needs_consent(truces.needs, truces.terms, e, a)
        if a >= talks.parties and eyes.asked and eyes.conditions < on_grid(actor[a].ceasefire_floor_now):
            pause.consented = 0
