"""CSV of the KAPSARC Toolkit for Behavioral Analysis (KTAB), spatial model of politics.

First a line with name, description, number of actors and of dimensions; then one with the names of the columns; then
for each actor its name, description, influence, and for each dimension its position and salience, both 0..100.
KTAB itself looks at the order of the columns and not at their names.
"""

from __future__ import annotations

from sim.interchange.documents import Document
from sim.interchange.formats import Contests
from sim.interchange.stands import HUNDRED, refuse_crowds, refuse_twins
from sim.interchange.tables import amount
from sim.interchange.types import Contest, Dimension, Stakeholder, Stand, refuse
from sim.scenario.places import Text
from sim.scenario.suggestions import shown

BEFORE = 3  # columns before the first position: name, description, influence
KIND = "KTAB CSV"


def is_one(document: Document) -> bool:
    """See Contests."""
    lines = document.rows.lines if document.rows else ()
    if len(lines) < 2 or len(lines[0]) != 4 or len(lines[1]) < 2:
        return False
    counted = all(cell.isascii() and cell.isdigit() for cell in lines[0][2:])
    return counted and lines[1][0].lower() == "actor" and lines[1][1].lower().startswith("desc")


def contest(document: Document) -> Contest:
    """What the file says. Raises Unreadable."""
    assert document.rows is not None  # `is_one` has seen to it
    head, columns, *actors = document.rows.lines
    dimensions = int(amount(head[3], "the number of dimensions"))
    refuse_crowds(len(actors), dimensions, document.place)
    if len(actors) != int(amount(head[2], "the number of actors")):
        refuse(head[2].place, f"{head[2]} actors are announced, and there are {len(actors)}")
    names = columns[BEFORE::2]
    for row in (columns, *actors):
        if len(row) != BEFORE + 2 * dimensions:
            refuse(row[0].place, f"{BEFORE + 2 * dimensions} columns are needed, and there are {len(row)}")
    refuse_twins((row[0] for row in actors), "actor")
    refuse_twins(names, "dimension")
    return Contest(
        name=document.stem,
        kind=KIND,
        actors=tuple(_actor(row) for row in actors),
        dimensions=tuple(_dimension(name, BEFORE + 2 * k, actors) for k, name in enumerate(names)),
        files=(document.name,),
        text=": ".join(cell for cell in head[:2] if cell) or None,
        left_out=document.rows.remarks,
    )


def _actor(row: tuple[Text, ...]) -> Stakeholder:
    return Stakeholder(str(row[0]), amount(row[2], f"influence of {shown(row[0])}"), str(row[1]) or None)


def _dimension(name: Text, column: int, actors: list[tuple[Text, ...]]) -> Dimension:
    stands = {
        str(row[0]): Stand(
            amount(row[column], "position", 0.0, HUNDRED),
            amount(row[column + 1], "salience", 0.0, HUNDRED) / HUNDRED,
        )
        for row in actors
    }
    return Dimension(name=str(name), low=0.0, high=HUNDRED, stands=stands)


FORMAT = Contests(KIND, is_one, contest)
