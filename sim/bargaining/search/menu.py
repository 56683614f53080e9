"""The packages that can be tabled, composed once per replication: the named ones, then all that no other betters."""

import math

from sim.bargaining.compiled import compiled, inner, separate
from sim.bargaining.records import Actor, Records, Talks
from sim.bargaining.rules.enough import all_must_sign
from sim.bargaining.rules.rows import copy_rows, copy_terms, place_of
from sim.bargaining.rules.rules import TIE
from sim.bargaining.rules.slips import has_imprecise
from sim.bargaining.search.aspects import (
    LOST,
    add_links,
    add_nothing,
    add_share,
    add_sum,
    ask,
    begin,
    heed,
    note_who_is_asked,
)
from sim.bargaining.search.shortlist import FOUND, grow
from sim.bargaining.search.valuing import holds, value_package, value_packages, value_truce, value_truces
from sim.bargaining.search.workspace import MOST_ROWS
from sim.bargaining.types import Array, Finals, Links, Shortlist, Truces


@separate
def compose_packages(finals: Finals, talks: Talks, actor: Records[Actor], plainly: bool) -> None:
    """Final packages. plainly: utility alone counts, and no word is doubted."""
    look_over_packages(finals, talks, actor, plainly)
    talks.named = copy_rows(finals.proposals, finals.terms)
    if not plainly and has_imprecise(talks, actor) and how_many(finals.options) <= MOST_ROWS:
        talks.listed = put_all_on_menu(finals.options, finals.links, talks.named, finals.terms)
    else:
        talks.listed = put_on_menu(finals.short, finals.order, finals.options, finals.proposals, finals.terms)
    talks.packages, talks.slack = talks.listed, max(talks.slack, finals.short.plan[0].slack)
    value_packages(finals, talks, actor)


@inner
def look_over_packages(finals: Finals, talks: Talks, actor: Records[Actor], plainly: bool) -> None:
    """What a final package can be better in: mediators' gains, each party's utility and protection, consents."""
    short, options, first = finals.short, finals.options, 0
    begin(short, options.shape[0], finals.links.never.shape[0])
    for a in range(talks.parties, talks.parties + talks.mediators):
        if not plainly and not actor[a].indifferent:
            first = add_sum(short, options, finals.gain[a], finals.synergy, a) + 1
    if first == 0 and finals.faction.shape[0] > 0:
        first = add_nothing(short, options) + 1
    for i in range(talks.parties):
        draw_lines(short, finals, add_sum(short, options, finals.gain[i], finals.synergy, i), i)
    ask_others(finals, talks, actor)
    ask_at_home(finals)
    for f in range(finals.faction.shape[0]):
        add_faction(finals, f, first + finals.faction[f].party)
    sowing = may_sow_distrust(talks, actor)
    for i in range(talks.parties):
        if not plainly and (may_distrust(actor[i]) or sowing) and is_protected(finals, i):
            add_protection(finals, actor, i, first + i)
    note_who_is_asked(short, options, finals.needs)
    add_links(short, options, finals.links)


@inner
def draw_lines(short: Shortlist, finals: Finals, d: int, i: int) -> None:
    """Beyond a genuine red line of party i all is lost for it."""
    for k in range(finals.options.shape[0]):
        for o in range(finals.options[k]):
            if finals.genuine[i, k] and finals.lines[i, k, o]:
                short.step[k, o, d] = LOST


@inner
def may_distrust(me: Actor) -> bool:
    """Does a party fear to be cheated, or may it come to do so?"""
    return me.distrust_now > 0.0 or me.betrayal > 0.0


@inner
def may_sow_distrust(talks: Talks, actor: Records[Actor]) -> bool:
    """Can a spoiler make others trust less?"""
    for a in range(actor.shape[0] - talks.spoilers, actor.shape[0]):
        if actor[a].hazard > 1.0 and actor[a].distrust > 0.0:
            return True
    return False


@inner
def is_protected(finals: Finals, i: int) -> bool:
    """Is there any guarantee for party i?"""
    for k in range(finals.options.shape[0]):
        if finals.guarantor[k] >= 0 and finals.protects[k, i]:
            return True
    return False


