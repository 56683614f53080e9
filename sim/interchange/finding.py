"""A folder or some files of another program -> Bargain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.interchange import genius, negmas_folder
from sim.interchange.grids import LEVELS
from sim.interchange.nouns import Bargain, NotImported, Profile, Topic, refuse
from sim.interchange.safe_xml import Element, parse
from sim.scenario.draft import Spot
from sim.scenario.files import load
from sim.scenario.places import Place
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import listed, printable, shown

FORMATS = {".yml": "NegMAS YAML", ".yaml": "NegMAS YAML", ".xml": "GENIUS XML", ".json": "NegMAS JSON"}
WANTED = "a domain and at least two profiles, as GENIUS XML or as NegMAS writes them in YAML or JSON"
FRONTIER = "pareto.xml"  # GENIUS keeps results of its own beside a domain


@dataclass(frozen=True)
class Found:
    """A file and what is in it."""

    file: Path
    data: Element | Spot
    place: Place

    @property
    def is_domain(self) -> bool:
        if isinstance(self.data, Element):
            return self.data.tag == genius.DOMAIN
        return negmas_folder.is_domain(self.data)

    @property
    def is_profile(self) -> bool:
        if isinstance(self.data, Element):
            return self.data.tag == genius.PROFILE
        return negmas_folder.is_profile(self.data)

    @property
    def what(self) -> str:
        """What it says it is."""
        if isinstance(self.data, Element):
            return f"{self.data}"
        return shown(negmas_folder.kind(self.data) or "something without a `type`")


def bargain(paths: Sequence[Path], levels: int = LEVELS) -> Bargain:
    """What is negotiated in these files, or in the files of one folder. Raises NotImported.

    levels: how many numbers of a real issue become options, at least 2.
    """
    folder = paths[0] if len(paths) == 1 and paths[0].is_dir() else None
    asked = paths[0] if len(paths) == 1 else paths[0].parent / "these files"
    try:
        _refuse_endless(paths)
        kind, found = _of_one_format(_inside(folder) if folder else paths, folder is not None)
        domain = _domain(found)
        return _joined(folder, kind, domain, [one for one in found if one.is_profile], levels)
    except Unreadable as error:
        raise NotImported(str(asked), error.problems) from None


def _refuse_endless(paths: Sequence[Path]) -> None:
    """A pipe or a device may never end, or never begin."""
    for path in paths:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise Unreadable(Problem(None, "", f"{printable(str(path))} is neither a file nor a folder"))


def _inside(folder: Path) -> list[Path]:
    """The files of a folder by name. What is hidden, or NegMAS's own notes, is no part of it."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name[0] not in "._")
    return [file for file in files if not file.name.endswith(FRONTIER)]


def _of_one_format(files: Sequence[Path], choose: bool) -> tuple[str, list[Found]]:
    """The first format in which there is a domain, as NegMAS chooses; in files that were named, the only one."""
    kinds = [kind for kind in dict.fromkeys(FORMATS.values()) if any(_format(file) == kind for file in files)]
    strange = [file for file in files if _format(file) is None]
    if not choose and (strange or len(kinds) > 1):
        names = listed(file.name for file in strange or files)
        raise Unreadable(Problem(None, "", f"files of one format are needed ({WANTED}), not {names}"))
    for kind in kinds:
        found = [_read(file) for file in files if _format(file) == kind]
        if not choose or any(one.is_domain for one in found):
            return kind, found
    raise Unreadable(Problem(None, "", f"there is no domain: {WANTED} are needed"))


def _format(file: Path) -> str | None:
    return FORMATS.get(file.suffix.lower())


def _read(file: Path) -> Found:
    source = load(file)
    data = parse(source) if file.suffix.lower() == ".xml" else negmas_folder.document(source)
    return Found(file, data, Place(source))


def _domain(found: Sequence[Found]) -> Found:
    for one in found:
        if not (one.is_domain or one.is_profile) and len(found) < 3:
            refuse(one.place, f"{one.what} is neither a domain nor a profile")
    domains = [one for one in found if one.is_domain]
    if len(domains) > 1:
        refuse(domains[1].place, f"a second domain; {domains[0].file.name} is one already")
    if not domains:
        raise Unreadable(Problem(None, "", f"there is no domain among them: {WANTED} are needed"))
    return domains[0]


def _joined(folder: Path | None, kind: str, domain: Found, profiles: Sequence[Found], levels: int) -> Bargain:
    if len(profiles) < 2:
        raise Unreadable(
            Problem(None, "", f"at least two profiles are needed, and there are {len(profiles)}")
        )
    topics, read = _profiles(domain, profiles, levels)
    return Bargain(
        name=folder.resolve().name if folder else domain.file.stem,
        kind=kind,
        topics=topics,
        profiles=read,
        files=(domain.file.name, *(one.file.name for one in profiles)),
    )


def _profiles(
    domain: Found, profiles: Sequence[Found], levels: int
) -> tuple[tuple[Topic, ...], tuple[Profile, ...]]:
    """The issues, and all that is said about them."""
    if isinstance(domain.data, Element):
        by_index = genius.topics(domain.data, levels)
        roots = [(one.data, one.file) for one in profiles]
        read = [genius.profile(root, file, by_index) for root, file in roots if isinstance(root, Element)]
        return tuple(by_index.values()), tuple(read)
    topics = negmas_folder.topics(domain.data, levels)
    spots = [(one.data, one.file) for one in profiles]
    return topics, tuple(
        negmas_folder.profile(data, file, topics) for data, file in spots if isinstance(data, Spot)
    )
