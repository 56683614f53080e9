"""Moves as they stand in a link: s-r-a12-t0.3.1-z."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sim.bargaining.agents.blame import AgentError

Kind: TypeAlias = Literal[
    "sign",
    "refuse",
    "agent",
    "rest",
    "table",
    "nothing",
    "if",
    "declare",
    "resume",
    "leave",
    "strike",
    "spare",
    "warn",
]
LETTERS: dict[str, Kind] = {
    "s": "sign",
    "r": "refuse",
    "a": "agent",  # my agent decides, once or so many times
    "z": "rest",  # my agent decides from here on
    "t": "table",
    "n": "nothing",  # table nothing
    "c": "if",  # refuse, and say what one would sign
    "d": "declare",  # besides: see besides.py
    "o": "resume",
    "l": "leave",
    "x": "strike",
    "w": "spare",
    "y": "warn",
}
OF_KIND = {kind: letter for letter, kind in LETTERS.items()}
TOKEN = re.compile(r"([srzndol])|(a)(\d{1,4})?|([tcxwy])(\d{1,4}(?:\.\d{1,4})*)")
MOST = 2_000  # of one game: more than any has


class WrongMove(AgentError):
    """A move that cannot be made here, in one sentence."""


@dataclass(frozen=True)
class Move:
    """What somebody decides when asked."""

    kind: Kind
    # Of a text: position of the option on each issue, in the order of the file; of a threat: against which party.
    options: tuple[int, ...] = ()


def read(written: str) -> tuple[Move, ...]:
    """Raises WrongMove."""
    moves: list[Move] = []
    for token in filter(None, written.split("-")):
        found = TOKEN.fullmatch(token)
        if found is None:
            raise WrongMove(
                f"{token[:40]!r} is no move: s signs, r refuses, c0.1.2 refuses but would sign that text, "
                "t0.1.2 tables, n tables nothing, a lets the agent decide, z from here on; besides, d declares a "
                "ceasefire, o takes it back, l leaves the one in force, x0 carries out a threat, w0 takes it back, y0 "
                "makes it again"
            )
        plain, agent, times, text, options = found.groups()
        if text:
            moves.append(Move(LETTERS[text], tuple(map(int, options.split(".")))))
        else:
            moves += [Move(LETTERS[plain or agent])] * int(times or 1)
        if len(moves) > MOST:
            raise WrongMove(f"more than {MOST:,} moves")
    return tuple(moves)


def written(moves: Sequence[Move]) -> str:
    """The same for the same moves.

    >>> written(read("s-a-a-a-t0.1-z"))
    's-a3-t0.1-z'
    """
    tokens: list[list[str | int]] = []
    for move in moves:
        token = OF_KIND[move.kind] + ".".join(map(str, move.options))
        if token == "a" and tokens and tokens[-1][0] == "a":
            tokens[-1][1] = int(tokens[-1][1]) + 1
        else:
            tokens.append([token, 1])
    return "-".join(f"{token}{count if count != 1 else ''}" for token, count in tokens)
