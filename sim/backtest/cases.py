"""Twenty mediated crises, each coded as a scenario of its own before any was played: an agreement within a year?

Which they are was drawn by lot (`drawing`); how they were coded is said in scenarios/cases/README.md.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from sim.backtest import blind, scoring
from sim.backtest.drawing import AGREED, YEAR
from sim.backtest.event import ScoredEvent, judged, labels
from sim.backtest.records import Line, Record, few, known_day, records, whole
from sim.backtest.score import BASE, Findings
from sim.backtest.wars import BLIND
from sim.scenario.problems import ScenarioError
from sim.scenario.reading import read as read_scenario
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.validation.tables import BadData

SET, FILE = "cases", "twenty_talks.csv"
SHIPPED = shipped() / "cases" / FILE
CODES = ("full_scale", "protracted", "vital")
KNOWN = ("case", "crisis", *CODES, "statements", "first_day")
AFTER = ("last_day", "ended")
QUESTION = "agreement within a year"
CODED, LESS = "scenario of its own", "the same without red lines and guarantees"
HALF = 0.5  # by design
MADE = (
    "parties, issues, red lines, levers and the ground coded by hand, all numbers by one rule sheet, before any was "
    "played, and mended by it where a text said otherwise, before they were played again; no two of one protracted "
    "conflict, half of them failures by design, so that the base rate is one half; "
    f"mediated protocol, {YEAR} days, a round every 3; {blind.RUNS:,} replications of each"
)
NOTE = (
    "they show mechanism, coded by who knows how they ended; of a difference from one half in every case, which has "
    "a Brier score of 0.25, these twenty would tell {least:.2f} or more four times in five, a skill of {skill:.0%}"
)
SOURCES = "all {of} statements that they rest on beside ICB's codes were looked up, in texts that are named"


def read(file: Path) -> list[Record]:
    """All of them. Raises Unreadable."""
    found = records(file, KNOWN, AFTER)
    few(file, (row.known["crisis"].text for row in found))
    return found


def agreed(row: Record) -> bool:
    """Formally or half so, within a year of the trigger?"""
    lasted: date = known_day(row.after["last_day"])
    formally = row.after["ended"].text in {word.lower() for word in AGREED}
    return formally and (lasted - known_day(row.known["first_day"])).days <= YEAR


def scenario(known: Line) -> str:
    """The same crisis without what was coded by hand."""
    code = {name: whole(known[name]) == 1 for name in CODES}
    return blind.talks(blind.WarFacts(mediated=True, **code))


def coded(file: Path, known: Line) -> tuple[Scenario, Scenario]:
    """As it stands, and without what comes to mind most easily to who knows the end. Raises Unreadable."""
    place = file.parent / f"{known['case'].text}.yaml"
    try:
        whole_one = read_scenario(place)
        return whole_one, read_scenario(place, without(whole_one))
    except ScenarioError as error:
        raise BadData(f"{known['case'].place}: {place} is no scenario that can be played") from error


def without(scenario: Scenario) -> list[str]:
    """What takes red lines and guarantees away."""
    lines = [f"actors.{name}.red_lines=null" for name, party in scenario.parties.items() if party.red_lines]
    guarded = [name for name, issue in scenario.issues.items() if issue.guards]
    return [
        *lines,
        *(f"issues.{name}.{key}=null" for name in guarded for key in ("guards", "guarantor", "protects")),
    ]


def sources(known: list[Line]) -> str:
    """What they say beside codes was held against where it is said to stand."""
    return SOURCES.format(of=sum(whole(line["statements"]) for line in known))


def cases(file: Path, seed: int, runs: int = blind.RUNS) -> Findings:
    """Brier and logarithmic scores, beside a coin and blind scenarios of the same crises."""
    return scored(event(file, read(file), seed, runs), seed)


def scored(event: ScoredEvent, seed: int) -> Findings:
    """How good what was said of the crises is, and how little so few can tell."""
    found = judged(event, seed)
    [row] = (row for row in found.scores if row.ours and row.by == CODED)
    least = scoring.least(row.less)
    note = f"{NOTE.format(least=least, skill=least / HALF**2)}; {event.note}"
    noted = (
        replace(row, note=note) if row.by == BASE and row.kind == "Brier" else row for row in found.scores
    )
    return replace(found, scores=tuple(noted))


def event(file: Path, found: list[Record], seed: int, runs: int = blind.RUNS) -> ScoredEvent:
    """What is asked. Too few for a logit."""
    known = [row.known for row in found]
    share = np.array([[blind.share(one, seed, runs) for one in coded(file, line)] for line in known])
    said = {
        CODED: share[:, 0],
        LESS: share[:, 1],
        BLIND: np.array([blind.settled(scenario(line), seed, runs) for line in known]),
    }
    happened = np.array([float(agreed(row)) for row in found])
    label = labels([line["crisis"].text for line in known])
    return ScoredEvent(SET, QUESTION, happened, label, None, np.zeros((len(found), 0)), said, usual=HALF, logs=True,
                 note=sources(known))  # fmt: skip
