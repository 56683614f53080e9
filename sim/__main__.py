"""python -m sim"""

import sys

INTERRUPTED = 130


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
    import os
    import signal

    # The engine brings its own threads; idle BLAS threads would only fight them for the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Being told to stop is the same as Ctrl-C: clean up, leave nothing half-written.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    from sim import PROGRAM
    from sim.cli import commands

    as_module = sys.argv[0].endswith("__main__.py")
    commands(prog_name="python -m sim" if as_module else PROGRAM)


def leave() -> None:
    """Exit as interrupted, everything being cleaned up: threads that still play are not waited for."""
    import os

    sys.stderr.flush()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
