"""Which rule foretells the laws of the European Union? Every rule beside the weighted mean, issue by issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Z95, Mean, mean_of_groups
from sim.bargaining.outcomes import Floats
from sim.validation import check, forecasts
from sim.validation.check import Check
from sim.validation.controversies import FILE, Controversy, controversies

Rule: TypeAlias = Callable[[Controversy], dict[str, float]]

GROUP, SOURCE, APART = "deu3", "DEU III", "DEU III, computed apart"
WHERE = (
    f"pass --data DIR with {FILE}: the dataset is doi:10.34810/data53, and in one file with weights it is in "
    "github.com/blksv/predictioneers_game"
)
CONTEST = "rules that beat the weighted mean"
PRINTED = 0.005  # half of the last digit
# Mean absolute errors, computed apart from this program.
KNOWN = {
    forecasts.WEIGHTED_MEAN: 23.22,
    forecasts.MEAN: 23.71,
    forecasts.BY_SALIENCE: 23.68,
    forecasts.WEIGHTED_MEDIAN: 27.58,
    forecasts.MIDDLE: 28.02,
    forecasts.NO_DECISION: 43.13,
    forecasts.WEIGHTED_NASH: 23.26,
}
RULES: tuple[Rule, ...] = (
    forecasts.challenges,
    forecasts.averages,
    forecasts.concepts,
    forecasts.alternating_offers,
    forecasts.mediated,
)
exact, measured = partial(check.within_tolerance, group=GROUP), partial(check.measured, group=GROUP)


@dataclass(frozen=True)
class Docket:
    """Controversies that have been decided."""

    issues: list[Controversy]
    outcome: Floats  # [issue]
    proposal: NDArray[np.int64]  # [issue] which one it is part of

    def errors(self, rule: Rule) -> dict[str, Floats]:
        """By name: [issue] how far off."""
        said = [rule(issue) for issue in self.issues]
        return {name: np.abs(np.array([row[name] for row in said]) - self.outcome) for name in said[0]}

    def mean(self, values: Floats) -> Mean:
        """Controversies about one proposal are not independent."""
        return mean_of_groups(values, self.proposal)


def docket(folder: Path) -> Docket:
    """Raises Unreadable."""
    issues = controversies(folder)
    _, proposal = np.unique([issue.proposal for issue in issues], return_inverse=True)
    return Docket(issues, np.array([issue.outcome for issue in issues]), proposal)


def deu3(folder: Path | None) -> Iterator[Check]:
    """A row for each rule; those whose error is known are checked too. The last says what beats the weighted mean."""
    if folder is None or not (folder / FILE).is_file():
        yield check.skipped(
            f"mean absolute errors of {len(KNOWN)} rules, and of our own", SOURCE, WHERE, group=GROUP
        )
        return
    decided = docket(folder)
    errors: dict[str, Floats] = {}
    for rule in RULES:
        found = decided.errors(rule)
        errors |= found
        for name, error in found.items():
            yield from told(name, decided, error, errors[forecasts.WEIGHTED_MEAN])
    yield contest(decided, errors)


def told(name: str, decided: Docket, error: Floats, usual: Floats) -> Iterator[Check]:
    """How far off a rule is, and how much farther than the weighted mean."""
    mean, what = decided.mean(error), f"{name}: mean absolute error"
    spread = (mean.high - mean.low) / (2.0 * Z95)
    if name in KNOWN:
        yield replace(exact(what, APART, KNOWN[name], mean.mean, PRINTED), error=spread)
    else:
        yield measured(what, SOURCE, mean.mean, spread)
    if name != forecasts.WEIGHTED_MEAN:
        more = decided.mean(error - usual)
        numbers = f"{more.mean:+.1f} ({more.low:+.1f} to {more.high:+.1f}): {word(more)}"
        yield measured(f"{name}: its error less the weighted mean's", SOURCE, numbers)


def word(more: Mean) -> str:
    """Is a difference clear of zero?"""
    if more.low > 0.0:
        return "worse"
    return "better" if more.high < 0.0 else "not clear"


def contest(decided: Docket, errors: dict[str, Floats]) -> Check:
    """Does anything beat the weighted mean?"""
    usual = errors[forecasts.WEIGHTED_MEAN]
    words = [word(decided.mean(error - usual)) for error in errors.values() if error is not usual]
    counts = {kind: words.count(kind) for kind in ("better", "worse", "not clear")}
    computed = f"{counts['better'] or 'none'}; {counts['worse']} worse, {counts['not clear']} not clear"
    answer = "nothing beats" if not counts["better"] else f"{counts['better']} of {len(words)} rules beat"
    note = (
        f"{answer} the weighted mean in foretelling {len(usual)} issues of laws of the European Union. In brackets are "
        "95 % intervals of differences issue by issue; issues of one proposal are not taken for independent. Under our "
        "own protocols all actors are parties that must sign, all alike, and no deal is as bad as can be"
    )
    return measured(f"{CONTEST}, of {len(words)}", SOURCE, computed, note=note)
