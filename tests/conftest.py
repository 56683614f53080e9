"""What all tests share."""

from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the engine once, before several workers would each do it."""
    from sim.bargaining.compiled import is_compiled

    if hasattr(session.config, "workerinput") or is_compiled("mediated"):
        return
    import sim

    with TemporaryDirectory() as results:
        sim.run(Path(str(files("sim") / "new.yaml")), runs=1, results=results)
