"""What a package can be better in: sums over issues, products of shares, consents. Set out before any is composed."""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.records import Ahead, Faction, Records
from sim.bargaining.rules.rules import TIE
from sim.bargaining.types import Array, Links, Shortlist

CONTENT = 64.0  # with whatever follows, or never asked: more than any utility
LOST = -64.0  # utility across a genuine red line: nothing else of that package matters to the party then


@inner
def begin(short: Shortlist, issues: int, links: int) -> None:
    """Nothing is looked at yet. Sums are to come before shares, and links last."""
    plan = short.plan[0]
    plan.sums, plan.aspects, plan.consenters, plan.issues, plan.links = 0, 0, 0, issues, links
    plan.wings = 0


@inner
def add_sum(short: Shortlist, options: Array, worth: Array, synergy: Array, a: int) -> int:
    """Look at what somebody gets, and actor a of links: the number of that sum. worth [issue, option]."""
    plan, d = short.plan[0], short.plan[0].sums
    short.aspect[d].first, short.aspect[d].of = 0.0, -1
    for k in range(options.shape[0]):
        for o in range(options[k]):
            short.step[k, o, d] = worth[k, o]
    for n in range(plan.links):
        short.step[plan.issues + n, 0, d], short.step[plan.issues + n, 1, d] = 0.0, synergy[n, a]
    plan.sums, plan.aspects = d + 1, d + 1
    return d


@inner
def add_share(short: Shortlist, first: float, of: int) -> int:
    """Look at a product of shares, from which number on and of whom: its number. The caller gives those of options."""
    plan, d = short.plan[0], short.plan[0].aspects
    short.aspect[d].first, short.aspect[d].of = first, of
    for n in range(plan.links):
        short.step[plan.issues + n, 0, d], short.step[plan.issues + n, 1, d] = 1.0, 1.0
    plan.aspects = d + 1
    return d


@inner
def ask(
    short: Shortlist, order: Array, options: Array, needs: Array, d: int, seat: int, floor: float
) -> None:
    """Heed somebody's consent: the sum d, the last one added, must reach a floor. Where it always does, forget it.

    Actor `seat` is asked by what needs it, needs [issue, option, actor]; nobody's seat: it is asked whatever comes.
    """
    plan, consenter = short.plan[0], short.consenter[short.plan[0].consenters]
    ahead = short.ahead[plan.consenters]
    consenter.floor, consenter.seat, consenter.content = floor, seat, d
    look_ahead(ahead, short.step, order, options, needs, d, seat)
    if ahead[0].asks and ahead[0].fewest < floor:
        plan.consenters += 1
    else:
        plan.sums, plan.aspects = d, d


@inner
def add_nothing(short: Shortlist, options: Array) -> int:
    """Look at a sum in which all are alike: what comes first orders the rows, and must not be lost on the way."""
    plan, d = short.plan[0], short.plan[0].sums
    short.aspect[d].first, short.aspect[d].of = 0.0, -1
    for k in range(options.shape[0]):
        for o in range(options[k]):
            short.step[k, o, d] = 0.0
    for n in range(plan.links):
        short.step[plan.issues + n, 0, d], short.step[plan.issues + n, 1, d] = 0.0, 0.0
    plan.sums, plan.aspects = d + 1, d + 1
    return d


@inner
def heed(
    short: Shortlist, order: Array, options: Array, needs: Array, d: int, faction: Faction, home: int
) -> None:
    """Heed a faction: the sum d, the last one added, is to reach its floor. Where it always does, forget it."""
    plan, wing, ahead = short.plan[0], short.wing[short.plan[0].wings], short.wing_ahead[short.plan[0].wings]
    wing.floor, wing.say, wing.spare = faction.floor - TIE, faction.say, faction.spare
    wing.party, wing.content, wing.home = faction.party, d, home
    look_ahead(ahead, short.step, order, options, needs, d, -1)
    if ahead[0].fewest < wing.floor:
        plan.wings += 1
    else:
        plan.sums, plan.aspects = d, d


@inner
def look_ahead(
    ahead: Records[Ahead], step: Array, order: Array, options: Array, needs: Array, d: int, seat: int
) -> None:
    """What the issues and links from each place on can add to the sum d, and whether they ask that actor."""
    issues, places = options.shape[0], order.shape[0]
    ahead[places].most, ahead[places].fewest, ahead[places].asks = 0.0, 0.0, 0
    for place in range(places - 1, -1, -1):
        k = order[place]
        most, fewest, asks = -math.inf, math.inf, ahead[place + 1].asks
        for o in range(options[k] if k < issues else 2):
            most, fewest = max(most, step[k, o, d]), min(fewest, step[k, o, d])
            asks |= seat < 0 or (k < issues and needs[k, o, seat])
        ahead[place].most, ahead[place].fewest = (
            ahead[place + 1].most + most,
            ahead[place + 1].fewest + fewest,
        )
        ahead[place].asks = asks


@inner
def note_who_is_asked(short: Shortlist, options: Array, needs: Array) -> None:
    """Look at whether those whose consent counts have not been asked: as long as they have not, so much the better."""
    for c in range(short.plan[0].consenters):
        consenter = short.consenter[c]
        consenter.unasked = add_share(short, 0.0 if consenter.seat < 0 else 1.0, -1)
        for k in range(options.shape[0]):
            for o in range(options[k]):
                asked = consenter.seat < 0 or needs[k, o, consenter.seat]
                short.step[k, o, consenter.unasked] = 0.0 if asked else 1.0


@inner
def add_links(short: Shortlist, options: Array, links: Links) -> None:
    """Look at which links can still hold: that may be better, or worse, or neither."""
    plan = short.plan[0]
    for n in range(plan.links):
        short.tied[n].never, short.tied[n].open = links.never[n], -1
        better, worse = False, links.never[n]
        for d in range(plan.sums):
            better |= short.step[plan.issues + n, 1, d] > 0.0
            worse |= short.step[plan.issues + n, 1, d] < 0.0
        if better:
            add_link(short, options, links, n, 1.0)
        if worse:
            add_link(short, options, links, n, -1.0)


@inner
def add_link(short: Shortlist, options: Array, links: Links, n: int, sign: float) -> None:
    """Look at whether a link can still hold, until it is settled."""
    d, settled = add_share(short, sign, -1), short.step[short.plan[0].issues + n]
    short.tied[n].open = d
    settled[0, d], settled[1, d] = 0.0, 0.0
    for k in range(options.shape[0]):
        for o in range(options[k]):
            short.step[k, o, d] = 1.0 if links.when[n, k, o] else 0.0
