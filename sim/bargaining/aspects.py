"""What a package can be better in: sums over issues, products of shares, consents. Set out before any is composed."""

import math

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Array, Record, Shortlist

CONTENT = 64.0  # with whatever follows, or never asked: more than any utility
LOST = -64.0  # utility across a genuine red line: nothing else of that package matters to the party then


@inner
def begin(short: Shortlist) -> None:
    """Nothing is looked at yet. Sums are to come before shares."""
    short.plan[0].sums, short.plan[0].aspects, short.plan[0].consenters = 0, 0, 0


@inner
def add_sum(short: Shortlist, options: Array, worth: Array) -> int:
    """Look at a sum over issues: its number. worth [issue, option]."""
    plan, d = short.plan[0], short.plan[0].sums
    short.aspect[d].first, short.aspect[d].of = 0.0, -1
    for k in range(options.shape[0]):
        for o in range(options[k]):
            short.step[k, o, d] = worth[k, o]
    plan.sums, plan.aspects = d + 1, d + 1
    return d


@inner
def add_share(short: Shortlist, first: float, of: int) -> int:
    """Look at a product of shares, from which number on and of whom: its number. The caller gives the shares."""
    plan, d = short.plan[0], short.plan[0].aspects
    short.aspect[d].first, short.aspect[d].of = first, of
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
def look_ahead(
    ahead: Record, step: Array, order: Array, options: Array, needs: Array, d: int, seat: int
) -> None:
    """What the issues from each place on can add to the sum d, and whether they ask that actor."""
    issues = options.shape[0]
    ahead[issues].most, ahead[issues].fewest, ahead[issues].asks = 0.0, 0.0, 0
    for place in range(issues - 1, -1, -1):
        k = order[place]
        most, fewest, asks = -math.inf, math.inf, ahead[place + 1].asks
        for o in range(options[k]):
            most, fewest = max(most, step[k, o, d]), min(fewest, step[k, o, d])
            asks |= seat < 0 or needs[k, o, seat]
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
