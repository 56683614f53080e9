"""Where the founding scenario lands: among forecasts of the time, beside its siblings, and its zone beside brute force.

A life is that of a ceasefire begun in 2025 and watched until June 2026. Cut off in December it looks shorter. The zone
is that of the last round; one that ever opened is another question.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from every_package import zones_by_brute_force
from worlds import SHIPPED, ended, full, life, rise, shipped

from sim.bargaining.outcomes import REASONS, Flags, Outcomes
from sim.scenario.reading import read

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
    "only ever a partial ceasefire": lambda: ended(shipped("ceasefire30"), "partial_ceasefire"),
    "a full ceasefire that broke": lambda: ended(shipped("ceasefire30"), "ceasefire_collapsed"),
    "a full ceasefire that holds": lambda: ended(shipped("ceasefire30"), "ceasefire_holding"),
    "a settlement in 2025": lambda: shipped("ceasefire30").settled,
    "a settlement by June 2026": lambda: watched().settled,
    "nothing": lambda: ended(shipped("ceasefire30"), "no_agreement"),
    "a full ceasefire by June": lambda: shipped("ceasefire30").full_ceasefire_day <= JUNE,
    "a full ceasefire by December": lambda: full(shipped("ceasefire30")),
    "it lives less than 30 days": lambda: lives(0, 29.99),
    "it lives 30 to 90 days": lambda: lives(30, 90),
    "it lives longer": lambda: lives(90.01, np.inf),
    "a zone of agreement": lambda: shipped("ceasefire30").zone_at_end,
    "Russia signs the opening text": lambda: opens(RUSSIA),
    "Ukraine signs the opening text": lambda: opens(UKRAINE),
    "Russia would sign the 28 points": lambda: signs("us_28_points", RUSSIA),
    "Ukraine would sign the 28 points": lambda: signs("us_28_points", UKRAINE),
    "Russia would sign the 20 points": lambda: signs("kyiv_20_points", RUSSIA),
    "Ukraine would sign the 20 points": lambda: signs("kyiv_20_points", UKRAINE),
    "war pays Russia better": lambda: refused("war_pays"),
    "Russia holds out": lambda: refused("holding_out"),
    "it crosses a red line of Russia's": lambda: refused("red_line"),
    "Russia distrusts it or fears its public": lambda: refused("distrust", "audience"),
    "peace along the front": lambda: settled_on("land", "frozen_line"),
    "peace without NATO": lambda: settled_on("nato", "renounced"),
    "peace without a European force": lambda: settled_on("force", "none"),
    "peace with an Article 5": lambda: settled_on("backstop", "article5_like"),
}


def test_a_zone_is_there_where_brute_force_finds_one() -> None:
    """Of 103,680 packages, in the first round and in the last."""
    scenario, outcomes = read(SHIPPED / "ceasefire30.yaml"), shipped("ceasefire30")
    for replication in range(4):
        zones = list(zones_by_brute_force(scenario, replication))
        assert zones[-1] == outcomes.zone_at_end[replication]
        assert zones[0] == (outcomes.zone_day[replication] == 7)


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
