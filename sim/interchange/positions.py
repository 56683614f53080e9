"""A plain table of actors, capabilities, positions and saliences on one issue, as the examples of
Bueno de Mesquita's model are handed on. Columns are known by their names, in any order.
"""

from __future__ import annotations

from sim.interchange.documents import Document
from sim.interchange.formats import Contests
from sim.interchange.stands import PERCENT, refuse_crowds, refuse_twins, saliences, spanned
from sim.interchange.tables import amount
from sim.interchange.types import Contest, Dimension, Stakeholder, Stand, refuse
from sim.scenario.suggestions import listed

KIND = "table of positions"
COLUMNS = {
    "actor": ("actor", "stakeholder", "player", "name"),
    "capability": ("capability", "resources", "influence", "power"),
    "position": ("position",),
    "salience": ("salience",),
}


def _columns(document: Document) -> dict[str, int]:
    """Which column holds what."""
    head = document.rows.lines[0] if document.rows and document.rows.lines else ()
    names = [cell.lower() for cell in head]
    found = {what: [k for k, name in enumerate(names) if name in known] for what, known in COLUMNS.items()}
    return {what: columns[0] for what, columns in found.items() if len(columns) == 1}


def is_one(document: Document) -> bool:
    """See Contests."""
    return _columns(document).keys() == COLUMNS.keys()


def contest(document: Document) -> Contest:
    """What the table says. Raises Unreadable."""
    assert document.rows is not None  # `is_one` has seen to it
    head, *rows = document.rows.lines
    for row in rows:
        if len(row) != len(head):
            refuse(row[0].place, f"{len(head)} cells are needed, and there are {len(row)}")
    at = _columns(document)
    refuse_crowds(len(rows), 1, document.place)
    refuse_twins((row[at["actor"]] for row in rows), "actor")
    shares, percent = saliences([row[at["salience"]] for row in rows])
    stands = {
        str(row[at["actor"]]): Stand(amount(row[at["position"]], "position", -1e8), share)
        for row, share in zip(rows, shares, strict=True)
    }
    low, high = spanned((stand.position for stand in stands.values()), document.place, "position")
    other = [name for k, name in enumerate(head) if k not in at.values()]
    return Contest(
        name=document.stem,
        kind=KIND,
        actors=tuple(
            Stakeholder(str(row[at["actor"]]), amount(row[at["capability"]], "capability")) for row in rows
        ),
        dimensions=(Dimension(name="position", low=low, high=high, stands=stands),),
        files=(document.name,),
        left_out=(
            *document.rows.remarks,
            *([PERCENT] if percent else []),
            *([f"columns {listed(other)} left out"] if other else []),
        ),
    )


FORMAT = Contests(KIND, is_one, contest)
