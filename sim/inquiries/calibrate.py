"""Which distributions of the uncertain inputs agree with forecasts, polls and what happened?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.inquiries.asking import Asked, Subject, Unanswerable, asked
from sim.inquiries.finding import REPORT, Finding, Inquiry, Made, find_out
from sim.scenario.reading import resolved
from sim.scenario.schema import Scenario
from sim.scenario.targets import Targets, as_yaml, read_targets
from sim.study import NOBODY, SCENARIO
from sim.waiting import Watch

if TYPE_CHECKING:
    from sim.analysis.calibration.answer import Calibration
    from sim.analysis.calibration.dials import Dial
    from sim.analysis.calibration.tilting import Sample
    from sim.bargaining.outcomes import Floats, Outcomes

NARROWED, TARGETS = "narrowed.yaml", "targets.yaml"
PATIENCE = 2  # rounds that may pass without coming nearer
NEARER = 0.9  # of a miss: what leaves more is no nearer
TRIAL = 3_000  # replications with which conflicts are looked for


def calibrate(
    subject: Subject,
    targets: str | Path | Targets,
    *,
    runs: int | None = None,
    seed: int | None = None,
    overrides: Sequence[str] = (),
    results: str | Path = "results",
    threads: int | None = None,
    watch: Watch = NOBODY,
    command: str | None = None,
) -> Finding[Calibration]:
    """Narrow the uncertain inputs of a scenario until it agrees with the targets, as little as will do.

    The folder holds `scenario.yaml` as stated and `narrowed.yaml`, which plays as any scenario does.
    """
    from sim.analysis.calibration.answer import Calibration

    question = asked(
        subject,
        runs=runs,
        seed=seed,
        overrides=overrides,
        results=results,
        rules_only=True,
        threads=threads,
        watch=watch,
    )
    wanted = targets if isinstance(targets, Targets) else read_targets(targets)
    about: dict[str, Any] = {"question": question.question.parts, "targets": wanted.model_dump(mode="json")}
    return find_out(
        Inquiry("calibrate", question.scenario.name, about),
        Calibration,
        lambda: made(question, wanted),
        results=results,
        watch=watch,
        command=command,
    )


def made(question: Asked, targets: Targets) -> Made[Calibration]:
    """The answer, the narrowed scenario and the page."""
    from sim.analysis.calibration.narrowing import narrowed_scenario
    from sim.report.calibration.page import page
    from sim.report.finding_page import render

    search = Search(question, targets)
    found, rounds = search.run(question.question.runs)
    note = f"Narrowed to agree with: {targets.title or 'targets'}"
    narrowed = narrowed_scenario(question.scenario, found.dials, found.proposal, note)
    narrowed = narrowed.model_copy(update={"name": f"{narrowed.name} narrowed"})
    answer = search.answer(found, rounds, narrowed)
    met = sum(target.met for target in answer.met)
    size = f"--runs {question.question.runs} --seed {question.question.seed}"
    again = f"python -m sim calibrate {SCENARIO} --target {TARGETS} {size}"
    files = {
        REPORT: render(page(answer), again),
        SCENARIO: question.question.resolved,
        NARROWED: resolved(narrowed),
        TARGETS: as_yaml(targets),
    }
    return Made(answer, f"{met} of {len(answer.met)} targets met, {len(answer.narrowed)} inputs moved", files)


class Search:
    """Reweights, plays under the new weights, and reweights again, until the targets are met or nothing moves."""

    def __init__(self, question: Asked, targets: Targets) -> None:
        from sim.analysis.calibration.dials import dials

        self.question, self.targets = question, targets
        self.scenario, self.seed = question.scenario, question.question.seed
        self.stated = question.outcomes
        self.dials = dials(self.scenario, self.stated.names.inputs)
        if not self.dials:
            raise Unanswerable(f"{self.scenario.name} has no uncertain number: there is nothing to narrow")

    def run(self, runs: int, names: Sequence[str] | None = None) -> tuple[Sample, int]:
        """The replications under the tilt that meets the targets of these names, and how many rounds that took."""
        from sim.analysis.calibration.tilting import few_dials, least_tilt

        best = self.sample(self.dials, None, runs, names)
        if not best.missed:
            return best, 0
        dials = few_dials(best)
        sample, played, found = self.sample(dials, None, runs, names), 0, 0
        while best.missed and played < found + PATIENCE:
            sample, played = self.sample(dials, least_tilt(sample), runs, names), played + 1
            if sample.missed < NEARER * best.missed:
                best, found = sample, played
        return best, found

    def sample(
        self, dials: tuple[Dial, ...], tilt: Floats | None, runs: int, names: Sequence[str] | None = None
    ) -> Sample:
        """Replications under a tilt [dial, 2], and which targets they meet."""
        from sim.analysis.calibration.aims import aims
        from sim.analysis.calibration.tilting import Sample
        from sim.bargaining.luck import Held, Streams

        chosen = np.zeros((len(dials), 2)) if tilt is None else tilt
        streams = Streams(self.seed, 0, runs)
        held = {d.stream: d.held(streams, t) for d, t in zip(dials, chosen, strict=True) if t.any()}
        luck = Held(streams, held)
        cells = np.stack([dial.cells(luck) for dial in dials], axis=1)
        found = aims(self.scenario, self.targets, self.play(held, runs))
        return Sample(dials, cells, chosen, tuple(a for a in found if names is None or a.name in names))

    def play(self, held: dict[str, Floats], runs: int) -> Outcomes:
        """The replications as stated, or with some luck held."""
        from sim.bargaining.batch import play

        if not held and runs == len(self.stated):
            return self.stated
        return play(self.scenario, runs, self.seed, threads=self.question.threads, held=held)

    def answer(self, found: Sample, rounds: int, narrowed: Scenario) -> Calibration:
        """Everything that is told; the narrowed scenario is played as anybody would play it."""
        from sim.analysis.calibration.aims import aims
        from sim.analysis.calibration.answer import Calibration, Met
        from sim.analysis.calibration.narrowing import moved
        from sim.bargaining.batch import play

        runs = self.question.question.runs
        stated = self.sample(found.dials, None, runs)
        after = aims(narrowed, self.targets, play(narrowed, runs, self.seed, threads=self.question.threads))
        met = tuple(
            Met(
                a.name, self.targets.targets[a.name].note or "", a.low, a.high, b.share, a.share, not a.missed
            )
            for b, a in zip(stated.aims, after, strict=True)
        )
        numbers = moved(found.dials, found.proposal)
        return Calibration(
            scenario=self.scenario.name,
            targets=self.targets.title or "targets",
            runs=runs,
            seed=self.seed,
            rounds=rounds,
            effective=stated.effective(found.proposal) * runs,
            met=met,
            narrowed=numbers,
            untouched=len(self.dials) - len(numbers),
            conflict=() if all(each.met for each in met) else self.conflict([each.name for each in met]),
        )

    def conflict(self, names: list[str]) -> tuple[str, ...]:
        """The fewest targets that cannot be met together: any of them left out, the others can.

        One after another is left out for good if what remains still cannot be met: the deletion filter of
        Chinneck & Dravnieks (1991), ORSA J. Computing 3:157-168.
        """
        runs = min(TRIAL, self.question.question.runs)
        for name in tuple(names):
            others = [other for other in names if other != name]
            if others and not self.possible(others, runs):
                names = others
        return () if self.possible(names, runs) else tuple(names)

    def possible(self, names: Sequence[str], runs: int) -> bool:
        """Can these be met together?"""
        found, _ = self.run(runs, names)
        return not found.missed
