"""parleysim: `import parleysim as ps` is `import sim` under a name of its own, and the console script starts here.

`sim` is a common name: another package of that name may stand first on Python's path, and that is said.
"""

import sys
from typing import Any

INTERRUPTED = 130


def main() -> None:
    """Run the command line; an interruption before it listens is no traceback either."""
    try:
        launch()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def launch() -> None:
    """Run the command line of parleysim, or say what stands in its way."""
    try:
        ours()
    except ImportError as error:
        sys.exit(f"parleysim: {error}")
    from sim.__main__ import main as start

    start()


def ours() -> Any:
    """The package `sim` of this program. Raises ImportError where another one stands before it."""
    import sim

    if getattr(sim, "PROGRAM", None) != "parleysim":
        place = sim.__file__ or ", ".join(sim.__path__)
        raise ImportError(f"another module named `sim` stands before ours on Python's path: {place}")
    return sim


def __getattr__(name: str) -> Any:
    """Whatever `sim` offers."""
    package = ours()
    if name in package.__all__ or name == "__all__":
        return getattr(package, name)
    raise AttributeError(f"module 'parleysim' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What is offered."""
    return [*dir(ours()), "main"]
