"""Talks of which it is known what stands in the way: only `middle` is better for both than no deal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.analysis.dealbreakers import DealBreakers, find_dealbreakers
from sim.analysis.replays import Replays, worlds
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

BLOCKED = """
horizon_days: 100
round_days: 10
actors:
  ann: {outside_value: 0.4, red_lines: {house: {options: [middle], probability: LINE}}}
  bob: {outside_value: {uniform: [0.35, 0.45]}, distrust: 0.2, red_lines: {house: {options: [hers], probability: 0.5}}}
  guard: {role: backer}
  council: {role: backer, floor: FLOOR}
  notary: {role: mediator}
issues:
  house:
    options: [hers, middle, his]
    value: {ann: [1, 0.5, 0], bob: [0, 0.5, 1], council: [0.5, 0.5, 0.5]}
    guards: [1, 1, 1]
    guarantor: guard
    protects: bob
    consent: {council: [middle]}
"""


def blocked(folder: Path, line: float = 0.0, floor: float = 0.0) -> Scenario:
    """Ann's line forbids what both could sign with this chance; so does the council, if its floor is above 0.5."""
    file = folder / "blocked.yaml"
    file.write_text(BLOCKED.replace("LINE", str(line)).replace("FLOOR", str(floor)), encoding="utf-8")
    return read(file)


def taken_away(scenario: Scenario, runs: int = 200, **more: Any) -> DealBreakers:
    """What comes of every change."""
    replays = Replays(scenario, 3, 0, runs)
    return find_dealbreakers(replays, worlds(play(scenario, runs, 3)), **more)
