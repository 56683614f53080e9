"""Targets are read with the same care as scenarios: every mistake with its place."""

from pathlib import Path

import pytest

from sim.scenario.problems import ScenarioError
from sim.scenario.targets import read_targets, targets_as_yaml

SHIPPED = Path(__file__).parents[2] / "scenarios" / "targets"


def written(text: str, folder: Path) -> Path:
    file = folder / "targets.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.yaml")), ids=lambda file: file.stem)
def test_what_is_shipped_can_be_read_and_is_written_back_the_same(file: Path, tmp_path: Path) -> None:
    targets = read_targets(file)
    assert read_targets(written(targets_as_yaml(targets), tmp_path)) == targets


def test_the_forecasts_are_those_that_were_published() -> None:
    """RAND, Metaculus and Glimt, 31 March 2025: lowest and highest of the three."""
    targets = read_targets(SHIPPED / "march_2025_forecasts.yaml").targets
    ranges = [target.probability for target in targets.values()]
    assert ranges == [(0.08, 0.27), (0.12, 0.24), (0.15, 0.22), (0.27, 0.69), (0.25, 0.37), (0.06, 0.37)]


def test_a_number_is_agreed_with_within_its_tolerance(tmp_path: Path) -> None:
    text = "targets: {peace: {event: settlement, probability: 0.01, tolerance: 0.05}}"
    assert read_targets(written(text, tmp_path)).targets["peace"].wanted == (0.0, 0.060000000000000005)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "targets: {a: {probabilty: 0.5}}",
            "1:15  targets.a.probabilty: unknown key; did you mean probability?",
        ),
        ("targets: {a: {event: settlement}}", "targets.a.probability: is missing"),
        ("targets: {a: {probability: 1.5}}", "[1.5, 1.5] is out of range: it must rise and lie in 0..1"),
        ("targets: {a: {probability: [0.5, 0.2]}}", "[0.5, 0.2] is out of range"),
        ("targets: {a: {probability: {uniform: [0, 1]}}}", "needs a probability, or two: [lowest, highest]"),
        (
            "targets: {a: {probability: 0.5, by: tomorrow}}",
            "a date (2025-03-16) is needed here, not the text tomorrow",
        ),
        ("targets: {a: {probability: 0.5, after: 2025-05-01, by: 2025-04-01}}", "`after` is not before `by`"),
        ("targets: {a: {event: zone, probability: 0.5, lasts_over: 9}}", "only a full_ceasefire can last"),
        ("targets: {}", "too few: at least 1 needed"),
        ("- a", "a file of targets is a table"),
        ("start: 2025-01-01\nactors: {}", "1:1  this is a scenario, not a file of targets (targets: ...)"),
        ("", "a file of targets is a table (targets: ...), not nothing"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as mistake:
        read_targets(written(text, tmp_path))
    assert said in str(mistake.value)
