"""A scenario in which everything occurs once, to be spoilt by tests, and how to hear what is said then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from sim.scenario.reading import Problem, ScenarioError, read

WAR = """\
title: A war
horizon_days: 290
war: {balance: 0.5, if_attacker_wins: north_terms, if_defender_wins: south_terms}
actors:
  north:
    side: attacker
    optimism: {triangular: [0.2, 0.8, 1.6]}
    red_lines:
      land: {options: [back], probability: 0.9}
  south:
    side: defender
    concession: boulware
  us:
    role: mediator
    patience_days: .inf
    leverage: {south: {probability: 0.5}}
    when_leaves: {cost: {south: 1.2}}
  europe:
    role: backer
    backfill: {south: 0.5}
issues:
  land:
    options: [back, line, all]
    weight: {north: 0.6, south: 0.5, us: 0.2}
    value:
      north: [0, 0.5, 1]
      south: [1, 0.5, 0]
      us: [0.5, 1, 0.5]
  force:
    range: {from: 0, to: 30, step: 10, unit: thousand}
    weight: {north: 0.4, south: 0.5, europe: 1}
    value: {north: {0: 1, 30: 0}, south: {0: 0, 30: 1}, europe: [0, 1, 1, 0]}
    guards: [0, 0.2, 0.3, 0.4]
    guarantor: europe
    protects: south
    consent: {europe: [10, 20, 30]}
ceasefire:
  opening: text
  proposals:
    text: {scope: full}
  issues:
    scope:
      options: [air, full]
      halts: [0.4, 1]
      worth: {north: [0, 0.01], us: [0, 0.1]}
      consent: {us: [full]}
proposals:
  north_terms: {land: all, force: 0}
  south_terms: {land: back, force: 30}
opening: south_terms
events:
  - {name: vote, day: 100, cost: {north: 1.2}, floor: {us: 0.1}, credibility: {us: -0.1}}
"""


def spoilt(*changes: tuple[str, str]) -> str:
    """The example with some of its text replaced."""
    text = WAR
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def refusal(folder: Path, text: str | bytes, overrides: Sequence[str] = ()) -> ScenarioError:
    """What is said about a file with this text."""
    file = folder / "mine.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ScenarioError) as caught:
        read(file, overrides)
    return caught.value


def problems(folder: Path, text: str | bytes, overrides: Sequence[str] = ()) -> list[str]:
    """line:column and the words of each problem."""
    return [told(problem) for problem in refusal(folder, text, overrides).problems]


def told(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem}"
