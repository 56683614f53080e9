"""One table laid over another."""

from __future__ import annotations

from sim.scenario.places import Node, PlacedTable, Text
from sim.scenario.spelling import is_quantity


def merged(base: PlacedTable, over: PlacedTable) -> PlacedTable:
    """Tables are merged, lists and numbers replaced, and null removes. Order is that of the base."""
    written = {key: key for key, _ in over.entries()}
    entries: dict[Text, Node] = {}
    for key, below in base.entries():
        above = over.get(key)
        if above is None:
            entries[key] = below
        elif not (isinstance(above, Text) and above.missing):
            entries[written[key]] = _laid(below, above)
    new = {key: above for key, above in over.entries() if key not in base}
    return PlacedTable(over.place, {**entries, **new})


def _laid(below: Node, above: Node) -> Node:
    if isinstance(below, PlacedTable) and isinstance(above, PlacedTable) and not is_quantity(below):
        return merged(below, above)
    return above


def with_entry(table: PlacedTable, key: Text, value: Node) -> PlacedTable:
    """A copy with this entry in place of the one of that name, or else at the end."""
    new = {key if old == key else old: value if old == key else kept for old, kept in table.entries()}
    return PlacedTable(table.place, {**new, key: value})
