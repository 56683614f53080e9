"""What a Mesa model keeps of every round: a row about the talks, and one about everybody at the table."""

from __future__ import annotations

import math
from typing import Any

import mesa

from sim.bargaining.agents.agents import Party, Seat


class RoundCollector(mesa.DataCollector):  # type: ignore[misc]
    """Collects once a round. All that `batch_run` looks up is kept under the number of the round, from 0.

    Mesa 3.3 and 3.4 count the rows of a model from 0, those of its agents from 1: without this, `batch_run` gave the
    last round of the one beside the round before it of the others.
    """

    def collect(self, model: Any) -> None:
        """Keep what is so now."""
        super().collect(model)
        row = len(self._agent_records) - 1
        for records in filter(None, (self._agent_records, self._agenttype_records)):
            records[row] = records.pop(next(reversed(records)))
        if hasattr(self, "_collection_steps"):  # from Mesa 3.4 on
            self._collection_steps[-1] = row


def collector() -> RoundCollector:
    """What every model collects. Functions of a module and not names: those cannot be pickled."""
    return RoundCollector(
        model_reporters={
            name: name for name in ("day", "outcome", "turn", "balance", "halted", "ceasefire_in_force")
        },
        agent_reporters={
            "name": name,
            "demand": demand,
            "reservation": reservation,
            "war_value": war_value,
            "answer": answer,
            "ceasefire_answer": ceasefire_answer,
        },
    )


def name(seat: Seat) -> str:
    """Of the actor."""
    return seat.name


def demand(seat: Seat) -> float:
    """The least value that a party signs today; not a number for others."""
    return seat.demand if isinstance(seat, Party) else math.nan


def reservation(seat: Seat) -> float:
    """The worst deal that a party still prefers to fighting on; not a number for others."""
    return seat.reservation if isinstance(seat, Party) else math.nan


def war_value(seat: Seat) -> float:
    """A party's expected utility of fighting on; not a number for others."""
    return seat.war_value if isinstance(seat, Party) else math.nan


def answer(seat: Seat) -> str:
    """To the last final package."""
    return seat.answer


def ceasefire_answer(seat: Seat) -> str:
    """To the last ceasefire."""
    return seat.ceasefire_answer
