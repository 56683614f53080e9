"""All groups of checks, in pieces that can be watched as they are done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sim.bargaining.run.workers import Workers
from sim.validation import anac, casino, deals, deu3, emissions, exchange, peers
from sim.validation.bench import Bench
from sim.validation.check import Check
from sim.validation.controversies import FILE
from sim.validation.theory import PAPERS

Piece: TypeAlias = Callable[[], Iterable[Check]]

GROUPS = {
    "theory": "textbook results, each played from its file in scenarios/theory",
    "peers": "alternating offers beside NegMAS, the same negotiation in both",
    "challenge": "Bueno de Mesquita's emission standards, round by round",
    "anac": "solution concepts on domains of the negotiating agents' competition",
    "deu3": "laws of the European Union, 353 issues: what rules foretell (DEU III, doi:10.34810/data53)",
    "casino": "1,005 human deals over three things: how exact people are, fitted on one half and scored on the other",
    "exchange": "the exchange model on two climate summits, before positions are traded",
}


@dataclass(frozen=True)
class CheckOptions:
    """What to check with."""

    scenarios: Path  # holds theory/ and anac/
    data: Path | None  # files of others, not ours to hand out
    runs: int
    seed: int
    workers: Workers = None


def check_pieces(asked: CheckOptions) -> dict[str, tuple[Piece, ...]]:
    """By group, in the order of the table."""
    bench = Bench(asked.scenarios / "theory", asked.runs, asked.seed, asked.workers)
    known = (partial(peers.known_domain, asked.scenarios, file) for file in peers.NAMES)
    return {
        "theory": tuple(partial(paper, bench) for paper in PAPERS),
        "peers": (partial(peers.random_domains, asked.seed), *known),
        "challenge": (partial(emissions.emissions, bench),),
        "anac": tuple(partial(anac.anac, asked.scenarios, file) for file in anac.POINTS),
        "deu3": (partial(deu3.deu3, asked.data),),
        "casino": (partial(casino.casino, asked.data, asked.seed),),
        "exchange": tuple(partial(exchange.exchange, asked.data, name) for name in exchange.SUMMITS),
    }


def no_data_in(folder: Path) -> bool:
    """Is there nothing in the folder that could be checked?"""
    files = [folder / FILE, folder / deals.FILE, *(exchange.found(folder, name) for name in exchange.SUMMITS)]
    return not any(file is not None and file.is_file() for file in files)