@inner
def add_protection(finals: Finals, actor: Records[Actor], i: int, utility: int) -> None:
    """Look at how little of party i's protection is missing: less than nothing, so that more is better. Formula 2."""
    d = add_share(finals.short, -1.0, utility)
    for k in range(finals.options.shape[0]):
        guarded = finals.guarantor[k] >= 0 and finals.protects[k, i]
        for o in range(finals.options[k]):
            kept = actor[finals.guarantor[k]].credibility_now * finals.guards[k, o] if guarded else 0.0
            finals.short.step[k, o, d] = 1.0 - kept


@inner
def ask_others(finals: Finals, talks: Talks, actor: Records[Actor]) -> None:
    """Look at how content those are whose consent may be needed."""
    short, options = finals.short, finals.options
    for a in range(talks.parties, actor.shape[0]):
        d = add_sum(short, options, finals.gain[a], finals.synergy, a)
        ask(short, finals.order, options, finals.needs, d, a, actor[a].floor_now - TIE)


@inner
def ask_at_home(finals: Finals) -> None:
    """Look at how much better a package is than what was voted down. Where some are enough, it need not be."""
    short, options = finals.short, finals.options
    for b in range(finals.ratifier.shape[0]):
        if finals.ratifier[b].least > -math.inf:
            d = add_sum(short, options, finals.ratifier_gain[b], finals.synergy, finals.ratifier[b].party)
            if all_must_sign(finals.nodes):
                ask(short, finals.order, options, finals.needs, d, -1, finals.ratifier[b].least)


@inner
def add_faction(finals: Finals, f: int, home: int) -> None:
    """Look at how content a faction is; links are worth to it what they are to its party."""
    short, faction = finals.short, finals.faction[f]
    d = add_sum(short, finals.options, finals.faction_gain[f], finals.synergy, faction.party)
    heed(short, finals.order, finals.options, finals.needs, d, faction, home)


@compiled
def best_borne(finals: Finals, talks: Talks, i: int) -> float:
    """Utility of party i's best package within its own genuine red lines that its factions let pass; 0 if none is."""
    short = finals.short
    begin(short, finals.options.shape[0], finals.links.never.shape[0])
    draw_lines(short, finals, add_sum(short, finals.options, finals.gain[i], finals.synergy, i), i)
    for f in range(finals.faction.shape[0]):
        if finals.faction[f].party == i:
            add_faction(finals, f, -1)
    add_links(short, finals.options, finals.links)
    best = 0.0
    if grow(short, finals.order, finals.options) > 0:
        for k in range(finals.order.shape[0]):  # of issues, and of links
            best += short.step[k, short.terms[FOUND, 0, k], 0]
    talks.slack = max(talks.slack, short.plan[0].slack)
    return best if best > LOST / 2.0 else 0.0


@compiled
def has_plain_zone(finals: Finals, talks: Talks, actor: Records[Actor]) -> bool:
    """Is there any package that all would rather sign than fight on, where utility alone counts?

    One that all consent to, then, the parties at their reservation values. Whoever is sure to be content need not be
    told apart any more.
    """
    short, options = finals.short, finals.options
    begin(short, options.shape[0], finals.links.never.shape[0])
    for i in range(talks.parties):
        d = add_sum(short, options, finals.gain[i], finals.synergy, i)
        draw_lines(short, finals, d, i)
        ask(short, finals.order, options, finals.needs, d, -1, actor[i].reservation - TIE)
    ask_others(finals, talks, actor)
    note_who_is_asked(short, options, finals.needs)
    add_links(short, options, finals.links)
    found = grow(short, finals.order, options) > 0
    talks.slack = max(talks.slack, short.plan[0].slack)
    return found


@separate
def compose_truces(truces: Truces, talks: Talks, actor: Records[Actor]) -> None:
    """Ceasefires."""
    look_over_truces(truces, talks, actor)
    talks.named_truces = copy_rows(truces.proposals, truces.terms)
    if talks.truce:
        if has_imprecise(talks, actor) and how_many(truces.options) <= MOST_ROWS:
            talks.listed_truces = put_all_on_menu(
                truces.options, truces.links, talks.named_truces, truces.terms
            )
        else:
            talks.listed_truces = put_on_menu(
                truces.short, truces.order, truces.options, truces.proposals, truces.terms
            )
        talks.slack = max(talks.slack, truces.short.plan[0].slack)
    talks.truces = talks.listed_truces
    value_truces(truces, talks, actor)


