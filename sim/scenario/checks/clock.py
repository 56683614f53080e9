"""When the talks end: in few enough rounds to be played, and on a day that the calendar has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import inf

from sim.scenario.draft import Draft, Spot
from sim.scenario.problems import Problem
from sim.scenario.schema import Scenario

MOST_ROUNDS = 100_000  # each is played in every replication


def rounds_come_to_an_end(draft: Draft) -> Iterator[Problem]:
    """More rounds than anybody waits for, or has memory for, are a slip."""
    horizon, length, pace = (draft.root[key] for key in ("horizon_days", "round_days", "text_days"))
    days, step = _days(horizon), _days(length)
    if pace:
        mediated = draft.root["protocol"].name in (None, "mediated")
        step = min(step, _days(pace)) if mediated else _days(pace)
    if days / step > MOST_ROUNDS:
        said = f"{days:g} days in rounds of {step:g} are more than {MOST_ROUNDS:,} rounds"
        yield (horizon or length or pace).problem(said, "talk for a shorter time, or in longer rounds")


def the_calendar_has_the_last_day(draft: Draft) -> Iterator[Problem]:
    """Results show dates where there is a first one."""
    start, horizon = draft.root["start"], draft.root["horizon_days"]
    try:
        date.fromisoformat(str(start.name)) + timedelta(days=_days(horizon))
    except OverflowError:
        yield (horizon or start).problem("the talks would end after the year 9999")
    except ValueError:
        return  # no date: told already


def _days(spot: Spot) -> float:
    """The plain number above 0 that stands here, or the default: of days between texts, any number."""
    default = float(Scenario.model_fields[spot.path[-1]].default or inf)
    found = spot.number.support[0] if spot and spot.number else default
    return found if found > 0 else default


CHECKS = (rounds_come_to_an_end, the_calendar_has_the_last_day)
