"""Every replication of a study, in chunks on threads -> Outcomes."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

import numpy as np

from sim.bargaining.compiled import compiled
from sim.bargaining.frame import frame as frame_of
from sim.bargaining.luck import Streams
from sim.bargaining.menu import compose_truces, value_packages, value_truces
from sim.bargaining.nouns import Draw, Finals, Frame, Menu, Table, Truces
from sim.bargaining.outcomes import Outcomes, fill, room_for
from sim.bargaining.record import Sheet, empty_sheet, note_ending, note_first_round, outcomes_of
from sim.bargaining.rounds import sit_down, strike_events, talk
from sim.bargaining.sampling import draw
from sim.bargaining.seats import empty_menu
from sim.bargaining.war import fight
from sim.scenario.schema import Scenario

CHUNK = 512  # replications drawn and played together: few enough to stay in cache, enough to pay for NumPy


def play(
    scenario: Scenario,
    runs: int,
    seed: int,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
    first: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play replications first .. first + runs - 1. `progress` is told how many are done.

    The answer does not depend on threads, chunk or on which other replications are played.
    """
    frame, whole = frame_of(scenario), None
    jobs: dict[Future[Outcomes], int] = {}
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        try:
            for start in range(first, first + runs, chunk):
                size = min(chunk, first + runs - start)
                jobs[pool.submit(play_chunk, scenario, frame, seed, start, size)] = start - first
            for job in as_completed(list(jobs)):
                part = job.result()
                whole = whole or room_for(runs, part)
                fill(whole, jobs.pop(job), part)
                if progress:
                    progress(len(part))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    assert whole is not None
    return whole


def play_chunk(scenario: Scenario, frame: Frame, seed: int, start: int, runs: int) -> Outcomes:
    """Draw and play some replications."""
    drawn, inputs = draw(scenario, frame.rounds, Streams(seed, start, runs))
    drawn = Draw(*(array.view(np.recarray) if array.dtype.names else array for array in drawn))
    sheet = empty_sheet(frame, runs)
    play_all(frame, drawn, empty_menu(frame), sheet)
    return outcomes_of(scenario, sheet, inputs)


@compiled
def play_all(frame: Frame, drawn: Draw, menu: Menu, sheet: Sheet) -> None:
    """Play every replication of a chunk to its end."""
    for r in range(drawn.talks.shape[0]):
        talks, actor, luck = drawn.talks[r], drawn.actor[r], drawn.luck[r]
        event, shock, event_luck = drawn.event[r], drawn.shock[r], drawn.event_luck[r]
        finals = Finals(
            frame.options,
            frame.fine,
            frame.proposals,
            frame.packages,
            frame.needs,
            frame.guarantor,
            frame.protects,
            frame.lines,
            frame.weightings,
            frame.balanced,
            drawn.gain[r],
            drawn.guards[r],
            drawn.genuine[r],
            menu.appeal,
            menu.weighting,
            menu.terms,
            menu.offer,
            menu.judged,
        )
        truces = Truces(
            frame.truce_options,
            frame.truce_proposals,
            frame.truce_packages,
            frame.truce_scopes,
            frame.truce_needs,
            frame.weightings,
            drawn.halts[r],
            drawn.worth[r],
            drawn.hazard[r],
            menu.pointless,
            menu.truce_terms,
            menu.pause,
            menu.clauses,
        )
        table = Table(talks, actor, menu.offer, menu.judged, menu.pause, menu.clauses)
        sit_down(finals, talks, actor)
        compose_truces(truces, talks, actor)
        for n in range(frame.rounds):
            fight(talks, luck[n])
            if strike_events(talks, actor, event, shock, event_luck, n):
                value_packages(finals, talks, actor)
                value_truces(truces, talks, actor)
            talk(table, luck[n], n)
            if n == 0:
                note_first_round(table, sheet, r)
            if talks.over:
                break
        note_ending(table, menu.terms, menu.truce_terms, sheet, r)
