"""What is said when rules are compiled: which, and how long that took this machine the last time."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from sim import disk
from sim.bargaining import compiled
from sim.progress import Watch

USUAL = 25.0  # seconds, on a laptop: where nothing was ever compiled


@contextmanager
def compiling(rules: str, known: bool, watch: Watch) -> Iterator[None]:
    """Unless they are known to be kept compiled, say so, and note how long it took."""
    if known:
        yield
        return
    watch.notice(notice(rules))
    compiled.sweep_caches()
    with compiled.timed(partial(note, rules)):
        yield


def notice(rules: str) -> str:
    """One sentence for a person who waits."""
    took = noted().get(rules)
    how = "as a rule" if took is None else "as the last time on this machine"
    return f"compiling the rules of {rules} for the first time (about {took or USUAL:.0f} s, {how})"


def note(rules: str, seconds: float) -> None:
    """It outlasts the rules, so that edited ones are known too. Where nothing can be kept, nothing is."""
    with suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        disk.replace(_file(), json.dumps({**noted(), rules: round(seconds, 1)}), lasting=False)


def noted() -> dict[str, float]:
    """Seconds by rules; what cannot be read counts as never noted."""
    with suppress(OSError, ValueError, TypeError, AttributeError), disk.opened(_file()) as file:
        found = {str(rules): float(seconds) for rules, seconds in json.loads(file.read()).items()}
        return {
            rules: seconds for rules, seconds in found.items() if math.isfinite(seconds) and seconds >= 1.0
        }
    return {}


def _file() -> Path:
    return compiled.cache_folder().parent / "seconds.json"
