"""Entries as lines of text, each with the hash of the one before: who changes one breaks all that follow.

A line is JSON. Its last key is `hash`, the SHA-256 of the line before that key, so that anybody can check it by hand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sim.ledger.entries import Entry, Forecast, Resolution, as_data, entry_of

FIRST = "0" * 64  # before the first entry
MARK = ', "hash": "'
MOST_LINES = 100_000


class Broken(Exception):
    """A ledger in which something was changed, or that is none."""


@dataclass(frozen=True)
class Ledger:
    """What was entered, in order; the number of an entry is that of its line."""

    entries: tuple[Entry, ...]
    hashes: tuple[str, ...]

    @property
    def head(self) -> str:
        """The hash of the last entry: who keeps it can tell whether lines were taken away since."""
        return self.hashes[-1] if self.hashes else FIRST

    @property
    def forecasts(self) -> dict[int, Forecast]:
        """By number."""
        return {n: each for n, each in enumerate(self.entries, 1) if isinstance(each, Forecast)}

    @property
    def resolutions(self) -> dict[int, Resolution]:
        """By the number of the forecast: the last of each."""
        return {each.of: each for each in self.entries if isinstance(each, Resolution)}


def line(number: int, entry: Entry, before: str) -> str:
    """An entry as it is written."""
    body = json.dumps({"entry": number, **as_data(entry), "before": before}, ensure_ascii=False)[:-1]
    return f'{body}{MARK}{_hash(body)}"}}\n'


def ledger(content: bytes) -> Ledger:
    """What a file says. Raises Broken at the first line that is not as it was written."""
    try:
        lines = content.decode().split("\n")
    except UnicodeDecodeError as error:
        raise Broken("it is not UTF-8: it is no ledger, or was changed") from error
    if lines.pop():
        raise Broken(f"line {len(lines) + 1} has no end: it was cut off, or changed")
    if len(lines) > MOST_LINES:
        raise Broken(f"it has more than {MOST_LINES:,} lines")
    entries: list[Entry] = []
    hashes = [FIRST]
    for number, written in enumerate(lines, 1):
        hashes.append(_checked(number, written, hashes[-1]))
        entries.append(_entry(number, written, entries))
    return Ledger(tuple(entries), tuple(hashes[1:]))


def _checked(number: int, written: str, before: str) -> str:
    """The hash of a line, if it is that of its text and follows the line before."""
    body, mark, rest = written.rpartition(MARK)
    found = _hash(body)
    if not mark or rest != f'{found}"}}':
        raise Broken(f"line {number} is not as it was written")
    if not body.endswith(f'"before": "{before}"'):
        raise Broken(f"line {number} does not follow line {number - 1}: one was taken away, put in or moved")
    return found


def _entry(number: int, written: str, before: Sequence[Entry]) -> Entry:
    """What a line says. A chain that holds may have been forged by a program that knows less."""
    try:
        data = json.loads(written)
        entry = entry_of(data)
        fits = data["entry"] == number and _follows(entry, before)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Broken(f"line {number} is no entry") from error
    if not fits:
        raise Broken(f"line {number} does not fit what stands before it")
    return entry


def _follows(entry: Entry, before: Sequence[Entry]) -> bool:
    """Days go on, and what is resolved is a forecast."""
    in_order = not before or before[-1].made <= entry.made
    if isinstance(entry, Resolution):
        return in_order and 0 < entry.of <= len(before) and isinstance(before[entry.of - 1], Forecast)
    return in_order and entry.made <= entry.by


def _hash(body: str) -> str:
    return sha256(body.encode()).hexdigest()
