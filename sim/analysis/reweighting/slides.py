"""Which of the inputs that matter can be moved without playing again, and what moves with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.calibration.squares import inverted
from sim.analysis.reweighting.stops import Track, track
from sim.bargaining.outcomes import Floats, Outcomes
from sim.bargaining.setup.streams import Luck, Streams, tied
from sim.scenario.bundles import Copula, Matrix, copulas
from sim.scenario.numbers import numbers
from sim.scenario.quantities import Fixed, Quantity
from sim.scenario.schema import Scenario

MOST = 8  # sliders
TRIED = 64  # replications in which a number is drawn again to see that it was drawn so
TOSSES = {".genuine": ".probability", ".happens": ".chance"}  # coins whose chance decides nothing else


@dataclass(frozen=True)
class Slide:
    """A number that can be moved."""

    path: str  # in the file
    stream: str  # of its luck
    track: Track


@dataclass(frozen=True)
class CopulaGroup:
    """Streams that are drawn together. Under luck with normal numbers z the copula is dense as exp(-z pull z / 2)."""

    streams: tuple[str, ...]
    root: Matrix  # mixes them
    pull: Matrix


@dataclass(frozen=True)
class Slides:
    """The numbers that can be moved, the one that matters most first."""

    seed: int
    found: tuple[Slide, ...]
    groups: tuple[CopulaGroup, ...]
    stuck: tuple[str, ...]  # inputs that matter and cannot be moved


def slides(
    scenario: Scenario, outcomes: Outcomes, seed: int, matter: Sequence[str], others: Sequence[str] = ()
) -> Slides:
    """Of a study: inputs that matter, then others while there is room."""
    look = _Look.at(scenario, outcomes, seed)
    movable = {path: slide for path in dict.fromkeys([*matter, *others]) if (slide := look.slide(path))}
    found = tuple({slide.path: slide for slide in movable.values()}.values())[:MOST]
    streams = {slide.stream for slide in found}
    groups = tuple(_group(copula) for copula in look.copulas if streams & set(copula.streams))
    return Slides(seed, found, groups, tuple(path for path in dict.fromkeys(matter) if path not in movable))


def _group(copula: Copula) -> CopulaGroup:
    pull = inverted(np.array(copula.correlation)) - np.eye(len(copula.streams))
    return CopulaGroup(copula.streams, copula.root, tuple(map(tuple, pull.tolist())))


@dataclass(frozen=True)
class _Look:
    """How the inputs of some replications were drawn."""

    known: Mapping[str, Quantity]
    drawn: Mapping[str, Floats]  # [replication]
    luck: Luck
    copulas: tuple[Copula, ...]
    set_later: frozenset[str]  # paths of numbers that an event sets

    @classmethod
    def at(cls, scenario: Scenario, outcomes: Outcomes, seed: int) -> _Look:
        known, first = copulas(scenario), outcomes.inputs[:TRIED]
        return cls(
            {number.path: number.quantity for number in numbers(scenario)},
            dict(zip(outcomes.names.inputs, first.T, strict=True)),
            tied(Streams(seed, 0, len(first)), known),
            known,
            frozenset(path for event in scenario.events if event.sets for path, _ in event.sets.numbers),
        )

    def slide(self, path: str) -> Slide | None:
        """None for what cannot be moved."""
        quantity = self.known.get(path)
        if quantity is not None:
            return Slide(path, path, track(quantity)) if self._so(path, quantity) else None
        for toss, key in TOSSES.items():
            owner = f"{path.removesuffix(toss)}{key}"
            chance = self.known.get(owner)
            if path.endswith(toss) and isinstance(chance, Fixed) and owner not in self.set_later:
                found = track(chance)
                return Slide(owner, path, found) if len(found.stops) > 1 else None
        return None

    def _so(self, path: str, quantity: Quantity) -> bool:
        """Is its value nothing but its own luck? Not so of weights that are drawn around what is stated."""
        again = quantity.at(self.luck.uniform(path)[:, 0]).astype(np.float32)
        return not quantity.fixed and np.array_equal(again, self.drawn[path])
