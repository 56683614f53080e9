"""python -m sim"""

import sys
import time

INTERRUPTED = 130
MOMENT = 1.0  # seconds in which an interruption is obeyed and cleaned up after


class Interruption:
    """Ctrl-C; pressed again at once it must not interrupt the cleaning up."""

    heard = -MOMENT

    def __call__(self, signal: int, frame: object) -> None:
        before, self.heard = self.heard, time.monotonic()
        if self.heard - before >= MOMENT:
            raise KeyboardInterrupt


def main() -> None:
    """Run the command line; never a traceback for an interruption, not even of an import."""
    try:
        start()
    except KeyboardInterrupt:
        leave()
    except SystemExit as done:
        if done.code == INTERRUPTED:
            leave()
        raise


def start() -> None:
    """Run the command line."""
    import gc
    import os
    import signal

    # Libraries make many objects that stay: to look for garbage among them over and over takes a tenth of the time.
    gc.set_threshold(50_000, 10, 10)
    # The engine brings its own threads; idle BLAS threads would only fight them for the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault(
        "NUMBA_OPT", "1"
    )  # the same answers as fast, and compiled in four fifths of the time
    # Being told to stop is the same as Ctrl-C: clean up, leave nothing half-written.
    interruption = Interruption()
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, interruption)
    from sim import PROGRAM
    from sim.cli.main import commands
    from sim.encodings import tolerate

    tolerate()

    as_module = sys.argv[0].endswith("__main__.py")
    commands(prog_name="python -m sim" if as_module else PROGRAM)


def leave() -> None:
    """Exit as interrupted, everything being cleaned up: threads that still play are not waited for."""
    import os

    sys.stderr.flush()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
