"""Workspaces: what was drawn, played and written down there before leaves no trace."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from bytewise import differing
from worlds import SHIPPED

from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import played, put
from sim.bargaining.run.chunks import Prepared, prepared
from sim.bargaining.run.workspaces import Workspace
from sim.bargaining.setup.sampling import NOTHING
from sim.bargaining.setup.streams import Picked, Streams
from sim.scenario.reading import read

RUNS = 6
LUCK, OTHER = Streams(1, 0, RUNS), Picked(2, np.arange(90, 90 + RUNS))
EVERYTHING = [
    ["ceasefire30"],
    ["ceasefire30", "text_days=2", "round_days=7"],
    ["minimal"],
    ["minimal", "protocol=alternating_offers"],
    ["minimal", "protocol=challenge"],
]
every_study = pytest.mark.parametrize("made_of", EVERYTHING, ids=" ".join)


def study(made_of: list[str]) -> Prepared:
    name, *overrides = made_of
    return prepared(read(SHIPPED / f"{name}.yaml", overrides))


def litter(study: Prepared, workspace: Workspace) -> None:
    """Leave bytes everywhere that nobody would write."""
    workspace.memory.flags.view(np.uint8)[:] = 0x41
    workspace.memory.inputs[:] = 41.0
    workspace.register[len(study.plan.known) :] = 41.0
    sheet: Any = workspace.sheet
    for column in sheet:
        column.view(np.ndarray).reshape(-1).view(np.uint8)[:] = 1


@every_study
def test_a_workspace_that_was_used_is_as_good_as_a_new_one(made_of: list[str]) -> None:
    used, new = study(made_of), played(study(made_of), LUCK, NOTHING)
    played(used, OTHER, NOTHING)
    workspace = used.workspaces.drawn(OTHER, NOTHING)
    litter(used, workspace)
    used.workspaces.leave(workspace)
    assert differing(played(used, LUCK, NOTHING), new) == []
    assert used.workspaces.drawn(LUCK, NOTHING) is workspace


def test_what_was_given_to_others_is_forgotten() -> None:
    used = prepared(read(SHIPPED / "minimal.yaml"), ["actors.union.outside_value"])
    new = played(used, LUCK, NOTHING)
    given = {"actors.union.outside_value": np.full(RUNS, 0.9)}
    assert played(used, LUCK, given).settled.sum() == 0
    assert differing(played(used, LUCK, NOTHING), new) == []


def test_nobody_sits_where_another_sits() -> None:
    about = study(["minimal"])
    one, other = about.workspaces.drawn(LUCK, NOTHING), about.workspaces.drawn(LUCK, NOTHING)
    assert not np.shares_memory(one.memory.reals, other.memory.reals)
    about.workspaces.leave(one)
    assert about.workspaces.drawn(Streams(1, 0, RUNS + 1), NOTHING) is not one
    assert about.workspaces.drawn(LUCK, NOTHING) is one
    assert about.workspaces.drawn(LUCK, NOTHING) is not one


@every_study
def test_what_is_put_in_its_place_is_what_is_sent(made_of: list[str]) -> None:
    about = study(made_of)
    whole: Outcomes = about.tabulation.empty(about.frame, 2 * RUNS)
    put(about, whole, slice(RUNS, 2 * RUNS), OTHER, NOTHING)
    put(about, whole, slice(0, RUNS), LUCK, NOTHING)
    for luck, rows in ((LUCK, slice(0, RUNS)), (OTHER, slice(RUNS, 2 * RUNS))):
        sent = played(study(made_of), luck, NOTHING)
        for name in vars(sent).keys() - {"names", "horizon_days"}:
            assert getattr(whole, name)[rows].tobytes() == getattr(sent, name).tobytes(), name
            assert getattr(whole, name).dtype == getattr(sent, name).dtype
