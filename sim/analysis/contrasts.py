"""From the replications of several scenarios under one seed to their comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis import actors, terms, timing
from sim.analysis.comparison import Beside, Comparison, Contrast, Flow, Side
from sim.analysis.events import events
from sim.analysis.intervals import paired_difference, share_of, z_for
from sim.analysis.pairing import gain, would_tell
from sim.analysis.statistics import outcome_shares
from sim.bargaining.outcomes import OUTCOMES, Codes, Flags, Outcomes
from sim.scenario.differing import Change
from sim.scenario.schema import Scenario

EVENTS = ("settlement", "full_ceasefire", "any_ceasefire", "zone")
WITHOUT_TRUCE = {
    "not_ratified",
    "settlement",
}  # ends that hang on no ceasefire; its lack makes more of the others
SETTLEMENT = OUTCOMES.index("settlement")


@dataclass(frozen=True)
class Played:
    """What is kept of a scenario's replications until all are compared."""

    side: Side
    ended: Codes  # [replication] position in OUTCOMES
    happened: dict[str, Flags]  # by event: [replication]


def played(name: str, title: str, scenario: Scenario, outcomes: Outcomes) -> Played:
    """One scenario on its own. `name` is short, and unlike that of any other."""
    known = events(outcomes)
    happened = {event: known[event] for event in (*EVENTS, *OUTCOMES)}
    return Played(_side(name, title, scenario, outcomes), outcomes.outcome, happened)


def _side(name: str, title: str, scenario: Scenario, outcomes: Outcomes) -> Side:
    return Side(
        name=name,
        title=title,
        can_fail=scenario.can_fail,
        truce=scenario.truce is not None,
        horizon_days=outcomes.horizon_days,
        outcomes=outcome_shares(scenario, outcomes),
        zone=share_of(outcomes.zone),
        failures=actors.failures(outcomes),
        timing=timing.timings(scenario, outcomes),
        terms=terms.settlement_terms(scenario, outcomes),
        ceasefire_terms=terms.ceasefire_terms(outcomes),
        blockers=actors.blockers(outcomes),
        ceasefire_blockers=actors.ceasefire_blockers(outcomes),
        proposals=actors.proposals(scenario, outcomes),
        ceasefire_proposals=actors.ceasefire_proposals(outcomes),
    )


def compared(
    found: Sequence[Played], changes: Sequence[tuple[Change, ...]], seed: int, times: int = 1
) -> Comparison:
    """All beside the first; `changes` of each of the others. Raises ValueError unless all have as many replications.

    times: so many comparisons were looked at for this one, as where a slider is moved: what is clear allows for all.
    """
    base, others = found[0], found[1:]
    if len({len(each.ended) for each in found}) != 1:
        raise ValueError("a comparison needs as many replications of each scenario")
    asked = [_asked(base.side, other.side) for other in others]
    tried = times * sum(map(len, asked))
    z = z_for(tried)
    beside = tuple(
        Beside(tuple(_contrast(e, base.happened[e], other.happened[e], z) for e in names), _flow(base, other), change)
        for other, names, change in zip(others, asked, changes, strict=True)
    )  # fmt: skip
    return Comparison(len(base.ended), seed, tried, z, tuple(each.side for each in found), beside)


def _asked(base: Side, other: Side) -> tuple[str, ...]:
    """The events that compare: none where a decision always comes, ceasefires only where both know them."""
    if not (base.can_fail and other.can_fail):
        return ()
    idle = set() if base.truce and other.truce else {"full_ceasefire", "any_ceasefire"}
    idle |= set() if base.truce == other.truce else set(OUTCOMES) - WITHOUT_TRUCE
    ends = [name for name in OUTCOMES if name in base.outcomes or name in other.outcomes]
    return tuple(event for event in dict.fromkeys([*EVENTS, *ends]) if event not in idle)


def _contrast(event: str, base: Flags, here: Flags, z: float) -> Contrast:
    gained, lost = int(np.count_nonzero(here & ~base)), int(np.count_nonzero(base & ~here))
    clear = paired_difference(here, base, z).clear
    return Contrast(
        event=event,
        base=share_of(base),
        share=share_of(here),
        difference=paired_difference(here, base),
        clear=clear,
        would_tell=None if clear else would_tell(gained, lost, len(base), z),
        gain=gain(here, base),
    )


def _flow(base: Played, other: Played) -> Flow:
    size = len(OUTCOMES)
    pairs = base.ended.astype(np.int64) * size + other.ended
    counts = np.bincount(pairs, minlength=size * size).reshape(size, size)
    seen = np.flatnonzero(counts.sum(axis=0) + counts.sum(axis=1))
    before, after = base.ended == SETTLEMENT, other.ended == SETTLEMENT
    return Flow(
        ends=tuple(OUTCOMES[k] for k in seen),
        counts=tuple(tuple(row.tolist()) for row in counts[np.ix_(seen, seen)]),
        saved=share_of(after & ~before),
        lost=share_of(before & ~after),
    )
