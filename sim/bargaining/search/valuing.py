"""What packages are worth by the weights, what they protect and whom they ask. Formulas 1, 2, 12 and 13."""

from sim.bargaining.compiled import compiled, inlined, inner
from sim.bargaining.records import Actor, Faction, Judged, Records, Records2, Talks
from sim.bargaining.rules.enough import all_must_sign
from sim.bargaining.rules.rules import PERIOD, at_least, on_grid
from sim.bargaining.rules.views import judge_package
from sim.bargaining.search.aspects import LOST
from sim.bargaining.types import HELD_BACK, VOTED_DOWN, Array, Finals, Links, Truces


@inner
def sum_over_issues(values: Array, rows: Array, row: int, a: int) -> float:
    """What actor a gets from the options in a row, each by itself. Formula 1."""
    total = 0.0
    for k in range(rows.shape[1]):
        total += values[a, k, rows[row, k]]
    return total


@inner
def together(links: Links, synergy: Array, rows: Array, row: int, a: int) -> float:
    """What the options in a row are worth to actor a beyond that, because they go together. Formula 1."""
    total = 0.0
    for n in range(synergy.shape[0]):
        if synergy[n, a] != 0.0 and holds(links, n, rows, row):
            total += synergy[n, a]
    return total


@inner
def utility_of(values: Array, links: Links, synergy: Array, rows: Array, row: int, a: int) -> float:
    """What actor a gets from a row. Formula 1."""
    return sum_over_issues(values, rows, row, a) + together(links, synergy, rows, row, a)


@inner
def holds(links: Links, n: int, rows: Array, row: int) -> bool:
    """Do all options of a row go with link n?"""
    for k in range(rows.shape[1]):
        if not links.when[n, k, rows[row, k]]:
            return False
    return True


@compiled
def value_packages(finals: Finals, talks: Talks, actor: Records[Actor]) -> None:
    """Look at every package on the menu with everybody's eyes."""
    for m in range(talks.packages):
        value_package(finals, talks, actor, m)


@compiled
def appraise(finals: Finals, talks: Talks, actor: Records[Actor], m: int) -> None:
    """Look at a package with everybody's eyes, and judge it: by one call of those who play round by round."""
    value_package(finals, talks, actor, m)
    judge_package(talks, actor, finals.judged, m)


@inlined
def value_package(finals: Finals, talks: Talks, actor: Records[Actor], m: int) -> None:
    """Utilities, protection, red lines and consents of a package. Formulas 1 and 2."""
    finals.offer[m].consented = 1
    for a in range(actor.shape[0]):
        eyes, party = finals.judged[m, a], a < talks.parties
        eyes.utility = sum_over_issues(finals.gain, finals.terms, m, a)
        if finals.synergy.shape[0] > 0:  # to hand on the links costs more than the rest
            eyes.together = together(finals.links, finals.synergy, finals.terms, m, a)
            eyes.utility += eyes.together
        finals.utility[a, m] = eyes.utility
        eyes.asked = party or needs_consent(finals.needs, finals.terms, m, a)
        if party:
            eyes.unguarded = unguarded(finals, actor, m, a)
            finals.unguarded[a, m] = eyes.unguarded
            eyes.barred = crosses_line(finals.lines, finals.genuine, finals.terms, m, a)
            if eyes.barred:
                finals.utility[a, m] = LOST
        elif eyes.asked and not at_least(eyes.utility, actor[a].floor_now):
            finals.offer[m].consented = 0
    for b in range(finals.ratifier.shape[0]):
        body = finals.ratifier[b]
        worth = worth_at_home(finals.ratifier_gain, finals.terms, finals.judged, m, b, body.party)
        if worth < body.least:
            forbid(finals, m, body.party)
    if finals.faction.shape[0] > 0:  # to hand on all of that costs more than the rest
        hold_back(finals, m)


@inner
def hold_back(finals: Finals, m: int) -> None:
    """Package m is nothing for a party of which too many factions do not get what they need: as beyond a red line."""
    lost = 0.0
    for f in range(finals.faction.shape[0]):
        faction = finals.faction[f]
        if f == 0 or finals.faction[f - 1].party != faction.party:
            lost = 0.0
        if is_below(finals.faction, finals.faction_gain, finals.terms, finals.judged, m, f):
            lost += faction.say
            if at_least(lost, faction.spare):
                eyes = finals.judged[m, faction.party]
                eyes.barred = eyes.barred if eyes.barred else HELD_BACK
                finals.utility[faction.party, m] = LOST


@compiled
def is_below(
    faction: Records[Faction], gain: Array, terms: Array, judged: Records2[Judged], m: int, f: int
) -> bool:
    """Does faction f get less of package m than it needs?"""
    return not at_least(worth_at_home(gain, terms, judged, m, f, faction[f].party), faction[f].floor)


@inner
def worth_at_home(gain: Array, terms: Array, judged: Records2[Judged], m: int, b: int, party: int) -> float:
    """What package m is worth to voters or a faction, number b; links are worth to it what they are to its party."""
    return sum_over_issues(gain, terms, m, b) + judged[m, party].together


@inner
def forbid(finals: Finals, m: int, i: int) -> None:
    """Package m is no better for those who vote in party i than what they have voted down: it cannot sign it."""
    finals.judged[m, i].barred = VOTED_DOWN
    finals.utility[i, m] = LOST
    if all_must_sign(finals.nodes):
        finals.offer[m].consented = 0


@compiled
def value_plainly(finals: Finals, talks: Talks, actor: Records[Actor], m: int) -> None:
    """Look at a package where utility alone counts, and no word is doubted. Formula 1."""
    value_package(finals, talks, actor, m)
    for a in range(actor.shape[0]):
        finals.judged[m, a].value = finals.judged[m, a].utility


@inlined
def unguarded(finals: Finals, actor: Records[Actor], m: int, a: int) -> float:
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
def value_truces(truces: Truces, talks: Talks, actor: Records[Actor]) -> None:
    """Look at every ceasefire on the menu with everybody's eyes."""
    for e in range(talks.truces):
        value_truce(truces, talks, actor, e)


@inlined
def value_truce(truces: Truces, talks: Talks, actor: Records[Actor], e: int) -> None:
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
        if truces.synergy.shape[0] > 0:
            eyes.conditions += together(truces.links, truces.synergy, truces.terms, e, a)
        if a < talks.parties:
            eyes.conditions = on_grid(eyes.conditions * talks.pause_days / PERIOD)
        eyes.asked = a < talks.parties or needs_consent(truces.needs, truces.terms, e, a)
        if a >= talks.parties and eyes.asked and not at_least(eyes.conditions, actor[a].ceasefire_floor_now):
            pause.consented = 0
