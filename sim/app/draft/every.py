"""Every text that there is, in how many worlds each is signed: no better one is overlooked.

The rules of the engine look at each of them, in each world at the end of the talks (of a ceasefire when the first text
is due), as they look at a named proposal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.enough import enough
from sim.app.draft.texts import Terms, topics
from sim.bargaining.outcomes import Flags
from sim.bargaining.protocols.session import Session, session
from sim.bargaining.rules.tabling import text_due
from sim.bargaining.search.every import would_sign_each, would_sign_each_truce
from sim.bargaining.setup.record import empty_sheet
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import frame, seating
from sim.bargaining.solutions.in_blocks import breach
from sim.scenario.schema import Scenario

MOST = 150_000  # texts: beyond that nobody waits for all of them
WORLDS, AT_ONCE = 512, 16
Rows = NDArray[np.int64]  # [text, issue] option, in the order of the engine
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class TextTally:
    """In how many worlds so far each text is signed."""

    worlds: int
    everyone: Counts  # [text] by all whose signatures it needs
    by: Counts  # [text, signer]
    but: Counts  # [text, signer] by all if this one were to sign, too

    def __add__(self, other: TextTally) -> TextTally:
        return TextTally(
            self.worlds + other.worlds,
            self.everyone + other.everyone,
            self.by + other.by,
            self.but + other.but,
        )

    @property
    def best(self) -> int:
        """The text that is signed most often; of equals that with most signatures."""
        return int(np.lexsort((-self.by.sum(axis=1), -self.everyone))[0])

    def near(self, each: int) -> list[int]:
        """The texts that are signed most often, by all, or by all but somebody."""
        lists = [self.everyone, *self.but.T]
        tops = [np.argsort(-counts, kind="stable")[:each].tolist() for counts in lists]
        return list(dict.fromkeys(k for top in tops for k in top))


def every_text(scenario: Scenario, ceasefire: bool) -> Rows | None:
    """All that links allow; None where there are too many, or where others rules than a mediator's value them."""
    found = frame(scenario)
    sizes, links = (found.truce_options, found.truce_links) if ceasefire else (found.options, found.links)
    if scenario.protocol != "mediated" or math.prod(sizes.tolist()) > MOST:
        return None
    rows = np.stack(np.unravel_index(np.arange(math.prod(sizes.tolist())), sizes), axis=1).astype(np.int64)
    if not len(links.never):
        return rows
    return rows[[not breach(links, sizes, row) for row in rows]]


def terms_of(scenario: Scenario, ceasefire: bool, row: NDArray[np.int64]) -> Terms:
    """A text in the words and the order of the file."""
    seats, known = seating(scenario), topics(scenario, ceasefire)
    names = seats.truce_issues if ceasefire else seats.issues
    told = dict(zip(names, row.tolist(), strict=True))
    return {name: topic.options[told[name]] for name, topic in known.items()}


def signers(scenario: Scenario) -> tuple[str, ...]:
    """Whose signatures are counted, in the order of the engine."""
    return tuple(name for name in seating(scenario).actors if name not in scenario.spoilers)


def tally(scenario: Scenario, ceasefire: bool, rows: Rows, seed: int, first: int, worlds: int) -> TextTally:
    """Some worlds, world by world."""
    found = [_one(scenario, ceasefire, rows, seed, first + k) for k in range(worlds)]
    return sum(found[1:], start=found[0])


def _one(scenario: Scenario, ceasefire: bool, rows: Rows, seed: int, replication: int) -> TextTally:
    would = who_signs(scenario, ceasefire, rows, seed, replication)

    def count(flags: Flags) -> Counts:
        whole = flags.all(axis=1) if ceasefire else enough(scenario, flags)
        return np.asarray(whole, dtype=np.int64)

    but = [count(np.insert(np.delete(would, a, 1), a, True, axis=1)) for a in range(would.shape[1])]
    return TextTally(1, count(would), would.astype(np.int64), np.stack(but, axis=1))


def who_signs(scenario: Scenario, ceasefire: bool, rows: Rows, seed: int, replication: int) -> Flags:
    """[text, signer] in one world."""
    world = session(scenario, Streams(seed, replication, 1))
    would = np.zeros((len(rows), len(world.seats.actors)), np.bool_)
    if ceasefire:
        _until_asked(world)
        spare = len(world.menu.truce_terms) - 1
        would_sign_each_truce(world.truces, world.talks, world.table.actor, rows, spare, would)
    else:
        while world.running:
            world.step()
        world.note_end(empty_sheet(world.frame, 1))
        spare = len(world.menu.terms) - 1
        would_sign_each(world.finals, world.talks, world.table.actor, rows, spare, would)
    kept = [world.seats.actors.index(name) for name in signers(scenario)]
    return would[:, kept]


def _until_asked(world: Session) -> None:
    """To the end of the round in which the first text is due."""
    world.step()
    while world.running and text_due(world.talks) < 0:
        world.step()
