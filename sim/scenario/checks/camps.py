"""War and peace: the two camps, what they fight for, and a ceasefire that halts it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.draft import Draft, Spot
from sim.scenario.problems import Problem

SIDES = ("attacker", "defender")


def parties_have_sides(draft: Draft) -> Iterator[Problem]:
    """The war's balance must mean something to every party."""
    if draft.root["war"]:
        for party in draft.having("party").values():
            if not party["side"]:
                message = "`side` is missing: with a war each party is an attacker or a defender"
                yield party.key_problem(message)


def both_camps_are_there(draft: Draft) -> Iterator[Problem]:
    """A war has two."""
    parties = [party["side"] for party in draft.having("party").values()]
    sides = [side.name for side in parties]
    if draft.root["war"] and all(side in SIDES for side in sides):
        for side in SIDES:
            if sides and side not in sides:
                yield parties[-1].problem(f"with a `war`, somebody must be the {side}, and nobody is")


def the_war_gives_the_outside_value(draft: Draft) -> Iterator[Problem]:
    """Two answers to one question."""
    if draft.root["war"]:
        for party in draft.having("party").values():
            if party["outside_value"]:
                why = "with a `war` block the war itself gives the value of no agreement; remove this"
                yield party["outside_value"].key_problem(why)


def one_way_to_state_the_odds(draft: Draft) -> Iterator[Problem]:
    """Log-odds or a probability."""
    war = draft.root["war"]
    if war["balance"] and war["win_probability"]:
        message = "`balance` and `win_probability` say the same thing: give one of them"
        hint = "`balance: null` removes one that another file gave"
        yield war["win_probability"].key_problem(message, hint)


def a_ceasefire_halts_a_war(draft: Draft) -> Iterator[Problem]:
    """Its worth is costs saved and momentum lost: without a war there are none."""
    truce = draft.root["ceasefire"]
    if truce and not draft.root["war"]:
        yield truce.key_problem("there is no `war` block whose fighting it could halt")


def something_halts(draft: Draft) -> Iterator[Problem]:
    """A ceasefire that stops nothing is none."""
    halts = [issue["halts"] for issue in draft.truce_issues.values()]
    told = any(spot and not (spot.is_list or spot.is_table) for spot in halts)
    if halts and not told and not any(_halts(share) for spot in halts for share in spot.numbers):
        hint = "for example `halts: [0, 1]` on one of them"
        yield draft.root["ceasefire"]["issues"].key_problem("no option of any issue halts any fighting", hint)


def _halts(share: Spot) -> bool:
    return share.number is None or share.number.support[1] > 0


def the_first_thing_exists(draft: Draft) -> Iterator[Problem]:
    """`ceasefire_first` without a ceasefire would wait for ever."""
    sequence = draft.root["sequence"]
    if sequence.name == "ceasefire_first" and not draft.root["ceasefire"]:
        yield sequence.problem("it would wait for a ceasefire for ever: there is no `ceasefire` block")


def openings_are_allowed(draft: Draft) -> Iterator[Problem]:
    """What the sequence forbids in the first round would silently never be tabled."""
    root, sequence = draft.root, draft.root["sequence"].name
    if sequence == "ceasefire_first" and root["opening"]:
        yield root["opening"].key_problem(
            "`sequence: ceasefire_first` forbids a final package in the first round"
        )
    if sequence == "peace_first" and root["ceasefire"]["opening"]:
        yield root["ceasefire"]["opening"].key_problem("`sequence: peace_first` forbids any ceasefire")


CHECKS = (
    parties_have_sides,
    both_camps_are_there,
    the_war_gives_the_outside_value,
    one_way_to_state_the_odds,
    a_ceasefire_halts_a_war,
    something_halts,
    the_first_thing_exists,
    openings_are_allowed,
)
