"""What `--vary` says is what is varied, to the last decimal; what it cannot say is refused in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.questions.sweeping.values import MOST_CELLS, BadSweep, axes, axis

DECIMALS = st.decimals(-1000, 1000, places=3)
STEPS = st.decimals("0.001", 100, places=3)


def test_tenths_are_tenths() -> None:
    found = axis("actors.us.credibility=0:1:0.1")
    assert found.path == "actors.us.credibility"
    assert found.values == ("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1")


@given(start=DECIMALS, step=STEPS, count=st.integers(0, 50))
def test_a_range_holds_both_ends_and_nothing_between_its_steps(
    start: Decimal, step: Decimal, count: int
) -> None:
    stop = start + count * step
    values = axis(f"x={start}:{stop}:{step}").values
    assert [Decimal(value) for value in values] == [start + k * step for k in range(count + 1)]
    assert not any("E" in value or value.endswith(".0") for value in values)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("protocol=mediated, alternating_offers", ("mediated", "alternating_offers")),
        ("x={triangular: [0.2, 0.5, 0.8]},0.3", ("{triangular: [0.2, 0.5, 0.8]}", "0.3")),
        ("x='a, b',c", ("'a, b'", "c")),
        ("x=5", ("5",)),
        ("x=0:1:0.4", ("0", "0.4", "0.8")),
        ("x=1e-2:3e-2:1e-2", ("0.01", "0.02", "0.03")),
    ],
)
def test_words_and_distributions_can_be_listed(typed: str, values: tuple[str, ...]) -> None:
    assert axis(typed).values == values


def test_a_name_may_hold_an_equals_sign() -> None:
    assert axis('actors."a=b".optimism=0,1').path == 'actors."a=b".optimism'


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("x", "not of the form"),
        ("=1,2", "not of the form"),
        ("x=", "missing"),
        ("x=1,,2", "missing"),
        ("x=1,1", "1 is there twice"),
        ("x=0:1", "a step is missing"),
        ("x=1:0:0.1", "below where it starts"),
        ("x=0:1:0", "above zero"),
        ("x=0:1:-0.1", "above zero"),
        ("x=0:1:1e-9", "more than 10,000"),
        ("x=0:1e99999999:1", "told apart"),
        ("x='a", "never closed"),
    ],
)
def test_what_cannot_be_meant_is_refused(typed: str, word: str) -> None:
    with pytest.raises(BadSweep, match=word):
        axis(typed)


def test_numbers_of_python_are_written_as_people_write_them() -> None:
    found = axes({"x": [0.1 * 3, 1, True, None], "y": ["mediated", {"uniform": [0, 1]}]})
    assert [each.values for each in found] == [
        ("0.3", "1", "true", "null"),
        ("mediated", '{"uniform": [0, 1]}'),
    ]


@pytest.mark.parametrize(
    ("vary", "word"),
    [
        (["x=1", "x=2"], "varied twice"),
        (["x=1", "y=1", "z=1"], "--vary-file"),
        (["x=0:999:1", "y=0:10:1"], f"more than {MOST_CELLS:,}"),
    ],
)
def test_too_many_things_at_once_are_refused(vary: list[str], word: str) -> None:
    with pytest.raises(BadSweep, match=word):
        axes(vary)
