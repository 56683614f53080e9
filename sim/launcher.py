"""The console script. Installed as the module `parleysim`, so that it can look at `sim` before using it.

`sim` is a common name: another package of that name may stand first on Python's path.
"""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; an interruption before it listens is no traceback either."""
    try:
        launch()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def launch() -> None:
    """Run the command line of parleysim, or say what stands in its way."""
    import sim

    if getattr(sim, "PROGRAM", None) != "parleysim":
        place = sim.__file__ or ", ".join(sim.__path__)
        sys.exit(f"parleysim: another module named `sim` stands before ours on Python's path: {place}")

    from sim.__main__ import main as start

    start()
