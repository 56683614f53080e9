"""What a study was made with, for its manifest."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from sim import __version__
from sim.bargaining.compiled import engine_hash

LIBRARIES = ("numpy", "scipy", "numba", "mesa", "pyarrow", "plotly", "pydantic")


def versions() -> dict[str, str]:
    """Of the engine, of Python and of every library that touches a number or a figure."""
    own = {"parleysim": __version__, "engine": engine_hash(), "python": platform.python_version()}
    return own | {library: of(library) for library in LIBRARIES}


def of(library: str) -> str:
    """A bundle may hold a library without what says its version: no reason to lose what was played."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "unknown"
