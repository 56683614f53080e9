"""How near every replication of a study came to a settlement."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import numpy as np

from sim.bargaining.inspect.choice import in_words, named
from sim.bargaining.outcomes import Floats
from sim.bargaining.protocols import part
from sim.bargaining.protocols.session import Session
from sim.bargaining.protocols.session import session as open_session
from sim.bargaining.run.chunks import Given, Part, Prepared, each_chunk, prepared
from sim.bargaining.run.workers import Workers
from sim.bargaining.setup.sampling import execute
from sim.bargaining.setup.seats import by_name
from sim.bargaining.setup.streams import Luck, Streams
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Miss:
    """The text that came nearest to being signed in one replication, on its best day."""

    number: int  # of the round, from 1
    day: float
    turn: str  # who could table something
    terms: dict[str, str]  # issue: option
    named: str | None
    lacking: float  # of its demand, to the party worst served; 0 or less if all would have signed
    party: str  # the party worst served


def best_day(scenario: Scenario, seed: int, replication: int) -> Miss | None:
    """What `near_misses` measures in one replication, in words; None if no text ever was within all red lines."""
    session, best = open_session(scenario, Streams(seed, replication, 1)), None
    while session.running:
        number = session.round + 1
        session.step()
        found = session.lacking()
        if found is not None:
            rows, short = found
            at = int(np.argmin(short.max(axis=1)))
            worst = int(np.argmax(short[at]))
            if best is None or short[at, worst] < best.lacking:
                best = _miss(session, number, int(rows[at]), float(short[at, worst]), worst)
    return best


def _miss(session: Session, number: int, row: int, lacking: float, worst: int) -> Miss:
    seats, talks = session.seats, session.talks
    return Miss(
        number=number,
        day=float(talks["day"]),
        turn=seats.actors[talks["proposer"]],
        terms=in_words(session.menu.terms[row], seats.issues, session.scenario.issues),
        named=named(session.menu.terms, row, seats.proposals),
        lacking=lacking,
        party=seats.parties[worst],
    )


def near_misses(scenario: Scenario, runs: int, seed: int, *, workers: Workers = None) -> Floats:
    """[replication] how much was lacking when least was, in utility; infinite if no text ever was within all red lines.

    Of a text, what is lacking is the greatest of (demand - perceived value) over the parties on that day; it is 0 or
    less if all would have signed. Of a day, it is that of the text that lacks least: of all on the menu whose
    consents are given (mediated), or of the offer on the table (alternating offers). Of a replication: of its best day.
    """
    found = np.empty(runs)

    def luck(rows: slice) -> Part:
        return Streams(seed, rows.start, rows.stop - rows.start), {}

    with closing(each_chunk(prepared(scenario), runs, luck, lacking, workers)) as measured:
        for rows, values in measured:
            found[rows] = values
    return found


def lacking(study: Prepared, luck: Luck, given: Given) -> Floats:
    """What was lacking in some replications."""
    drawn, _ = execute(study.plan, luck, given)
    return np.asarray(part(study.scenario.protocol, "player").gaps(study.frame, by_name(drawn)))
