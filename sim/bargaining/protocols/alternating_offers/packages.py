"""A package by its number: its options, and what everybody sees in it. Utility alone counts here. Formulas 1 and 9."""

from sim.bargaining.compiled import compiled
from sim.bargaining.menu import crosses_line, needs_consent, sum_over_issues
from sim.bargaining.nouns import Array, Finals, Ladders, Record
from sim.bargaining.rules import on_grid

SEARCHED = 200_000  # packages and parts of packages looked at before a zone is given up as not found


@compiled
def lay_down(ladders: Ladders, finals: Finals, talks: Record, actor: Array, number: int, row: int) -> int:
    """The row of the menu that holds package `number`: its own where all are listed, else this one."""
    if ladders.listed:
        return number
    for k in range(finals.options.shape[0] - 1, -1, -1):
        finals.terms[row, k] = number % finals.options[k]
        number //= finals.options[k]
    look(ladders, finals, talks, actor, row)
    return row


@compiled
def number_in(ladders: Ladders, finals: Finals, row: int) -> int:
    """The number of the package in a row."""
    if ladders.listed:
        return row
    number = 0
    for k in range(finals.options.shape[0]):
        number = number * finals.options[k] + finals.terms[row, k]
    return number


@compiled
def look(ladders: Ladders, finals: Finals, talks: Record, actor: Array, row: int) -> None:
    """What everybody sees in a package: utilities, red lines, consents."""
    finals.offer[row].consented = 1
    for a in range(talks.parties):
        eyes = finals.judged[row, a]
        eyes.utility = sum_over_issues(finals.gain, finals.terms, row, a)
        eyes.value, eyes.asked = eyes.utility, 1
        eyes.barred = ladders.lined and crosses_line(finals.lines, finals.genuine, finals.terms, row, a)
    for a in range(talks.parties, actor.shape[0]):
        eyes = finals.judged[row, a]
        eyes.utility = sum_over_issues(finals.gain, finals.terms, row, a)
        eyes.value = eyes.utility
        eyes.asked = ladders.consulted and needs_consent(finals.needs, finals.terms, row, a)
        if eyes.asked and eyes.utility < on_grid(actor[a].floor_now):
            finals.offer[row].consented = 0


@compiled
def may_be_signed(ladders: Ladders, finals: Finals, talks: Record, actor: Array, number: int) -> bool:
    """Would everybody consent whose consent the package needs? Looks at it in the second spare row."""
    if not ladders.consulted:
        return True
    row = lay_down(ladders, finals, talks, actor, number, talks.packages + 1)
    return finals.offer[row].consented == 1


@compiled
def zone_is_there(ladders: Ladders, finals: Finals, talks: Record, actor: Array) -> bool:
    """Is there any package that all would rather sign than fight on? Depth first, leaving out what cannot get there."""
    measure_reach(ladders, finals, talks)
    last = finals.options.shape[0] - 1
    k, looked = 0, 0
    ladders.tried[0] = -1
    while k >= 0 and looked < SEARCHED:
        looked += 1
        ladders.tried[k] += 1
        o = ladders.tried[k]
        if o >= finals.options[k]:
            k -= 1
        elif promising(ladders, finals, talks, actor, k, o):
            if k < last:
                k += 1
                ladders.tried[k] = -1
            elif passes(ladders, finals, talks, actor):
                return True
    return False


@compiled
def measure_reach(ladders: Ladders, finals: Finals, talks: Record) -> None:
    """The most that each party could still get from the issues after each one."""
    issues = finals.options.shape[0]
    for i in range(talks.parties):
        ladders.partial[i, 0], ladders.reach[i, issues] = 0.0, 0.0
        for k in range(issues - 1, -1, -1):
            best = 0.0
            for o in range(finals.options[k]):
                best = max(best, finals.gain[i, k, o])
            ladders.reach[i, k] = ladders.reach[i, k + 1] + best


@compiled
def promising(ladders: Ladders, finals: Finals, talks: Record, actor: Array, k: int, o: int) -> bool:
    """Can a package that goes on with option o of issue k still be better than war for everybody?"""
    for i in range(talks.parties):
        if finals.genuine[i, k] and finals.lines[i, k, o]:
            return False
        ladders.partial[i, k + 1] = ladders.partial[i, k] + finals.gain[i, k, o]
        if ladders.partial[i, k + 1] + ladders.reach[i, k + 1] < actor[i].reservation:
            return False
    return True


@compiled
def passes(ladders: Ladders, finals: Finals, talks: Record, actor: Array) -> bool:
    """Would everybody consent to the package tried last?"""
    if not ladders.consulted:
        return True
    row = talks.packages
    for k in range(finals.options.shape[0]):
        finals.terms[row, k] = ladders.tried[k]
    look(ladders, finals, talks, actor, row)
    return finals.offer[row].consented == 1
