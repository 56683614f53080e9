"""Which profiles belong to which of several domains: those whose issues they value and whose names are most alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from sim.interchange.documents import Document
from sim.interchange.formats import FEW, Domains
from sim.interchange.types import IssueSpec
from sim.scenario.problems import Unreadable
from sim.scenario.suggestions import listed


@dataclass(frozen=True)
class Families:
    """Domains and the profiles of each."""

    pairs: tuple[tuple[Document, Document], ...]  # a domain and a profile of it
    strays: tuple[Document, ...]  # profiles that belong to none

    def of(self, domain: Document) -> list[Document]:
        """Its profiles."""
        return [profile for home, profile in self.pairs if home is domain]

    def listed(self, domain: Document) -> str:
        """Its profiles, in words."""
        return listed(one.name for one in self.of(domain)) or "no profile"


def families(known: Domains, domains: Sequence[Document], profiles: Sequence[Document]) -> Families:
    """A profile belongs to the domains that it fits; of these, to those with which its name begins most alike."""
    topics = [(one, issues) for one in domains if (issues := _topics(known, one))]
    homes = {id(profile): _homes(known, topics, profile) for profile in profiles}
    return Families(
        tuple((home, profile) for profile in profiles for home in homes[id(profile)]),
        tuple(profile for profile in profiles if not homes[id(profile)]),
    )


def _homes(
    known: Domains, topics: Sequence[tuple[Document, tuple[IssueSpec, ...]]], profile: Document
) -> list[Document]:
    homes: list[Document] = []
    for domain, issues in sorted(topics, key=lambda pair: -_alike(pair[0], profile)):
        if homes and _alike(domain, profile) < _alike(homes[0], profile):
            break
        try:
            known.profile(profile, issues)
        except Unreadable:
            continue
        homes.append(domain)
    return homes


def _alike(one: Document, other: Document) -> int:
    """With how many characters both names begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one.name, other.name, strict=False)))


def _topics(known: Domains, domain: Document) -> tuple[IssueSpec, ...]:
    """Its issues; none where it cannot be read, which counts once it is chosen."""
    try:
        return known.topics(domain, FEW)
    except Unreadable:
        return ()
