"""The file of a ledger: read whole, and written whole by one program after the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sim import disk
from sim.ledger.chain import Ledger, ledger, line
from sim.ledger.entries import Entry
from sim.making import taking_turns

LARGEST = 50_000_000  # bytes


class TooLarge(Exception):
    """Nobody has made so many forecasts."""


def read(file: Path) -> Ledger:
    """What is in a file. Raises OSError, TooLarge, or Broken."""
    return ledger(_content(file))


def append(file: Path, entry: Callable[[Ledger], Entry]) -> tuple[int, Ledger]:
    """Enter what `entry` makes of the ledger as it stands when it is our turn; its number, and the ledger with it.

    Whatever happens, the file holds all that it held. Raises what `read` raises, and what `entry` does.
    """
    file = Path(os.path.realpath(file))
    with taking_turns(file.parent):
        content = _content(file) if os.path.lexists(file) else b""
        known = ledger(content)
        number = len(known.entries) + 1
        longer = content + line(number, entry(known), known.head).encode()
        checked = ledger(longer)
        disk.replace(file, longer)
    return number, checked


def _content(file: Path) -> bytes:
    with disk.opened(file) as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TooLarge(f"more than {LARGEST:,} bytes")
    return content
