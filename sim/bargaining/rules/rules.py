"""One actor, one decision: numbers in, a number out. Formula numbers refer to README.md."""

import math

from sim.bargaining.compiled import compiled

GRID = 2.0**40  # a utility is a whole number of these; sums and comparisons are then exact
TIE = 2.0**-30  # numbers that differ by no more are equal: sums of decimals drift apart by some 2^-38
WIDEST = 4096.0  # beyond it a utility means the same, and its place on the grid would overflow
HOPELESS = 1e-4  # nobody is ever believed certain to refuse
ENDLESS = 1e9  # days that no talks last
PERIOD = 30.0  # days of a ceasefire that its worths are stated for
SCREENING = 0.0  # in place of a concession exponent: demands follow no clock
FLAT = 1e-4  # log-odds: over less the logistic function is a straight line
ODDS_OF_SLIP = 2.9444389791664403  # log-odds of nineteen in twenty
SLOWEST = 0.02  # the least concession exponent; below it nobody moves before the deadline


@compiled
def on_grid(x: float) -> float:
    """The nearest number of the grid. Every decision compares such numbers, so ties do not hang on the processor."""
    return math.floor(min(WIDEST, max(-WIDEST, x)) * GRID + 0.5) / GRID


@compiled
def at_least(x: float, y: float) -> bool:
    """Is x no less than y, as decimals? All thresholds are compared so: 0.40 + 0.15 is 0.55."""
    return x >= y - TIE


@compiled
def logistic(x: float) -> float:
    """Probability of log-odds."""
    small = math.exp(-abs(x))  # the other way round it would overflow
    return 1.0 / (1.0 + small) if x >= 0.0 else small / (1.0 + small)


@compiled
def counsel(side: int, bias: float, insight: float) -> float:
    """Share of optimism that the mediator talks away: only one that leans towards you is believed. Kydd (2003)."""
    return insight * max(0.0, side * bias)


@compiled
def win_belief(
    balance: float, side: int, optimism: float, fighting: float, learning: float, talked_away: float
) -> float:
    """Believed chance that the attacker imposes its terms; fighting teaches. Slantchev (2003). Formula 4."""
    return logistic(balance + side * optimism * learning / (learning + fighting) * (1.0 - talked_away))


@compiled
def war_value(win: float, if_attacker: float, if_defender: float, cost: float) -> float:
    """Expected utility of fighting on. Fearon (1995). Formula 5."""
    return win * if_attacker + (1.0 - win) * if_defender - cost


@compiled
def softened(factor: float, backfill: float) -> float:
    """A multiplier of cost after backers made good a share of it."""
    return 1.0 + (factor - 1.0) * (1.0 - backfill)


@compiled
def harmed(value: float, threatened: float) -> float:
    """What a measure takes from the worth of fighting on. Formula 6."""
    return max(0.0, value - threatened)


@compiled
def perceived(
    utility: float,
    unguarded: float,
    war: float,
    distrust: float,
    exposure: float,
    audience: float,
    aspiration: float,
) -> float:
    """Utility less the fear of being cheated (Fearon 1995; Walter 2002) and audience costs (Fearon 1994). Formula 7."""
    fear = distrust * unguarded * max(0.0, utility - (war - exposure))
    return utility - fear - audience * max(0.0, aspiration - utility)


@compiled
def responsive(concession: float, reciprocity: float, conceded: float) -> float:
    """Concession exponent after seeing what the others gave. Formula 8."""
    return max(SLOWEST, concession * (1.0 + reciprocity * (2.0 * conceded - 1.0)))


@compiled
def share_conceded(day: float, deadline: float, exponent: float) -> float:
    """How far demands have slid, 0 to 1. Faratin, Sierra & Jennings (1998). Formula 8."""
    return math.pow(min(1.0, day / deadline), 1.0 / exponent)


@compiled
def demand(reservation: float, aspiration: float, conceded: float) -> float:
    """Least value that is signed today. Formula 8."""
    return reservation + max(0.0, aspiration - reservation) * (1.0 - conceded)


@compiled
def screened(doubt: float, cost: float, price: float, day: float) -> float:
    """What is held out for against one party; doubt: between which ends its reservation value was supposed at first.

    cost, price: of a day to me, and to it. Fudenberg, Levine & Tirole (1985). Formula 8.
    """
    share = price / (price + cost) if price > 0.0 else 0.0
    return max(0.0, share * doubt - price * day)


