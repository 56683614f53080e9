"""Numbers as people read them: one way to write them, and a dash for what is not there."""

from __future__ import annotations

import ast
from importlib.resources import files
from math import inf, nan
from pathlib import Path

import pytest

from sim.analysis.intervals import Difference, Mean, Quantile, Share
from sim.analysis.sensitivity.answer import Estimate
from sim.report import amounts
from sim.report.sensitivity import sentences

REPORT = Path(str(files("sim") / "report"))
# Coordinates of a drawing are no words, and the one way to write numbers is written somewhere.
OTHERS = ("amounts.py", "bundle.py", "sparkline.py")
NOT_THERE = [nan, inf, -inf]


@pytest.mark.parametrize("value", NOT_THERE)
def test_what_is_not_there_is_a_dash(value: float) -> None:
    ways = (
        amounts.percent, amounts.roughly, amounts.signed_points, amounts.number, amounts.plain_number,
        amounts.short_number, amounts.whole, amounts.day,
    )  # fmt: skip
    assert {way(value) for way in ways} == {"–"}


@pytest.mark.parametrize("value", NOT_THERE)
def test_no_estimate_shows_an_end_that_is_not_there(value: float) -> None:
    three = (value, value, value)
    said = [
        amounts.points(Difference(*three)),
        amounts.mean(Mean(*three, 3)),
        amounts.brief_mean(Mean(*three, 3)),
        amounts.days(Quantile(0.5, *three, 3)),
        amounts.days_of_fighting([Quantile(level, *three, 3) for level in (0.1, 0.5, 0.9)]),
        amounts.told(Share(0, 0, value, 0.0, 1.0)),
        sentences.ranged(Estimate(*three)),
        sentences.index("delta", Estimate(*three)),
    ]
    assert not any(word in " ".join(said).lower() for word in ("nan", "inf"))


@pytest.mark.parametrize(
    ("value", "said"), [(-0.001, "0.00"), (-0.0, "0.00"), (-0.005001, "−0.01"), (1234.5, "1234.50")]
)
def test_nothing_has_no_sign(value: float, said: str) -> None:
    assert amounts.number(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(1234.5, "1,230"), (0.000081234, "0.0000812"), (-2.0, "−2"), (0.0, "0")]
)
def test_a_short_number_has_three_digits(value: float, said: str) -> None:
    assert amounts.short_number(value) == said


def formats(file: Path) -> list[str]:
    """Formats of floating-point numbers in the f-strings of a file."""
    values = (
        node
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue)
    )
    found = [ast.unparse(value.format_spec)[2:-1] for value in values if value.format_spec is not None]
    return [each for each in found if each[-1] in "eEfFgG%}"]


def test_a_report_writes_no_number_in_any_other_way() -> None:
    kept = [file for file in sorted(REPORT.rglob("*.py")) if file.name not in OTHERS]
    assert {file.name: formats(file) for file in kept if formats(file)} == {}
    assert formats(REPORT / "sparkline.py")