@inner
def look_over_truces(truces: Truces, talks: Talks, actor: Records[Actor]) -> None:
    """What a ceasefire can be better in: everybody's conditions, and consents. Only those that halt alike compare."""
    short, options = truces.short, truces.options
    begin(short, options.shape[0], truces.links.never.shape[0])
    for a in range(talks.parties, talks.parties + talks.mediators):
        if not actor[a].truce_indifferent:
            add_sum(short, options, truces.worth[a], truces.synergy, a)
    for i in range(talks.parties):
        add_sum(short, options, truces.worth[i], truces.synergy, i)
    for a in range(talks.parties, actor.shape[0]):
        d = add_sum(short, options, truces.worth[a], truces.synergy, a)
        ask(short, truces.order, options, truces.needs, d, a, actor[a].ceasefire_floor_now - TIE)
    add_fighting(truces, 1.0)
    add_fighting(truces, -1.0)
    note_who_is_asked(short, options, truces.needs)
    add_links(short, options, truces.links)


@inner
def add_fighting(truces: Truces, sign: float) -> None:
    """Look at the share of the fighting that goes on. That neither more nor less of it counts as better needs both."""
    d = add_share(truces.short, sign, -1)
    for k in range(truces.options.shape[0]):
        for o in range(truces.options[k]):
            truces.short.step[k, o, d] = 1.0 - truces.halts[k, o]


@compiled
def put_on_menu(short: Shortlist, order: Array, options: Array, proposals: Array, terms: Array) -> int:
    """The packages that matter, behind the named ones: how long the menu is.

    Where they are not exact a named one may better them all, so those count once more.
    """
    size = proposals.shape[0]
    for row in range(grow(short, order, options)):
        copy_terms(short.terms[FOUND], row, terms, size)
        size += 1
    if short.plan[0].slack > 0.0:
        size += copy_rows(proposals, terms[size:])
    return size


@inner
def how_many(options: Array) -> float:
    """Packages over these issues."""
    count = 1.0
    for k in range(options.shape[0]):
        count *= options[k]
    return count


@inner
def put_all_on_menu(options: Array, links: Links, size: int, terms: Array) -> int:
    """Every package, in the order of issues and options: who is not exact may table one that others better."""
    for row in range(int(how_many(options))):
        rest = row
        for k in range(options.shape[0] - 1, -1, -1):
            terms[size, k], rest = rest % options[k], rest // options[k]
        if not is_excluded(links, terms, size):
            size += 1
    return size


@inner
def is_excluded(links: Links, terms: Array, row: int) -> bool:
    """Does a row hold options that cannot be agreed together?"""
    for n in range(links.never.shape[0]):
        if links.never[n] and holds(links, n, terms, row):
            return True
    return False


@compiled
def compose_finals_again(finals: Finals, talks: Talks, actor: Records[Actor]) -> None:
    """Other final packages matter now. What is on the table stays."""
    tabled = talks.on_table
    set_aside(finals.terms, tabled, 1)
    compose_packages(finals, talks, actor, False)
    talks.on_table = take_back(finals.terms, tabled, 1, talks.packages)
    if talks.on_table == talks.packages:
        value_package(finals, talks, actor, talks.on_table)
        talks.packages += 1


@compiled
def compose_again(finals: Finals, truces: Truces, talks: Talks, actor: Records[Actor]) -> None:
    """Floors or credibility have moved, so that other packages matter. What is on the table or in force stays."""
    compose_finals_again(finals, talks, actor)
    paused, told = talks.pause, talks.told
    set_aside(truces.terms, paused, 1)
    set_aside(truces.terms, told, 2)
    compose_truces(truces, talks, actor)
    talks.pause = take_back(truces.terms, paused, 1, talks.truces)
    if talks.pause == talks.truces:
        value_truce(truces, talks, actor, talks.pause)
        talks.truces += 1
    talks.told = take_back(truces.terms, told, 2, talks.truces)
    if talks.told == talks.truces:
        value_truce(truces, talks, actor, talks.told)
        talks.truces += 1


@inner
def set_aside(terms: Array, row: int, place: int) -> None:
    """Copy a row to a place counted from the end, which no menu reaches."""
    if row >= 0:
        copy_terms(terms, row, terms, terms.shape[0] - place)


@inner
def take_back(terms: Array, row: int, place: int, size: int) -> int:
    """Where the row that was set aside is now: where it stands on the menu of that size, else behind it."""
    if row < 0:
        return row
    copy_terms(terms, terms.shape[0] - place, terms, size)
    return place_of(terms, size, size)
