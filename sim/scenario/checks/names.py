"""What is shown under a name or a label must be told apart by whoever reads a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.scenario.draft import Draft, Spot
from sim.scenario.problems import Problem
from sim.scenario.suggestions import printable, shown

LABEL = "label"


def looks(name: str) -> str:
    """How a name reads: underscores are shown as blanks, and pages show one blank for many.

    >>> looks("a__plan ") == looks("a plan")
    True
    """
    return " ".join(printable(name.replace("_", " ")).split())


def things_look_different(draft: Draft) -> Iterator[Problem]:
    """Actors, issues, options, packages, events, links, factions and voters, each among their own kind."""
    root, truce = draft.root, draft.root["ceasefire"]
    homes = [table for party in draft.actors.values() for table in (party["factions"], party["ratify"]["by"])]
    for table in (
        root["actors"],
        root["issues"],
        truce["issues"],
        root["proposals"],
        truce["proposals"],
        *homes,
    ):
        yield from _alike((_read(spot, spot), name) for name, spot in table.entries.items())
    for options in (issue["options"] for issue in draft.every_issue):
        yield from _alike((item, "") for item in options.items)
        yield from _alike((label, name) for name, label in options.entries.items())
    for listed in (draft.events, draft.links, draft.truce_links):
        yield from _alike((_read(each, each["name"]), LABEL if each[LABEL].name else "") for each in listed)


def _read(thing: Spot, usual: Spot) -> Spot:
    """Where what people read of a thing stands: its label, or else its name."""
    return thing[LABEL] if thing[LABEL].name else usual


def _alike(things: Iterable[tuple[Spot, str]]) -> Iterator[Problem]:
    """Each that reads like one before it. That two options, events or links have the very same name is told elsewhere.

    things: where the text stands, or what has it for its key, and that key; none for such a name.
    """
    before: dict[str, tuple[str, str, Spot]] = {}
    for spot, key in things:
        text = spot.name if spot.name is not None else key
        first, other, where = before.setdefault(looks(text), (text, key, spot))
        if text and where is not spot and (key or other or text != first):
            told = spot.key_problem if spot.name is None else spot.problem
            yield told(
                f"reads like {shown(first)} on line {where.place.line}: on a page nobody could tell them apart"
            )


CHECKS = (things_look_different,)
