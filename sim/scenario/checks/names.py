"""What is shown under a name or a label must be told apart by whoever reads a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.scenario.draft import Draft, Spot
from sim.scenario.problems import Problem
from sim.scenario.suggestions import printable, shown


def looks(name: str) -> str:
    """How a name reads: underscores are shown as blanks, and pages show one blank for many.

    >>> looks("a__plan ") == looks("a plan")
    True
    """
    return " ".join(printable(name.replace("_", " ")).split())


def things_look_different(draft: Draft) -> Iterator[Problem]:
    """Actors, issues, options, packages, events and links, each among their own kind."""
    root, truce = draft.root, draft.root["ceasefire"]
    for labelled in (draft.actors, draft.issues, draft.truce_issues):
        yield from _alike(
            (spot["label"] if spot["label"].name else spot, name) for name, spot in labelled.items()
        )
    for named in (root["proposals"], truce["proposals"]):
        yield from _alike((spot, name) for name, spot in named.entries.items())
    for options in (issue["options"] for issue in draft.every_issue):
        yield from _alike((item, "") for item in options.items)
        yield from _alike((label, name) for name, label in options.entries.items())
    for listed in (draft.events, draft.links, draft.truce_links):
        yield from _alike((item["name"], "") for item in listed)


def _alike(things: Iterable[tuple[Spot, str]]) -> Iterator[Problem]:
    """Each that reads like one before it. That two options, events or links have the very same name is told elsewhere.

    things: where the text stands, or what has it for its key, and that key.
    """
    before: dict[str, tuple[str, Spot]] = {}
    for spot, key in things:
        text = spot.name if spot.name is not None else key
        first, where = before.setdefault(looks(text), (text, spot))
        if text and where is not spot and (key or text != first):
            told = spot.key_problem if spot.name is None else spot.problem
            yield told(
                f"reads like {shown(first)} on line {where.place.line}: on a page nobody could tell them apart"
            )


CHECKS = (things_look_different,)
