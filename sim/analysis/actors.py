"""Who gains, who blocks and who would sign."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.analysis.agreements import Gain, Points, Signatory, Signing
from sim.analysis.enough import enough, some_are_enough
from sim.analysis.failures import Blocker, Ended, Failures, HeldBack, Refusal, Votes
from sim.analysis.intervals import Mean, mean_of, quantile_of, share, share_of
from sim.analysis.timing import LEVELS
from sim.bargaining.outcomes import OUTCOMES, REASONS, Codes, Flags, Floats, Outcomes
from sim.scenario.schema import Scenario

MOST_SETTLEMENTS = 400  # drawn as points; more only darken the picture


def gains(scenario: Scenario, outcomes: Outcomes) -> tuple[Gain, ...]:
    """Every actor, in the order of the file."""
    return tuple(_gain(scenario, outcomes, actor) for actor in outcomes.names.actors)


def _gain(scenario: Scenario, outcomes: Outcomes, actor: str) -> Gain:
    got = outcomes.utility[outcomes.settled, outcomes.names.actors.index(actor)]
    if actor not in outcomes.names.parties and not _has_stake(scenario, actor):
        got = got[:0]
    reservation, surplus, war_value = _at_war(outcomes, actor, got)
    return Gain(
        actor=actor,
        role=scenario.actors[actor].role,
        settled=mean_of(got),
        spread=tuple(quantile_of(got, level) for level in LEVELS),
        reservation=reservation,
        surplus=surplus,
        war_value=war_value,
    )


def _has_stake(scenario: Scenario, actor: str) -> bool:
    """Does it value anything at all? A utility of nothing is not a low one."""
    return any(actor in i.value and i.weight[actor].span[1] > 0.0 for i in scenario.issues.values())


def _at_war(outcomes: Outcomes, actor: str, got: Floats) -> tuple[Mean | None, Mean | None, Mean | None]:
    """Reservation value, surplus over it and war value; None for those who do not fight."""
    if actor not in outcomes.names.parties:
        return None, None, None
    seat = outcomes.names.parties.index(actor)
    floor = outcomes.reservation[outcomes.settled, seat]
    return mean_of(floor), mean_of(got - floor), mean_of(outcomes.war_value[:, seat])


def points(outcomes: Outcomes) -> Points:
    """At most MOST_SETTLEMENTS settlements, evenly over the replications."""
    rows = np.flatnonzero(outcomes.settled)
    rows = rows[np.linspace(0, len(rows) - 1, min(len(rows), MOST_SETTLEMENTS)).astype(np.int64)]
    names = outcomes.names
    return Points(
        {party: tuple(outcomes.reservation[rows, i].tolist()) for i, party in enumerate(names.parties)},
        {party: tuple(outcomes.utility[rows, names.actors.index(party)].tolist()) for party in names.parties},
    )


def failures(outcomes: Outcomes) -> Failures:
    """A missed deal had a zone of possible agreement; without one there was nothing to find.

    What was agreed and then rejected at home was found, whatever the zone.
    """
    failed = ~outcomes.settled
    rejected = (outcomes.outcome == OUTCOMES.index("not_ratified"))[failed]
    zone = outcomes.zone[failed]
    return Failures(
        of_all=share_of(failed),
        no_zone=share_of(~zone & ~rejected),
        missed_deal=share_of(zone & ~rejected),
        rejected=share_of(rejected),
    )


def blockers(outcomes: Outcomes) -> tuple[Blocker, ...]:
    """Why not the last package, among replications without a settlement."""
    return _blockers(outcomes.names.actors, outcomes.reason[~outcomes.settled])


def ceasefire_blockers(outcomes: Outcomes) -> tuple[Blocker, ...]:
    """Why not the last ceasefire tabled, among replications without a full one."""
    return _blockers(outcomes.names.actors, outcomes.ceasefire_reason[np.isnan(outcomes.full_ceasefire_day)])


def _blockers(actors: tuple[str, ...], reasons: Codes) -> tuple[Blocker, ...]:
    """Every actor with every reason that occurs; several actors may refuse the same text."""
    counts = [np.bincount(column, minlength=len(REASONS)) for column in reasons.T]
    return tuple(
        Blocker(actor, reason, share(int(counts[i][code]), len(reasons)))
        for i, actor in enumerate(actors)
        for code, reason in enumerate(REASONS)
        if code and counts[i][code]
    )


def proposals(scenario: Scenario, outcomes: Outcomes) -> tuple[Signing, ...]:
    """Named packages, judged at the end. `everyone` is all whose signatures are needed."""
    actors, would = signers(outcomes, outcomes.would_sign)
    return tuple(
        replace(_signing(name, actors, would[:, k]), everyone=share_of(enough(scenario, would[:, k])))
        for k, name in enumerate(outcomes.names.proposals)
    )


def ceasefire_proposals(outcomes: Outcomes) -> tuple[Signing, ...]:
    """Named ceasefire packages, judged in the first round."""
    actors, would = signers(outcomes, outcomes.would_sign_ceasefire)
    return tuple(
        _signing(name, actors, would[:, k]) for k, name in enumerate(outcomes.names.ceasefire_proposals)
    )


def signers(outcomes: Outcomes, would: Flags) -> tuple[tuple[str, ...], Flags]:
    """Who may be asked for a signature, and whether they would sign. would[replication, proposal, actor]."""
    names = outcomes.names
    seats = [a for a, name in enumerate(names.actors) if name not in names.spoilers]
    return tuple(names.actors[a] for a in seats), would[:, :, seats]


def _signing(proposal: str, actors: tuple[str, ...], would: NDArray[np.bool_]) -> Signing:
    by = {actor: share_of(would[:, i]) for i, actor in enumerate(actors)}
    return Signing(proposal, by, share_of(np.all(would, axis=1)))


def votes(scenario: Scenario, outcomes: Outcomes) -> Votes | None:
    """Votes at home that were lost, and what came of them; None where nobody votes."""
    if not scenario.at_home:
        return None
    lost = outcomes.votes_lost > 0
    counts, day = outcomes.votes_lost[lost], outcomes.first_vote_lost_day[lost]
    after, whose = (outcomes.settlement_day[lost] - day), outcomes.first_vote_lost_by[lost]
    return Votes(
        lost=share_of(lost),
        times=(*(share_of(counts == often) for often in (1, 2)), share_of(counts > 2)),
        most=int(counts.max(initial=0)),
        first=quantile_of(day, 0.5),
        by=tuple(Refusal(*each, share_of(whose == n)) for n, each in enumerate(outcomes.names.at_home)),
        settled=share_of(outcomes.settled[lost]) if _goes_on(scenario) else None,
        later=quantile_of(after[~np.isnan(after)], 0.5),
    )


def _goes_on(scenario: Scenario) -> bool:
    """Is there a vote after which the talks go on if it is lost, or can others do without who lost it?"""
    asked = [party.ratify for party in scenario.parties.values() if party.ratify]
    return some_are_enough(scenario) or any(ratify.on_no == "reopen" for ratify in asked)


def held_back(outcomes: Outcomes) -> tuple[HeldBack, ...]:
    """Among replications without a settlement: which factions got too little, where that is why a party refused."""
    failed, names = ~outcomes.settled, outcomes.names
    reason = outcomes.reason[failed] == REASONS.index("faction")
    return tuple(
        HeldBack(
            party, faction, share_of(outcomes.below_floor[failed, f] & reason[:, names.actors.index(party)])
        )
        for f, (party, faction) in enumerate(names.factions)
    )


def ended(outcomes: Outcomes) -> tuple[Ended, ...]:
    """Which events ended the talks before their time. What is signed by then is no failure."""
    failed = ~outcomes.settled
    return tuple(
        Ended(event, share_of(outcomes.ended_by == e), share_of(outcomes.ended_by[failed] == e))
        for e, event in enumerate(outcomes.names.endings)
    )


def signatories(scenario: Scenario, outcomes: Outcomes) -> tuple[Signatory, ...]:
    """Who is bound by settlements, where some parties are enough; of none where all must sign."""
    if not some_are_enough(scenario):
        return ()
    settled = outcomes.signed[outcomes.settled]
    return tuple(Signatory(party, share_of(settled[:, i])) for i, party in enumerate(outcomes.names.parties))
