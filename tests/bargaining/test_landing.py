"""Where the founding scenario lands: beside base rates and its siblings, and its zone beside brute force.

Nothing in it is fitted to forecasts, nor to what happened: landing.py lays them beside it, no test asks for agreement.
A life is that of a ceasefire begun in 2025 and watched until October 2026. Cut off in December it looks shorter. The
zone is that of the last round; one that ever opened is another question.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from bytewise import rows
from every_package import zone_first_and_last
from worlds import SHIPPED, ended, full, life, rise, shipped

from sim.analysis.intervals import wilson
from sim.bargaining.outcomes import REASONS, Flags, Outcomes
from sim.scenario.reading import read

JUNE, DECEMBER, YEAR, OCTOBER = (
    106,
    290,
    365,
    573,
)  # days from 16 March 2025 to ends of months, a year, 10 October 2026
RUSSIA, UKRAINE = 0, 1
MANY = 4000  # replications of what the pages tell
LATER = ("us_28_points", "kyiv_20_points")


def founding() -> Outcomes:
    """The talks of which the pages tell."""
    return shipped("ceasefire30", runs=MANY)


@cache
def watched() -> Outcomes:
    """The same talks until the last day of our sources."""
    return shipped("ceasefire30", f"horizon_days={OCTOBER}", runs=MANY)


@cache
def asked_again() -> Outcomes:
    """The same talks, asked about the texts that came later: naming them changes nothing else."""
    later = read(SHIPPED / "ceasefire30_hindsight.yaml").proposals
    named = [
        f"proposals.{name}={{{', '.join(f'{k}: {v}' for k, v in later[name].terms.items())}}}"
        for name in LATER
    ]
    return shipped("ceasefire30", *named, runs=MANY)


def settled_on(issue: str, option: str) -> Flags:
    """[settlement] is this in it?"""
    base = founding()
    k = base.names.issues.index(issue)
    return base.terms[base.settled, k] == base.names.options[k].index(option)


def refused(*reasons: str) -> Flags:
    """[replication] did Russia refuse the last text for one of these?"""
    return np.isin(founding().reason[:, RUSSIA], [REASONS.index(reason) for reason in reasons])


def signs(proposal: str, party: int) -> Flags:
    """[replication] would the party sign it in the end?"""
    base = asked_again()
    return base.would_sign[:, base.names.proposals.index(proposal), party]


def opens(party: int) -> Flags:
    """[replication] does the party sign the opening text in the first week?"""
    base = founding()
    return base.would_sign_ceasefire[:, base.names.ceasefire_proposals.index("jeddah_30_days"), party]


def lives(low: float, high: float) -> Flags:
    """[ceasefire of 2025] did it last between so many days?"""
    days = life(watched())[watched().full_ceasefire_day <= DECEMBER]
    return (low <= days) & (days <= high)


def first_quiet(day: int) -> Flags:
    """[replication] a full ceasefire or a peace by this day, as the forecasters were asked."""
    return np.fmin(watched().full_ceasefire_day, watched().settlement_day) <= day


LANDING = {
    "only ever a partial ceasefire": lambda: ended(founding(), "partial_ceasefire"),
    "a full ceasefire that broke": lambda: ended(founding(), "ceasefire_collapsed"),
    "a full ceasefire that holds": lambda: ended(founding(), "ceasefire_holding"),
    "a settlement in 2025": lambda: founding().settled,
    "a settlement by 10 October 2026": lambda: watched().settled,
    "nothing": lambda: ended(founding(), "no_agreement"),
    "a full ceasefire by June": lambda: founding().full_ceasefire_day <= JUNE,
    "a full ceasefire by December": lambda: full(founding()),
    "it lives less than 30 days": lambda: lives(0, 29.99),
    "it lives 30 to 90 days": lambda: lives(30, 90),
    "it lives longer": lambda: lives(90.01, np.inf),
    "a zone of agreement": lambda: founding().zone_at_end,
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
    scenario, outcomes = read(SHIPPED / "ceasefire30.yaml"), founding()
    for replication in range(4):
        first, last = zone_first_and_last(scenario, replication)
        assert last == outcomes.zone_at_end[replication]
        assert first == (outcomes.zone_day[replication] == 7)


def test_most_likely_the_guns_fall_silent_in_part_then_for_a_while_and_hardly_ever_for_good() -> None:
    base = founding()
    partly, settled = ended(base, "partial_ceasefire").mean(), base.settled.mean()
    held, broken = (ended(base, how).mean() for how in ("ceasefire_holding", "ceasefire_collapsed"))
    assert partly > held + broken > held > settled > ended(base, "no_agreement").mean()
    assert broken > settled


def test_holding_out_is_what_most_often_keeps_russia_from_signing_then_that_war_pays() -> None:
    others = [refused("red_line"), refused("distrust", "audience"), refused("consent")]
    assert refused("holding_out").mean() > refused("war_pays").mean() > max(other.mean() for other in others)


def test_naming_a_text_changes_nothing_but_that_it_is_asked_about() -> None:
    named, base = asked_again(), founding()
    assert np.array_equal(named.outcome, base.outcome)
    assert np.array_equal(named.settlement_day, base.settlement_day, equal_nan=True)


# From the rarest kind of case to the most frequent that it could be one of; see landing.py. Wide, and no target.
BASE_RATES = {
    "quiet within a year": (lambda: first_quiet(YEAR), 0.126, 0.47),
    "a settlement within a year": (lambda: watched().settlement_day <= YEAR, 0.0, 0.31),
    "a truce that lives 30 days": (lambda: ~lives(0, 29.99), 0.26, 0.57),
}


@pytest.mark.parametrize("what", BASE_RATES)
def test_it_is_no_stranger_to_base_rates(what: str) -> None:
    """Give or take two standard errors of our own."""
    seen, rarest, most = BASE_RATES[what]
    flags = seen()
    slack = 2 * flags.std() / np.sqrt(len(flags))
    assert rarest - slack <= flags.mean() <= most + slack


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
    "european_force": (("european_force",), "=.."),
    "backed_force": (("backed_force",), "=++"),
    "black_sea_swap": (("black_sea_swap",), "+=="),
    "frozen_line": (("frozen_line",), "==="),  # another first text
    "csis_2025": (("csis_2025",), "+--"),
}
WITH_HINDSIGHT = {"land_for_guarantee": ".++", "front_2026": "+++"}
FEWER = 1000  # replications of variants
MOVED = {
    "+": lambda up: up > 2.5,
    "-": lambda up: up < -2.5,
    "0": lambda up: up < 2,
    "=": lambda up: abs(up) < 2,
    ".": lambda up: True,
}


@pytest.mark.parametrize("sibling", DIRECTIONS)
def test_a_change_of_the_world_moves_what_it_should(sibling: str) -> None:
    """By two and a half standard errors at least, replication by replication under common luck."""
    played, directions = DIRECTIONS[sibling]
    moves(shipped(*played, runs=FEWER), rows(founding(), 0, FEWER), directions)


@pytest.mark.slow
@pytest.mark.parametrize("sibling", WITH_HINDSIGHT)
def test_with_hindsight_too(sibling: str) -> None:
    moves(hindsight(sibling), hindsight("ceasefire30_hindsight"), WITH_HINDSIGHT[sibling])


def hindsight(name: str) -> Outcomes:
    """Moved by less, so that it takes more of them to see it."""
    return shipped(name, runs=2 * FEWER)


def moves(after: Outcomes, before: Outcomes, directions: str) -> None:
    """A full ceasefire, a settlement and a zone at the end come about more often, or less, or neither."""
    rises = (
        rise(full(after), full(before)),
        rise(after.settled, before.settled),
        rise(after.zone_at_end, before.zone_at_end),
    )
    assert [MOVED[d](up) for d, up in zip(directions, rises, strict=True)] == [True] * 3, rises


def test_a_guarantee_that_is_believed_opens_what_a_hollow_one_leaves_shut() -> None:
    believed, hollow = (
        shipped("us_backstop", *word, runs=FEWER) for word in ((), ("actors.us.credibility=0.1",))
    )
    assert rise(believed.zone_at_end, hollow.zone_at_end) > 3


@pytest.mark.slow
@pytest.mark.parametrize(("days", "alive"), [(30, 9), (90, 3), (180, 0)])
def test_its_ceasefires_live_as_those_of_donbas(days: int, alive: int) -> None:
    """Of 34 there, within what so few can tell: 26, 8 and 0 %, here 27, 10 and 3."""
    low, high = wilson(alive, 34)
    assert low <= lives(days + 0.01, float("inf")).mean() <= high


@pytest.mark.slow
def test_the_landing_table_is_current() -> None:
    """Else: python tests/bargaining/landing.py"""
    from landing import BEGIN, END, tables  # which takes from here what it lays beside one another

    for file, table in tables().items():
        assert file.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0] == table
