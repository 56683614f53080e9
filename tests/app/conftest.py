"""What tests of the app share."""

import pytest

from sim.app import playing

FEW = (128, 256)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> tuple[int, ...]:
    """Streams of few replications: how many there are changes what is told, and not whether it is right."""
    monkeypatch.setattr(playing, "STAGES", FEW)
    return FEW
