"""Reweighted against replayed: what a report's sliders say, in NumPy, beside what comes out when the same is played.

python tests/reweighted.py prints the table for the founding scenario: 20 single and 5 joint changes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import ndtri

import sim
from sim.analysis.chapters import Chapters
from sim.analysis.intervals import Share, apart, share_of, wilson
from sim.analysis.reweighting.slides import Slide, Slides, slides
from sim.analysis.reweighting.stops import Stop
from sim.bargaining.outcomes import Flags, Floats, Outcomes
from sim.bargaining.setup.streams import Streams, inside, tied
from sim.results.question import Question
from sim.scenario.bundles import copulas
from sim.scenario.schema import Scenario
from sim.scenario.writing import in_a_line
from sim.telling import numbers

OTHER = 1000  # seeds away
Places = Mapping[int, int]  # by slider: the stop at which it stands
SCENARIO = Path(__file__).parents[1] / "scenarios" / "ceasefire30.yaml"


@dataclass(frozen=True)
class Moved:
    """A share as reweighted: its standard error, as many replications as it is worth, its 95 % interval."""

    share: float
    error: float
    worth: float
    low: float
    high: float


@dataclass(frozen=True)
class Kept:
    """Replications as a report holds them."""

    scenario: Scenario
    outcomes: Any  # Outcomes; of what is only weighed, anything as long
    found: Slides

    @cached_property
    def luck(self) -> dict[str, Floats]:
        """[replication] by stream."""
        luck = tied(Streams(self.found.seed, 0, len(self.outcomes)), copulas(self.scenario))
        streams = {slide.stream for slide in self.found.found} | {
            s for g in self.found.groups for s in g.streams
        }
        return {stream: luck.uniform(stream)[:, 0] for stream in streams}

    def weights(self, places: Places) -> Floats:
        """[replication] new density over old."""
        logs, turned = np.zeros(len(self.outcomes)), dict(self.luck)
        for k, place in places.items():
            slide = self.found.found[k]
            turned[slide.stream], slope = turn(slide, slide.track.stops[place], self.luck[slide.stream])
            logs += np.log(slope)
        for group in self.found.groups:
            before, after = (self._dense(group.streams, group.pull, luck) for luck in (self.luck, turned))
            logs += after - before
        return np.exp(logs)

    def _dense(self, streams: tuple[str, ...], pull: object, luck: Mapping[str, Floats]) -> Floats:
        z = np.stack([ndtri(inside(luck[stream])) for stream in streams], axis=1)
        return np.asarray(-0.5 * np.einsum("ri,ij,rj->r", z, np.array(pull), z))

    def settings(self, places: Places) -> list[str]:
        """What is typed to play the same."""
        at = [(self.found.found[k], place) for k, place in places.items()]
        return [f"{slide.path}={in_a_line(slide.track.stops[place].quantity)}" for slide, place in at]


def turn(slide: Slide, stop: Stop, u: Floats) -> tuple[Floats, Floats]:
    """What becomes of luck, and how steeply."""
    if slide.track.edges:
        old, new = np.array(slide.track.edges), np.array(stop.edges)
        piece = np.searchsorted(old[1:-1], u, side="right")
        return np.interp(u, old, new), (np.diff(new) / np.diff(old))[piece]
    v = u if stop.highest else 1.0 - u
    turned = v**stop.power
    return turned if stop.highest else 1.0 - turned, stop.power * v ** (stop.power - 1.0)


def kish(w: Floats) -> float:
    """As many replications of one weight as these are worth. Kish (1965), Survey Sampling."""
    return float(w.sum() ** 2 / np.square(w).sum())


def moved(flags: Flags, w: Floats) -> Moved:
    """The share of flags, each counting for its weight; the error is that of a ratio of sums, linearised."""
    share = float((w * flags).sum() / w.sum())
    error = float(np.sqrt(np.square(w * (flags - share)).sum()) / w.sum())
    worth = min(kish(w), share * (1.0 - share) / error**2) if error else kish(w)
    return Moved(share, error, worth, *wilson(share * worth, worth))


def mean(values: Floats, w: Floats) -> tuple[float, float, float]:
    """A mean, its standard error as a ratio of sums, and that of how far it has moved."""
    found = float((w * values).sum() / w.sum())
    one = w * (values - found) / w.sum()
    apart = one - (values - values.mean()) / len(values)
    return found, float(np.sqrt(np.square(one).sum())), float(np.sqrt(np.square(apart).sum()))


def shift(flags: Flags, w: Floats) -> float:
    """The standard error of how far a share moves, from the same replications as before."""
    moving = w * (flags - moved(flags, w).share) / w.sum() - (flags - flags.mean()) / len(flags)
    return float(np.sqrt(np.square(moving).sum()))


def ends(outcomes: Outcomes) -> dict[str, Flags]:
    """What a report's sliders move."""
    found = {str(k): outcomes.outcome == k for k in range(7)}
    return {**found, "full": ~np.isnan(outcomes.full_ceasefire_day), "zone": outcomes.zone}


