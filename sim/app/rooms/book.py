"""Rooms as they are kept: a file for each, to which lines are only added, so that no crash loses a move."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import Any

from sim import disk
from sim.app.seat.moves import Move, read
from sim.app.subjects import Refused

FOLDER = "rooms"  # of the results
ID = re.compile(r"[A-Za-z0-9_-]{11}")
FACILITATOR = ""  # whose seat is none
LONGEST = 600  # letters of what somebody says
MOST = 4_000  # lines of a room


@dataclass(frozen=True)
class Said:
    """A move, whose it was, and what was said with it."""

    by: str  # "" for the facilitator
    move: Move
    said: str = ""


@dataclass(frozen=True)
class Room:
    """A table, who may sit where, and what was done there."""

    id: str
    scenario: str  # the name under which it is served
    changes: tuple[tuple[str, str], ...]
    seed: int
    replication: int
    keys: Mapping[str, str]  # by seat; that of the facilitator stands under ""
    identity: str  # of what is played, the rules included
    said: tuple[Said, ...] = field(default=())

    @property
    def seats(self) -> tuple[str, ...]:
        """Those that people sit in."""
        return tuple(name for name in self.keys if name != FACILITATOR)

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(each.move for each in self.said)

    def seat_of(self, key: str) -> str:
        """Whose link it is; "" for the facilitator. Raises Refused."""
        for name, known in self.keys.items():
            if known == key:
                return name
        raise Refused("this link opens no seat of this room")


class Book:
    """All rooms of a folder of results."""

    def __init__(self, results: Path) -> None:
        self.folder, self.lock = results / FOLDER, Lock()

    def open(self, about: Mapping[str, Any], seats: tuple[str, ...]) -> Room:
        """A new room, on disk before anybody hears of it."""
        keys = {name: token_urlsafe(12) for name in (FACILITATOR, *seats)}
        made = {"id": token_urlsafe(8), "keys": keys, **about}
        self.folder.mkdir(parents=True, exist_ok=True)
        disk.create(self._file(made["id"]), json.dumps(made) + "\n")
        return self.room(made["id"])

    def room(self, name: str) -> Room:
        """As its file has it. A last line that a crash has cut short was never heard of. Raises Refused."""
        if not ID.fullmatch(name) or not self._file(name).is_file():
            raise Refused("there is no such room")
        first, *rest = self._file(name).read_text("utf-8").split("\n")[:-1]
        said: list[Said] = []
        for line in map(json.loads, rest):
            if "undo" in line:
                said = said[:-1]
            else:
                (move,) = read(line["move"])
                said.append(Said(line["by"], move, line["said"]))
        about = json.loads(first)
        changes = tuple((str(key), str(value)) for key, value in about.pop("changes"))
        return Room(changes=changes, said=tuple(said), **about)

    def add(self, name: str, line: Mapping[str, Any]) -> None:
        """One line more, on disk when this returns. Raises Refused for a room that is full."""
        file = self._file(name)
        with file.open("r+b") as opened:
            kept = opened.read()
            if kept.count(b"\n") > MOST:
                raise Refused("this room is full")
            opened.seek(kept.rfind(b"\n") + 1)  # over what a crash has cut short
            opened.truncate()
            opened.write(json.dumps(line).encode() + b"\n")
            opened.flush()
            os.fsync(opened.fileno())

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.jsonl"
