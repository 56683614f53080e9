"""From bytes to text: what a byte order mark or an XML declaration says, else UTF-8.

Only encodings in which ASCII is ASCII can be declared, and none that is a code within the text (unicode_escape,
utf-7) or slow (idna, punycode): a character then takes at least a byte, and the limit of bytes is one of characters.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from sim.interchange.types import refuse
from sim.scenario.files import as_utf8
from sim.scenario.places import Place, Source
from sim.scenario.suggestions import shown

MARKS = {  # the longer first: that of UTF-32 begins like that of UTF-16
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DECLARED = re.compile(
    rb"""(?:\s++|<!--(?:(?!-->).)*+-->)*+<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"'>]{1,100})["']""",
    re.DOTALL,
)
PLAIN = b"<?xml version='1.0'?> \\u0041 +AGE- \\N{BULLET}"
SLOW = ("idna", "punycode")
SPREADSHEET = "cp1252"  # what a spreadsheet on Windows saves where it does not save UTF-8


def marked(path: Path, raw: bytes) -> Source:
    """As its byte order mark says, else UTF-8."""
    name = next((name for mark, name in MARKS.items() if raw.startswith(mark)), None)
    return _decoded(path, raw, name) if name else as_utf8(path, raw)


def declared(path: Path, raw: bytes) -> Source:
    """As its byte order mark says, else as its XML declaration does."""
    found = DECLARED.match(raw)
    if found is None or raw.startswith((codecs.BOM_UTF8, *MARKS)):
        return marked(path, raw)
    name = found[1].decode("ascii", "replace")
    here = Source(str(path), raw[: found.end()].decode("ascii", "replace"))
    place = here.behind(raw[: found.start(1)].decode("ascii", "replace"))
    if not _safe(name):
        refuse(place, f"the encoding {shown(name)} is not known here", "save it as UTF-8")
    return as_utf8(path, raw) if codecs.lookup(name).name == "utf-8" else _decoded(path, raw, name)


def of_a_spreadsheet(path: Path, raw: bytes) -> tuple[Source, bool]:
    """As its byte order mark says, else UTF-8, else as spreadsheets on Windows save; was it the last?"""
    if not raw.startswith(tuple(MARKS)):
        try:
            raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return _decoded(path, raw, SPREADSHEET), True
    return marked(path, raw), False


def _safe(name: str) -> bool:
    try:
        return PLAIN.decode(name) == PLAIN.decode("ascii") and codecs.lookup(name).name not in SLOW
    except (UnicodeError, LookupError, ValueError):
        return False


def _decoded(path: Path, raw: bytes, name: str) -> Source:
    try:
        return Source(str(path), raw.decode(name))
    except UnicodeError as error:
        reason = getattr(error, "reason", str(error))
        refuse(Place(Source(str(path), "")), f"this is not {name.upper()}: {reason}", "save it as UTF-8")
