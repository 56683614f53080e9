"""A folder or some files of another program -> Bargain or Contest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from sim.interchange.documents import MARKUP, SHEETS, Document, markup, opened, readable
from sim.interchange.formats import Domains, FilePart
from sim.interchange.grids import LEVELS
from sim.interchange.joining import joined
from sim.interchange.known import CONTESTS, DOMAINS, READ, UNREAD
from sim.interchange.types import Bargain, Contest, NotImported, refuse
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import listed, printable, shown

WANTED = "a domain and at least two profiles are needed"
FRONTIER = "pareto.xml"  # GENIUS keeps results of its own beside a domain


def found_in(paths: Sequence[Path], levels: int = LEVELS, domain: str | None = None) -> Bargain | Contest:
    """What these files, or the files of one folder, are about. Raises NotImported.

    levels: how many numbers of a real issue become options, at least 2; domain: which one, where there are several.
    """
    folder = paths[0] if len(paths) == 1 and paths[0].is_dir() else None
    asked = paths[0] if len(paths) == 1 else paths[0].parent / "these files"
    try:
        _refuse_endless(paths)
        if folder:
            return _of_folder(folder, levels, domain)
        documents = [opened(_readable(path)) for path in paths]
        return _contest(documents, domain) or _of_files(documents, levels, domain)
    except Unreadable as error:
        raise NotImported(str(asked), error.problems) from None


def _refuse_endless(paths: Sequence[Path]) -> None:
    """A pipe or a device may never end, or never begin."""
    for path in paths:
        if path.exists() and not (path.is_file() or path.is_dir()):
            _give_up(f"{printable(str(path))} is neither a file nor a folder")


def _readable(path: Path) -> Path:
    if path.is_dir():
        _give_up(f"{printable(str(path))} is a folder: name one folder, or only files")
    if not markup(path) and path.suffix.lower() not in SHEETS:
        _give_up(f"{shown(path.name)} ends in none of {listed((*MARKUP, *SHEETS))}", f"read are {READ}")
    return path


def _give_up(message: str, hint: str | None = None) -> NoReturn:
    raise Unreadable(Problem(None, "", message, hint))


def _of_folder(folder: Path, levels: int, domain: str | None) -> Bargain:
    """What its files of one kind say, the first in which there is something whole; others are left out, and told."""
    files = [file for file in _inside(folder) if markup(file)]
    for kind in dict.fromkeys(MARKUP.values()):
        documents = [opened(file) for file in files if markup(file) == kind]
        _refuse_unread(documents)
        if known := next((known for known in DOMAINS if _is_whole(known, documents)), None):
            used = [one for one in documents if known.part(one)]
            others = [readable(file.name) for file in files if file not in {one.file for one in used}]
            return joined(known, used, readable(folder.resolve().name), levels, domain, others)
    _give_up(f"there is no domain: {WANTED}", _elsewhere(folder) or f"read are {READ}")


def _inside(folder: Path) -> list[Path]:
    """The files of a folder by name. What is hidden, or NegMAS's own notes, is no part of it."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name[0] not in "._")
    return [file for file in files if not file.name.endswith(FRONTIER)]


def _is_whole(known: Domains, documents: Sequence[Document]) -> bool:
    """Is there a domain, or are there profiles that need none?"""
    parts = [known.part(one) for one in documents]
    return FilePart.DOMAIN in parts or (known.alone and parts.count(FilePart.PROFILE) > 1)


def _elsewhere(folder: Path) -> str | None:
    """What else could be named."""
    tables = [file.name for file in _inside(folder) if file.suffix.lower() in SHEETS]
    folders = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")
    named = [*(["a table by its file"] if tables else []), *(["one of its folders"] if folders else [])]
    return f"name {' or '.join(named)}: {listed((*tables, *folders))}" if named else None


def _refuse_unread(documents: Sequence[Document]) -> None:
    """Refuse by its name what is told from others, and cannot be a scenario."""
    for one in documents:
        for format_ in UNREAD:
            if format_.is_one(one):
                refuse(one.place, f"this is {format_.name}: {format_.why}", format_.hint)


def _contest(documents: Sequence[Document], domain: str | None) -> Contest | None:
    """What a file says that holds everything; None if none of them does."""
    found = [(one, known) for one in documents for known in CONTESTS if known.is_one(one)]
    if found and len(documents) > 1:
        refuse(
            found[0][0].place, f"this is {found[0][1].name}, which is imported by itself, one file at a time"
        )
    if found and domain:
        refuse(found[0][0].place, f"this is {found[0][1].name}, which has no domains to choose from")
    return found[0][1].contest(found[0][0]) if found else None


def _of_files(documents: Sequence[Document], levels: int, domain: str | None) -> Bargain:
    """What files say that were named one by one: all of them are needed."""
    _refuse_unread(documents)
    formats = [next((known for known in DOMAINS if known.part(one)), None) for one in documents]
    for one, known in zip(documents, formats, strict=True):
        if known is None:
            refuse(
                one.place, f"{one.what} is neither a domain nor a profile, nor positions", f"read are {READ}"
            )
    used = dict.fromkeys(known for known in formats if known)
    if len(used) > 1:
        _give_up(f"files of one format are needed, not of {listed(known.name for known in used)}")
    return joined(next(iter(used)), documents, None, levels, domain, [])
