"""All sets, in pieces that can be watched as they are done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sim.backtest import agreements, blind, cases, ceasefires, crises, fortna, laws, people, wars
from sim.backtest.records import found
from sim.backtest.score import Findings, Score
from sim.validation import exchange
from sim.validation.tables import BadData

Piece: TypeAlias = Callable[[], Findings]
EXCHANGE = "summits"


@dataclass(frozen=True)
class Set:
    """Where it comes from, what is asked of it, and who answers."""

    title: str
    file: str
    source: str
    open: bool  # may its rows be handed on?
    made: str  # how a row becomes a scenario, with every default
    judged: Callable[[Path, int], Findings]
    shipped: Path | None = None  # where it comes with the program


SETS = {
    ceasefires.SET: Set(
        "ceasefires of civil wars, 1989-2020: alive after so many days?",
        ceasefires.FILE,
        "ETH/PRIO Civil Conflict Ceasefire Dataset (Clayton et al. 2022), collapsed to one row for each "
        "ceasefire",
        False,
        ceasefires.MADE,
        ceasefires.ceasefires,
    ),
    agreements.SET: Set(
        "peace agreements, 1975-2021: still in force?",
        agreements.FILE,
        "UCDP Peace Agreement Dataset 22.1 (Pettersson et al. 2019), CC BY 4.0",
        True,
        agreements.MADE,
        agreements.agreements,
    ),
    fortna.SET: Set(
        "ceasefires of civil wars that nobody won, 1945-1999: do they hold?",
        fortna.FILE,
        "Fortna (2008), Does Peacekeeping Work?, replication data",
        False,
        fortna.MADE,
        fortna.fortna,
    ),
    wars.SET: Set(
        "pairs of enemies who had fought for a year, 1946-2020: a negotiated end within another?",
        wars.FILE,
        "UCDP Conflict Termination Dataset 3-2021 (Kreutz 2010), CC BY 4.0",
        True,
        blind.MADE,
        wars.wars,
    ),
    crises.SET: Set(
        "violent international crises, 1946-2017: an agreement within a year?",
        crises.FILE,
        "International Crisis Behavior 13 (Brecher et al.)",
        False,
        blind.MADE,
        crises.crises,
    ),
    cases.SET: Set(
        "twenty mediated crises, drawn by lot, each coded as a scenario of its own: an agreement within a year?",
        cases.FILE,
        "scenarios/cases, coded from International Crisis Behavior and from other texts (sources.csv there says "
        "which); shipped",
        True,
        cases.MADE,
        cases.cases,
        cases.SHIPPED,
    ),
    people.SET: Set(
        "1,005 deals of two people with known wishes: which division?",
        people.FILE,
        "CaSiNo (Chawla et al. 2021), CC BY 4.0",
        True,
        people.MADE,
        people.people,
    ),
    laws.SET: Set(
        "issues of laws of the European Union, 1999-2019: what became law?",
        laws.FILE,
        "DEU III (Arregui & Perarnaud 2022), doi:10.34810/data53",
        False,
        laws.MADE,
        laws.laws,
    ),
}
SUMMITS_NOTE = "the files hold what states wanted and not what was decided, so that nothing can be scored"


def pieces(folder: Path | None, seed: int) -> dict[str, Piece]:
    """By set, in the order of the table."""
    played = {name: partial(_judged, name, place(folder, one), seed) for name, one in SETS.items()}
    return {**played, EXCHANGE: summits}


def place(folder: Path | None, one: Set) -> Path | None:
    """In the folder, or where it comes with the program."""
    shipped = one.shipped if one.shipped and one.shipped.is_file() else None
    return found(folder, one.file) or shipped


def _judged(name: str, file: Path | None, seed: int) -> Findings:
    one = SETS[name]
    if file is None:
        why = f"pass --data DIR with {one.file}: {one.source}"
        return Findings((Score(name, one.title, "", verdict="not here", note=why),))
    try:
        return one.judged(file, seed)
    except OSError as error:
        raise BadData(f"{file} cannot be read: {error.strerror}") from error


def summits() -> Findings:
    """Those of the exchange model."""
    names = " and ".join(title for title, _ in exchange.SUMMITS.values())
    return Findings((Score(EXCHANGE, names, "", verdict="no outcomes", note=SUMMITS_NOTE),))


def lacking(folder: Path) -> bool:
    """Is there nothing in the folder that could be scored?"""
    return not any(found(folder, one.file) for one in SETS.values())
