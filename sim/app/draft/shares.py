"""In how many worlds each actor signs a text, all sign, and what one swap would add: counted, not scored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.analysis import actors
from sim.analysis.enough import enough
from sim.analysis.intervals import Difference, Share, paired_difference, share_of, z_for
from sim.app.draft.texts import Swap, Trial
from sim.bargaining.outcomes import Flags, Outcomes

MOST = 5  # swaps that are told of
HALF = 0.5  # of the worlds: "most" is more


@dataclass(frozen=True)
class Added:
    """What a swap does to a share."""

    swap: Swap
    share: Share  # after it
    apart: Difference
    clear: bool  # with all swaps looked at


@dataclass(frozen=True)
class Shares:
    """Of one text."""

    runs: int
    everyone: Share
    by: dict[str, Share]
    best: tuple[
        Added, ...
    ]  # for all to sign, the one that adds most first; of equals what adds most signatures
    helps: dict[str, Added]  # by actor: what adds most for it


def shares(trial: Trial, outcomes: Outcomes) -> Shares:
    """As the engine has it: `would_sign` of a proposal that says the same."""
    names, would = signed(trial, outcomes)
    everyone = together(trial, would)
    z = z_for(max(1, len(trial.swaps)) * (1 + len(names)))
    alone = np.count_nonzero(would, axis=(0, 2))  # [text] signatures
    every = [added(trial, k, everyone[:, 0], everyone[:, k], z) for k in range(1, everyone.shape[1])]
    best = [
        one
        for _, one in sorted(zip(alone[1:], every, strict=True), key=lambda pair: (_gain(pair[1]), -pair[0]))
    ]
    return Shares(
        runs=len(outcomes),
        everyone=share_of(everyone[:, 0]),
        by={name: share_of(would[:, 0, a]) for a, name in enumerate(names)},
        best=tuple(best[:MOST]),
        helps={name: _helping(trial, would[:, :, a], z) for a, name in enumerate(names) if trial.swaps},
    )


def in_most(share: Share) -> bool:
    """Is that more than half of the worlds?"""
    return share.share > HALF


def signed(trial: Trial, outcomes: Outcomes) -> tuple[tuple[str, ...], Flags]:
    """[replication, text, actor] would it sign? The text on trial comes first, then each swap."""
    known = outcomes.names.ceasefire_proposals if trial.ceasefire else outcomes.names.proposals
    flags = outcomes.would_sign_ceasefire if trial.ceasefire else outcomes.would_sign
    names, would = actors.signers(outcomes, flags)
    return names, would[:, [known.index(name) for name in trial.names]]


def together(trial: Trial, would: Flags) -> Flags:
    """[replication, text] do all sign whose signatures are needed?"""
    return np.stack([whole(trial, would[:, k]) for k in range(would.shape[1])], axis=1)


def whole(trial: Trial, would: Flags) -> Flags:
    """[replication] the same of one text. would [replication, actor]"""
    return np.asarray(np.all(would, axis=1)) if trial.ceasefire else enough(trial.scenario, would)


def added(trial: Trial, k: int, before: Flags, after: Flags, z: float) -> Added:
    """What swap k, counted from 1, does."""
    clear = paired_difference(after, before, z).clear
    return Added(trial.swaps[k - 1], share_of(after), paired_difference(after, before), clear)


def _helping(trial: Trial, would: Flags, z: float) -> Added:
    every = [added(trial, k, would[:, 0], would[:, k], z) for k in range(1, would.shape[1])]
    return min(every, key=_gain)


def _gain(one: Added) -> float:
    return -one.apart.difference
