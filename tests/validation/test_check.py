"""A row of the validation table says that two numbers agree only if they do."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.intervals import mean_of, share
from sim.validation.check import as_printed, same, skipped, within_standard_errors, within_tolerance


def verdict_of_share(hits: int, of: int, expected: float) -> str:
    return within_standard_errors("n", "s", expected, share(hits, of), group="g").verdict


@pytest.mark.parametrize(
    ("hits", "verdict"), [(500, "agrees"), (555, "agrees"), (556, "differs"), (444, "differs")]
)
def test_a_share_may_be_three_and_a_half_standard_errors_off(hits: int, verdict: str) -> None:
    """With 1,000 tosses of a coin one is 0.0158, and 3.5 are 0.0553."""
    assert verdict_of_share(hits, 1000, 0.5) == verdict


def test_what_must_always_or_never_happen_may_not_fail_once() -> None:
    assert verdict_of_share(2000, 2000, 1.0) == "agrees"
    assert verdict_of_share(1999, 2000, 1.0) == "differs"
    assert verdict_of_share(1, 2000, 0.0) == "differs"


def test_a_mean_is_judged_by_the_spread_of_its_sample() -> None:
    sample = mean_of(np.array([-1.0, 1.0] * 50))
    row = within_standard_errors("n", "s", 0.34, sample, group="g", note="by hand")
    assert row.error == pytest.approx(1 / np.sqrt(99))
    assert (row.verdict, row.note) == ("agrees", "by hand")
    assert row.apart == "3.4 standard errors apart, 3.5 allowed"
    assert within_standard_errors("n", "s", 0.36, sample, group="g").verdict == "differs"


def test_nothing_agrees_with_an_empty_sample() -> None:
    row = within_standard_errors("n", "s", 0.5, share(0, 0), group="g")
    assert (row.verdict, row.apart) == ("differs", "nothing to estimate from")
    assert within_standard_errors("n", "s", 0.5, mean_of(np.zeros(0)), group="g").verdict == "differs"
    assert within_tolerance("n", "s", 0.5, float("nan"), 1.0, group="g").verdict == "differs"


def test_without_chance_a_tolerance_decides_and_is_told() -> None:
    row = within_tolerance("n", "s", 2.0, 2.1, 0.11, group="g")
    assert (row.verdict, row.allowed, row.error) == ("agrees", 0.11, None)
    assert row.apart == "0.1 apart, 0.11 allowed"
    assert within_tolerance("n", "s", 2.0, 2.1, 0.09, group="g").verdict == "differs"


@pytest.mark.parametrize(
    ("computed", "verdict"),
    [
        (9.9, "agrees"),
        (9.962, "agrees"),  # cut off
        (9.861, "agrees"),  # rounded
        (9.84, "differs"),
        (10.0, "differs"),
        (float("nan"), "differs"),
    ],
)
def test_a_number_in_print_was_rounded_or_cut_off(computed: float, verdict: str) -> None:
    assert as_printed("n", "s", 9.9, computed, 1, group="g").verdict == verdict


def test_what_is_cut_off_is_cut_off_towards_nothing() -> None:
    assert as_printed("n", "s", -1.2, -1.29, 1, group="g").verdict == "agrees"
    assert as_printed("n", "s", -1.2, -1.11, 1, group="g").verdict == "differs"


def test_words_agree_with_the_same_words_and_what_was_not_checked_does_not_agree() -> None:
    assert same("n", "s", "12 and 5", "12 and 5", group="g").verdict == "agrees"
    assert same("n", "s", "12 and 5", "14 and 4", group="g").verdict == "differs"
    assert skipped("n", "s", "no data", group="g").verdict == "skipped"
