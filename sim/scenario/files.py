"""From a file's bytes to its text, or a clear word why not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sim.disk import opened
from sim.scenario.places import Place, Source
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import listed, nearest, printable, shown

LARGEST = 5_000_000  # bytes; no scenario that people write comes near
SUFFIXES = (".yaml", ".yml")


def load(path: Path, mentioned: Place | None = None) -> Source:
    """The text of a file; `mentioned` is where another file names it."""
    return as_utf8(path, content(path, mentioned))


def content(path: Path, mentioned: Place | None = None) -> bytes:
    """The bytes of a file, which may not be too many. A pipe or a device is refused."""
    try:
        with opened(path) as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(_unopened(path, error, mentioned)) from None
    if len(raw) > LARGEST:
        size = f"{LARGEST // 1_000_000} MB"
        raise Unreadable(Problem(mentioned, "", f"{printable(str(path))} is larger than {size}"))
    return raw


def as_utf8(path: Path, raw: bytes) -> Source:
    """These bytes of a file as text."""
    try:
        return Source(str(path), raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf8(path, raw, error)) from None


def _unopened(path: Path, error: OSError | ValueError, mentioned: Place | None) -> Problem:
    name = printable(str(path))
    if isinstance(error, FileNotFoundError):
        alike = nearest_file(path.name, _scenarios(path.parent))
        hint = f"did you mean {shown(alike)}?" if alike else None
        return Problem(mentioned, "", f"there is no file {name}", hint)
    if isinstance(error, IsADirectoryError):
        inside = listed(_scenarios(path))
        hint = f"in it are {inside}" if inside else None
        return Problem(mentioned, "", f"{name} is a folder, not a file", hint)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return Problem(mentioned, "", f"{name} cannot be read: {reason}")


def nearest_file(name: str, names: Iterable[str]) -> str | None:
    """The file most like the one named, if any is alike: how they end says nothing."""
    by_stem = {_stem(known): known for known in reversed([*names])}
    found = nearest(_stem(name), by_stem)
    return by_stem[found] if found else None


def _stem(name: str) -> str:
    path = Path(name)
    return path.stem if path.suffix in SUFFIXES else path.name


def _scenarios(folder: Path) -> list[str]:
    try:
        return sorted(file.name for file in folder.iterdir() if file.suffix in SUFFIXES)
    except OSError:
        return []


def _not_utf8(path: Path, raw: bytes, error: UnicodeDecodeError) -> Problem:
    source = Source(str(path), raw.decode("utf-8", "replace"))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Place(source), "", "the file is UTF-16, not UTF-8", "save it as UTF-8")
    # `error.start` may count from behind a byte order mark; decoding what is before shows where we are.
    good = len(raw) - len(error.object) + error.start
    place = source.behind(raw[:good].decode("utf-8"))
    return Problem(place, "", f"byte 0x{raw[good]:02x} is not UTF-8", "save the file as UTF-8")
