"""What is kept of a cell while a sweep runs comes back as it was, and is the same file wherever it was written."""

from __future__ import annotations

from importlib.resources import files

import numpy as np

from sim.analysis.sweep import course, joined_courses
from sim.bargaining.run.batch import play
from sim.results.courses import packed_course, unpacked_course
from sim.scenario.reading import read


def test_a_course_comes_back_as_it_was_packed_also_in_slices() -> None:
    scenario = read(str(files("sim") / "new.yaml"))
    whole = course(play(scenario, 50, 1))
    back = unpacked_course(packed_course(whole))
    for before, after in ((whole.events, back.events), (whole.amounts, back.amounts)):
        assert list(before) == list(after)
        assert all(np.array_equal(before[n], after[n], equal_nan=n in whole.amounts) for n in before)
    slices = [course(play(scenario, 20, 1)), course(play(scenario, 30, 1, first=20))]
    assert packed_course(joined_courses(slices)) == packed_course(whole)
