"""Paths to the values of a scenario: actors.us.credibility."""

from __future__ import annotations

import re
from functools import lru_cache

# Quotes keep the dots of a name; inside them a quote is doubled.
STEP = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^."=]+)')


@lru_cache(maxsize=4096)  # every chunk of a study asks for the same ones
def dotted(*steps: str) -> str:
    """The path through these names; names that would be misread are quoted.

    >>> dotted("actors", "St. Gallen", "optimism")
    'actors."St. Gallen".optimism'
    """
    return ".".join(_quoted(step) for step in steps)


def _quoted(step: str) -> str:
    return step if re.fullmatch(r'[^."=]+', step) else '"' + step.replace('"', '""') + '"'
