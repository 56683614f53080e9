"""Reweighting and playing again, until the targets are met or nothing brings them nearer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.analysis.calibration.aims import aims
from sim.analysis.calibration.answer import Calibration, Met
from sim.analysis.calibration.dials import Dial, dials
from sim.analysis.calibration.narrowing import moved
from sim.analysis.calibration.tilting import ProposalSample, few_dials, least_tilt
from sim.analysis.calibration.tying import ties
from sim.bargaining.outcomes import Floats, Outcomes
from sim.bargaining.run.batch import play
from sim.bargaining.run.workers import Workers
from sim.bargaining.setup.streams import Held, Streams, tied
from sim.scenario.bundles import copulas
from sim.scenario.schema import Scenario
from sim.scenario.targets import Targets

PATIENCE = 2  # rounds that may pass without coming nearer
NEARER = 0.9  # of a miss: what leaves more is no nearer
TRIAL = 3_000  # replications with which conflicts are looked for


@dataclass(frozen=True)
class TiltSearch:
    """For the tilt of a scenario's dials under which it meets some targets."""

    scenario: Scenario
    seed: int
    targets: Targets
    stated: Outcomes  # of the scenario as it is
    workers: Workers = None

    @cached_property
    def dials(self) -> tuple[Dial, ...]:
        """What can be narrowed."""
        return dials(self.scenario, self.stated.names.inputs)

    def run(self, runs: int, names: Sequence[str] | None = None) -> tuple[ProposalSample, int]:
        """The replications under the tilt that meets the targets of these names, and how many rounds that took."""
        best = self.sample(self.dials, None, runs, names)
        turned = few_dials(best) if best.missed else ()
        if not turned:
            return best, 0
        sample, played, found = self.sample(turned, None, runs, names), 0, 0
        while best.missed and played < found + PATIENCE:
            sample, played = self.sample(turned, least_tilt(sample), runs, names), played + 1
            if sample.missed < NEARER * best.missed:
                best, found = sample, played
        return best, found

    def sample(
        self, turned: tuple[Dial, ...], tilt: Floats | None, runs: int, names: Sequence[str] | None = None
    ) -> ProposalSample:
        """Replications under a tilt [dial, 2], and which targets they meet."""
        chosen = np.zeros((len(turned), 2)) if tilt is None else tilt
        streams = tied(Streams(self.seed, 0, runs), copulas(self.scenario))
        held = {d.stream: d.held(streams, t) for d, t in zip(turned, chosen, strict=True) if t.any()}
        luck = Held(streams, held)
        cells = np.stack([dial.cells(luck) for dial in turned], axis=1)
        found = aims(self.scenario, self.targets, self.play(held, runs))
        wanted = tuple(a for a in found if names is None or a.name in names)
        return ProposalSample(turned, cells, chosen, wanted, ties(copulas(self.scenario), turned, luck))

    def play(self, held: dict[str, Floats], runs: int) -> Outcomes:
        """The replications as stated, or with some luck held."""
        if not held and runs == len(self.stated):
            return self.stated
        return play(self.scenario, runs, self.seed, workers=self.workers, held=held)

    def answer(self, found: ProposalSample, rounds: int, narrowed: Scenario) -> Calibration:
        """Everything that is told. The narrowed scenario is played with other luck than that which narrowed it."""
        runs, numbers = len(self.stated), moved(found.dials, found.proposal)
        met = self.met(play(narrowed, runs, self.seed, first=runs, workers=self.workers))
        return Calibration(
            scenario=self.scenario.name,
            targets=self.targets.title or "targets",
            runs=runs,
            seed=self.seed,
            rounds=rounds,
            effective=self.sample(found.dials, None, runs).effective(found.proposal) * runs,
            met=met,
            narrowed=numbers,
            untouched=len(self.dials) - len(numbers),
            conflict=() if all(each.met for each in met) else self.conflict([each.name for each in met]),
        )

    def met(self, after: Outcomes) -> tuple[Met, ...]:
        """Every target before and after."""
        both = (aims(self.scenario, self.targets, outcomes) for outcomes in (self.stated, after))
        notes = {name: target.note or "" for name, target in self.targets.targets.items()}
        return tuple(
            Met(a.name, notes[a.name], a.low, a.high, b.share, a.share, a.met)
            for b, a in zip(*both, strict=True)
        )

    def conflict(self, names: list[str]) -> tuple[str, ...]:
        """The fewest targets that cannot be met together: any of them left out, the others can.

        One after another is left out for good if what remains still cannot be met: the deletion filter of
        Chinneck & Dravnieks (1991), ORSA J. Computing 3:157-168.
        """
        runs = min(TRIAL, len(self.stated))
        for name in tuple(names):
            others = [other for other in names if other != name]
            if others and not self.possible(others, runs):
                names = others
        return () if self.possible(names, runs) else tuple(names)

    def possible(self, names: Sequence[str], runs: int) -> bool:
        """Can these be met together?"""
        found, _ = self.run(runs, names)
        return not found.missed
