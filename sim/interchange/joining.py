"""A domain and the profiles that belong to it -> Bargain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from sim.interchange.documents import Document
from sim.interchange.families import Families, families
from sim.interchange.formats import FEW, Domains, FilePart
from sim.interchange.types import Bargain, Profile
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import listed, remedy, shown

TOLD = 12  # domains that are listed


def joined(
    known: Domains,
    documents: Sequence[Document],
    name: str | None,
    levels: int,
    wanted: str | None,
    others: Sequence[str],
) -> Bargain:
    """What the domain that is wanted, or the only one, and its profiles say. Raises Unreadable."""
    domains = [one for one in documents if known.part(one) is FilePart.DOMAIN]
    profiles = [one for one in documents if known.part(one) is FilePart.PROFILE]
    if not domains and not known.alone:
        _give_up("there is no domain among them: a domain and at least two profiles are needed")
    several = families(known, domains, profiles) if len(domains) > 1 else None
    domain = _chosen(domains, several, wanted)
    mine = several.of(domain) if several and domain else profiles
    _refuse_fewer_than_two(known, domain, mine, several)
    first = domain or mine[0]
    topics = known.topics(first, levels)
    read, remarks = _named_apart([known.profile(one, topics) for one in mine])
    kept = {id(one) for one in (first, *mine)}
    strange = [*(one.name for one in (*domains, *profiles) if id(one) not in kept), *others]
    return Bargain(
        name=name or first.stem,
        kind=known.name,
        topics=topics,
        profiles=read,
        files=tuple(dict.fromkeys(one.name for one in (first, *mine))),
        left_out=(*remarks, *([f"files left out: {listed(strange)}"] if strange else [])),
    )


def _refuse_fewer_than_two(
    known: Domains, domain: Document | None, mine: Sequence[Document], several: Families | None
) -> None:
    """With the reason, if it is that other profiles do not fit this domain or any."""
    if len(mine) > 1:
        return
    if domain and several:
        topics = known.topics(domain, FEW)
        for stray in several.strays:
            known.profile(stray, topics)
    whose = f" of {shown(domain.name)}" if domain and several else ""
    _give_up(f"at least two profiles{whose} are needed, and there are {len(mine)}")


def _give_up(message: str, hint: str | None = None) -> NoReturn:
    raise Unreadable(Problem(None, "", message, hint))


def _chosen(domains: Sequence[Document], several: Families | None, wanted: str | None) -> Document | None:
    """The domain that is wanted, or the only one; None where profiles need none."""
    if wanted is not None:
        found = [one for one in domains if wanted in (one.name, one.stem)]
        if len(found) != 1:
            _give_up(f"there is no domain {shown(wanted)}", remedy(wanted, [one.name for one in domains]))
        return found[0]
    if several:
        told = [f"{shown(one.name)} ({several.listed(one)})" for one in domains[:TOLD]]
        rest = ["..."] if len(domains) > TOLD else []
        hint = "choose one with --domain, or name its files"
        _give_up(f"there are {len(domains)} domains: {'; '.join([*told, *rest])}", hint)
    return domains[0] if domains else None


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
