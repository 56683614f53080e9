"""What simpler models of bargaining say of each replication of a study -> Solutions."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from sim.bargaining.outcomes import Flags, Floats, Options


@dataclass(frozen=True)
class Solutions:
    """One row per replication; actors, parties and issues in the order of the scenario file."""

    parties: tuple[str, ...]
    consenters: tuple[str, ...]  # actors, not parties, whose consent some option needs
    disagreement: Floats  # [replication, party] utility of fighting on, or of no deal, at the start
    ideal: Floats  # [replication, party] the most that it could gain; NaN where nothing can be signed
    power: Floats  # [replication, party] share by Rubinstein's limit; NaN where it is not defined
    size: Options  # [replication] packages on the frontier, the best of those that all can sign: how many are listed
    thinned: Flags  # [replication] are they too many to be listed? Then those are some of them
    asked: Options  # [replication, set of consenters] packages listed that need just these: bit k, the k-th
    exists: Flags  # [replication, concept] is there such a package, and can all sign it?
    terms: Options  # [replication, concept, issue] option; -1 if none
    utility: Floats  # [replication, concept, actor] NaN if none
    gain: Floats  # [replication, concept, party] utility less disagreement; NaN if none
    measure: Floats  # [replication, concept] what its package comes to on its own yardstick; NaN if none
    bound: Floats  # [replication, concept] what no package exceeds
    proven: Flags  # [replication, concept] is its package the best for certain, and `bound` the same?
    exact: (
        Flags  # [replication] is `ideal` the most for certain, and is there nothing where nothing is found?
    )
    efficient: Flags  # [replication] is what was agreed bettered by no package?
    judged: Flags  # [replication] for certain?

    def __len__(self) -> int:
        return len(self.size)


@dataclass(frozen=True)
class Picture:
    """The middling replication: every number at its median."""

    frontier: Floats  # [package, party] utility, also of packages that are worse for a party than no deal
    whole: bool  # all of the frontier?
    solutions: Solutions  # of this one replication


def joined(parts: list[Solutions]) -> Solutions:
    """Consecutive replications as one table."""
    columns: dict[str, Any] = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Solutions)
        if field.name not in ("parties", "consenters")
    }
    return replace(parts[0], **columns)
