"""A domain and the profiles that belong to it -> Bargain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from sim.interchange.documents import Document
from sim.interchange.formats import FEW, Domains, Part
from sim.interchange.nouns import Bargain, Profile, Topic
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import listed, remedy, shown


def joined(
    known: Domains,
    documents: Sequence[Document],
    name: str | None,
    levels: int,
    wanted: str | None,
    others: Sequence[str],
) -> Bargain:
    """What the domain that is wanted, or the only one, and its profiles say. Raises Unreadable."""
    domains = [one for one in documents if known.part(one) is Part.DOMAIN]
    profiles = [one for one in documents if known.part(one) is Part.PROFILE]
    domain = _chosen(known, domains, profiles, wanted)
    if len(profiles) < 2:
        _give_up(f"at least two profiles are needed, and there are {len(profiles)}")
    topics = known.topics(domain or profiles[0], levels)
    read, misfits = _read(known, topics, profiles)
    if misfits and (len(domains) < 2 or len(read) < 2):
        raise misfits[0]
    used = [*([domain.name] if domain else []), *(one.file for one in read)]
    apart, remarks = _named_apart(read)
    strange = [one.name for one in (*domains, *profiles) if one.name not in used] + list(others)
    return Bargain(
        name=name or (domain or profiles[0]).stem,
        kind=known.name,
        topics=topics,
        profiles=apart,
        files=tuple(used),
        left_out=(*remarks, *([f"files left out: {listed(strange)}"] if strange else [])),
    )


def _give_up(message: str, hint: str | None = None) -> NoReturn:
    raise Unreadable(Problem(None, "", message, hint))


def _chosen(
    known: Domains, domains: Sequence[Document], profiles: Sequence[Document], wanted: str | None
) -> Document | None:
    """The domain that is wanted, or the only one; None where profiles need none."""
    if wanted is not None:
        found = [one for one in domains if wanted in (one.name, one.stem)]
        if len(found) != 1:
            names = [one.name for one in domains]
            _give_up(f"there is no domain {shown(wanted)}", remedy(wanted, names))
        return found[0]
    if len(domains) > 1:
        told = "; ".join(_with_profiles(known, one, profiles) for one in domains[:12])
        _give_up(f"there are {len(domains)} domains: {told}", "choose one with --domain, or name its files")
    if not domains and not known.alone:
        _give_up("there is no domain among them: a domain and at least two profiles are needed")
    return domains[0] if domains else None


def _with_profiles(known: Domains, domain: Document, profiles: Sequence[Document]) -> str:
    """The domain, and which profiles belong to it."""
    try:
        read, _ = _read(known, known.topics(domain, FEW), profiles)
    except Unreadable:
        return f"{shown(domain.name)} (cannot be read)"
    return f"{shown(domain.name)} ({listed(one.file for one in read) or 'no profile'})"


def _read(
    known: Domains, topics: tuple[Topic, ...], profiles: Sequence[Document]
) -> tuple[list[Profile], list[Unreadable]]:
    """The profiles that fit these issues, and why others do not: they may belong to another domain."""
    read, misfits = [], []
    for one in profiles:
        try:
            read.append(known.profile(one, topics))
        except Unreadable as error:
            misfits.append(error)
    return read, misfits


def _named_apart(profiles: Sequence[Profile]) -> tuple[tuple[Profile, ...], tuple[str, ...]]:
    """The profiles, with a number behind names that stand there twice; and which these are."""
    names: list[str] = []
    for profile in profiles:
        tries = (f"{profile.name}_{n}" if n > 1 else profile.name for n in range(1, len(profiles) + 2))
        names.append(next(name for name in tries if name not in names))
    renamed = [(old, new) for old, new in zip(profiles, names, strict=True) if old.name != new]
    remarks = tuple(
        f"{shown(old.name)} of {shown(old.file)} is called {shown(new)} here" for old, new in renamed
    )
    return tuple(replace(old, name=new) for old, new in zip(profiles, names, strict=True)), remarks
