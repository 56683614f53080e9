"""Where the founding scenario lands: beside another program, beside forecasts of the time, beside its siblings.

The expected numbers are those of an independent throw-away program of the same formulas and the same file, with
standard errors of up to 0.008. They are not to be met exactly; what differs is to be explained. Three things differ on
purpose, and each was taken away once to see what it does here:

- The ceasefires of this file are few enough to put all of them on the menu. With those alone that are best for some
  weighting, 28 % see a full ceasefire and not 43 %, and fewer of these are short.
- A proposer asks whether the others sign today, not whether they ever would. Asking the latter alone, Russia holds out
  against the last text in 26 % and not 20 %, it crosses a red line of hers in 17 % and not 22 %, and 2.5 % settle in
  2025 and not 3.1 %. Where nobody would sign any text today, the one tabled is that which they might sign one day.
  Left to a tie, other hopeless texts were tabled, and war paid better than 62 % of the last ones: reasons are fickle.
- Packages from which everybody gains are sought by a search of their own. Without it the zone is 43 % and not 47 %.

A life is that of a ceasefire begun in 2025 and watched until June 2026. Cut off in December it looks shorter: 55 % end
within 30 days, not 50 %. That more ceasefires hold than have collapsed, 24 to 16 %, where the other program has 18 to
20 %, none of this explains. The zone is that of the last round; one that ever opened is another question.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from worlds import ended, full, life, rise, shipped

from sim.bargaining.outcomes import REASONS, Flags, Outcomes

JUNE, DECEMBER, NEXT_JUNE = 106, 290, 456  # days from 16 March 2025
RUSSIA, UKRAINE = 0, 1


@cache
def watched() -> Outcomes:
    """The same talks half a year longer."""
    return shipped("ceasefire30", f"horizon_days={NEXT_JUNE}")


def settled_on(issue: str, option: str) -> Flags:
    """[settlement] is this in it?"""
    base = shipped("ceasefire30")
    k = base.names.issues.index(issue)
    return base.terms[base.settled, k] == base.names.options[k].index(option)


def refused(*reasons: str) -> Flags:
    """[replication] did Russia refuse the last text for one of these?"""
    return np.isin(shipped("ceasefire30").reason[:, RUSSIA], [REASONS.index(reason) for reason in reasons])


def signs(proposal: str, party: int) -> Flags:
    """[replication] would the party sign it in the end?"""
    base = shipped("ceasefire30")
    return base.would_sign[:, base.names.proposals.index(proposal), party]


def opens(party: int) -> Flags:
    """[replication] does the party sign the opening text in the first week?"""
    base = shipped("ceasefire30")
    return base.would_sign_ceasefire[:, base.names.ceasefire_proposals.index("jeddah_30_days"), party]


def lives(low: float, high: float) -> Flags:
    """[ceasefire of 2025] did it last between so many days?"""
    days = life(watched())[watched().full_ceasefire_day <= DECEMBER]
    return (low <= days) & (days <= high)


def first_quiet(day: int) -> Flags:
    """[replication] a full ceasefire or a peace by this day, as the forecasters were asked."""
    return np.fmin(watched().full_ceasefire_day, watched().settlement_day) <= day


LANDING = {
    "only ever a partial ceasefire": (lambda: ended(shipped("ceasefire30"), "partial_ceasefire"), 0.59, 0.08),
    "a full ceasefire that broke": (lambda: ended(shipped("ceasefire30"), "ceasefire_collapsed"), 0.20, 0.08),
    "a full ceasefire that holds": (lambda: ended(shipped("ceasefire30"), "ceasefire_holding"), 0.18, 0.10),
    "a settlement in 2025": (lambda: shipped("ceasefire30").settled, 0.03, 0.025),
    "a settlement by June 2026": (lambda: watched().settled, 0.19, 0.06),
    "nothing": (lambda: ended(shipped("ceasefire30"), "no_agreement"), 0.00, 0.01),
    "a full ceasefire by June": (lambda: shipped("ceasefire30").full_ceasefire_day <= JUNE, 0.18, 0.05),
    "a full ceasefire by December": (lambda: full(shipped("ceasefire30")), 0.39, 0.08),
    "it lives less than 30 days": (lambda: lives(0, 29.99), 0.44, 0.12),
    "it lives 30 to 90 days": (lambda: lives(30, 90), 0.41, 0.12),
    "it lives longer": (lambda: lives(90.01, np.inf), 0.15, 0.08),
    "a zone of agreement": (lambda: shipped("ceasefire30").zone_at_end, 0.48, 0.08),
    "Russia signs the opening text": (lambda: opens(RUSSIA), 0.07, 0.05),
    "Ukraine signs the opening text": (lambda: opens(UKRAINE), 1.00, 0.02),
    "Russia would sign the 28 points": (lambda: signs("us_28_points", RUSSIA), 0.67, 0.06),
    "Ukraine would sign the 28 points": (lambda: signs("us_28_points", UKRAINE), 0.00, 0.02),
    "Russia would sign the 20 points": (lambda: signs("kyiv_20_points", RUSSIA), 0.00, 0.02),
    "Ukraine would sign the 20 points": (lambda: signs("kyiv_20_points", UKRAINE), 1.00, 0.02),
    "war pays Russia better": (lambda: refused("war_pays"), 0.60, 0.25),
    "Russia holds out": (lambda: refused("holding_out"), 0.16, 0.12),
    "it crosses a red line of Russia's": (lambda: refused("red_line"), 0.10, 0.15),
    "Russia distrusts it or fears its public": (lambda: refused("distrust", "audience"), 0.05, 0.05),
    "peace along the front": (lambda: settled_on("land", "frozen_line"), 0.86, 0.12),
    "peace without NATO": (lambda: settled_on("nato", "renounced"), 0.95, 0.12),
    "peace without a European force": (lambda: settled_on("force", "none"), 0.87, 0.12),
    "peace with an Article 5": (lambda: settled_on("backstop", "article5_like"), 0.71, 0.15),
}


@pytest.mark.parametrize("what", LANDING)
def test_two_programs_of_one_model_see_much_the_same(what: str) -> None:
    seen, expected, apart = LANDING[what]
    assert abs(seen().mean() - expected) <= apart


def test_most_likely_the_guns_fall_silent_in_part_then_for_a_while_and_hardly_ever_for_good() -> None:
    base = shipped("ceasefire30")
    partly, settled = ended(base, "partial_ceasefire").mean(), base.settled.mean()
    held, broken = (ended(base, how).mean() for how in ("ceasefire_holding", "ceasefire_collapsed"))
    assert partly > held + broken > held > settled > ended(base, "no_agreement").mean()
    assert broken > settled


def test_war_that_pays_is_what_most_often_keeps_russia_from_signing() -> None:
    others = [
        refused("red_line"),
        refused("holding_out"),
        refused("distrust", "audience"),
        refused("consent"),
    ]
    assert refused("war_pays").mean() > 1.5 * max(other.mean() for other in others)


# RAND Forecasting Initiative, Metaculus and Glimt on 31 March 2025.
FORECASTS = {
    "quiet by June": (lambda: first_quiet(JUNE), (0.08, 0.27, 0.09)),
    "quiet by December": (lambda: first_quiet(DECEMBER), (0.38, 0.73, 0.43)),
    "for less than 30 days": (lambda: lives(0, 29.99), (0.51, 0.27, 0.69)),
    "for 30 to 90 days": (lambda: lives(30, 90), (0.28, 0.37, 0.25)),
    "for longer": (lambda: lives(90.01, np.inf), (0.20, 0.37, 0.06)),
}


@pytest.mark.parametrize("what", FORECASTS)
def test_it_lies_among_the_forecasts_of_the_time(what: str) -> None:
    """Give or take two standard errors of our own."""
    (flags, forecasts) = FORECASTS[what][0](), FORECASTS[what][1]
    slack = 2 * flags.std() / np.sqrt(len(flags))
    assert min(forecasts) - slack <= flags.mean() <= max(forecasts) + slack


def both(key: str, value: float) -> tuple[str, ...]:
    """The same number for both parties."""
    return tuple(f"actors.{party}.{key}={value}" for party in ("russia", "ukraine"))


DEARER = (
    "actors.russia.cost_per_day={triangular: [0.00016, 0.00032, 0.0006]}",
    "actors.ukraine.cost_per_day={triangular: [0.0001, 0.0003, 0.0006]}",
)
ADVANCING = ("war.drift={triangular: [0.0008, 0.0014, 0.002]}",)
EARLY = (*both("deadline_days", 150), *both("concession", 2))

# full ceasefire, settlement, zone: + rises, - falls, 0 does not rise, . not said
DIRECTIONS = {
    "us_walks_away": (("us_walks_away",), "0--"),
    "sanctions_hammer": (("sanctions_hammer",), "+++"),
    "costs doubled": (("ceasefire30", *DEARER), "+++"),
    "attacker advancing": (("ceasefire30", *ADVANCING), "-0-"),
    "no optimism": (("ceasefire30", *both("optimism", 0)), ".++"),
    "no distrust": (("ceasefire30", *both("distrust", 0)), ".++"),
    "both concede early": (("ceasefire30", *EARLY), "++."),
    "energy_only": (("energy_only",), "-.."),
    "peace_first": (("peace_first",), "-.."),
    "ceasefire_first": (("ceasefire_first",), "0-."),
    "land_swap": (("land_swap",), "..+"),
    "nato_off_table": (("nato_off_table",), "..-"),
    "us_backstop": (("us_backstop",), ".++"),
}


@pytest.mark.parametrize("sibling", DIRECTIONS)
def test_a_change_of_the_world_moves_what_it_should(sibling: str) -> None:
    """By three standard errors at least, replication by replication under common luck."""
    played, directions = DIRECTIONS[sibling]
    after, before = shipped(*played), shipped("ceasefire30")
    rises = (
        rise(full(after), full(before)),
        rise(after.settled, before.settled),
        rise(after.zone_at_end, before.zone_at_end),
    )
    moved = {"+": lambda up: up > 3, "-": lambda up: up < -3, "0": lambda up: up < 2, ".": lambda up: True}
    assert [moved[d](up) for d, up in zip(directions, rises, strict=True)] == [True] * 3, rises


def test_a_guarantee_that_is_believed_opens_what_a_hollow_one_leaves_shut() -> None:
    believed, hollow = shipped("us_backstop"), shipped("us_backstop", "actors.us.credibility=0.1")
    assert rise(believed.zone_at_end, hollow.zone_at_end) > 3


ZONES = {
    "us_walks_away": (("us_walks_away",), 0.36),
    "sanctions_hammer": (("sanctions_hammer",), 0.76),
    "land_swap": (("land_swap",), 0.58),
    "nato_off_table": (("nato_off_table",), 0.44),
    "costs doubled": (("ceasefire30", *DEARER), 0.90),
    "a guarantee believed": (("us_backstop",), 0.51),
    "a hollow guarantee": (("us_backstop", "actors.us.credibility=0.1"), 0.45),
}


@pytest.mark.parametrize("sibling", ZONES)
def test_two_programs_of_one_model_see_zones_of_much_the_same_size(sibling: str) -> None:
    played, expected = ZONES[sibling]
    assert abs(shipped(*played).zone_at_end.mean() - expected) <= 0.10
