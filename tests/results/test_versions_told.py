"""What a study was made with."""

import pytest

from sim.results import versions


def test_a_library_that_does_not_say_its_version_costs_nobody_a_study(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(versions, "LIBRARIES", ("numpy", "nowhere"))
    told = versions.versions()
    assert told["numpy"][0].isdigit()
    assert told["nowhere"] == "unknown"
