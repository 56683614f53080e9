"""python -m sim"""

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; never a traceback for an interruption."""
    # The engine brings its own threads; idle BLAS threads would only fight them for the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from sim.cli import commands

        commands(prog_name="python -m sim" if sys.argv[0].endswith("__main__.py") else "parleysim")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
