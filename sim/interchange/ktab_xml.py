"""XML of KTAB's spatial model of politics: what its CSV says, and settings of its own model, which are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sim.interchange.documents import Document
from sim.interchange.formats import Contests
from sim.interchange.safe_xml import Element
from sim.interchange.stands import HUNDRED, refuse_crowds, refuse_twins
from sim.interchange.tables import amount
from sim.interchange.types import Contest, Dimension, Stakeholder, Stand, refuse
from sim.scenario.places import Text
from sim.scenario.suggestions import shown

KIND = "KTAB XML"
OWN = {
    "prngSeed": "its seed",
    "ModelParameters": "the settings of its own model",
    "IdealAdjustment": "its accommodation matrix: who takes to whose ideal",
}


def is_one(document: Document) -> bool:
    """See Contests."""
    xml = document.xml
    return (
        xml is not None
        and xml.tag == "Scenario"
        and {"Dimensions", "Actors"} <= {e.tag for e in xml.children}
    )


def contest(document: Document) -> Contest:
    """What the file says. Raises Unreadable."""
    root = document.xml
    assert root is not None  # `is_one` has seen to it
    dimensions = [one.content for one in root.needed("Dimensions").every("dName")]
    actors = list(root.needed("Actors").every("Actor"))
    names = [actor.needed("name").content for actor in actors]
    refuse_crowds(len(actors), len(dimensions), document.place)
    refuse_twins(names, "actor")
    refuse_twins(dimensions, "dimension")
    positions, saliences = (
        [_row(actor, *tags, len(dimensions)) for actor in actors]
        for tags in (("Position", "dCoord"), ("Salience", "dSal"))
    )
    return Contest(
        name=document.stem,
        kind=KIND,
        actors=tuple(_actor(name, actor) for name, actor in zip(names, actors, strict=True)),
        dimensions=tuple(
            Dimension(name=str(one), low=0.0, high=HUNDRED, stands=_stands(k, names, positions, saliences))
            for k, one in enumerate(dimensions)
        ),
        files=(document.name,),
        text=": ".join(
            str(found.content) for tag in ("name", "desc") if (found := root.only(tag)) and found.content
        )
        or None,
        left_out=tuple(
            f"{shown(tag)} left out: {OWN[tag]}"
            for tag in Counter(e.tag for e in root.children)
            if tag in OWN
        ),
    )


def _actor(name: Text, actor: Element) -> Stakeholder:
    text = actor.only("description")
    capability = amount(actor.needed("capability").content, f"capability of {shown(name)}")
    return Stakeholder(str(name), capability, str(text.content) if text and text.content else None)


def _row(actor: Element, tag: str, each: str, dimensions: int) -> list[float]:
    """[dimension] its numbers, 0..100."""
    row = actor.needed(tag)
    found = [amount(one.content, tag.lower(), 0.0, HUNDRED) for one in row.every(each)]
    if len(found) != dimensions:
        refuse(row.place, f"{row} has {len(found)} <{each}> for {dimensions} dimensions")
    return found


def _stands(
    k: int, names: Sequence[Text], positions: Sequence[list[float]], saliences: Sequence[list[float]]
) -> dict[str, Stand]:
    """By actor: where it stands on the k-th dimension."""
    rows = zip(names, positions, saliences, strict=True)
    return {str(name): Stand(position[k], salience[k] / HUNDRED) for name, position, salience in rows}


FORMAT = Contests(KIND, is_one, contest)
