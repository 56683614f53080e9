"""The packages on the table, composed once per replication.

Utility is additive over issues, so the package that is best for a weighting of the parties is found issue by
issue: exact, and cheap enough to be done anew for every draw. Where there are few packages all of them are listed.
"""

from sim.bargaining.compiled import compiled
from sim.bargaining.nouns import Array, Draw, Frame, Menu, Record, Table
from sim.bargaining.rules import on_grid


@compiled
def compose_menu(frame: Frame, draw: Draw, table: Table, menu: Menu) -> None:
    """Final packages: the named ones first, then all of them or the best for each weighting."""
    size = copy_rows(frame.proposals, menu.terms)
    for row in range(frame.packages.shape[0]):
        for k in range(frame.options.shape[0]):
            menu.terms[size, k] = frame.packages[row, k]
        size = keep_new(menu.terms, size)
    if frame.packages.shape[0] == 0:
        for row in range(frame.weightings.shape[0]):
            for k in range(frame.options.shape[0]):
                menu.terms[size, k] = best_option(frame, draw, table.talks, table.actor, row, k)
            size = keep_new(menu.terms, size)
    table.talks.size = size
    for m in range(size):
        value_package(frame, draw, table, menu, m)


@compiled
def copy_rows(rows: Array, table: Array) -> int:
    """Put the named packages first; how many there are."""
    for q in range(rows.shape[0]):
        for k in range(rows.shape[1]):
            table[q, k] = rows[q, k]
    return rows.shape[0]


@compiled
def keep_new(rows: Array, last: int) -> int:
    """The length of the menu after row `last`, which counts unless an earlier row holds the same options."""
    for row in range(last):
        same = True
        for k in range(rows.shape[1]):
            if rows[row, k] != rows[last, k]:
                same = False
                break
        if same:
            return last
    return last + 1


@compiled
def best_option(frame: Frame, draw: Draw, talks: Record, actor: Array, row: int, k: int) -> int:
    """The option of issue k with the greatest weighted gain, red-lined ones last; the earliest of equals."""
    best, best_sum, best_barred = 0, 0.0, True
    for o in range(frame.options[k]):
        barred, total = False, 0.0
        for a in range(actor.shape[0]):
            barred = barred or (frame.lines[a, k, o] and draw.genuine[a, k])
            gain = draw.gain[a, k, o]
            if frame.guarantor[k] >= 0 and frame.protects[k, a]:
                gain += reassurance(actor[a], actor[frame.guarantor[k]], draw.guards[k, o])
            total += frame.weightings[row, a] * gain
        if o == 0 or (best_barred and not barred) or (barred == best_barred and total > best_sum):
            best, best_sum, best_barred = o, total, barred
    return best


@compiled
def reassurance(me: Record, guarantor: Record, strength: float) -> float:
    """About what a guarantee is worth to me: the fear of being cheated that it takes away."""
    stake = max(0.0, me.aspiration - me.war_value + me.exposure)
    return on_grid(me.distrust * guarantor.credibility_now * strength * stake)


@compiled
def sum_over_issues(values: Array, rows: Array, row: int, a: int) -> float:
    """What actor a gets from the options in a row. Formula 1."""
    total = 0.0
    for k in range(rows.shape[1]):
        total += values[a, k, rows[row, k]]
    return total


@compiled
def value_package(frame: Frame, draw: Draw, table: Table, menu: Menu, m: int) -> None:
    """Utilities, protection, red lines and consents of a package. Formulas 1 and 2."""
    menu.offer[m].consented = 1
    for a in range(table.actor.shape[0]):
        eyes = menu.judged[m, a]
        eyes.utility = sum_over_issues(draw.gain, menu.terms, m, a)
        eyes.unguarded = unguarded(frame, draw.guards, table.actor, menu.terms, m, a)
        eyes.barred = crosses_line(frame.lines, draw.genuine, menu.terms, m, a)
        eyes.asked = a < table.talks.parties or needs_consent(frame.needs, menu.terms, m, a)
        if a >= table.talks.parties and eyes.asked and eyes.utility < on_grid(table.actor[a].floor_now):
            menu.offer[m].consented = 0


@compiled
def unguarded(frame: Frame, guards: Array, actor: Array, terms: Array, m: int, a: int) -> float:
    """Share of the protection that actor a does not have under package m. Formula 2."""
    share = 1.0
    for k in range(terms.shape[1]):
        if frame.guarantor[k] >= 0 and frame.protects[k, a]:
            share *= 1.0 - actor[frame.guarantor[k]].credibility_now * guards[k, terms[m, k]]
    return share


@compiled
def crosses_line(lines: Array, genuine: Array, terms: Array, m: int, a: int) -> bool:
    """Does package m cross a genuine red line of actor a?"""
    for k in range(terms.shape[1]):
        if genuine[a, k] and lines[a, k, terms[m, k]]:
            return True
    return False


@compiled
def needs_consent(needs: Array, rows: Array, row: int, a: int) -> bool:
    """Does a package hold an option that needs the consent of actor a?"""
    for k in range(rows.shape[1]):
        if needs[k, rows[row, k], a]:
            return True
    return False


@compiled
def compose_truces(frame: Frame, draw: Draw, table: Table, menu: Menu) -> None:
    """Ceasefires: the named ones, then for each scope the best conditions for each weighting."""
    size = copy_rows(frame.truce_proposals, menu.truce_terms)
    for scope in range(frame.truce_scopes.shape[0]):
        for row in range(frame.weightings.shape[0]):
            for k in range(frame.truce_options.shape[0]):
                fixed = frame.truce_scopes[scope, k]
                if fixed < 0:
                    fixed = best_condition(draw.worth, frame.weightings, frame.truce_options[k], row, k)
                menu.truce_terms[size, k] = fixed
            size = keep_new(menu.truce_terms, size)
    table.talks.truces = size
    for e in range(size):
        value_truce(frame, draw, table, menu, e)


@compiled
def best_condition(worth: Array, weightings: Array, options: int, row: int, k: int) -> int:
    """The option of ceasefire issue k with the greatest weighted worth; the earliest of equals."""
    best, best_sum = 0, 0.0
    for o in range(options):
        total = 0.0
        for a in range(weightings.shape[1]):
            total += weightings[row, a] * worth[a, k, o]
        if o == 0 or total > best_sum:
            best, best_sum = o, total
    return best


@compiled
def value_truce(frame: Frame, draw: Draw, table: Table, menu: Menu, e: int) -> None:
    """Halted share, hazard factor, worth of the conditions and consents of a ceasefire. Formulas 12 and 13."""
    pause, fought = menu.pause[e], 1.0
    pause.hazard = 1.0
    for k in range(frame.truce_options.shape[0]):
        fought *= 1.0 - draw.halts[k, menu.truce_terms[e, k]]
        pause.hazard *= draw.hazard[k, menu.truce_terms[e, k]]
    pause.halts, pause.consented = 1.0 - fought, 1
    for a in range(table.actor.shape[0]):
        eyes = menu.clauses[e, a]
        eyes.conditions = sum_over_issues(draw.worth, menu.truce_terms, e, a)
        eyes.asked = a < table.talks.parties or needs_consent(frame.truce_needs, menu.truce_terms, e, a)
        if a >= table.talks.parties and eyes.asked and eyes.conditions < on_grid(table.actor[a].ceasefire_floor_now):
            pause.consented = 0