@dataclass(frozen=True)
class Trial:
    """One share, reweighted and replayed."""

    places: Places
    worth: float  # of all weights, as a part of the replications
    event: str
    told: Moved
    replayed: Share  # by the command that stands beside the sliders: with the same luck
    other: Share  # with other luck

    @property
    def within(self) -> bool:
        """Does the interval of the difference to what the page's own command plays hold 0?"""
        return self._holds(self.replayed)

    @property
    def within_other(self) -> bool:
        """The same of other luck: the stricter question, for nothing of chance is shared."""
        return self._holds(self.other)

    def _holds(self, played: Share) -> bool:
        told = Share(0, 0, self.told.share, self.told.low, self.told.high)
        return not apart(told, played).clear

    @property
    def off(self) -> float:
        """By how much what is told lies beside what is played."""
        return abs(self.told.share - self.replayed.share)


def trials(kept: Kept, file: Path, overrides: Sequence[str], places: Places) -> Iterator[Trial]:
    """Every share that is neither rare nor sure."""
    w, runs = kept.weights(places), len(kept.outcomes)
    again = sim.read(file, [*overrides, *kept.settings(places)])
    same, other = (ends(sim.play(again, runs=runs, seed=kept.found.seed + more)) for more in (0, OTHER))
    for event, flags in ends(kept.outcomes).items():
        told = moved(flags, w)
        if 0.01 < told.share < 0.99:
            yield Trial(places, kish(w) / runs, event, told, share_of(same[event]), share_of(other[event]))


def changes(found: Slides, rng: np.random.Generator, single: int, joint: int) -> list[dict[int, int]]:
    """Single changes, far and near, of one slider after another, and joint ones of three each."""
    of = len(found.found)
    return [
        *({k % of: _place(found.found[k % of], rng, 1.0)} for k in range(single)),
        *(
            {int(k): _place(found.found[k], rng, 0.5) for k in rng.permutation(of)[:3]}
            for _ in range(joint)
        ),
    ]  # fmt: skip


def _place(slide: Slide, rng: np.random.Generator, reach: float) -> int:
    rest, last = slide.track.rest, len(slide.track.stops) - 1
    low, high = round(rest * (1.0 - reach)), round(rest + (last - rest) * reach)
    return int(rng.choice([place for place in range(low, high + 1) if place != rest]))


def kept_of(scenario: Scenario, runs: int, seed: int = 1) -> Kept:
    """A scenario, played."""
    outcomes = sim.play(scenario, runs=runs, seed=seed)
    summary = numbers(Question(scenario, runs, seed), outcomes, Chapters())
    matter = [each.path for each in (*summary.carriers, *summary.drivers)]
    return Kept(scenario, outcomes, slides(scenario, outcomes, seed, matter))


def tried(
    file: Path, runs: int, overrides: Sequence[str] = (), single: int = 20, joint: int = 5
) -> Iterator[tuple[Kept, list[Trial]]]:
    """Each change against replications of its own: with one set for all, a set that is unlucky would be so in each."""
    scenario = sim.read(file, overrides)
    first = kept_of(scenario, runs)
    for n, places in enumerate(changes(first.found, np.random.default_rng(1), single, joint)):
        kept = Kept(scenario, sim.play(scenario, runs=runs, seed=n + 2), replace(first.found, seed=n + 2))
        yield kept, list(trials(kept, file, overrides, places))


def main(runs: int, overrides: Sequence[str]) -> None:
    """The table, and how many of all errors lie within their intervals."""
    found: list[Trial] = []
    for kept, of_change in tried(SCENARIO, runs, overrides):
        worst = max(of_change, key=lambda t: t.off)
        print(
            f"{' '.join(kept.settings(of_change[0].places))}\n    worth {of_change[0].worth:.0%}, within "
            f"{sum(t.within for t in of_change)} of {len(of_change)}; furthest apart: {worst.event}, "
            f"{worst.told.share:.1%} told, {worst.replayed.share:.1%} played",
            flush=True,
        )
        found += of_change
    print(f"within their intervals: {sum(t.within for t in found)} of {len(found)}")
    print(f"of other luck: {sum(t.within_other for t in found)} of {len(found)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2:])
