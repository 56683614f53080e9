"""The list of formats. The next one is a module of its own, and a line here."""

from __future__ import annotations

from sim.interchange import decide, genius, geniusweb, ktab, ktab_xml, negmas_folder, negolog, positions
from sim.interchange.documents import Document
from sim.interchange.formats import Contests, Domains, Unread

ORDERINGS = ("SumOfGroupsUtilitySpace", "DefaultPartialOrdering", "FullOrdering")


def _of_anl_2025(document: Document) -> bool:
    spot = document.spot
    return bool(spot and (negmas_folder.kind(spot).endswith("CenterUFun") or spot["outcome_spaces"].is_list))


def _ordering(document: Document) -> bool:
    return bool(document.spot and any(document.spot[name].is_table for name in ORDERINGS))


# The first that fits counts.
UNREAD = (
    Unread(
        "ANL 2025",
        _of_anl_2025,
        "one centre makes several deals that hang together, which no scenario can say",
        "name a file of edges/ and the one of sides/ that belongs to it",
    ),
    Unread("GeniusWeb JSON", _ordering, "only LinearAdditiveUtilitySpace is an additive utility"),
)
DOMAINS: tuple[Domains, ...] = (negmas_folder.FORMAT, genius.FORMAT, geniusweb.FORMAT, negolog.FORMAT)
CONTESTS: tuple[Contests, ...] = (ktab.FORMAT, ktab_xml.FORMAT, decide.FORMAT, positions.FORMAT)
READ = ", ".join([*(known.name for known in DOMAINS), *(known.name for known in CONTESTS)])
