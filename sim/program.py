"""Which program this is: a fingerprint of its sources, the same on every machine that would answer the same."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from sim.scenario.shipped import shipped

STARTER = "launcher.py"
SOURCES = ("*.py", "*.html", "*.css", "*.js", "*.j2")


@cache
def fingerprint() -> str:
    """Of every source file of the program: an edited rule or report is another answer.

    Scenarios are none, nor what starts it: a wheel has both elsewhere than a checkout.
    """
    package = Path(__file__).parent
    found = sorted(path for pattern in SOURCES for path in package.rglob(pattern))
    sources = [path for path in found if path != package / STARTER and shipped() not in path.parents]
    return digest("".join(digest(source.read_bytes()) for source in sources).encode())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
