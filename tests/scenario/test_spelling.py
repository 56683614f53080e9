"""Numbers are read as YAML 1.2 writes them, and distributions in all their forms."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from sim.scenario.extremes import Extreme
from sim.scenario.places import Place, Source, Text
from sim.scenario.plain_yaml import dump, parse
from sim.scenario.quantities import Beta, Choice, Fixed, Normal, Quantiles, Quantity, Triangular, Uniform
from sim.scenario.scalars import number
from sim.scenario.spelling import quantity, written

NOWHERE = Place(Source("test", ""))


def node(yaml: str) -> Any:
    return parse(Source("test", yaml))


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        *(("1e-3", 0.001), ("1E+2", 100.0), ("010", 10.0), ("+2", 2.0), (".5", 0.5), ("5.", 5.0)),
        *(("-0", 0.0), ("0x1F", 31.0), ("0o17", 15.0), (".inf", math.inf), ("-.Inf", -math.inf)),
        ("-1e15", -1e15),
    ],
)
def test_a_number_is_what_yaml_1_2_says(yaml: str, value: float) -> None:
    assert number(Text(yaml, NOWHERE)) == value


@pytest.mark.parametrize(
    "yaml", [*("12:30", "1_000", "true", "no", ".nan", "2k", "1e", "0b1", "٣", "1 2", "--1"), "9" * 500]
)
def test_everything_else_is_not_a_number(yaml: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        number(Text(yaml, NOWHERE))


def test_a_number_in_quotes_is_text() -> None:
    with pytest.raises(ValueError, match=r"0\.5 stands in quotes and is text; remove the quotes"):
        number(Text("0.5", NOWHERE, plain=False))


FORMS: dict[str, Quantity] = {
    "0.5": Fixed(0.5),
    "{value: .5, basis: source}": Fixed(0.5, basis="source"),
    "{uniform: [0, 1]}": Uniform(0, 1),
    "{triangular: [0, 0.5, 1], note: a guess}": Triangular(0, 0.5, 1, note="a guess"),
    "{normal: {mean: 0, sd: 1}}": Normal(0, 1),
    "{normal: {mean: 0, sd: 1, low: -2, high: 2}}": Normal(0, 1, low=-2, high=2),
    "{beta: [2, 5]}": Beta(2, 5),
    "{beta: {a: 2, b: 5, low: 10, high: 20}}": Beta(2, 5, low=10, high=20),
    "{choice: {0.9: 0.3, 0.2: 0.7}}": Choice((0.2, 0.9), (0.7, 0.3)),
    "{quantiles: {1: 9, 0: 1, 0.5: 3}}": Quantiles((0, 0.5, 1), (1, 3, 9)),
    "{uniform: [0, 1], highest_of: 2.5}": Extreme(Uniform(0, 1), 2.5, highest=True),
    "{lowest_of: 3, normal: {mean: 0, sd: 1}, note: a guess}": Extreme(
        Normal(0, 1), 3, highest=False, note="a guess"
    ),
}


@pytest.mark.parametrize("yaml", FORMS)
def test_every_form_is_understood(yaml: str) -> None:
    assert quantity(node(yaml)) == FORMS[yaml]


@pytest.mark.parametrize("yaml", FORMS)
def test_what_is_written_back_means_the_same(yaml: str) -> None:
    assert quantity(node(dump(written(FORMS[yaml])))) == FORMS[yaml]


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("{unifrom: [0, 1]}", "unifrom: unknown key of a number; did you mean uniform?"),
        ("{uniform: [0, 1], sd: 2}", "sd: unknown key of a number"),
        ("{uniform: [0, 1], beta: [1, 2]}", "one of value, uniform, triangular, normal, beta, choice"),
        (
            "{note: why}",
            "one of value, uniform, triangular, normal, beta, choice, quantiles is needed, e.g. 0.5, ",
        ),
        ("{triangular: [0, 1]}", "triangular [0, 1]: needs 3 numbers [low, mode, high]"),
        ("{triangular: [0.4, 0.1, 0.6]}", "triangular [0.4, 0.1, 0.6]: mode 0.1 lies outside [0.4, 0.6]"),
        ("{uniform: [0, x]}", "uniform [0, x]: x is not a number"),
        ("{uniform: [0, .inf]}", "uniform [0, .inf]: it must be finite"),
        ("{normal: [0, 1]}", "normal [0, 1]: needs {mean, sd}, and may have low, high"),
        ("{normal: {mean: 0}}", "normal {mean: 0}: needs {mean, sd}, and may have low, high"),
        ("{uniform: [0, 1], highest: 2}", "highest: unknown key of a number; did you mean highest_of?"),
        ("{uniform: [0, 1], highest_of: 0.5}", "uniform [0, 1]: highest_of: 0.5 draws are less than one"),
        ("{uniform: [0, 1], highest_of: .inf}", "uniform [0, 1]: highest_of: it must be finite"),
        ("{uniform: [0, 1], highest_of: 2, lowest_of: 2}", "only one of highest_of, lowest_of can be said"),
        ("{value: 3, lowest_of: 2}", "value 3: lowest_of: every draw of a known number is alike"),
        (
            "{choice: {1: 0.5, 2: 0.5}, lowest_of: 2}",
            "lowest_of: a choice says itself how likely each value is",
        ),
        ("{choice: {}}", "choice {}: needs a table {value: probability, ...}"),
        ("{choice: {1: 0.5, 1.0: 0.5}}", "choice {1: 0.5, 1.0: 0.5}: the value 1 stands there twice"),
        (
            "{value: 1, basis: guess}",
            "basis: the text guess is not allowed here; allowed: source, calibrated, assumed",
        ),
        ("{value: 1, note: [a]}", "note: a text is needed here, not a list"),
        ("[1, 2]", "a number is needed here, not a list"),
        ("''", "'' is not a number"),
    ],
)
def test_a_slip_is_named(yaml: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        quantity(node(yaml))


@pytest.mark.parametrize("huge", [10**400, 1e16, -1e308])
def test_no_number_of_python_is_either(huge: float) -> None:
    with pytest.raises(ValueError, match="is too large"):
        number(huge)
    with pytest.raises(ValueError, match="is not a number"):
        number(math.nan)
