"""Output in whatever encoding a terminal or a pipe has: what it cannot write is written as it can."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from io import TextIOWrapper

FALLBACK = "parleysim"  # the name of our way with characters that an encoding does not have
PLAIN = "parleysim_ascii"
# One for one where a table would else be out of line.
LIKE = {"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"'}
LIKE |= {
    "·": "*",
    "•": "*",
    "…": ".",
    "→": ">",
    "↓": "v",
    "±": "+-",
    "×": "x",
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
}
LIKE |= {"μ": "mu", "σ": "sigma", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "█": "#"}
LIKE |= dict.fromkeys("▉▊▋▌", "#") | dict.fromkeys("▍▎▏", ":") | dict.fromkeys("─━═╌", "-")
LIKE |= dict.fromkeys("│┃║╎", "|") | dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╞╡╪┏┓┗┛┡┩╇", "+")


def tolerate() -> None:
    """Have standard output and error never fail over a character."""
    codecs.register_error(FALLBACK, replaced)
    codecs.register(_plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # there may be none, or one of a notebook
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            # click takes ASCII for a mistake and writes UTF-8: under another name it is believed.
            stream.reconfigure(encoding=PLAIN if ascii_only else stream.encoding, errors=FALLBACK)


def replaced(error: UnicodeError) -> tuple[str, int]:
    """What is written in place of characters that an encoding does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(alike, error.object[error.start : error.end])), error.end


def alike(character: str) -> str:
    """The nearest in ASCII.

    >>> "".join(map(alike, "Erdoğan ±3 → −0.5…"))
    'Erdogan +-3 > -0.5.'
    """
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return LIKE.get(character) or bare or "?"


def _plain(name: str) -> codecs.CodecInfo | None:
    if name != PLAIN:
        return None
    known = codecs.lookup("ascii")
    return codecs.CodecInfo(
        known.encode, known.decode, known.streamreader, known.streamwriter,
        known.incrementalencoder, known.incrementaldecoder, name=PLAIN,
    )  # fmt: skip
