"""NegoLog: one JSON file per party, which says what is negotiated and what it is worth to it.

NegoLog: Doğru, Keskin, Jonker, Baarslag & Aydoğan (2024), IJCAI-24. Utility is the sum of weight times value.
"""

from __future__ import annotations

from sim.interchange.documents import Document
from sim.interchange.formats import FEW, Domains, FilePart, agree_by_name
from sim.interchange.grids import named
from sim.interchange.plain_json import number, place
from sim.interchange.types import IssueSpec, Profile, refuse
from sim.scenario.draft import Spot
from sim.scenario.suggestions import listed, shown

KNOWN = ("issueWeights", "issues", "reservationValue")


def part(document: Document) -> FilePart | None:
    """See Domains. There is no file of the domain."""
    spot = document.spot
    return FilePart.PROFILE if spot and spot["issueWeights"].is_table and spot["issues"].is_table else None


def _data(document: Document) -> Spot:
    assert document.spot is not None  # `part` has seen to it
    return document.spot


def topics(document: Document, levels: int = FEW) -> tuple[IssueSpec, ...]:
    """The issues that a profile values, in its order. Raises Unreadable."""
    issues = _data(document)["issues"]
    found = tuple(
        named(
            str(name), [str(option) for option in spot.entries], [o.place for o in spot.entries], place(spot)
        )
        for name, spot in issues.entries.items()
    )
    return found or refuse(place(issues), "there are no `issues`")


def profile(document: Document, domain: tuple[IssueSpec, ...]) -> Profile:
    """One party's weights and values. Raises Unreadable."""
    data = _data(document)
    agree_by_name(topics(document), domain, place(data["issues"]))
    for name, spot in data["issueWeights"].entries.items():
        if name not in {topic.name for topic in domain}:
            refuse(spot.place, f"a weight for issue {shown(name)}, which is not there")
    other = [str(key) for key in data.entries if key not in KNOWN]
    return Profile(
        name=document.stem,
        file=document.name,
        weights=tuple(number(data["issueWeights"][topic.name]) for topic in domain),
        values=tuple(
            tuple(number(data["issues"][topic.name][option]) for option in topic.options) for topic in domain
        ),
        reservation=number(data["reservationValue"]) if data["reservationValue"] else 0.0,
        left_out=(f"{listed(other)} left out: no part of its utilities",) if other else (),
    )


FORMAT = Domains("NegoLog JSON", part, topics, profile, alone=True)
