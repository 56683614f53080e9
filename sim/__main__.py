"""python -m sim"""

import os
import signal
import sys

from sim import PROGRAM

INTERRUPTED = 130


def main() -> None:
    """Run the command line; never a traceback for an interruption."""
    # The engine brings its own threads; idle BLAS threads would only fight them for the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from sim.cli import commands

        # Being told to stop is the same as Ctrl-C: clean up, leave nothing half-written.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        as_module = sys.argv[0].endswith("__main__.py")
        commands(prog_name="python -m sim" if as_module else PROGRAM)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
