"""What is read, written and read again stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import Data, scenario_data

from sim.scenario.plain_yaml import dump
from sim.scenario.reading import read, resolved, scenario_of

quickly = settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round_trip") / "random.yaml"


@pytest.mark.slow
@quickly
@given(data=scenario_data())
def test_a_valid_scenario_reads_and_its_resolved_form_says_the_same(data: Data, file: Path) -> None:
    file.write_text(dump(data), encoding="utf-8")
    scenario = read(file)
    assert scenario == scenario_of({"name": "random", **data})
    file.write_text(resolved(scenario), encoding="utf-8")
    assert read(file) == scenario
