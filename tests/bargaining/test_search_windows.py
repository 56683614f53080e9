"""Long lists, through more than one window: exactly those packages that no other betters, of equals the earliest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.search.workspace import WIDE
from sim.bargaining.setup.streams import Streams
from sim.bargaining.types import Array
from sim.scenario.reading import scenario_of

PARTIES, ISSUES, OPTIONS = ("a", "b", "c"), 5, 4
Data = dict[str, Any]


def conference(steps: int, **more: Any) -> Data:
    """Two parties that want the opposite, and a third; each value is one of so many. Two issues are alike."""
    luck, options = np.random.default_rng(steps), [f"o{o}" for o in range(OPTIONS)]
    issues = {}
    for k in range(ISSUES):
        a, c = luck.integers(0, steps + 1, (2, OPTIONS)) / steps
        value = {"a": a.tolist(), "b": (1 - a).tolist(), "c": c.tolist()}
        issues[f"k{k}"] = {"options": options, "value": value}
    issues["k4"] = issues["k3"]
    actors = {p: {"outside_value": 0.2} for p in PARTIES}
    return {"protocol": "mediated", "horizon_days": 14, "actors": actors, "issues": issues, **more}


LINK = [
    {"name": "good for one", "when": {"k0": "o1", "k3": "o2"}, "value": {"a": 0.07}},
    {"name": "for whom", "when": {"k1": "o2", "k2": "o0"}, "value": {"b": 0.06, "c": -0.04}},
    {"name": "never", "never": {"k1": "o0", "k4": "o3"}},
]


@pytest.mark.parametrize("links", [[], LINK], ids=["plain", "linked"])
@pytest.mark.parametrize("steps", [2, 12, 1000])
def test_the_list_is_what_no_other_betters(steps: int, links: list[Data]) -> None:
    """Against all of them at once; with few steps many are worth the same."""
    session = Session(scenario_of(conference(steps, **({"links": links} if links else {}))), Streams(1, 0, 1))
    first, last = int(session.talks["named"]), int(session.talks["listed"])
    listed = session.menu.terms[first:last]
    assert session.talks["slack"] == 0
    assert sorted(map(tuple, listed.tolist())) == sorted(map(tuple, undominated(session).tolist()))
    worth = utilities(session, listed)
    assert (np.diff(worth[:, 0]) <= 0).all()
    if steps > 12:
        assert len(listed) > WIDE


def utilities(session: Session, every: Array) -> Array:
    """[package, party] exact sums."""
    total = np.zeros((len(every), len(PARTIES)))
    for k in range(every.shape[1]):
        total += session.draw.gain[: len(PARTIES), k, every[:, k]].T
    for n, synergy in enumerate(session.draw.synergy):
        total += np.outer(holds(session, every, n), synergy[: len(PARTIES)])
    return total


def holds(session: Session, every: Array, n: int) -> Array:
    """[package] does link n hold?"""
    goes = [session.frame.links.when[n, k, every[:, k]] for k in range(every.shape[1])]
    return np.asarray(np.all(goes, axis=0))


def undominated(session: Session) -> Array:
    """[package, issue], in the order of issues and options."""
    every = np.stack(np.unravel_index(np.arange(OPTIONS**ISSUES), (OPTIONS,) * ISSUES), axis=1)
    for n in np.flatnonzero(session.frame.links.never):
        every = every[~holds(session, every, n)]
    worth = utilities(session, every)
    as_good = (worth[:, None] >= worth[None]).all(axis=2)
    better = as_good & ~as_good.T
    earlier = as_good & as_good.T & (np.arange(len(every))[:, None] < np.arange(len(every)))
    return np.asarray(every[~(better | earlier).any(axis=0)])