@compiled
def revealed(value: float, aspiration: float, conceded: float) -> float:
    """The reservation value at which an answer to this value would turn. Formula 11."""
    return (value - aspiration * (1.0 - conceded)) / conceded


@compiled
def chance_below(x: float, low: float, high: float, over: float) -> float:
    """Chance that a number in [low, high] is at most x; over: by how much of utility x exceeds high. Formula 10."""
    if at_least(over, 0.0):
        return 1.0
    if x <= low:
        return HOPELESS
    return max(HOPELESS, (x - low) / (high - low))


@compiled
def likely(precision: float, excess: float) -> float:
    """Chance that somebody imprecise takes what is so much better than the alternative. McKelvey & Palfrey (1998)."""
    return logistic(precision * excess)


@compiled
def likely_on_average(precision: float, least: float, most: float) -> float:
    """The same, if all excesses between the two are as likely. Formula 10."""
    width = precision * (most - least)
    if width < FLAT:
        return likely(precision, 0.5 * (least + most))
    return (softplus(precision * most) - softplus(precision * least)) / width


@compiled
def softplus(x: float) -> float:
    """The integral of the logistic function."""
    return max(0.0, x) + math.log1p(math.exp(-abs(x)))


@compiled
def doubt(precision: float, slope: float) -> float:
    """How far an answer may mislead about the hidden number behind it: one in twenty does. Formula 11."""
    steepness = precision * slope
    if steepness == math.inf:
        return 0.0
    return ODDS_OF_SLIP / steepness if steepness > 0.0 else math.inf


@compiled
def weighed(chance: float, weight: float) -> float:
    """A chance as it counts for a mediator that leans. Formula 10."""
    return chance if weight == 1.0 or chance == 1.0 else math.pow(chance, weight)


@compiled
def pulled(bound: float, truth: float, insight: float) -> float:
    """A bound of belief, seen by a mediator that reads the party in part. Formula 10."""
    return bound + insight * (truth - bound)


@compiled
def pause_bracket(
    cost: float,
    days: float,
    momentum: float,
    stake: float,
    worth: float,
    gesture: float,
    hope: float,
    gain: float,
    days_left: float,
) -> float:
    """What halting all fighting for `days` is worth to a party. Formula 12."""
    periods = days / PERIOD
    return (
        cost * days - momentum * stake + worth * periods + gesture + hope * max(0.0, gain) * days / days_left
    )


@compiled
def needed_bracket(ask: float, conditions: float, pressure: float, halts: float) -> float:
    """The least bracket at which a party signs this ceasefire today. Formula 12."""
    return ask - (conditions + pressure) / halts


@compiled
def tempted(factors: float, temptation: float, worst: float) -> float:
    """Factor on the hazard of a ceasefire; worst: gain per period of the party that it gives least. Formula 13."""
    return factors * math.exp(min(100.0, max(-100.0, -temptation * worst)))


@compiled
def worn(age: float, shape: float, scale: float) -> float:
    """Cumulated hazard of what is so many days old. Weibull (1951). Formula 13."""
    return math.pow(age / scale, shape) if age > 0.0 else 0.0


@compiled
def age_when(wear: float, shape: float, scale: float) -> float:
    """The age, in whole days, at which the cumulated hazard has come to so much; never less than one. Formula 13."""
    age = scale * math.pow(wear, 1.0 / shape) if wear < math.inf else math.inf
    return max(1.0, math.ceil(age - 1e-9)) if age < ENDLESS else math.inf


@compiled
def wearier(trust: float, betrayal: float) -> float:
    """Distrust, or suspicion, after a breach: it takes a share of the trust that is left. Formula 13."""
    return trust + betrayal * (1.0 - trust)


@compiled
def ratified(utility: float, slope: float, middle: float) -> float:
    """Chance that a signed package passes at home. Putnam (1988). Formula 9."""
    return logistic(slope * (utility - middle))


@compiled
def is_due(day: float, due: float, apart: float) -> bool:
    """Has this day come, as near as rounds, or texts, so many days apart can tell? Each stands for the days around it.

    To wait for the first one after that day would take half of that more on average, the further they are apart.
    """
    return day >= due - 0.5 * apart - 1e-9


@compiled
def texts_by(day: float, text_days: float, round_days: float) -> int:
    """How many texts have been due by the round that ends on this day: each is in the round nearest to its day."""
    return math.floor((day + 0.5 * round_days) / text_days + 1e-9)


@compiled
def happens_within(rate: float, days: float) -> float:
    """Chance that a Poisson event occurs in so many days."""
    return 1.0 - math.exp(-rate * days)
